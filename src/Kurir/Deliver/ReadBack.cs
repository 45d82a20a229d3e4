namespace Kurir;

/// <summary>Compares what stands at a destination after writing with what the plan meant to stand there.</summary>
/// <param name="plan">Looked through and written.</param>
/// <param name="nameOf">How a person names a cell, by place and position: <c>transaksi!C12</c>.</param>
/// <param name="dropped">The places of rows that are not there at all any more, so that what stood below them has moved up; null: none.</param>
public sealed class ReadBack(DeliveryPlan plan, Func<long, int, string> nameOf, IReadOnlyCollection<long>? dropped = null) : IDisposable
{
    const int MaxListed = 20;

    readonly List<Mismatch> mismatches = [];
    readonly long[] gone = [.. (dropped ?? []).Order()];
    readonly IEnumerator<Cell[]> appended = plan.NewRows.GetEnumerator();
    int seen;

    public IReadOnlyList<Mismatch> Mismatches => mismatches;

    /// <summary>Takes the heading: those that were added must be there.</summary>
    public void Headings(long place, ReadOnlySpan<Cell> cells)
    {
        int[] added = [.. plan.Columns.Added];
        Compare(place, cells, added, [.. added.Select(i => Cell.OfText(plan.Delivery.Columns[i].Heading))]);
    }

    /// <summary>Takes the next row, in the order in which they were noticed; appended rows stand behind those.</summary>
    public void Row(long place, ReadOnlySpan<Cell> cells)
    {
        if (IsEmpty(cells)) return;
        if (WasEmptied(place)) return;
        if (plan.Noticed(seen, cells) is { } noticed) Standing(noticed.Place, noticed.Same, place, cells);
        else if (appended.MoveNext()) Compare(place, cells, [.. Enumerable.Range(0, appended.Current.Length)], appended.Current);
        else Report(nameOf(place, plan.Columns.Positions[0]), "", "a row that nobody wrote");
        seen++;
    }

    /// <summary>Takes a row that stood there and was written to, where only such are read back: its key must be there still, and what was written.</summary>
    public void Changed(RowWrite write, ReadOnlySpan<Cell> cells)
    {
        if (!plan.HasKey(write, cells)) Report(nameOf(write.Place, plan.Columns.Positions[plan.Columns.Key[0]]), "the row that was to be changed", "another");
        else Compare(write.Place, cells, write.Columns, write.Cells);
    }

    /// <summary>Takes the next of the appended rows, where only those are read back.</summary>
    public void Appended(long place, ReadOnlySpan<Cell> cells)
    {
        if (appended.MoveNext()) Compare(place, cells, [.. Enumerable.Range(0, appended.Current.Length)], appended.Current);
    }

    /// <summary>No more rows.</summary>
    public void End()
    {
        WasEmptied(-1);
        while (mismatches.Count < MaxListed && plan.Noticed(seen, []) is { } noticed)
        {
            Report(nameOf(noticed.Place, plan.Columns.Positions[0]), "a row", "nothing");
            seen++;
            WasEmptied(-1);
        }

        while (mismatches.Count < MaxListed && appended.MoveNext()) Report("a new row", string.Join(" · ", plan.Columns.Key.Select(i => appended.Current[i].Text)), "nothing");
    }

    public void Dispose() => appended.Dispose();

    // Rows that were taken away are no rows any more, but for those in which a person's formula is left.
    bool WasEmptied(long place)
    {
        while (plan.Emptied.Count > 0 && plan.Noticed(seen, []) is { } noticed && plan.Emptied.Contains(noticed.Place))
        {
            seen++;
            if (Array.BinarySearch(gone, noticed.Place) < 0 && noticed.Place - DroppedAbove(noticed.Place) == place) return true;
        }

        return false;
    }

    void Standing(long expectedPlace, bool same, long place, ReadOnlySpan<Cell> cells)
    {
        if (place != expectedPlace - DroppedAbove(expectedPlace)) Report(nameOf(place, plan.Columns.Positions[0]), $"the row of {nameOf(expectedPlace, plan.Columns.Positions[0])}", "another");
        else if (plan.Writes.TryGetValue(expectedPlace, out RowWrite? write)) Compare(place, cells, write.Columns, write.Cells);
        else if (!same) Report(nameOf(place, plan.Columns.Positions[0]), "the row as it was", "a changed row");
    }

    long DroppedAbove(long place)
    {
        int at = Array.BinarySearch(gone, place);
        return at < 0 ? ~at : at;
    }

    void Compare(long place, ReadOnlySpan<Cell> cells, int[] columns, Cell[] expected)
    {
        for (int i = 0; i < columns.Length; i++)
        {
            int position = plan.Columns.Positions[columns[i]];
            Cell found = position < cells.Length ? cells[position] : default;
            if (!IsStored(expected[i], found)) Report(nameOf(place, position), expected[i].Value, found.Value);
        }
    }

    // Stricter than comparing what they mean: a text that came back as a number is a mismatch.
    static bool IsStored(Cell expected, Cell found) =>
        expected.Means(found)
        || (expected.Type is CellType.Date or CellType.DateTime && found.Type is CellType.Date or CellType.DateTime && Midnight(expected) == Midnight(found));

    static string Midnight(Cell cell) => cell.Type == CellType.Date ? cell.Value + "T00:00:00" : cell.Value;

    bool IsEmpty(ReadOnlySpan<Cell> cells)
    {
        foreach (int position in plan.Columns.Positions)
            if (position < cells.Length && !cells[position].IsEmpty) return false;
        return true;
    }

    void Report(string cell, string expected, string found)
    {
        if (mismatches.Count < MaxListed) mismatches.Add(new Mismatch(cell, expected, found));
    }
}
