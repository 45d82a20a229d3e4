namespace Kurir.Tests;

/// <summary>What the ledger should do, in memory and as plainly as can be: lists, loops, no sets, no SQL.</summary>
sealed class LedgerModel(bool duplicates)
{
    readonly List<Instance> instances = [];

    public sealed class Instance
    {
        public required string Key { get; init; }

        public required int Occurrence { get; init; }

        public required string Content { get; set; }

        public required int First { get; set; }

        public required int Last { get; set; }

        public bool Vanished { get; set; }

        public override string ToString() => $"{Key}{(Occurrence == 1 ? "" : $"#{Occurrence}")}={Content}";
    }

    public IReadOnlyList<Instance> Instances => instances;

    public sealed record TestRow(string Key, string Content, int? Day, bool Bad);

    public ChangeSet Record(int from, int to, IReadOnlyList<TestRow> table)
    {
        List<Instance> expected = [.. instances.Where(row => !row.Vanished && from <= row.First && row.Last <= to)];
        HashSet<Instance> here = [];
        ChangeSet changes = new() { Expected = expected.Count, Quarantined = table.Count(row => row.Bad) };
        List<Instance> before = [.. instances];
        foreach (IGrouping<string, TestRow> key in table.Where(row => !row.Bad).GroupBy(row => row.Key))
        {
            List<TestRow> rows = [.. key.Select(row => row.Day is { } day && (day < from || day > to) ? row with { Day = null } : row)];
            if (!duplicates) rows = Unique(rows, ref changes);
            List<Instance> known = [.. before.Where(row => row.Key == key.Key && (!duplicates || (row.First <= to && row.Last >= from)))];
            foreach ((TestRow row, Instance? match) in Pair(rows, known, from, to)) Take(row, match, from, to, here, ref changes);
        }

        HashSet<string> badKeys = [.. table.Where(row => row.Bad).Select(row => row.Key)];
        foreach (Instance row in expected.Where(row => !here.Contains(row) && !badKeys.Contains(row.Key)))
        {
            row.Vanished = true;
            changes = changes with { Vanished = changes.Vanished + 1 };
        }

        return changes;
    }

    static List<TestRow> Unique(List<TestRow> rows, ref ChangeSet changes)
    {
        int repeated = rows.Skip(1).Count(row => row.Content == rows[0].Content);
        changes = changes with { Repeated = changes.Repeated + repeated, Quarantined = changes.Quarantined + rows.Count - 1 - repeated };
        return rows[..1];
    }

    static List<(TestRow Row, Instance? Match)> Pair(List<TestRow> rows, List<Instance> known, int from, int to)
    {
        List<Instance> free = [.. known
            .OrderByDescending(row => from <= row.First && row.Last <= to).ThenBy(row => row.Vanished).ThenBy(row => row.Occurrence)];
        List<TestRow> open = [.. rows.OrderBy(row => Convert.ToHexString(TestRows.Hash($"{row.Key}\n{row.Content}")), StringComparer.Ordinal)
            .ThenBy(row => row.Day)];
        List<(TestRow, Instance?)> pairs = [];
        void Phase(Func<TestRow, Instance, bool> fits)
        {
            foreach (TestRow row in open.ToList())
            {
                if (free.Find(candidate => fits(row, candidate)) is not { } match) continue;
                free.Remove(match);
                open.Remove(row);
                pairs.Add((row, match));
            }
        }

        Phase((row, candidate) => row.Content == candidate.Content);
        Phase((row, candidate) => row.Day is { } day && candidate.First == day && candidate.Last == day);
        Phase((_, _) => true);
        pairs.AddRange(open.Select(row => (row, (Instance?)null)));
        return pairs;
    }

    void Take(TestRow row, Instance? match, int from, int to, HashSet<Instance> here, ref ChangeSet changes)
    {
        if (match is null)
        {
            instances.Add(new Instance
            {
                Key = row.Key,
                Occurrence = instances.Count(other => other.Key == row.Key) + 1,
                Content = row.Content,
                First = row.Day ?? from,
                Last = row.Day ?? to,
            });
            changes = changes with { Added = changes.Added + 1 };
            return;
        }

        here.Add(match);
        changes = match.Content == row.Content ? changes with { Unchanged = changes.Unchanged + 1 } : changes with { Changed = changes.Changed + 1 };
        bool overlap = match.First <= to && match.Last >= from;
        int first = row.Day ?? (overlap ? Math.Max(match.First, from) : from), last = row.Day ?? (overlap ? Math.Min(match.Last, to) : to);
        (match.Content, match.First, match.Last, match.Vanished) = (row.Content, first, last, false);
    }
}
