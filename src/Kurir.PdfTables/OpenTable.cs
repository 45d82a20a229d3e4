using System.Globalization;

namespace Kurir.PdfTables;

/// <summary>A logical table while its pages come in. The last row is held back: it may go on overleaf, or be the sum.</summary>
sealed class OpenTable
{
    readonly bool[] _alwaysFilled;
    readonly List<PdfRow> _held = [];
    readonly List<string> _doubts = [];
    readonly List<(string Text, long Count, int Page)> _announced = [];
    readonly ColumnSums _sums;
    double _trust = 1;
    long _rows;
    int _crossing;
    bool _anyRow;

    // The row before, or what its last page shows of it.
    PdfRow? _lastPart;

    public OpenTable(PdfTableReader reader, PageTable first)
    {
        Reader = reader;
        Last = first;
        _alwaysFilled = new bool[first.Columns.Count];
        Array.Fill(_alwaysFilled, true);
        _sums = new ColumnSums(first.Columns.Count);
        DoubtHeadings(first);
        _crossing = first.Crossing;
        foreach (var row in first.Rows) Add(row);
    }

    public PdfTableReader Reader { get; }
    public PageTable Last { get; private set; }

    public void Continue(PageTable table)
    {
        var before = Last;
        Last = table;
        Reader.LastPage = table.Page;
        _crossing += table.Crossing;
        var rows = table.Rows;
        for (var i = 0; i < rows.Count; i++)
        {
            if (i == 0 && _held.Count > 0 && IsRest(rows[0], before))
            {
                _held[^1] = Joined(_held[^1], rows[0]);
                _lastPart = rows[0];
            }
            else if (i == 0 && _held.Count > 0 && Repainted.Is(_held[^1], rows, before.Rows)) Doubt($"Page {table.Page} begins with the row that ends page {before.Page}; it counts once.");
            else Add(rows[i]);
        }
    }

    public void Announce(string text, long count, int page)
    {
        if (_announced.Count < 50 && !_announced.Exists(a => a.Count == count)) _announced.Add((text, count, page));
    }

    /// <summary>Something beside the table makes it less sure.</summary>
    public void Doubt(string reason, double less = 0.1)
    {
        if (_doubts.Count >= 20 || _doubts.Contains(reason)) return;
        _doubts.Add(reason);
        _trust = Math.Max(0.1, _trust - less);
    }

    void DoubtHeadings(PageTable first)
    {
        if (first.Region.HeadingsAlone) Doubt("Only headings and no rows were found; nothing but their place under the title shows that they are headings.", 0.3);
        else if (!first.HeadingsSure && !first.Region.Ruled) Doubt("Nothing but their place sets the headings apart from the rows.");
        for (var c = 0; c < first.Headings.Length; c++)
        {
            if (first.Headings[c].Length == 0) Doubt($"Column {c + 1} has no heading.", 0.05);
        }
    }

    // The rest of a row cut by the page's end: columns that all rows fill are empty, and its text goes on with cells that have text.
    bool IsRest(PdfRow row, PageTable above)
    {
        var before = _held[^1];
        if (row.Kind != PdfRowKind.Row || before.Kind != PdfRowKind.Row || !_anyRow) return false;
        var missing = 0;
        for (var c = 0; c < row.Cells.Count; c++)
        {
            if (row.Cells[c].Text.Length > 0 && before.Cells[c].Text.Length == 0) return false;
            if (row.Cells[c].Text.Length == 0 && _alwaysFilled[c]) missing++;
        }
        return missing > 0 && (missing * 2 >= _alwaysFilled.Count(f => f) || (above.ByRules && GoesOn(row, above.Size)));
    }

    // Every text that goes on was wrapped and stood on the last line before the cut; in a grid this is enough where any column is missing.
    bool GoesOn(PdfRow rest, double size)
    {
        var bottom = _lastPart!.Cells.Max(c => c.Box?.Bottom ?? 0);
        for (var c = 0; c < rest.Cells.Count; c++)
        {
            if (rest.Cells[c].Text.Length > 0 && !(_lastPart.Cells[c].Box is { } box && box.Bottom > bottom - 1 && box.Height > 1.8 * size)) return false;
        }
        return true;
    }

    static PdfRow Joined(PdfRow row, PdfRow rest) =>
        row with { Cells = [.. row.Cells.Zip(rest.Cells, (a, b) => a with { Text = ReadingOrder.JoinLines([a.Text, b.Text]) })] };

    void Add(PdfRow row)
    {
        if (row.Kind != PdfRowKind.Total) Release();
        _held.Add(row);
        _lastPart = row;
    }

    void Release()
    {
        foreach (var row in _held)
        {
            if (row.Kind == PdfRowKind.Row) Count(row);
            Reader.Add(row);
        }
        _held.Clear();
    }

    void Count(PdfRow row)
    {
        _rows++;
        _sums.Add(row);
        _anyRow = true;
        for (var c = 0; c < row.Cells.Count; c++) _alwaysFilled[c] &= row.Cells[c].Text.Length > 0;
    }

    public void Close()
    {
        var totals = _held.FindAll(r => r.Kind == PdfRowKind.Total);
        _held.RemoveAll(r => r.Kind == PdfRowKind.Total);
        Release();
        Reader.Totals = totals;
        Weigh(totals);
        Reader.Announced = [.. _announced.Select(a => new PdfAnnouncement(a.Text, a.Count, a.Page, a.Count == _rows))];
        Reader.Confidence = new(Math.Round(_trust, 2), [.. _doubts]);
        Reader.Complete = true;
    }

    void Weigh(List<PdfRow> totals)
    {
        if (_crossing > 0) Doubt($"{_crossing} texts run across the border of a column.");
        foreach (var (text, count, page) in _announced)
        {
            if (count != _rows) Doubt($"Page {page} states \"{text}\"; {_rows} rows were read.", 0.3);
        }
        if (totals.Count != 1) return;
        foreach (var (column, sum) in _sums.Differing(totals[0]))
            Doubt($"The document's sum of \"{Reader.Columns[column]}\" is {totals[0].Cells[column].Text}; the rows give {sum.ToString(CultureInfo.InvariantCulture)}.");
    }
}
