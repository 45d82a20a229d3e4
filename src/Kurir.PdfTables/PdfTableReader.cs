namespace Kurir.PdfTables;

/// <summary>A table that is being read: headings at once, rows page by page, everything else once the rows are through.</summary>
public sealed class PdfTableReader
{
    readonly PdfReport _report;
    readonly Queue<PdfRow> _rows = new();

    internal PdfTableReader(PdfReport report, IReadOnlyList<string> columns, int page)
    {
        _report = report;
        Columns = columns;
        FirstPage = LastPage = page;
    }

    public IReadOnlyList<string> Columns { get; }
    public int FirstPage { get; }

    /// <summary>The last page read so far.</summary>
    public int LastPage { get; internal set; }

    /// <summary>Final after the last row.</summary>
    public IReadOnlyList<PdfRow> Totals { get; internal set; } = [];

    /// <summary>Final after the last row.</summary>
    public IReadOnlyList<PdfAnnouncement> Announced { get; internal set; } = [];

    /// <summary>Final after the last row.</summary>
    public PdfConfidence Confidence { get; internal set; } = new(1, []);

    internal bool Complete { get; set; }

    /// <summary>Rows and group headings in reading order; to be enumerated once.</summary>
    public IEnumerable<PdfRow> Rows()
    {
        while (true)
        {
            while (_rows.TryDequeue(out var row)) yield return row;
            if (Complete) yield break;
            _report.Advance();
        }
    }

    internal void Add(PdfRow row) => _rows.Enqueue(row);

    /// <summary>Reads all rows.</summary>
    public PdfTable ToTable()
    {
        List<PdfRow> rows = [.. Rows()];
        return new PdfTable(Columns, rows, Totals, Confidence, Announced, FirstPage, LastPage);
    }
}
