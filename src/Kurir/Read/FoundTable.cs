namespace Kurir;

/// <summary>A table in a grid: its layout, and what of it was looked at.</summary>
/// <param name="Grid">The source.</param>
/// <param name="Layout">Which of its rows and columns.</param>
/// <param name="Looked">The first rows of the table.</param>
/// <param name="Notes">Totals and notes among these; all of them if <paramref name="IsWhole"/>.</param>
/// <param name="IsWhole">There are no further rows.</param>
sealed record FoundTable(Grid Grid, TableLayout Layout, IReadOnlyList<Row> Looked, IReadOnlyList<Row> Notes, bool IsWhole)
{
    public string Name => Grid.Name;

    /// <returns>Null where the grid is no table.</returns>
    public static FoundTable? In(Grid grid)
    {
        GridHead head = GridHead.Of(grid);
        TableLayout? rough = grid.Headings is { } known ? Given(known, grid.Titles, head.Width) : Sought(head, grid.Titles);
        if (rough is null) return null;
        var (rows, _) = Sift(head, rough, lookedAtAll: false);
        TableLayout layout = Settle(rough, rows);
        var (looked, notes) = Sift(head, layout, head.IsWhole);
        return new FoundTable(grid, layout, [.. looked.Select(row => RowOf(grid, row, layout))], [.. notes.Select(row => RowOf(grid, row, layout))], head.IsWhole);
    }

    public static Row RowOf(Grid grid, in GridRow row, TableLayout layout)
    {
        Cell[] cells = layout.Arrange(row.Cells);
        // A note may stand beside the columns; a row may not, which TableRows sees to.
        if (RowShape.First(cells) < 0 && cells.Length > 0) cells = [Cell.OfText(RowShape.Joined(row.Cells)), .. cells.AsSpan(1)];
        return new Row(row.Place ?? grid.Place, row.Number, cells);
    }

    static TableLayout? Given(IReadOnlyList<string> headings, IReadOnlyList<string> titles, int width)
    {
        if (headings.Count == 0) return null;
        string[] names = [.. headings.Select(RowShape.Folded)];
        return Rough(0, names, [names], titles, Math.Max(width, names.Length));
    }

    static TableLayout? Sought(GridHead head, IReadOnlyList<string> titles)
    {
        if (HeadingFinder.Find(head) is not { } place) return null;
        Cell[] top = head.Rows[place.Row].Cells;
        Cell[] sub = place.Rows == 2 ? head.Rows[place.Row + 1].Cells : [];
        string[] names = HeadingNames.Flatten(top, sub);
        IEnumerable<Cell[]> rows = place.Rows == 2 ? [top, sub] : [top];
        string[] above = [.. titles, .. head.Rows.Take(place.Row).Select(row => RowShape.Joined(row.Cells))];
        return Rough(place.Row + place.Rows, names, [.. rows.Select(Folded)], above, Math.Max(head.Width, names.Length));
    }

    static string[] Folded(Cell[] cells) => [.. cells.Select(cell => RowShape.Folded(cell.Text))];

    // All positions, named or not.
    static TableLayout Rough(int skip, string[] names, IReadOnlyList<string[]> rows, IReadOnlyList<string> titles, int width)
    {
        var columns = Enumerable.Range(0, width).Select(at => new Column { Heading = at < names.Length ? names[at] : "", SourceIndex = at });
        return TableLayout.Of(skip, [.. columns], rows, titles, names.Count(name => name.Length > 0));
    }

    // Columns without a name stay only where a row has something in them.
    static TableLayout Settle(TableLayout rough, List<GridRow> rows)
    {
        var kept = rough.Columns.Where(column => column.Heading.Length > 0 || rows.Exists(row => row.Cells.IsFilled(column.SourceIndex))).ToList();
        string[] names = HeadingNames.Unique([.. kept.Select(column => column.Heading)], [.. kept.Select(column => column.SourceIndex)]);
        var columns = kept.Select((column, index) => new Column
        {
            Heading = names[index], SourceIndex = column.SourceIndex,
            IsCounter = CounterColumn.IsNamedSo(column.Heading) && CounterColumn.Counts(rows.Select(row => CellAt(row, column.SourceIndex))),
        });
        return TableLayout.Of(rough.Skip, [.. columns], rough.HeadingRows, rough.Titles, rough.Named);
    }

    static Cell CellAt(GridRow row, int column) => column < row.Cells.Length ? row.Cells[column] : Cell.Empty;

    static (List<GridRow> Rows, List<GridRow> Notes) Sift(GridHead head, TableLayout layout, bool lookedAtAll)
    {
        var sieve = new RowSieve(layout);
        var rows = new List<GridRow>();
        foreach (HeadRow row in head.Rows.Skip(layout.Skip))
        {
            bool isRow = sieve.Sift(row.Row, row.AfterGap);
            rows.AddRange(sieve.Released);
            if (isRow) rows.Add(row.Row);
        }

        if (lookedAtAll || head.IsWhole) sieve.End();
        return (rows, sieve.Aside);
    }
}
