namespace Kurir;

/// <summary>One change of a delivery, without its cells.</summary>
sealed class PendingRow
{
    public required UInt128 Key { get; init; }

    public required int Occurrence { get; init; }

    /// <summary>The content it is to have.</summary>
    public required UInt128 After { get; init; }

    /// <summary>The content it was handed over with; null: never.</summary>
    public required UInt128? Before { get; init; }

    /// <summary>The key without what programs destroy; default: not asked for.</summary>
    public UInt128 Damaged { get; init; }

    /// <summary>The row that is meant; null: none stands there.</summary>
    public StandingRow? Row { get; private set; }

    public bool IsNew => Before is null;

    public void Take(StandingRow? row)
    {
        Row = row;
        if (row is not null) row.Taken = true;
    }
}

/// <summary>Which of the rows of one key is meant by which change.</summary>
static class Pairing
{
    /// <summary>Rows of one key are told apart by their count, from the top. Where people sorted or removed some, the content that was handed over
    /// before says more than the count, so it is looked for first.</summary>
    public static void Pair(IReadOnlyList<PendingRow> changes, IReadOnlyList<StandingRow> rows)
    {
        foreach (PendingRow change in changes) TakeIf(change, At(rows, change.Occurrence), row => row.Content == change.After || row.Content == change.Before);
        foreach (PendingRow change in Open(changes)) TakeIf(change, rows.FirstOrDefault(row => !row.Taken && row.Content == change.Before), _ => true);
        foreach (PendingRow change in Open(changes).Where(change => change.Occurrence <= rows.Count))
            TakeIf(change, rows.FirstOrDefault(row => !row.Taken && row.Content == change.After), _ => change.IsNew);
        foreach (PendingRow change in Open(changes)) TakeIf(change, At(rows, change.Occurrence), _ => true);
        foreach (PendingRow change in Open(changes).Where(change => change.Occurrence <= rows.Count))
            TakeIf(change, rows.FirstOrDefault(row => !row.Taken), _ => true);
    }

    static IEnumerable<PendingRow> Open(IEnumerable<PendingRow> changes) => changes.Where(change => change.Row is null);

    static StandingRow? At(IReadOnlyList<StandingRow> rows, int occurrence) => occurrence <= rows.Count ? rows[occurrence - 1] : null;

    static void TakeIf(PendingRow change, StandingRow? row, Func<StandingRow, bool> fits)
    {
        if (change.Row is null && row is { Taken: false } && fits(row)) change.Take(row);
    }
}
