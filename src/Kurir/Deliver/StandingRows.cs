namespace Kurir;

/// <summary>What stands at a destination, by key: of each row its place and fingerprints, nothing else.</summary>
sealed class StandingRows
{
    readonly List<StandingRow> rows = [];
    readonly Dictionary<UInt128, int> last = [];

    public int Count => rows.Count;

    public bool AnyDamaged { get; private set; }

    public StandingRow this[int index] => rows[index];

    public void Add(StandingRow row)
    {
        row.Previous = last.GetValueOrDefault(row.Key, -1);
        last[row.Key] = rows.Count;
        rows.Add(row);
        AnyDamaged |= row.Damaged != default;
    }

    /// <summary>The rows of one key from the top down.</summary>
    public IReadOnlyList<StandingRow> Of(UInt128 key)
    {
        if (!last.TryGetValue(key, out int index)) return [];
        List<StandingRow> found = [];
        for (int i = index; i >= 0; i = rows[i].Previous) found.Add(rows[i]);
        found.Reverse();
        return found;
    }

    /// <summary>The rows with a damaged key that no change has taken, by what is left of it; only those of which one key is known to be left.</summary>
    public Dictionary<UInt128, List<StandingRow>> Damaged()
    {
        Dictionary<UInt128, List<StandingRow>> damaged = [];
        foreach (StandingRow row in rows.Where(row => row.Damaged != default && !row.Taken))
            if (damaged.TryGetValue(row.Damaged, out List<StandingRow>? same)) same.Add(row);
            else damaged[row.Damaged] = [row];
        foreach (UInt128 mixed in damaged.Where(pair => pair.Value.Any(row => row.Key != pair.Value[0].Key)).Select(pair => pair.Key).ToList())
            damaged.Remove(mixed);
        return damaged;
    }
}

/// <summary>The rows that were there and fit none of the report's, for people: they are listed, and left as they are.</summary>
sealed class Unmatched(StandingRows standing)
{
    const int MaxNamed = 12;

    public string? Remark()
    {
        List<(long From, long To)> runs = [];
        long count = 0, damaged = 0;
        for (int i = 0; i < standing.Count; i++)
        {
            StandingRow row = standing[i];
            if (row.Taken) continue;
            count++;
            if (row.ShowsDamage) damaged++;
            if (runs.Count > 0 && runs[^1].To == row.Place - 1) runs[^1] = (runs[^1].From, row.Place);
            else if (runs.Count <= MaxNamed) runs.Add((row.Place, row.Place));
        }

        return count == 0 ? null : Said(count, damaged) + string.Join(", ", runs.Take(MaxNamed).Select(Named)) + (runs.Count > MaxNamed ? " …" : "");
    }

    static string Said(long count, long damaged)
    {
        string rows = count == 1 ? "1 row there fits none of the rows brought and was left as it is" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{count:N0} rows there fit none of the rows brought and were left as they are");
        return damaged == 0 ? $"{rows}: row " : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{rows}, {damaged:N0} of them with an id that lost zeros or digits and fits no row or several: row ");
    }

    static string Named((long From, long To) run) => run.From == run.To
        ? run.From.ToString(System.Globalization.CultureInfo.InvariantCulture)
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{run.From}–{run.To}");
}

/// <param name="place">As the destination counts.</param>
/// <param name="key">Of the key's columns.</param>
/// <param name="content">Of all columns but the running number.</param>
/// <param name="damaged">Of what is left of the key; default: there cannot be any damage.</param>
/// <param name="showsDamage">The key was taken for a number, beyond doubt.</param>
sealed class StandingRow(long place, UInt128 key, UInt128 content, UInt128 damaged, bool showsDamage)
{
    public long Place => place;

    public UInt128 Key => key;

    public UInt128 Content => content;

    public UInt128 Damaged => damaged;

    public bool ShowsDamage => showsDamage;

    public int Previous { get; set; }

    /// <summary>A change is meant for it.</summary>
    public bool Taken { get; set; }
}
