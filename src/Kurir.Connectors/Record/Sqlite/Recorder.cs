namespace Kurir.Connectors;

/// <summary>Brings one table into the ledger: stage, then, with the right to write, compare, let decide, keep.</summary>
sealed class Recorder(LedgerConnection db, SemaphoreSlim turn, Recording recording, DateTimeOffset now)
{
    public (ChangeSet Changes, Verdict Verdict) Run(IEnumerable<CheckedRow> rows, Func<ChangeSet, Verdict> conclude, CancellationToken ct)
    {
        using var staging = new Staging(db);
        staging.Fill(rows, recording.Window, ct);
        if (recording.DryRun) return Decide(staging, Exports.Find(db, recording.Export) ?? 0, "BEGIN", conclude);
        turn.Wait(ct);
        try
        {
            return Decide(staging, null, "BEGIN IMMEDIATE", conclude);
        }
        finally
        {
            turn.Release();
        }
    }

    (ChangeSet Changes, Verdict Verdict) Decide(Staging staging, long? known, string begin, Func<ChangeSet, Verdict> conclude)
    {
        db.Execute(begin);
        long export = known ?? Exports.FindOrAdd(db, recording.Export);
        ChangeSet changes = new Comparison(db, staging, export, recording).Run();
        changes = changes with { Listed = new ListedChanges(db, export, recording.Contract, staging.Formats, changes, recording.Listed).Read() };
        Verdict verdict = conclude(changes);
        if (!recording.DryRun) new Keeping(db, staging, export, recording, now).Keep(changes, verdict);
        Verdict whole = WithOurs(verdict, changes);
        db.Execute("COMMIT");
        return (changes, whole);
    }

    /// <summary>Adds what only the comparison could see: rows that repeat a key of their table.</summary>
    Verdict WithOurs(Verdict verdict, ChangeSet changes)
    {
        int room = Math.Max(0, Verdict.MaxListed - verdict.Violations.Count);
        List<Violation> ours = db.List(
            "SELECT rule, origin, heading, text, expected FROM temp.breach WHERE rule = 'key-not-unique' ORDER BY rowid LIMIT $most",
            Quarantined.Read, ("$most", room));
        return verdict with { Violations = [.. verdict.Violations, .. ours], Quarantined = changes.Quarantined };
    }
}
