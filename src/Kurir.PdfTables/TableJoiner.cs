namespace Kurir.PdfTables;

/// <summary>Joins what pages show to logical tables: the first table of a page may go on with the last one of the page before.</summary>
sealed class TableJoiner
{
    OpenTable? _open;

    public Queue<PdfTableReader> Started { get; } = new();

    public void Add(PageContent page, PdfReport report)
    {
        if (page.Letters == 0)
        {
            if (page.Images > 0) Unread(page);
            return;
        }
        var lines = LineBuilder.Build(page);
        var regions = RegionFinder.Find(page, lines);
        var first = true;
        var above = _open?.Last;
        foreach (var region in regions)
        {
            var table = TableReader.Read(page, region, above);
            if (table is null) continue;
            if (above is not null && table.Continues) _open!.Continue(table);
            else
            {
                Close();
                _open = new OpenTable(new PdfTableReader(report, table.Headings, page.Number), table);
                Started.Enqueue(_open.Reader);
            }
            above = null;
            if (first) Announce(page, lines, regions);
            first = false;
        }
        if (page.UnknownLetters > 0) _open?.Doubt($"Page {page.Number}: {page.UnknownLetters} letters are in fonts that do not say which characters they are; they are given as \uFFFD.", 0.2);
    }

    // A picture between two pages of a table may hold rows.
    void Unread(PageContent page)
    {
        _open?.Doubt($"Page {page.Number} is a picture without text.", 0.3);
    }

    // Stated counts belong to the page's first table; where several stand on a page, nobody can tell whose they are.
    void Announce(PageContent page, List<TextLine> lines, List<Region> regions)
    {
        if (regions.Count > 1) return;
        foreach (var (text, count) in Announcements.Find(lines.Where(l => l.Bottom < regions[0].Top || l.Top > regions[0].Bottom))) _open!.Announce(text, count, page.Number);
    }

    public void Close()
    {
        _open?.Close();
        _open = null;
    }
}
