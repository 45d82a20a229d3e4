using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Kurir.Connectors;

/// <summary>What a person sees of an element: white space folded, lines where the page breaks them, without what is hidden.</summary>
static partial class HtmlText
{
    static readonly HashSet<string> Unseen = new(["script", "style", "template", "noscript", "svg", "head", "datalist", "audio", "video", "iframe", "object"],
        StringComparer.Ordinal);

    static readonly HashSet<string> Blocks = new(["address", "article", "aside", "blockquote", "dd", "div", "dl", "dt", "fieldset", "footer", "form", "h1", "h2", "h3", "h4", "h5",
        "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul"], StringComparer.Ordinal);

    /// <param name="controls">Take the values of input fields for text.</param>
    /// <param name="tables">Look into tables.</param>
    public static string Of(INode node, bool controls = false, bool tables = true)
    {
        var text = new StringBuilder();
        Append(node, text, controls, tables);
        return Fold(text);
    }

    /// <summary>Neither the element itself says that it is hidden nor its usual classes do.</summary>
    public static bool Shows(IElement element)
    {
        if (element.HasAttribute("hidden")) return false;
        if (element.GetAttribute("style") is { } style && HiddenStyle().IsMatch(style)) return false;
        return element.ClassName is not { Length: > 0 } classes || !HiddenClass().IsMatch(classes) || ShownAgainClass().IsMatch(classes);
    }

    static void Append(INode node, StringBuilder text, bool controls, bool tables)
    {
        foreach (var child in node.ChildNodes)
        {
            if (child is IText words) text.Append(words.Data.Replace('\n', ' '));
            else if (child is IElement element && !Unseen.Contains(element.LocalName) && Shows(element)) AppendElement(element, text, controls, tables);
        }
    }

    static void AppendElement(IElement element, StringBuilder text, bool controls, bool tables)
    {
        string name = element.LocalName;
        if (name == "br")
        {
            text.Append('\n');
        }
        else if (name is "input" or "select" or "textarea" or "button")
        {
            if (name == "button") Append(element, text, controls, tables);
            else if (controls) text.Append(' ').Append(ValueOf(element)).Append(' ');
        }
        else if (name != "table" || tables)
        {
            bool block = Blocks.Contains(name);
            if (block) text.Append('\n');
            Append(element, text, controls, tables);
            if (block) text.Append('\n');
            else if (name is "td" or "th") text.Append(' ');
        }
    }

    static string ValueOf(IElement element) => element switch
    {
        IHtmlInputElement { Type: "hidden" or "checkbox" or "radio" or "button" or "submit" or "image" or "file" or "reset" or "password" } => "",
        IHtmlInputElement input => input.GetAttribute("value") ?? "",
        IHtmlSelectElement select => Chosen(select)?.Text ?? "",
        _ => element.TextContent,
    };

    static IHtmlOptionElement? Chosen(IHtmlSelectElement select) =>
        select.Options.FirstOrDefault(o => o.IsDefaultSelected) ?? (select.Options.Length > 0 ? select.Options[0] : null);

    static string Fold(StringBuilder raw)
    {
        var text = new StringBuilder(raw.Length);
        char pending = '\0';
        for (int i = 0; i < raw.Length; i++)
        {
            char c = raw[i];
            if (c == '\n') pending = '\n';
            else if (char.IsWhiteSpace(c)) pending = pending == '\n' ? '\n' : ' ';
            else if (c is not ('\u200B' or '\uFEFF' or '\u00AD'))
            {
                if (pending != '\0' && text.Length > 0) text.Append(pending);
                pending = '\0';
                text.Append(c);
            }
        }

        return text.ToString();
    }

    const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    [GeneratedRegex(@"display\s*:\s*none|visibility\s*:\s*hidden", Options)]
    private static partial Regex HiddenStyle();

    [GeneratedRegex(@"(^|\s)(d-none|hidden|hide|invisible)(\s|$)", Options)]
    private static partial Regex HiddenClass();

    // Responsive classes: hidden on a phone, shown on a desk.
    [GeneratedRegex(@"(^|\s)((sm|md|lg|xl|2xl):(table-cell|table-row|table|block|inline|inline-block|flex|inline-flex|grid|visible)|d-(sm|md|lg|xl|xxl)-(table-cell|table-row|table|block|inline|inline-block|flex|grid))(\s|$)",
        Options)]
    private static partial Regex ShownAgainClass();
}
