using CsCheck;
using static Kurir.Tests.Sales;

namespace Kurir.Tests;

/// <summary>What must stand after a delivery, by the plainest means: lists and loops over what stood before.</summary>
/// <param name="isFormula">Whether a person put a formula into a cell; it stays. Null: this standing has none.</param>
sealed class Model(IStanding standing, Func<int, int, bool>? isFormula = null)
{
    public List<List<object?>> Rows { get; } = [];

    public void Apply(Delivery delivery)
    {
        if (Rows.Count == 0) Rows.Add([.. delivery.Columns.Select(column => (object?)column.Heading)]);
        int[] positions = [.. delivery.Columns.Select(column => Rows[0].IndexOf(column.Heading))];
        List<object?[]> added = [];
        HashSet<int> taken = [];
        int last = LastRow(positions);
        foreach (RowChange change in delivery.Changes)
        {
            object?[] shown = [.. change.After.Select((cell, i) => standing.Shown(cell, delivery.Columns[i]))];
            int row = Enumerable.Range(1, Math.Max(0, Rows.Count - 1)).Where(r => !taken.Contains(r)).FirstOrDefault(r => HasKey(r, positions, shown, delivery));
            if (row > 0 && taken.Add(row)) Update(row, positions, change, shown, delivery);
            else if (change.Before is null) added.Add(shown);
        }

        foreach (object?[] shown in added) Add(++last, positions, shown);
    }

    bool HasKey(int row, int[] positions, object?[] shown, Delivery delivery) =>
        delivery.Columns.Index().Where(column => delivery.Key.Columns.Contains(column.Item.Heading)).All(column => Equals(At(row, positions[column.Index]), shown[column.Index]));

    void Update(int row, int[] positions, RowChange change, object?[] shown, Delivery delivery)
    {
        for (int i = 0; i < shown.Length; i++)
            if ((change.Before is null || !change.Before[i].Means(change.After[i])) && isFormula?.Invoke(row, positions[i]) != true) Set(row, positions[i], shown[i]);
    }

    void Add(int row, int[] positions, object?[] shown)
    {
        if (!standing.FillsRowsBelow) row = Rows.Count;
        while (Rows.Count <= row) Rows.Add([]);
        for (int i = 0; i < shown.Length; i++) Set(row, positions[i], shown[i]);
    }

    int LastRow(int[] positions) => Enumerable.Range(0, Rows.Count).Where(r => r == 0 || positions.Any(position => At(r, position) is not null)).Max();

    public object? At(int row, int position) => position < Rows[row].Count ? Rows[row][position] : null;

    public void Set(int row, int position, object? value)
    {
        while (Rows[row].Count <= position) Rows[row].Add(null);
        Rows[row][position] = value;
    }

    public int Column(string heading)
    {
        int found = Rows[0].IndexOf(heading);
        if (found >= 0) return found;
        int end = Rows.Max(row => row.Count);
        Set(0, end, heading);
        return end;
    }
}

/// <summary>One thing that happens, made from three numbers.</summary>
readonly record struct Event(int What, int A, int B)
{
    public static Gen<Event[]> Histories { get; } = Gen.Select(Gen.Int[0, 13], Gen.Int[0, 1000], Gen.Int[0, 1000], (what, a, b) => new Event(what, a, b)).Array[3, 18];

    /// <summary>A clumsy person at work on a destination that stands.</summary>
    public void Edit(Model model)
    {
        List<List<object?>> rows = model.Rows;
        int row = 1 + (A % Math.Max(1, rows.Count - 1));
        bool any = rows.Count > 1;
        switch (What)
        {
            case 0 when any: model.Set(row, model.Column("Notes"), $"note {B}"); break;
            case 1 when any: model.Set(row, model.Column(Customer.Heading), $"=edited {B}"); break;
            case 2 when any: rows.RemoveAt(row); break;
            case 3 when any: rows.Insert(row, []); break;
            case 4: Shuffle(rows); break;
            case 5: Swap(rows); break;
            case 6: Far(model); break;
            default: break;
        }
    }

    void Shuffle(List<List<object?>> rows)
    {
        int seed = A;
        List<List<object?>> shuffled = [.. rows.Skip(1).OrderBy(_ => seed = (int)((seed * 48271L + 11) % 2147483647))];
        rows.RemoveRange(1, rows.Count - 1);
        rows.AddRange(shuffled);
    }

    void Swap(List<List<object?>> rows)
    {
        int width = rows.Max(row => row.Count), a = A % width, b = B % width;
        foreach (List<object?> row in rows)
        {
            while (row.Count < width) row.Add(null);
            (row[a], row[b]) = (row[b], row[a]);
        }
    }

    // A remark some rows below everything, beside the report's columns.
    static void Far(Model model)
    {
        int notes = model.Column("Notes");
        for (int i = 0; i < 3; i++) model.Rows.Add([]);
        model.Set(model.Rows.Count - 1, notes, "see the accountant");
    }

    /// <summary>A table of the report: some ids, each with one of a few statuses.</summary>
    public Cell[][] Report(bool counting)
    {
        int seed = A;
        return [.. Enumerable.Range(0, 1 + (B % 5)).Select(n => Next(n))];

        Cell[] Next(int n)
        {
            int id = (seed + (n * 7)) % 12;
            string status = counting ? "PENDING" : new[] { "PENDING", "TERIMA", "TOLAK", "" }[(seed / 12 + n) % 4];
            return Row($"{id:00000}", $"Customer {id}", $"{id}.5", $"2026-11-{id + 1:00}", status);
        }
    }
}
