namespace Kurir;

/// <summary>Where a cell came from: <c>sheet 1, B12</c>; <c>page 2, row 5, column 3</c>; <c>reply, row 3, Total</c>.</summary>
public static class CellOrigin
{
    const string RowMark = ", row ";

    /// <param name="row">The row's <see cref="Row.Origin"/>.</param>
    /// <param name="heading">The column's.</param>
    /// <param name="source">Its <see cref="Column.SourceIndex"/>; -1: not known, so that the row alone is named.</param>
    public static string Of(string row, string heading, int source)
    {
        int mark = row.LastIndexOf(RowMark, StringComparison.Ordinal);
        if (source < 0 || mark < 0) return row;
        ReadOnlySpan<char> place = row.AsSpan(0, mark);
        ReadOnlySpan<char> inner = place[(place.LastIndexOf(", ") is var comma and >= 0 ? comma + 2 : 0)..];
        if (inner.StartsWith("sheet ")) return $"{place}, {Headings.Letters(source)}{row.AsSpan(mark + RowMark.Length)}";
        // The fields of a reply have names; their order says nothing and may be another in each reply.
        return inner.StartsWith("reply") ? $"{row}, {heading}" : $"{row}, column {source + 1}";
    }
}
