namespace Kurir;

/// <summary>One thing that a test expects otherwise.</summary>
/// <param name="What">The setting of <c>expect:</c>, of rows with the row.</param>
/// <param name="Expected">In words; null: nothing, it came besides.</param>
/// <param name="Got">In words; null: nothing, it did not come.</param>
public sealed record TestDifference(string What, string? Expected, string? Got);

/// <summary>What a run brought about, in the words of <c>expect:</c>, and how that differs from what was expected.</summary>
public static class Expectation
{
    /// <value>So many rows of each kind are written down one by one.</value>
    const int MostRows = 20;

    /// <summary>Everything that can be expected, but the table.</summary>
    /// <param name="run">How the export ended.</param>
    /// <param name="changes">All that changed, row by row.</param>
    public static ExpectConfig Of(ExportRun run, IReadOnlyList<Change> changes) => new()
    {
        Outcome = run.Outcome,
        Fault = run.Fault is { } fault ? Enum.GetValues<FaultName>().First(name => Fault.CodeOf(name) == fault.Code) : null,
        Holds = [.. (run.Verdict?.Holds ?? []).Select(hold => hold.Name)],
        Rows = run.Verdict?.Rows ?? 0,
        Added = run.Changes?.Added ?? 0,
        Changed = run.Changes?.Changed ?? 0,
        Unchanged = run.Changes?.Unchanged ?? 0,
        Repeated = run.Changes?.Repeated ?? 0,
        Quarantined = run.Verdict?.Quarantined ?? 0,
        Vanished = run.Changes?.Vanished ?? 0,
        AddedRows = KeysOf(changes, ChangeKind.Added),
        VanishedRows = KeysOf(changes, ChangeKind.Vanished),
        ChangedRows = changes.Where(change => change.Kind == ChangeKind.Changed).GroupBy(change => change.Key)
            .ToDictionary(row => row.Key, row => (IReadOnlyDictionary<string, string>)row.First().Columns.ToDictionary(column => column.Heading, column => $"{column.Before} → {column.After}")),
        Violations = [.. (run.Verdict?.Violations ?? []).Select(violation => new ViolationConfig { Rule = violation.Rule, Origin = violation.Origin, Column = violation.Column, Text = violation.Text })],
        Differences = [.. (run.Balance?.Differences ?? []).Select(difference => difference.Name).Distinct()],
    };

    /// <summary>What is written down of it: rows one by one while they are few, and nothing that says nothing.</summary>
    public static ExpectConfig Brief(ExpectConfig got)
    {
        bool came = got.Outcome is Outcome.Proven or Outcome.Partial or Outcome.Undelivered;
        return got with
        {
            Rows = got.Fault is null || came ? got.Rows : null,
            Added = came ? got.Added : null,
            Changed = came ? got.Changed : null,
            Unchanged = came ? got.Unchanged : null,
            Repeated = got.Repeated > 0 ? got.Repeated : null,
            Quarantined = got.Quarantined > 0 ? got.Quarantined : null,
            Vanished = got.Vanished > 0 ? got.Vanished : null,
            AddedRows = Few(got.AddedRows),
            VanishedRows = Few(got.VanishedRows),
            ChangedRows = got.ChangedRows is { Count: > 0 and <= MostRows } ? got.ChangedRows : null,
            Violations = got.Violations is { Count: > 0 and <= MostRows } ? got.Violations : null,
        };
    }

    /// <summary>Only what <paramref name="expected"/> says is compared, and how it ends.</summary>
    public static IEnumerable<TestDifference> Between(ExpectConfig expected, ExpectConfig got) =>
        [.. Endings(expected, got), .. Numbers(expected, got), .. Rows(expected, got), .. Violations(expected, got), .. Several("differences", expected.Differences, got.Differences)];

    static IEnumerable<TestDifference> Endings(ExpectConfig expected, ExpectConfig got)
    {
        Outcome[] good = expected switch
        {
            { Outcome: { } said } => [said],
            { Fault: not null } => [Outcome.Failed, Outcome.Undelivered],
            { Holds.Count: > 0 } => [Outcome.Held],
            { Violations.Count: > 0 } or { Quarantined: > 0 } or { Differences.Count: > 0 } => [Outcome.Partial],
            _ => [Outcome.Proven, Outcome.Empty],
        };
        if (!good.Contains(got.Outcome!.Value)) yield return new("outcome", string.Join(" or ", good.Select(Word)), Word(got.Outcome.Value));
        if (expected.Fault is { } fault && fault != got.Fault) yield return new("fault", Fault.CodeOf(fault), got.Fault is { } other ? Fault.CodeOf(other) : null);
        foreach (TestDifference hold in Several("holds", expected.Holds?.Select(Fault.CodeOf), got.Holds!.Select(Fault.CodeOf))) yield return hold;
    }

