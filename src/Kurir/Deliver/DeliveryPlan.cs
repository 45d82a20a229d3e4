using System.Globalization;

namespace Kurir;

/// <summary>Decides, for a delivery and what stands at its destination now, what is to be written there. Pure: it reads and writes nothing itself.</summary>
/// <remarks>
/// In this order: <see cref="Stands"/> for each row there; <see cref="Decide"/>; where <see cref="LooksAgain"/>, <see cref="Look"/> for each row once more;
/// then <see cref="Writes"/> and <see cref="NewRows"/> say what to write. Of what stands there and of the changes only keys are held, and the cells
/// to be written to rows that stand there; what is appended is read from the delivery again.
/// </remarks>
public sealed class DeliveryPlan
{
    const int MaxNamed = 5;

    readonly Delivery delivery;
    readonly ColumnPlan columns;
    readonly Func<Cell, ColumnContract, Cell> fit;
    readonly Meaning[] meanings;
    readonly Fingerprint fingerprint;
    readonly int[] compared;
    readonly StandingRows standing = new();
    readonly Dictionary<long, (RowChange Change, UInt128 Key)> wanted = [];
    readonly Dictionary<long, RowWrite> writes = [];
    readonly Dictionary<long, UInt128> writtenKeys = [];
    readonly List<string> copies = [];
    readonly Cell[] aligned;
    List<PendingRow> pending = [];
    readonly HashSet<long> emptied = [];
    long changed, unchanged, removed, returned, adopted, restored, formulas, copied;
    bool idsAreText = true;

    /// <param name="delivery">What lies beyond the destination's cursor.</param>
    /// <param name="columns">Where its columns stand.</param>
    /// <param name="fit">A cell in the form in which this destination stores it: cut to its limits, text where its numbers are not exact.</param>
    public DeliveryPlan(Delivery delivery, ColumnPlan columns, Func<Cell, ColumnContract, Cell> fit)
    {
        this.delivery = delivery;
        this.columns = columns;
        this.fit = fit;
        meanings = [.. delivery.Columns.Select(column => new Meaning(column))];
        fingerprint = new Fingerprint(delivery.Columns, meanings);
        compared = [.. Enumerable.Range(0, delivery.Columns.Count).Where(i => !delivery.Columns[i].IsCounter)];
        aligned = new Cell[delivery.Columns.Count];
    }

    public ColumnPlan Columns => columns;

    public Delivery Delivery => delivery;

    /// <summary>Only the key's columns are given to <see cref="Stands"/>; whether a row is as it should be is seen by <see cref="Look"/> alone. For keys without duplicates.</summary>
    public bool KeysOnly { get; init; }

    /// <summary>Rows that people removed come back when the report has changed them.</summary>
    public bool RestoresRemoved { get; init; }

    /// <summary>Some rows may have to be changed: each row's cells are needed once more.</summary>
    public bool LooksAgain => wanted.Count > 0;

    /// <summary>The places of these rows, rising.</summary>
    public IReadOnlyList<long> Wanted => [.. wanted.Keys.Order()];

    /// <summary>What is to be written to rows that stand there, by place.</summary>
    public IReadOnlyDictionary<long, RowWrite> Writes => writes;

    /// <summary>The places of rows that are taken away: all of the report's cells in them are written empty, and what people put beside them stays.</summary>
    public IReadOnlySet<long> Emptied => emptied;

    /// <summary>How many rows are to be appended.</summary>
    public long NewCount { get; private set; }

    public bool ChangesNothing => NewCount == 0 && writes.Count == 0;

    /// <summary>The rows to be appended, in order, each cell as this destination stores it; read from the delivery each time.</summary>
    public IEnumerable<Cell[]> NewRows
    {
        get
        {
            long i = 0;
            foreach (RowChange change in delivery.Changes)
                if (IsAppended(change, i++)) yield return Fitted(change.After);
        }
    }

    /// <summary>Takes notice of a row that stands there. Rows in which all of the report's columns are empty are no rows.</summary>
    /// <param name="place">As the destination counts; rising.</param>
    /// <param name="cells">By position there; shorter where the rest is empty.</param>
    /// <returns>False: it was no row.</returns>
    public bool Stands(long place, ReadOnlySpan<Cell> cells)
    {
        if (!Align(cells)) return false;
        bool isDamaged = columns.Key.Any(i => IsTextId(i) && Damage.Shows(aligned[i]));
        // Only where all rows are handed over is a shorter id known not to be another row's.
        bool mayBe = isDamaged || (delivery.FirstTime && columns.Key.Any(i => IsTextId(i) && Damage.MayHaveLostZeros(aligned[i])));
        standing.Add(new StandingRow(
            place, fingerprint.Key(aligned, columns.Key), KeysOnly ? default : fingerprint.Content(aligned, compared), mayBe ? fingerprint.DamagedKey(aligned, columns.Key) : default, isDamaged));
        return true;
    }

    /// <summary>Finds each change's row among those that stand there.</summary>
    public void Decide(CancellationToken ct)
    {
        if (standing.Count > 0) Pair(ct);
        long i = 0;
        foreach (RowChange change in delivery.Changes)
        {
            ct.ThrowIfCancellationRequested();
            Settle(change, i++);
        }
    }

