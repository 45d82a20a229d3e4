namespace Kurir.Connectors;

/// <summary>How the ranges that end with a table's last row grow when rows and columns are added to it.</summary>
/// <param name="Heading">The heading's row.</param>
/// <param name="Last">The last row before.</param>
/// <param name="NewLast">The last row after.</param>
/// <param name="RightEnd">The position of the first new column; what is directly left of it can grow.</param>
/// <param name="AddedColumns">How many.</param>
sealed record Growth(long Heading, long Last, long NewLast, int RightEnd, int AddedColumns)
{
    /// <summary>A filter or table that begins at the heading.</summary>
    public CellRange OfTable(CellRange range)
    {
        if (range.Top != Heading) return range;
        // A table without rows has an empty one below its heading.
        long bottom = range.Bottom == Last || range.Bottom == Heading + 1 ? Math.Max(range.Bottom, NewLast) : range.Bottom;
        return range with { Bottom = bottom, Right = range.Right + 1 == RightEnd ? range.Right + AddedColumns : range.Right };
    }

    /// <summary>A list of ranges that cells' formats or validations hold for.</summary>
    public string OfCells(string ranges) => string.Join(' ', ranges.Split(' ').Select(text =>
        CellRange.Parse(text) is { } range && range.Bottom == Last && Last > Heading && (range.Top < Last || Last == Heading + 1)
            ? (range with { Bottom = NewLast }).ToString()
            : text));
}
