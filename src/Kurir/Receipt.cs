namespace Kurir;

/// <summary>What one delivery wrote, and what reading it back showed.</summary>
public sealed record Receipt
{
    /// <summary>The destination as a person would name it: <c>out/backend.xlsx, tab transaksi</c>.</summary>
    public required string Destination { get; init; }

    /// <summary>How many rows were handed over; null in receipts of earlier versions.</summary>
    public long? Handed { get; init; }

    public long Added { get; init; }

    public long Changed { get; init; }

    /// <summary>Rows handed over that already stood there as they should.</summary>
    public long Unchanged { get; init; }

    /// <summary>Rows that a person removed there since they were delivered; they stay removed.</summary>
    public long RemovedByPeople { get; init; }

    /// <summary>Rows that were taken away there, since the report no longer holds them.</summary>
    public long Removed { get; init; }

    /// <summary>Headings that were added at the right end.</summary>
    public IReadOnlyList<string> NewColumns { get; init; } = [];

    /// <summary>What a person should know: rows adopted, duplicates found there, cells cut to the destination's limit.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Cells that were read back and differ; empty: verified. Not empty: the cursor does not move.</summary>
    public IReadOnlyList<Mismatch> Mismatches { get; init; } = [];

    /// <summary>How many of the rows handed over it says something of.</summary>
    public long Accounted => Added + Changed + Unchanged + RemovedByPeople + Removed;

    public bool Verified => Mismatches.Count == 0;
}

/// <summary>A cell that does not hold what was written: <c>transaksi!C12</c>.</summary>
public sealed record Mismatch(string Cell, string Expected, string Found);