    /// <summary>Decides which cells of a row that stands there are to be written.</summary>
    /// <param name="place">As given to <see cref="Stands"/>.</param>
    /// <param name="cells">By position there.</param>
    /// <param name="isFormula">Whether a person put a formula at this position; formulas are never overwritten. Null: no.</param>
    /// <returns>False: another row stands there now than was noticed.</returns>
    public bool Look(long place, ReadOnlySpan<Cell> cells, Func<int, bool>? isFormula = null)
    {
        if (!wanted.Remove(place, out var meant)) return true;
        RowChange change = meant.Change;
        Align(cells);
        if (fingerprint.Key(aligned, columns.Key) != meant.Key) return false;
        if (change.IsRemoved)
        {
            Empty(place, isFormula);
            return true;
        }

        List<int> differing = [];
        for (int i = 0; i < aligned.Length; i++)
        {
            if (!Differs(change, i)) continue;
            if (isFormula?.Invoke(columns.Positions[i]) == true) formulas++;
            else differing.Add(i);
        }

        if (differing.Count == 0) unchanged++;
        else changed++;
        if (differing.Count > 0) Write(new RowWrite(place, [.. differing], [.. differing.Select(i => Fit(change.After, i))]));
        return true;
    }

    /// <summary>What was done, or would be.</summary>
    /// <param name="name">The destination as a person would name it.</param>
    /// <param name="mismatches">What reading back showed.</param>
    /// <param name="remarks">The destination's own.</param>
    public Receipt Receipt(string name, IReadOnlyList<Mismatch> mismatches, IEnumerable<string> remarks) => new()
    {
        Destination = name,
        Handed = delivery.Count,
        Added = NewCount,
        Changed = changed,
        Unchanged = unchanged,
        RemovedByPeople = removed,
        Removed = emptied.Count,
        // Where all columns are new the destination is; that is no news about its columns.
        NewColumns = ChangesNothing || columns.Added.Count == delivery.Columns.Count ? [] : [.. columns.Added.Select(i => delivery.Columns[i].Heading)],
        Mismatches = mismatches,
        Remarks = [.. Remarks(), .. remarks],
    };

    /// <summary>The row that was noticed as the n-th, and whether it stands unchanged as <paramref name="cells"/>: for reading back.</summary>
    internal (long Place, bool Same)? Noticed(int n, ReadOnlySpan<Cell> cells)
    {
        if (n >= standing.Count) return null;
        Align(cells);
        return (standing[n].Place, fingerprint.Content(aligned, compared) == standing[n].Content);
    }

    void Empty(long place, Func<int, bool>? isFormula)
    {
        int[] filled = [.. Enumerable.Range(0, aligned.Length).Where(i => !aligned[i].IsEmpty && isFormula?.Invoke(columns.Positions[i]) != true)];
        emptied.Add(place);
        Write(new RowWrite(place, filled, new Cell[filled.Length]));
    }

    // The key is what stands there, and what is written over it: a person may have damaged an id that the report did not change.
    void Write(RowWrite write)
    {
        for (int i = 0; i < write.Columns.Length; i++) aligned[write.Columns[i]] = write.Cells[i];
        writtenKeys[write.Place] = fingerprint.Key(aligned, columns.Key);
        writes[write.Place] = write;
    }

    /// <summary>Whether the row that was written to has its key now.</summary>
    internal bool HasKey(RowWrite write, ReadOnlySpan<Cell> cells)
    {
        Align(cells);
        return fingerprint.Key(aligned, columns.Key) == writtenKeys[write.Place];
    }

    void Pair(CancellationToken ct)
    {
        pending = new List<PendingRow>((int)Math.Min(delivery.Count, 1_000_000));
        foreach (RowChange change in delivery.Changes)
        {
            ct.ThrowIfCancellationRequested();
            pending.Add(Fingerprinted(change));
        }

        List<IReadOnlyList<PendingRow>> missing = [];
        foreach (IReadOnlyList<PendingRow> group in ByKey())
        {
            IReadOnlyList<StandingRow> rows = standing.Of(group[0].Key);
            if (rows.Count == 0) missing.Add(group);
            else Pairing.Pair(group, delivery.Key.Duplicates ? rows : [rows[0]]);
        }

        if (standing.AnyDamaged && idsAreText) PairDamaged(missing);
    }

    // A key that lost its zeros is taken for a row's only where neither side leaves a choice.
    void PairDamaged(List<IReadOnlyList<PendingRow>> missing)
    {
        Dictionary<UInt128, List<StandingRow>> damaged = standing.Damaged();
        foreach (IGrouping<UInt128, IReadOnlyList<PendingRow>> alike in missing.GroupBy(group => group[0].Damaged))
        {
            if (alike.Count() > 1 || !damaged.TryGetValue(alike.Key, out List<StandingRow>? rows)) continue;
            Pairing.Pair(alike.First(), delivery.Key.Duplicates ? rows : [rows[0]]);
            restored += alike.First().Count(change => change.Row is not null);
        }
    }

