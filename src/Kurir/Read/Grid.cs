namespace Kurir;

/// <summary>What a reader gives: rows of cells as they lie in the document, before anybody knows which of them is the heading.</summary>
public sealed class Grid
{
    /// <summary>The tab's, entry's or table's name; "" where it has none.</summary>
    public string Name { get; init; } = "";

    /// <summary><c>sheet 1</c>, <c>page 2</c>, <c>file</c>: the first half of an origin. A row may name another (<see cref="GridRow.Place"/>).</summary>
    public required string Place { get; init; }

    /// <summary>May be enumerated any number of times; read from the document each time. Rows that are wholly empty may be left out.</summary>
    public required IEnumerable<GridRow> Rows { get; init; }

    /// <summary>Where the document itself says which its columns are (JSON, PDF, a thead): their headings, and no row is one. Null: they are to be found.</summary>
    public IReadOnlyList<string>? Headings { get; init; }

    /// <summary>Lines that stand above the table, where the reader already tells them apart.</summary>
    public IReadOnlyList<string> Titles { get; init; } = [];

    /// <summary>How many rows the document says this grid has; null where it says nothing.</summary>
    public long? Announced { get; init; }
}

/// <param name="Number">The row's number in its place, from 1.</param>
/// <param name="Cells">As many as the row has; shorter than others where the rest is empty.</param>
/// <param name="Place">Where, if elsewhere than its grid says.</param>
/// <param name="IsTotal">The document itself says that this is a totals row (tfoot, PDF).</param>
public readonly record struct GridRow(int Number, Cell[] Cells, string? Place = null, bool IsTotal = false);
