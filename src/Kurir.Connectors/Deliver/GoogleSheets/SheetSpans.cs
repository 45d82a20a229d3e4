namespace Kurir.Connectors;

/// <summary>Which rectangles to ask for, so that few calls read little that is not needed.</summary>
static class SheetSpans
{
    /// <value>Rows so near to each other are asked for together.</value>
    const int NearRows = 3;

    /// <value>Cells that one call may ask for; a call of a million cells takes Google seconds.</value>
    public const long MostCells = 2_000_000;

    const long MostDetailedCells = 200_000;
    const int MostRanges = 1_500;

    /// <summary>Runs of columns that hold the wanted positions: one run where not much else lies between them.</summary>
    public static IReadOnlyList<(int Left, int Right)> Runs(IEnumerable<int> positions)
    {
        int[] sorted = [.. positions.Distinct().Order()];
        if (sorted.Length == 0) return [];
        if (sorted[^1] - sorted[0] < 2 * sorted.Length) return [(sorted[0], sorted[^1] + 1)];
        List<(int Left, int Right)> runs = [];
        foreach (int position in sorted)
            if (runs.Count > 0 && position - runs[^1].Right <= 1) runs[^1] = (runs[^1].Left, position + 1);
            else runs.Add((position, position + 1));
        return runs;
    }

    /// <summary>Rectangles over some rows.</summary>
    /// <param name="tab">The tab.</param>
    /// <param name="rows">From 0, rising.</param>
    /// <param name="columns">From where to where.</param>
    public static List<GridRange> Over(int tab, IEnumerable<int> rows, (int Left, int Right) columns)
    {
        List<GridRange> ranges = [];
        foreach (int row in rows)
            if (ranges.Count > 0 && row - ranges[^1].Bottom < NearRows) ranges[^1] = ranges[^1] with { Bottom = row + 1 };
            else ranges.Add(new GridRange(tab, row, row + 1, columns.Left, columns.Right));
        return ranges;
    }

    /// <summary>Cuts rectangles into as few calls as hold them.</summary>
    /// <param name="ranges">Those without cells are left out.</param>
    /// <param name="detailed">Formulas and formats are asked for too, which makes the reply ten times as large.</param>
    public static IEnumerable<List<GridRange>> Calls(IEnumerable<GridRange> ranges, bool detailed)
    {
        long most = detailed ? MostDetailedCells : MostCells, cells = 0;
        List<GridRange> call = [];
        foreach (GridRange range in ranges.SelectMany(range => Cut(range, most)))
        {
            if (call.Count > 0 && (cells + range.Cells > most || call.Count >= MostRanges))
            {
                yield return call;
                (call, cells) = ([], 0);
            }

            call.Add(range);
            cells += range.Cells;
        }

        if (call.Count > 0) yield return call;
    }

    static IEnumerable<GridRange> Cut(GridRange range, long most)
    {
        int rows = (int)Math.Max(1, most / Math.Max(1, range.Right - range.Left));
        for (int top = range.Top; top < range.Bottom && range.Left < range.Right; top += rows)
            yield return range with { Top = top, Bottom = Math.Min(range.Bottom, top + rows) };
    }
}
