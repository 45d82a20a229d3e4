namespace Kurir;

/// <summary>Where the heading stands among a grid's first rows.</summary>
/// <param name="Row">Its position in <see cref="GridHead.Rows"/>.</param>
/// <param name="Rows">1 or 2.</param>
readonly record struct HeadingPlace(int Row, int Rows);

/// <summary>Finds the row, or the two rows, that name the columns.</summary>
/// <remarks>
/// A heading is the first row whose filled cells are labels and stand over (nearly) all columns that the rows below fill: a title stands over few of them.
/// Where no row is labels alone, the first row mostly of labels, over columns whose values are none.
/// </remarks>
static class HeadingFinder
{
    /// <value>Titles above a heading are fewer.</value>
    const int MaxTitles = 40;

    /// <value>So many rows below a heading show which columns are in use.</value>
    const int BodyRows = 40;

    /// <returns>Null where no row is a heading.</returns>
    public static HeadingPlace? Find(GridHead head)
    {
        int last = Math.Min(MaxTitles, head.Rows.Count);
        for (int i = 0; i < last; i++)
        {
            if (IsPair(head, i)) return new HeadingPlace(i, 2);
            if (IsHeading(head, i, missingShare: 0.3)) return new HeadingPlace(i, 1);
        }

        for (int i = 0; i < last; i++)
            if (StandsOverValues(head, i)) return new HeadingPlace(i, 1);
        for (int i = 0; i < last; i++)
            if (IsHeading(head, i, missingShare: 0.5)) return new HeadingPlace(i, 1);
        return null;
    }

    static bool IsHeading(GridHead head, int row, double missingShare)
    {
        Cell[] cells = head.Rows[row].Cells;
        bool[] used = UsedBelow(head, row);
        int filled = RowShape.Filled(cells);
        if (filled < 2 && !IsOnlyColumn(head, row, used)) return false;
        return AreLabels(cells) && AreDistinct(cells) && Missing(cells, used) <= (int)(missingShare * Count(used));
    }

    // One column: a list under its name. A line over another is a letterhead.
    static bool IsOnlyColumn(GridHead head, int row, bool[] used)
    {
        int column = RowShape.First(head.Rows[row].Cells);
        if (Count(used) != 1 || !used[column] || Below(head, row).Any(cells => RowWords.IsNoData(cells.TextAt(column)))) return false;
        return head.Rows.Count > row + 2 || !Labels.IsLabel(head.Rows[row + 1].Cells[column]);
    }

    static bool StandsOverValues(GridHead head, int row)
    {
        Cell[] cells = head.Rows[row].Cells;
        int filled = RowShape.Filled(cells);
        int labels = cells.Count(Labels.IsLabel);
        bool[] used = UsedBelow(head, row);
        if (filled < 2 || labels * 2 < filled || !AreDistinct(cells) || Missing(cells, used) > Count(used) / 2) return false;
        for (int column = 0; column < cells.Length; column++)
            if (Labels.IsLabel(cells[column]) && HoldsValues(head, row, column)) return true;
        return false;
    }

    // Most of the column's cells below could never be a heading.
    static bool HoldsValues(GridHead head, int row, int column)
    {
        int values = 0, filled = 0;
        foreach (Cell[] cells in Below(head, row))
        {
            if (!cells.IsFilled(column)) continue;
            filled++;
            if (!Labels.IsLabel(cells[column])) values++;
        }

        return values * 2 > filled;
    }

    // Two rows: groups above, and under each group at least two names. A name over a single name would be a heading over its first value.
    static bool IsPair(GridHead head, int row)
    {
        if (row + 1 >= head.Rows.Count || head.Rows[row + 1].AfterGap) return false;
        Cell[] top = head.Rows[row].Cells, sub = head.Rows[row + 1].Cells;
        if (!AreLabels(top) || !AreLabels(sub) || !FormGroups(top, sub, out int groups)) return false;
        bool[] used = UsedBelow(head, row + 1);
        int missing = 0;
        for (int column = 0; column < used.Length; column++)
            if (used[column] && !top.IsFilled(column) && !sub.IsFilled(column)) missing++;
        if (missing > (int)(0.3 * Count(used))) return false;
        return !StandsAlone(sub, used, top) || (groups > 1 && !top.IsFilled(RowShape.First(sub)) && !top.Any(HasDigit));
    }

    static bool FormGroups(Cell[] top, Cell[] sub, out int groups)
    {
        groups = 0;
        int width = Math.Max(top.Length, sub.Length);
        for (int column = 0; column < width; column++)
        {
            if (!top.IsFilled(column) || !sub.IsFilled(column)) continue;
            if (top.IsFilled(column + 1) || !sub.IsFilled(column + 1)) return false;
            groups++;
        }

        return groups > 0;
    }

    // The lower row names every column by itself, each differently: what stands above may be a title.
    static bool StandsAlone(Cell[] sub, bool[] used, Cell[] top)
    {
        for (int column = 0; column < Math.Max(used.Length, top.Length); column++)
            if (!sub.IsFilled(column) && (top.IsFilled(column) || (column < used.Length && used[column]))) return false;
        return DistinctTexts(sub) == RowShape.Filled(sub);
    }

    static bool HasDigit(Cell cell) => cell.Text.AsSpan().ContainsAnyInRange('0', '9');

    // Years name columns too, beside at least one name.
    static bool AreLabels(Cell[] cells)
    {
        bool named = false;
        foreach (Cell cell in cells)
        {
            if (cell.IsBlank() || Labels.IsYear(cell)) continue;
            if (!Labels.IsLabel(cell)) return false;
            named = true;
        }

        return named;
    }

    // A title over merged cells may come as the same text in each of them.
    static bool AreDistinct(Cell[] cells) => DistinctTexts(cells) * 2 > RowShape.Filled(cells);

    static int DistinctTexts(Cell[] cells) =>
        cells.Where(cell => !cell.IsBlank()).Select(cell => Headings.Fold(cell.Text)).Distinct(StringComparer.Ordinal).Count();

    // Columns that the rows below fill, but for what only a note far to the right fills.
    static bool[] UsedBelow(GridHead head, int row)
    {
        var counts = new int[head.Width];
        int rows = 0;
        foreach (Cell[] cells in Below(head, row))
        {
            rows++;
            for (int column = 0; column < cells.Length; column++)
                if (!cells[column].IsBlank()) counts[column]++;
        }

        int enough = rows <= 3 ? 1 : (rows + 3) / 4;
        return Array.ConvertAll(counts, count => count >= enough);
    }

    static IEnumerable<Cell[]> Below(GridHead head, int row)
    {
        for (int i = row + 1; i < head.Rows.Count && i <= row + BodyRows; i++) yield return head.Rows[i].Cells;
    }

    static int Missing(Cell[] cells, bool[] used)
    {
        int missing = 0;
        for (int column = 0; column < used.Length; column++)
            if (used[column] && !cells.IsFilled(column)) missing++;
        return missing;
    }

    static int Count(bool[] used) => used.Count(each => each);
}
