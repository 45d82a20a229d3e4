namespace Kurir;

/// <summary>The first rows of a grid that are not empty: what a table is found by.</summary>
sealed class GridHead
{
    /// <value>200 rows are looked at before a table is decided on.</value>
    public const int MaxRows = 200;

    readonly List<HeadRow> rows = [];

    GridHead(Grid grid) => Grid = grid;

    public Grid Grid { get; }

    public IReadOnlyList<HeadRow> Rows => rows;

    /// <summary>The grid has no further rows.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>Of the widest row.</summary>
    public int Width { get; private set; }

    public static GridHead Of(Grid grid)
    {
        var head = new GridHead(grid);
        var gaps = new GapWatch(grid.Place);
        foreach (GridRow row in grid.Rows)
        {
            bool gap = gaps.Before(row, out bool empty);
            if (empty) continue;
            if (head.rows.Count == MaxRows)
            {
                head.IsWhole = false;
                break;
            }

            head.rows.Add(new HeadRow(row, gap));
            head.Width = Math.Max(head.Width, row.Cells.Length);
        }

        return head;
    }
}

/// <param name="Row">Not wholly empty.</param>
/// <param name="AfterGap">An empty row stands above it.</param>
readonly record struct HeadRow(GridRow Row, bool AfterGap)
{
    public Cell[] Cells => Row.Cells;
}

/// <summary>Sees empty rows, whether a reader gives them or leaves them out.</summary>
struct GapWatch(string place)
{
    string? last;
    int number;
    bool emptySeen;

    /// <param name="row">The next row of the grid.</param>
    /// <param name="empty">The row itself is wholly empty.</param>
    /// <returns>Whether empty rows stand between this one and the last that was not.</returns>
    public bool Before(in GridRow row, out bool empty)
    {
        empty = RowShape.First(row.Cells) < 0;
        string where = row.Place ?? place;
        bool gap = emptySeen || (where == last && row.Number > number + 1);
        (last, number, emptySeen) = (where, row.Number, empty);
        return gap;
    }
}
