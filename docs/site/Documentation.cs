using System.Net;
using System.Text;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Kurir.Docs;

/// <summary>The pages of a folder as a site. <c>index.md</c> names all of them, under its headings: that is the site's menu.</summary>
public static class Documentation
{
    static readonly MarkdownPipeline Markdown = new MarkdownPipelineBuilder().UsePipeTables().UseAutoLinks().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).Build();

    /// <returns>Links that lead nowhere and pages that the menu does not name; where there are any, nothing is written.</returns>
    public static IReadOnlyList<string> Build(string source, string output)
    {
        Dictionary<string, MarkdownDocument> pages = Directory.GetFiles(source, "*.md").Order(StringComparer.Ordinal)
            .ToDictionary(file => Path.GetFileName(file), file => Markdig.Markdown.Parse(File.ReadAllText(file).ReplaceLineEndings("\n"), Markdown), StringComparer.Ordinal);
        List<string> problems = [.. pages.SelectMany(page => Problems(page.Key, page.Value, pages, source)), .. Unnamed(pages)];
        if (problems.Count > 0) return problems;
        Directory.CreateDirectory(output);
        foreach (string picture in Directory.GetFiles(source, "*.svg")) File.Copy(picture, Path.Combine(output, Path.GetFileName(picture)), overwrite: true);
        foreach ((string name, MarkdownDocument page) in pages) File.WriteAllText(Path.Combine(output, ToHtml(name)), Whole(name, page, pages["index.md"]));
        return [];
    }

    static IEnumerable<string> Problems(string name, MarkdownDocument page, Dictionary<string, MarkdownDocument> pages, string source)
    {
        foreach (LinkInline link in page.Descendants<LinkInline>())
        {
            string url = link.Url ?? "";
            if (url.Contains("://", StringComparison.Ordinal)) continue;
            string[] parts = url.Split('#', 2);
            string target = parts[0].Length == 0 ? name : parts[0];
            string place = $"{name}:{link.Line + 1}: {url}";
            if (link.IsImage || !target.EndsWith(".md", StringComparison.Ordinal))
            {
                if (target.Contains('/', StringComparison.Ordinal) || !File.Exists(Path.Combine(source, target))) yield return $"{place}: there is no such file among the pages";
            }
            else if (!pages.TryGetValue(target, out MarkdownDocument? other)) yield return $"{place}: there is no such page";
            else if (parts.Length == 2 && !Anchors(other).Contains(parts[1])) yield return $"{place}: {target} has no such heading";
        }
    }

    static IEnumerable<string> Unnamed(Dictionary<string, MarkdownDocument> pages)
    {
        if (!pages.TryGetValue("index.md", out MarkdownDocument? index)) return ["index.md is missing"];
        string[] named = [.. index.Descendants<LinkInline>().Select(link => link.Url ?? "")];
        return pages.Keys.Where(page => page != "index.md" && !named.Contains(page)).Select(page => $"index.md does not name {page}");
    }

    static IEnumerable<string?> Anchors(MarkdownDocument page) => page.Descendants<HeadingBlock>().Select(heading => heading.GetAttributes().Id);

    static string Whole(string name, MarkdownDocument page, MarkdownDocument index)
    {
        string menu = Menu(name, index);
        foreach (LinkInline link in page.Descendants<LinkInline>().Where(link => !link.Url!.Contains("://", StringComparison.Ordinal))) link.Url = ToHtml(link.Url!);
        string title = page.Descendants<HeadingBlock>().FirstOrDefault() is { } heading ? TextOf(heading.Inline) : name;
        using Stream stream = typeof(Documentation).Assembly.GetManifestResourceStream("page.html")!;
        using var template = new StreamReader(stream);
        return template.ReadToEnd().Replace("{title}", WebUtility.HtmlEncode(title), StringComparison.Ordinal).Replace("{nav}", menu, StringComparison.Ordinal).Replace("{body}", page.ToHtml(Markdown), StringComparison.Ordinal);
    }

    static string Menu(string name, MarkdownDocument index)
    {
        var menu = new StringBuilder("<ul><li><a href=\"index.html\">Kurir</a></li></ul>");
        foreach (MarkdownObject part in index.Descendants())
        {
            if (part is HeadingBlock { Level: 2 } group) menu.Append($"</ul><h2>{WebUtility.HtmlEncode(TextOf(group.Inline))}</h2><ul>");
            if (part is LinkInline { IsImage: false } link && link.Url!.Split('.')[^1] is "md" or "html")
                menu.Append($"<li><a href=\"{ToHtml(link.Url!)}\"{(ToHtml(link.Url!) == ToHtml(name) ? " aria-current=\"page\"" : "")}>{WebUtility.HtmlEncode(TextOf(link))}</a></li>");
        }

        return menu.Append("</ul>").Replace("</ul></ul>", "</ul>").ToString();
    }

    static string TextOf(ContainerInline? inline) => string.Concat(inline?.Descendants<LeafInline>().Select(leaf => leaf switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        _ => "",
    }) ?? []);

    static string ToHtml(string link) => link.Replace(".md", ".html", StringComparison.Ordinal);
}
