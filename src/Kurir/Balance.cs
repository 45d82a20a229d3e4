namespace Kurir;

/// <summary>The receipt of one export's window: what was announced, what came, what became of it. It is proven only if it adds up.</summary>
public sealed record Balance
{
    /// <value>More keys are counted, not listed.</value>
    public const int MaxKeys = 10;

    /// <summary>Rows that the panel or the document says there are; null where neither says anything.</summary>
    public long? Announced { get; init; }

    public long InFile { get; init; }

    public long Added { get; init; }

    public long Changed { get; init; }

    public long Unchanged { get; init; }

    public long Repeated { get; init; }

    public long Quarantined { get; init; }

    /// <summary>Known from earlier tables of these days and not here; no part of the sum.</summary>
    public long Vanished { get; init; }

    /// <summary>What does not add up; empty: everything does.</summary>
    public IReadOnlyList<Difference> Differences { get; init; } = [];

    public bool AddsUp => Differences.Count == 0;

    /// <summary>Null where nothing was read.</summary>
    public static Balance? Of(Verdict? verdict, ChangeSet? changes, IReadOnlyList<Receipt> receipts) => verdict is null || changes is null ? null : new()
    {
        Announced = verdict.Announced,
        InFile = verdict.Rows,
        Added = changes.Added,
        Changed = changes.Changed,
        Unchanged = changes.Unchanged,
        Repeated = changes.Repeated,
        Quarantined = verdict.Quarantined,
        Vanished = changes.Vanished,
        Differences = verdict.Held ? [new("held", verdict.Rows, [])] : [.. In(verdict, changes), .. receipts.SelectMany(In)],
    };

    static IEnumerable<Difference> In(Verdict verdict, ChangeSet changes)
    {
        long lacking = (verdict.Announced ?? verdict.Rows) - verdict.Rows;
        if (lacking > 0) yield return new("fewer", lacking, Keys(GoneFrom(changes)), $"{verdict.Announced}");
        if (lacking < 0) yield return new("more", -lacking, [], $"{verdict.Announced}");
        if (changes.Total != verdict.Rows) yield return new("unaccounted", Math.Abs(verdict.Rows - changes.Total), [], $"{changes.Total}");
        if (verdict.Quarantined > 0) yield return new("quarantined", verdict.Quarantined, Keys(verdict.Violations.Select(violation => violation.Origin)));
        if (verdict.Missing > 0) yield return new("gone", verdict.Missing, Keys(GoneFrom(changes)));
        if (verdict.Capped) yield return new("capped", verdict.Rows, []);
        foreach (TotalDiffers total in verdict.Totals) yield return new("total", 1, [total.Column], $"{total.Announced} ≠ {total.Sum}");
        if (verdict.HasUnprovenPart && lacking == 0 && verdict is { Quarantined: 0, Missing: 0, Capped: false, Totals.Count: 0 }) yield return new("part", 1, []);
    }

    static IEnumerable<Difference> In(Receipt receipt)
    {
        if (receipt.Mismatches.Count > 0) yield return new("read-back", receipt.Mismatches.Count, Keys(receipt.Mismatches.Select(mismatch => mismatch.Cell)), receipt.Destination);
        if (receipt.Handed is { } handed && handed != receipt.Accounted) yield return new("undelivered", Math.Abs(handed - receipt.Accounted), [], receipt.Destination);
    }

    static IEnumerable<string> GoneFrom(ChangeSet changes) => changes.Listed.Where(change => change.Kind == ChangeKind.Vanished).Select(change => change.Key);

    static IReadOnlyList<string> Keys(IEnumerable<string> keys) => [.. keys.Distinct(StringComparer.Ordinal).Take(MaxKeys)];
}

/// <summary>One thing that does not add up.</summary>
/// <param name="Name"><c>fewer</c> or <c>more</c> rows than announced, <c>unaccounted</c>, <c>quarantined</c>, <c>gone</c>, <c>capped</c>, <c>total</c>, <c>part</c>, <c>held</c>, <c>read-back</c>, <c>undelivered</c>.</param>
/// <param name="Count">By how many rows; of read-back, cells.</param>
/// <param name="Keys">The rows concerned, as far as they are known: keys, or where they stood; at most <see cref="Balance.MaxKeys"/>.</param>
/// <param name="Against">What it is compared with: the announced number, the sums, the destination; null: nothing.</param>
public sealed record Difference(string Name, long Count, IReadOnlyList<string> Keys, string? Against = null);
