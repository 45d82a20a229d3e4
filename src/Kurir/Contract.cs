namespace Kurir;

/// <summary>What must hold of an export's tables. Proposed from the first accepted table, kept in the ledger, tightened by the pipeline file.</summary>
public sealed record Contract
{
    /// <summary>In the order in which they were first seen; new columns are added at the end, so a position stays a column's for ever.</summary>
    public required IReadOnlyList<ColumnContract> Columns { get; init; }

    public required KeyContract Key { get; init; }

    /// <summary>The headings as the last accepted table had them, in its order; empty: none was since this is kept.</summary>
    public IReadOnlyList<string> Seen { get; init; } = [];

    /// <summary>Headings of the columns of which at least one must hold a day inside the window; empty: no such check.</summary>
    public IReadOnlyList<string> Dates { get; init; } = [];

    public long? MinRows { get; init; }

    public long? MaxRows { get; init; }
}

/// <summary>What must hold of one column.</summary>
public sealed record ColumnContract
{
    public required string Heading { get; init; }

    /// <summary>Text, Number, Date, DateTime, Time or Boolean; Empty as long as no cell of it ever had a value. A cell that is not of this type stays as it
    /// was; it is a violation only where <see cref="Strict"/>.</summary>
    public CellType Type { get; init; } = CellType.Text;

    public NumberStyle NumberStyle { get; init; }

    public DateOrder DateOrder { get; init; }

    /// <summary>The source's number format, or one that prints as the report did (<c>"Rp" #,##0</c>); null: the destination's own.</summary>
    public string? Format { get; init; }

    /// <summary>It has held digits that as a number would be others: with leading zeros, or more than a number keeps.</summary>
    public bool LosesAsNumber { get; init; }

    /// <summary>The running number: never compared, never part of a key.</summary>
    public bool IsCounter { get; init; }

    public bool Required { get; init; } = true;

    /// <summary>The type was set in the pipeline file.</summary>
    public bool Strict { get; init; }

    public bool MayBeEmpty { get; init; } = true;

    /// <summary>The only texts allowed; empty: any.</summary>
    public IReadOnlyList<string> Allowed { get; init; } = [];
}

/// <summary>What tells a row from the others.</summary>
/// <param name="Columns">Headings, in the contract's order. Without a key in the file: all but the running number.</param>
/// <param name="Duplicates">True: rows of one key are different rows, told apart by their count. False: a second row of a key with other
/// content is a violation, one with the same content is <em>repeated</em>.</param>
/// <param name="Whole">The columns are not chosen but all that there were: a column that comes later is not one of them, or every row would be a new one.</param>
public sealed record KeyContract(IReadOnlyList<string> Columns, bool Duplicates, bool Whole = false);