    PendingRow Fingerprinted(RowChange change)
    {
        Cell[] after = Fitted(change.After);
        // Where the report itself has numbers among its ids, a number there is no sign of damage.
        idsAreText &= !columns.Key.Any(i => IsTextId(i) && after[i].Type == CellType.Number);
        return new PendingRow
        {
            Key = fingerprint.Key(after, columns.Key),
            Occurrence = change.Occurrence,
            After = fingerprint.Content(after, compared),
            Before = change.Before is null ? null : fingerprint.Content(Fitted(change.Before), compared),
            Damaged = standing.AnyDamaged ? fingerprint.DamagedKey(after, columns.Key) : default,
        };
    }

    IEnumerable<IReadOnlyList<PendingRow>> ByKey()
    {
        PendingRow[] sorted = [.. pending];
        Array.Sort(sorted, (a, b) => a.Key.CompareTo(b.Key) is var order and not 0 ? order : a.Occurrence.CompareTo(b.Occurrence));
        for (int from = 0, to; from < sorted.Length; from = to)
        {
            for (to = from + 1; to < sorted.Length && sorted[to].Key == sorted[from].Key; to++) { }
            yield return new ArraySegment<PendingRow>(sorted, from, to - from);
        }
    }

    void Settle(RowChange change, long i)
    {
        StandingRow? row = pending.Count == 0 ? null : pending[(int)i].Row;
        if (row is null && change.IsRemoved) unchanged++;
        else if (row is null && change.Before is null) NewCount++;
        else if (row is null && RestoresRemoved) (NewCount, returned) = (NewCount + 1, returned + 1);
        else if (row is null) removed++;
        else SettleOn(row, change, pending[(int)i]);
    }

    void SettleOn(StandingRow row, RowChange change, PendingRow settled)
    {
        if (change.IsRemoved)
        {
            wanted[row.Place] = (change, row.Key);
            return;
        }

        if (change.Before is null) adopted++;
        if (!delivery.Key.Duplicates && standing.Of(row.Key).Count > 1) NameCopy(change);
        if (!KeysOnly && row.Content == settled.After && (!row.ShowsDamage || change.Before is not null)) unchanged++;
        else wanted[row.Place] = (change, row.Key);
    }

    void NameCopy(RowChange change)
    {
        copied++;
        if (copies.Count < MaxNamed) copies.Add(string.Join(" · ", columns.Key.Select(i => change.After[i].Text)));
    }

    bool Differs(RowChange change, int i)
    {
        if (delivery.Columns[i].IsCounter) return false;
        Cell after = Fit(change.After, i);
        if (change.Before is not null && meanings[i].Same(after, Fit(change.Before, i))) return false;
        bool isDamaged = change.Before is null && IsTextId(i) && columns.Key.Contains(i) && Damage.Shows(aligned[i]);
        return !meanings[i].Same(after, aligned[i]) || (isDamaged && !after.Means(aligned[i]));
    }

    bool IsTextId(int i) => delivery.Columns[i].Type == CellType.Text;

    bool IsAppended(RowChange change, long i) => !change.IsRemoved && (change.Before is null || RestoresRemoved) && (pending.Count == 0 || pending[(int)i].Row is null);

    // The row's cells in the delivery's order; false: all empty.
    bool Align(ReadOnlySpan<Cell> cells)
    {
        bool any = false;
        for (int i = 0; i < aligned.Length; i++)
        {
            int position = columns.Positions[i];
            aligned[i] = position < cells.Length ? cells[position] : default;
            any |= !aligned[i].IsEmpty;
        }

        return any;
    }

    Cell Fit(Cell[] cells, int i) => i < cells.Length ? fit(cells[i], delivery.Columns[i]) : default;

    Cell[] Fitted(Cell[] cells)
    {
        Cell[] fitted = new Cell[delivery.Columns.Count];
        for (int i = 0; i < fitted.Length; i++) fitted[i] = Fit(cells, i);
        return fitted;
    }

    IEnumerable<string> Remarks()
    {
        if (adopted > 0) yield return Said(adopted, "row already stood there and was taken over by its key", "rows already stood there and were taken over by their keys");
        if (restored > 0) yield return Said(restored, "row was found by a key that had lost zeros or digits", "rows were found by keys that had lost zeros or digits");
        if (copied > 0) yield return Said(copied, "key stands", "keys stand") + $" there more than once, the first row was kept up to date: {string.Join("; ", copies)}{(copied > copies.Count ? " …" : "")}";
        if (returned > 0) yield return Said(returned, "row that people had removed was brought back", "rows that people had removed were brought back");
        if (delivery.FirstTime && standing.Count > 0 && new Unmatched(standing).Remark() is { } remark) yield return remark;
        if (formulas > 0) yield return Said(formulas, "cell holds a formula and was left as it is", "cells hold formulas and were left as they are");
    }

    static string Said(long count, string one, string many) => $"{count.ToString("N0", CultureInfo.InvariantCulture)} {(count == 1 ? one : many)}";
}
