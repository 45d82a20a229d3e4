using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Kurir.Connectors;

/// <summary>Finds a page's link to the page after it.</summary>
sealed partial class Pager(PanelPage page)
{
    const string Boxes = ".pagination, .pager, .paginator, .paginate, .page-numbers, [class*='paginat' i], nav[aria-label*='pag' i], nav[aria-label*='halaman' i]";
    const string Currents = ".active, .current, .selected, [aria-current]";

    /// <returns>Null: this is the last page, or the pager runs a script.</returns>
    public Uri? Next() => ByRelation() ?? ByNumber() ?? ByWord();

    Uri? ByRelation() => First(page.Document.QuerySelectorAll("a[rel~='next'], link[rel~='next']"));

    /// <summary>The link with the number after the current one's.</summary>
    Uri? ByNumber()
    {
        foreach (IElement box in page.Document.QuerySelectorAll(Boxes))
        {
            if (box.QuerySelectorAll(Currents).Select(Number).FirstOrDefault(number => number is not null) is not { } current) continue;
            if (First(box.QuerySelectorAll("a[href]").Where(link => Number(link) == current + 1)) is { } next) return next;
        }

        return null;
    }

    /// <summary>A link that says so; outside of a pager only one to the same path.</summary>
    Uri? ByWord()
    {
        IElement[] said = [.. page.Document.QuerySelectorAll("a[href]").Where(link => Word(link) is not null)];
        return First(said.Where(link => link.Closest(Boxes) is not null && Word(link) != "»"))
            ?? First(said.Where(link => link.Closest(Boxes) is not null))
            ?? First(said.Where(link => Word(link) is { Length: > 1 } && page.Resolve(link.GetAttribute("href"))?.AbsolutePath == page.Address.AbsolutePath));
    }

    /// <summary>What stands on a link to the next page; null: it is none. A lone » may be the last page's, so it counts least.</summary>
    static string? Word(IElement link)
    {
        foreach (string text in (string[])[PageText.Of(link), link.GetAttribute("aria-label") ?? "", link.GetAttribute("title") ?? ""])
            if (NextWords().Match(text) is { Success: true } match) return match.Value.Trim();
        return null;
    }

    Uri? First(IEnumerable<IElement> links) => links.Where(IsOn).Select(link => page.Resolve(link.GetAttribute("href"))).OfType<Uri>()
        .FirstOrDefault(next => Wire.SameOrigin(next, page.Address) && next != page.Address);

    /// <summary>Whether pressing it does something.</summary>
    static bool IsOn(IElement link) =>
        link.GetAttribute("href") is { Length: > 0 } href && !href.StartsWith('#')
        && link.GetAttribute("aria-disabled") != "true" && !link.ClassList.Contains("disabled")
        && link.ParentElement?.ClassList.Contains("disabled") != true && link.ParentElement?.GetAttribute("aria-disabled") != "true";

    static int? Number(IElement element) =>
        FirstNumber().Match(PageText.Of(element)) is { Success: true } match && int.TryParse(match.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    [GeneratedRegex(@"^\d{1,6}\b")]
    private static partial Regex FirstNumber();

    [GeneratedRegex(@"^((next|berikutnya|selanjutnya|lanjut|next page|halaman (berikutnya|selanjutnya))( ?[›»>→]+)?|[›»→]|>)$", RegexOptions.IgnoreCase)]
    private static partial Regex NextWords();
}
