using System.Collections;

namespace Kurir;

/// <summary>The rows of one table over one or several grids, read from the document each time.</summary>
/// <remarks>What was looked at to find the table is given from memory where that was all of it; nothing else is kept.</remarks>
sealed class TableRows(IReadOnlyList<FoundTable> parts, List<Row> totals) : IEnumerable<Row>
{
    public IEnumerator<Row> GetEnumerator()
    {
        var notes = new List<Row>();
        foreach (FoundTable part in parts)
            foreach (Row row in part.IsWhole ? Looked(part, notes) : Read(part, notes)) yield return row;
        totals.Clear();
        totals.AddRange(notes);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    static IReadOnlyList<Row> Looked(FoundTable part, List<Row> notes)
    {
        notes.AddRange(part.Notes);
        return part.Looked;
    }

    static IEnumerable<Row> Read(FoundTable part, List<Row> notes)
    {
        var (grid, layout) = (part.Grid, part.Layout);
        var sieve = new RowSieve(layout);
        var gaps = new GapWatch(grid.Place);
        int above = layout.Skip;
        foreach (GridRow row in grid.Rows)
        {
            bool gap = gaps.Before(row, out bool empty);
            if (empty || above-- > 0) continue;
            bool isRow = sieve.Sift(row, gap);
            foreach (GridRow released in sieve.Released) yield return RowOf(grid, released, layout);
            if (isRow) yield return RowOf(grid, row, layout);
        }

        sieve.End();
        notes.AddRange(sieve.Aside.Select(aside => FoundTable.RowOf(grid, aside, layout)));
    }

    static Row RowOf(Grid grid, in GridRow row, TableLayout layout)
    {
        int stray = layout.FindStray(row.Cells);
        return stray < 0 ? FoundTable.RowOf(grid, row, layout) : throw Stray(row.Place ?? grid.Place, row, stray);
    }

    // Leaving the value out would lose it; a column that begins in the middle of a document is a row that slipped.
    static Fault Stray(string place, in GridRow row, int column) => new(
        Stage.Read, FaultName.FileDamaged, FaultKind.Stop, $"{place}, row {row.Number}",
        $"column {Headings.Letters(column)} holds '{Texts.Shown(row.Cells[column].Text, 40)}', "
        + $"where neither the heading nor the first {GridHead.MaxRows} rows have a column",
        "Look at that row: a separator inside a value, or a second table below the first. "
        + "Ask the panel for another format, or for fewer days.");
}
