namespace Kurir.PdfTables;

/// <summary>Joins what pages show to logical tables: the first table of a page may go on with the last one of the page before.</summary>
sealed class TableJoiner
{
    OpenTable? _open;

    public Queue<PdfTableReader> Started { get; } = new();

    public void Add(PageContent page, PdfReport report)
    {
        var regions = RegionFinder.Find(page, LineBuilder.Build(page));
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
        }
    }

    public void Close()
    {
        _open?.Close();
        _open = null;
    }
}