    static IEnumerable<TestDifference> Numbers(ExpectConfig expected, ExpectConfig got) =>
        from pair in ((string What, long? Expected, long? Got)[])
        [
            ("rows", expected.Rows, got.Rows), ("added", expected.Added, got.Added), ("changed", expected.Changed, got.Changed), ("unchanged", expected.Unchanged, got.Unchanged),
            ("repeated", expected.Repeated, got.Repeated), ("quarantined", expected.Quarantined, got.Quarantined), ("vanished", expected.Vanished, got.Vanished),
        ]
        where pair.Expected is not null && pair.Expected != pair.Got
        select new TestDifference(pair.What, $"{pair.Expected}", $"{pair.Got}");

    static IEnumerable<TestDifference> Rows(ExpectConfig expected, ExpectConfig got) =>
    [
        .. Several("added_rows", expected.AddedRows, got.AddedRows),
        .. expected.ChangedRows is { } changed ? Changed(changed, got.ChangedRows!) : [],
        .. Several("vanished_rows", expected.VanishedRows, got.VanishedRows),
    ];

    static IEnumerable<TestDifference> Changed(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> expected, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> got)
    {
        foreach (string row in expected.Keys.Union(got.Keys))
        {
            IReadOnlyDictionary<string, string> wanted = expected.GetValueOrDefault(row) ?? NoColumns, there = got.GetValueOrDefault(row) ?? NoColumns;
            foreach (string column in wanted.Keys.Union(there.Keys))
                if (Arrowed(wanted.GetValueOrDefault(column)) != Arrowed(there.GetValueOrDefault(column)))
                    yield return new($"changed_rows {row}, {column}", wanted.GetValueOrDefault(column), there.GetValueOrDefault(column));
        }
    }

    static readonly Dictionary<string, string> NoColumns = [];

    /// <summary>Keyboards have no arrow.</summary>
    static string? Arrowed(string? change) => change?.Replace(" -> ", " → ", StringComparison.Ordinal);

    static IEnumerable<TestDifference> Violations(ExpectConfig expected, ExpectConfig got)
    {
        if (expected.Violations is not { } wanted) yield break;
        List<ViolationConfig> left = [.. got.Violations!];
        foreach (ViolationConfig one in wanted)
        {
            int at = left.FindIndex(other => Fits(one, other));
            if (at < 0) yield return new("violations", Words(one), null);
            else left.RemoveAt(at);
        }

        foreach (ViolationConfig besides in left) yield return new("violations", null, Words(besides));
    }

    static bool Fits(ViolationConfig wanted, ViolationConfig got) =>
        wanted.Rule == got.Rule && (wanted.Origin ?? got.Origin) == got.Origin && (wanted.Column ?? got.Column) == got.Column && (wanted.Text ?? got.Text) == got.Text;

    static string Words(ViolationConfig violation) =>
        string.Concat(violation.Rule, violation.Origin is { } origin ? $" at {origin}" : "", violation.Column is { } column ? $", {column}" : "", violation.Text is { Length: > 0 } text ? $": {text}" : "");

    /// <summary>As many of each, in any order.</summary>
    static IEnumerable<TestDifference> Several(string what, IEnumerable<string>? expected, IEnumerable<string>? got)
    {
        if (expected is null) yield break;
        List<string> left = [.. got ?? []];
        foreach (string one in expected)
            if (!left.Remove(one)) yield return new(what, one, null);
        foreach (string besides in left) yield return new(what, null, besides);
    }

    static string[] KeysOf(IReadOnlyList<Change> changes, ChangeKind kind) => [.. changes.Where(change => change.Kind == kind).Select(change => change.Key)];

    static IReadOnlyList<string>? Few(IReadOnlyList<string>? rows) => rows is { Count: > 0 and <= MostRows } ? rows : null;

    static string Word(Outcome outcome) => Texts.Snake(outcome.ToString());
}
