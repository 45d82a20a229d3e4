using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Kurir.Connectors;

/// <summary>Which tables of a page hold data, and what the page is where none does.</summary>
sealed class HtmlPage
{
    readonly IHtmlDocument page;
    readonly Document document;
    readonly List<HtmlTable> tables;

    public HtmlPage(IHtmlDocument page, Document document, ReadLimits limits)
    {
        this.page = page;
        this.document = document;
        var all = page.QuerySelectorAll("table").Where(IsData).ToList();
        // A page that a script reveals may hide its only table.
        var shown = all.Where(IsShown).ToList();
        tables = Best([.. (shown.Count > 0 ? shown : all).Select(t => new HtmlTable(t, document, limits))]);
    }

    /// <exception cref="Fault">It is a sign-in page, an error page, a page without a table, or one that a script fills.</exception>
    public IReadOnlyList<Grid> Grids(CancellationToken ct)
    {
        string title = Unreadable.Short(page.Title ?? "", 200);
        if (PageWords.IsErrorTitle(title)) throw Unreadable.ErrorPage(document, Words(title));
        if (SignsIn()) throw Unreadable.SignInPage(document, title);
        if (tables.Count == 0) return [WithoutTable(title)];
        if (tables.Find(t => t.Loading is not null && t.BodyRows == 0) is { } loading) throw NeedsBrowser(loading.Loading!);
        return [.. tables.Select((t, i) => t.ToGrid(Name(t.Element), $"table {i + 1}", Announced(t.Element), ct))];
    }

    Grid WithoutTable(string title)
    {
        string text = page.Body is { } body ? HtmlText.Of(body) : "";
        if (PanelText.NoData(text) is not null) return new Grid { Place = "page", Rows = [], Announced = 0 };
        throw PageWords.IsErrorTitle(Unreadable.Short(text, 80)) || PageWords.SpeaksOfError(Unreadable.Short(text, 300))
            ? Unreadable.ErrorPage(document, Words(title))
            : Unreadable.NoTable(document, $"The page has no table with rows. It says: “{Words(title)}”");
    }

    string Words(string title)
    {
        string text = Unreadable.Short(page.Body is { } body ? HtmlText.Of(body) : "", 240);
        return title.Length == 0 || text.StartsWith(title, StringComparison.Ordinal) ? text : text.Length == 0 ? title : $"{title}: {text}";
    }

    /// <summary>A password field that is not one of a dialog beside the report.</summary>
    bool SignsIn() => page.QuerySelector("input[type=password i]") is { } password
        && !tables.Exists(t => t.HasHead && !t.Element.Contains(password));

    Fault NeedsBrowser(string words) => new(Stage.Read, FaultName.NeedsBrowser, FaultKind.Stop, Unreadable.Subject(document),
        $"The page's table says “{Unreadable.Short(words, 80)}”: a script fills it later, its rows are not in the page.",
        "Fetch the address that the script asks (the browser's network tab shows it), or the page's export.");

    static bool IsData(IElement table)
    {
        if (table.GetAttribute("role") is "presentation" or "none") return false;
        // DataTables keeps scrolling headings in a table of their own, besides the real ones.
        if (table.Closest(".dataTables_scrollHead, .dataTables_scrollFoot, .dt-scroll-head, .dt-scroll-foot, .DTFC_LeftWrapper, .DTFC_RightWrapper") is not null) return false;
        if (table.ParentElement?.Closest("table") is { } outer && HasHeading(outer)) return false;
        return HasHeading(table) || table.QuerySelector("table") is null;
    }

    static bool HasHeading(IElement table) => table.QuerySelector("th") is { } heading && heading.Closest("table") == table;

    static bool IsShown(IElement table)
    {
        for (var element = table; element is not null; element = element.ParentElement)
            if (!HtmlText.Shows(element) || element.ClassList.Contains("modal")) return false;
        return true;
    }

    /// <summary>Those with a heading; without any, those that look like rows and columns.</summary>
    static List<HtmlTable> Best(List<HtmlTable> tables)
    {
        var headed = tables.FindAll(t => t.HasHead);
        return headed.Count > 0 ? headed : tables.FindAll(t => t.Columns > 1 && (t.BodyRows > 1 || t.NoData is not null));
    }

    /// <summary>What the page says beside this table alone: looked for in the widest element that holds no other.</summary>
    long? Announced(IElement table)
    {
        var own = table;
        while (own.ParentElement is { } parent && !tables.Exists(t => t.Element != table && parent.Contains(t.Element))) own = parent;
        return PanelText.Announced(HtmlText.Of(own == table ? table.ParentElement ?? table : own, tables: false))?.Total;
    }

    static string Name(IElement table)
    {
        if (table.QuerySelector("caption") is { } caption && caption.ParentElement == table) return HtmlText.Of(caption).ReplaceLineEndings(" ");
        for (var element = table; element is not null; element = element.ParentElement)
            for (var before = element.PreviousElementSibling; before is not null; before = before.PreviousElementSibling)
            {
                if (before.LocalName == "table" || before.QuerySelector("table") is not null) return "";
                var heading = before.LocalName is ['h', >= '1' and <= '6'] ? before : before.QuerySelector("h1,h2,h3,h4,h5,h6");
                if (heading is not null) return HtmlText.Of(heading).ReplaceLineEndings(" ");
            }

        return "";
    }
}
