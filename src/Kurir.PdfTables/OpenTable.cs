namespace Kurir.PdfTables;

/// <summary>A logical table while its pages come in. The last row is held back: it may go on overleaf, or be the sum.</summary>
sealed class OpenTable
{
    readonly bool[] _alwaysFilled;
    readonly List<PdfRow> _held = [];
    readonly List<string> _doubts = [];
    bool _anyRow;

    public OpenTable(PdfTableReader reader, PageTable first)
    {
        Reader = reader;
        Last = first;
        _alwaysFilled = new bool[first.Columns.Count];
        Array.Fill(_alwaysFilled, true);
        foreach (var row in first.Rows) Add(row);
    }

    public PdfTableReader Reader { get; }
    public PageTable Last { get; private set; }

    public void Continue(PageTable table)
    {
        var before = Last;
        Last = table;
        Reader.LastPage = table.Page;
        var rows = table.Rows;
        for (var i = 0; i < rows.Count; i++)
        {
            if (i == 0 && _held.Count > 0 && IsRest(rows[0])) _held[^1] = Joined(_held[^1], rows[0]);
            else if (i == 0 && _held.Count > 0 && Repainted.Is(_held[^1], rows, before.Rows)) Doubt($"Page {table.Page} begins with the row that ends page {before.Page}; it counts once.");
            else Add(rows[i]);
        }
    }

    void Doubt(string reason)
    {
        if (_doubts.Count < 20 && !_doubts.Contains(reason)) _doubts.Add(reason);
    }

    // The rest of a row cut by the page's end: columns that all rows fill are empty, and its text goes on with cells that have text.
    bool IsRest(PdfRow row)
    {
        var before = _held[^1];
        if (row.Kind != PdfRowKind.Row || before.Kind != PdfRowKind.Row || !_anyRow) return false;
        var missing = 0;
        for (var c = 0; c < row.Cells.Count; c++)
        {
            if (row.Cells[c].Text.Length > 0 && before.Cells[c].Text.Length == 0) return false;
            if (row.Cells[c].Text.Length == 0 && _alwaysFilled[c]) missing++;
        }
        return missing > 0 && missing * 2 >= _alwaysFilled.Count(f => f);
    }

    static PdfRow Joined(PdfRow row, PdfRow rest) =>
        row with { Cells = [.. row.Cells.Zip(rest.Cells, (a, b) => a with { Text = ReadingOrder.JoinLines([a.Text, b.Text]) })] };

    void Add(PdfRow row)
    {
        if (row.Kind != PdfRowKind.Total) Release();
        _held.Add(row);
    }

    void Release()
    {
        foreach (var row in _held)
        {
            if (row.Kind == PdfRowKind.Row) Learn(row);
            Reader.Add(row);
        }
        _held.Clear();
    }

    void Learn(PdfRow row)
    {
        _anyRow = true;
        for (var c = 0; c < row.Cells.Count; c++) _alwaysFilled[c] &= row.Cells[c].Text.Length > 0;
    }

    public void Close()
    {
        var totals = _held.FindAll(r => r.Kind == PdfRowKind.Total);
        _held.RemoveAll(r => r.Kind == PdfRowKind.Total);
        Release();
        Reader.Totals = totals;
        Reader.Confidence = new(Math.Max(0.1, 1 - (0.1 * _doubts.Count)), [.. _doubts]);
        Reader.Complete = true;
    }
}
