namespace Kurir;

/// <summary>Where rows go: a projection of the ledger. Each call plans against what is really there, so repeating one changes nothing.</summary>
/// <remarks>
/// The rules that every destination keeps, and that one compliance suite tests for all of them:
/// rows are found by key (and occurrence) as they stand there now, columns by heading; a row handed over with <see cref="RowChange.Before"/> that is
/// not there was removed by a person and stays removed; one without it is appended, or adopted where its key already stands there; only columns that differ
/// between before and after are written to an existing row (all of them when adopting), so what people changed elsewhere stays; text is never evaluated;
/// being killed between any two steps costs a repetition; what was written is read back before returning.
/// </remarks>
public interface IDestination
{
    /// <summary>As the catalogue lists it: <c>workbook</c>.</summary>
    string Kind { get; }

    /// <summary>Stable: the ledger keeps the cursor under it. <c>workbook:out/backend.xlsx#transaksi</c>.</summary>
    string Id { get; }

    /// <summary>For people: <c>out/backend.xlsx, tab transaksi</c>.</summary>
    string Description { get; }

    /// <summary>Whether the destination stands. False: it is new or was lost, and is rebuilt from the ledger.</summary>
    /// <exception cref="Fault">It cannot be told; that is never "no".</exception>
    Task<bool> Exists(CancellationToken ct);

    /// <summary>Looks whether it can be read and written, without changing what stands there.</summary>
    /// <returns>What was seen, one clause without a full stop.</returns>
    /// <exception cref="Fault">It cannot, with the reason.</exception>
    Task<string> Probe(CancellationToken ct);

    /// <exception cref="Fault">Of stage Deliver; nothing or a part was written, and the same delivery may be repeated.</exception>
    Task<Receipt> Deliver(Delivery delivery, CancellationToken ct);
}

/// <summary>What lies beyond a destination's cursor.</summary>
public sealed record Delivery
{
    public required ExportId Export { get; init; }

    /// <summary>The contract's columns, in its order.</summary>
    public required IReadOnlyList<ColumnContract> Columns { get; init; }

    public required KeyContract Key { get; init; }

    /// <summary>How many changes there are.</summary>
    public required long Count { get; init; }

    /// <summary>Some row of the export, handed over now or before, is or was gone from the report.</summary>
    public bool AnyGone { get; init; }

    /// <summary>In the order of first appearance; may be enumerated any number of times, read from the ledger each time.</summary>
    public required IEnumerable<RowChange> Changes { get; init; }

    /// <summary>Plan and report, write nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>The destination was never delivered to, was lost, or is rebuilt: what stands there is adopted.</summary>
    public bool FirstTime { get; init; }
}

/// <summary>One row to be brought up to date.</summary>
public sealed record RowChange
{
    /// <summary>The row's place among the rows of its key, from 1; always 1 for unique keys.</summary>
    public required int Occurrence { get; init; }

    /// <summary>As many as the delivery has columns.</summary>
    public required Cell[] After { get; init; }

    /// <summary>The day since which the report no longer holds the row; null: it holds it.</summary>
    public DateOnly? Gone { get; init; }

    /// <summary>The same, as this destination was handed it before.</summary>
    public DateOnly? GoneBefore { get; init; }

    /// <summary>It is to be removed where it stands.</summary>
    public bool IsRemoved { get; init; }

    /// <summary>How many of the report's own columns <see cref="Before"/> has; null: all of it.</summary>
    public int? Known { get; init; }

    /// <summary>What this destination was handed before; null: never. May be shorter than <see cref="After"/> where columns were added since.</summary>
    public Cell[]? Before { get; init; }
}
