namespace Kurir;

/// <summary>Columns and rows out of a document.</summary>
/// <remarks>Rows are read from the document each time they are enumerated, so a table of a million rows needs no more memory than one of ten.</remarks>
public sealed class Table
{
    public required IReadOnlyList<Column> Columns { get; init; }

    /// <summary>May be enumerated any number of times. Enumerating throws a <see cref="Fault"/> of stage Read where the document breaks off.</summary>
    public required IEnumerable<Row> Rows { get; init; }

    /// <summary>The tab, the entry or the title it stands under; "" where there is none.</summary>
    public string Name { get; init; } = "";

    /// <summary>The lines above the heading (title, filter, period), as printed.</summary>
    public IReadOnlyList<string> Titles { get; init; } = [];

    /// <summary>Totals rows and notes below the rows; complete once <see cref="Rows"/> has been enumerated to the end.</summary>
    public IList<Row> Totals { get; init; } = [];

    /// <summary>How many rows the document itself says it has; null where it says nothing.</summary>
    public long? Announced { get; init; }

    /// <summary>The first rows, as far as they were looked at when the table was found; all of them if <see cref="LookedAtAll"/>.</summary>
    internal IReadOnlyList<Row> Looked { get; init; } = [];

    internal bool LookedAtAll { get; init; }

    /// <summary>The position of a column by its heading: exact, then without regard to case and white space; -1 where there is none.</summary>
    public int IndexOf(string heading)
    {
        for (int i = 0; i < Columns.Count; i++)
            if (string.Equals(Columns[i].Heading, heading, StringComparison.Ordinal)) return i;
        for (int i = 0; i < Columns.Count; i++)
            if (Headings.Same(Columns[i].Heading, heading)) return i;
        return -1;
    }

    /// <summary>Where a cell came from: see <see cref="CellOrigin"/>.</summary>
    public string OriginOf(Row row, int column) => CellOrigin.Of(row.Origin, Columns[column].Heading, Columns[column].SourceIndex);
}
