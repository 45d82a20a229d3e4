namespace Kurir.Connectors;

/// <summary>Which tables of a page hold data, and what the page is where none does.</summary>
sealed class HtmlPage(HtmlScanner page, Document document)
{
    readonly List<HtmlTable> tables = Best(page.Tables);

    /// <exception cref="Fault">It is cut off, a sign-in page, an error page, a page without a table, or one that a script fills.</exception>
    public IReadOnlyList<Grid> Grids(CancellationToken ct)
    {
        if (page.BreaksOff) throw Unreadable.Truncated(document, "The page's last table never ends: the page was cut off.");
        if (PageWords.IsErrorTitle(page.Title)) throw Unreadable.ErrorPage(document, Shown());
        if (SignsIn()) throw Unreadable.SignInPage(document, page.Title);
        if (tables.Count == 0) return [WithoutTable()];
        if (tables.Find(t => t.Loading is not null && t.BodyRows == 0) is { } loading) throw NeedsBrowser(loading.Loading!);
        Announce();
        return [.. tables.Select((t, i) => t.ToGrid($"table {i + 1}", ct))];
    }

    Grid WithoutTable()
    {
        if (page.Words.Exists(w => PanelText.NoData(w) is not null)) return new Grid { Place = "page", Rows = [], Announced = 0 };
        string text = Unreadable.Short(string.Join(' ', page.Words), 300);
        throw PageWords.IsErrorTitle(Unreadable.Short(text, 80)) || PageWords.SpeaksOfError(text)
            ? Unreadable.ErrorPage(document, Shown())
            : Unreadable.NoTable(document, $"The page has no table with rows. It says: “{Shown()}”");
    }

    /// <summary>The page's title and first words.</summary>
    string Shown()
    {
        string text = Unreadable.Short(string.Join(' ', page.Words), 240);
        if (page.Title.Length == 0 || text.StartsWith(page.Title, StringComparison.Ordinal)) return text;
        return text.Length == 0 ? page.Title : $"{page.Title}: {text}";
    }

    /// <summary>A password field that is not one of a dialog beside the report.</summary>
    bool SignsIn() => page.HasPassword && !tables.Exists(t => t.HasHead && !t.HasPassword);

    /// <summary>The words after a table speak of it, else those before it, unless they were the words after another.</summary>
    void Announce()
    {
        int spoken = -1;
        foreach (var table in tables)
        {
            table.Announced = PanelText.Announced(page.Words[table.WordsAfter])?.Total;
            if (table.Announced is not null) spoken = table.WordsAfter;
            else if (table.WordsBefore != spoken) table.Announced = PanelText.Announced(page.Words[table.WordsBefore])?.Total;
        }
    }

    Fault NeedsBrowser(string words) => new(Stage.Read, FaultName.NeedsBrowser, FaultKind.Stop, Unreadable.Subject(document),
        $"The page's table says “{Unreadable.Short(words, 80)}”: a script fills it later, its rows are not in the page.",
        "Fetch the address that the script asks (the browser's network tab shows it), or the page's export.");

    /// <summary>Of those in sight (a script may reveal the only one) those with a heading; without any, those that look like rows and columns.</summary>
    static List<HtmlTable> Best(List<HtmlTable> all)
    {
        var shown = all.FindAll(t => !t.IsAside);
        if (shown.Count == 0) shown = all;
        var headed = shown.FindAll(t => t.HasHead);
        return headed.Count > 0 ? headed : shown.FindAll(t => t.Columns > 1 && (t.BodyRows > 1 || t.NoData is not null));
    }
}
