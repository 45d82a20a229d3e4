namespace Kurir;

/// <summary>What of a contract held for one table. A value, never an exception.</summary>
public sealed record Verdict
{
    /// <summary>Rows of the table, without totals rows: accepted and quarantined.</summary>
    public required long Rows { get; init; }

    /// <summary>Rows that broke a rule of their own, kept with origin and rule; at most <see cref="MaxListed"/> are listed here, all are in the ledger.</summary>
    public IReadOnlyList<Violation> Violations { get; init; } = [];

    public long Quarantined { get; init; }

    /// <summary>Why the whole table is held: nothing of it is recorded or delivered until a person or a better document decides. Empty: accepted.</summary>
    public IReadOnlyList<Hold> Holds { get; init; } = [];

    /// <summary>What was noticed and does not hold anything: a new column, cells that are not of their column's type.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>How many rows the panel or the document says there are; null where neither says anything.</summary>
    public long? Announced { get; init; }

    /// <summary>Rows of the window that earlier tables held and this one does not, where no announced number says that it is whole: deleted in the
    /// panel, or left out of the file.</summary>
    public long Missing { get; init; }

    /// <summary>How many of the rows that are gone are marked or removed at the destinations, as <c>vanished:</c> says.</summary>
    public long Withdrawn { get; init; }

    /// <summary>The table ends at what seems to be a limit of the panel's, nothing says that it is whole, and the window cannot be halved any more.</summary>
    public bool Capped { get; init; }

    /// <summary>Of a window that was asked for in parts: at least one of them does not add up, whatever the sums say.</summary>
    public bool HasUnprovenPart { get; init; }

    /// <summary>Columns of which the document's own totals row says something else than the rows add up to.</summary>
    public IReadOnlyList<TotalDiffers> Totals { get; init; } = [];

    /// <summary>Why no rows are believed: <c>announced</c> or <c>no-data</c> (the panel says so itself), <c>closed</c> (<c>calendar:</c>), <c>allowed</c> (<c>rows: { min: 0 }</c>), <c>history</c>
    /// (never any on these weekdays), <c>not-over</c> (the day had only begun), <c>part</c> (of a larger window); null: there are rows, or they are not believed.</summary>
    public string? EmptyBecause { get; init; }

    /// <summary>What was counted of each day of the window that was over when the report came; where rows have no day, of the window as a whole.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<DayFigures> Days { get; init; } = [];

    /// <summary>The window's last day, where it is today or yesterday and has no row yet; null else, or where rows have no day.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public Awaited? Awaited { get; init; }

    public bool Held => Holds.Count > 0;

    /// <summary>It adds up: nothing held, nothing quarantined, nothing cut off, and as many rows and as large sums as were announced, where that was said.</summary>
    public bool Proven => !Held && Quarantined == 0 && Missing == 0 && !Capped && !HasUnprovenPart && Totals.Count == 0 && (Rows > 0 || EmptyBecause != "part") && (Announced is null || Announced == Rows);

    /// <summary>Nothing is wrong with it but that it has no rows, which other parts may have.</summary>
    bool IsEmptyPart => EmptyBecause == "part" && (this with { EmptyBecause = null }).Proven;

    public const int MaxListed = 100;

    /// <summary>Of a window that was asked for in parts: proven if each part is.</summary>
    public Verdict With(Verdict part) => new()
    {
        Rows = Rows + part.Rows,
        Violations = [.. Violations.Concat(part.Violations).Take(MaxListed)],
        Quarantined = Quarantined + part.Quarantined,
        Holds = [.. Holds, .. part.Holds],
        Remarks = [.. Remarks.Concat(part.Remarks).Distinct()],
        // A number for some of the parts says nothing of the others, and two wrong numbers may add up: hence HasUnprovenPart.
        Announced = Announced + part.Announced,
        Missing = Missing + part.Missing,
        Withdrawn = Withdrawn + part.Withdrawn,
        Capped = Capped || part.Capped,
        HasUnprovenPart = !(Proven || IsEmptyPart) || !(part.Proven || part.IsEmptyPart),
        EmptyBecause = Rows + part.Rows > 0 ? null : EmptyBecause == "part" ? part.EmptyBecause : EmptyBecause,
        Totals = [.. Totals, .. part.Totals],
        Days = [.. Days, .. part.Days],
        Awaited = part.Awaited,
    };
}

/// <param name="Column">Its heading.</param>
/// <param name="Announced">What the totals row says.</param>
/// <param name="Sum">What the rows add up to.</param>
public sealed record TotalDiffers(string Column, decimal Announced, decimal Sum);

/// <summary>A rule that one row broke.</summary>
/// <param name="Rule"><c>type</c>, <c>empty</c>, <c>allowed</c>, <c>key-empty</c>, <c>key-error</c>, <c>key-not-unique</c>, <c>outside-window</c>.</param>
/// <param name="Origin">Where the row or cell came from: <c>sheet 1, B12</c>.</param>
/// <param name="Column">The column's heading; null where the rule is about the row.</param>
/// <param name="Text">The cell's text, or the key.</param>
/// <param name="Expected">What the rule asks, in words.</param>
public sealed record Violation(string Rule, string Origin, string? Column, string Text, string Expected);

/// <summary>A reason to hold a whole table.</summary>
/// <param name="Name">Among the names of faults of checking: <see cref="FaultName.ColumnMissing"/> …</param>
/// <param name="Cause">What was seen.</param>
/// <param name="Remedy">What to do next.</param>
public sealed record Hold(FaultName Name, string Cause, string Remedy)
{
    /// <summary>What <c>kurir accept</c> writes into the pipeline file to accept it; empty: nothing there would.</summary>
    public IReadOnlyList<ContractEdit> Edits { get; init; } = [];
}

/// <summary>One change of an export's contract, as the pipeline file says it.</summary>
/// <param name="Column">The heading; of <c>key</c> and <c>date</c> the one that stands there now.</param>
/// <param name="Setting"><c>was</c>, <c>required</c>, <c>type</c> (of <c>columns:</c>), <c>key</c>, <c>date</c>.</param>
/// <param name="Value">What it is to be.</param>
public sealed record ContractEdit(string Column, string Setting, string Value);
