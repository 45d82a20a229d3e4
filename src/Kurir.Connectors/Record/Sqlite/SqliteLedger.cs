namespace Kurir.Connectors;

/// <summary>The ledger in one SQLite file, for any number of processes on one machine.</summary>
/// <remarks>
/// WAL with full synchronisation: a reader never waits, a writer waits for a writer, and what was committed outlives a power cut. The file is made
/// by the first call that needs it; one that cannot be read is never replaced.
/// </remarks>
public sealed partial class SqliteLedger : ILedger
{
    readonly LedgerFile file;
    readonly TimeProvider time;
    readonly string owner = LeaseOwner.Own();

    /// <param name="path">The file; its folder is made where it is missing.</param>
    /// <param name="time">The clock of leases and records.</param>
    /// <param name="patience">How long to wait for another process's write; null: a minute, which is longer than recording a million rows takes.</param>
    public SqliteLedger(string path, TimeProvider time, TimeSpan? patience = null)
        : this(path, time, patience ?? TimeSpan.FromMinutes(1), LedgerSchema.Steps, null)
    {
    }

    internal SqliteLedger(string path, TimeProvider time, TimeSpan patience, IReadOnlyList<string> steps, Action<string>? watch)
    {
        file = new LedgerFile(path, patience, steps, watch);
        this.time = time;
    }

    /// <summary>Whether a ledger can be made or written there; leaves nothing behind.</summary>
    /// <exception cref="Fault"><see cref="FaultName.LedgerUnreadable"/>: it cannot.</exception>
    public static void ProveWritable(string path)
    {
        try
        {
            TargetFile.ProveWritable(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw LedgerFaults.NotOpened(path, error);
        }
    }

    public Task<Contract?> FindContract(ExportId export, CancellationToken ct) => file.Read(db => Contract(db, export), ct);

    public Task<(ChangeSet Changes, Verdict Verdict)> Record(
        Recording recording, IEnumerable<CheckedRow> rows, Func<ChangeSet, Verdict> conclude, CancellationToken ct) =>
        file.Apart(RecordCacheMegabytes, (db, turn) => new Recorder(db, turn, recording, time.GetUtcNow()).Run(rows, conclude, ct), ct);

    public Task<long> Withdraw(ExportId export, string runId, DateOnly day, CancellationToken ct) => file.Write(
        db =>
        {
            if (Exports.Find(db, export) is not { } id) return 0;
            long recording = db.Number(
                """
                INSERT INTO recording (export, run, document, first, last, at, held, changes, formats)
                VALUES ($export, $run, '', $day, $day, $now, 0, $changes, '[]') RETURNING id
                """,
                ("$export", id), ("$run", runId), ("$day", day.DayNumber), ("$now", Now), ("$changes", LedgerJson.Write(new ChangeSet())))!.Value;
            return Gone.Keep(db, id, recording, day, "SELECT r.id FROM row r WHERE r.export = $export AND r.vanished IS NOT NULL");
        },
        ct);

    public Task<IReadOnlyList<string>> Inspect(CancellationToken ct) => file.Read<IReadOnlyList<string>>(
        db => db.List("PRAGMA quick_check(10)", row => row.GetString(0)) is var found and not ["ok"] ? found : [], ct);

    public ValueTask DisposeAsync()
    {
        file.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Enough for a million rows: both sides are walked in the key's order, so a larger cache was measured to bring nothing.</summary>
    const int RecordCacheMegabytes = 16;

    long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    static DateTimeOffset At(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    static Contract? Contract(LedgerConnection db, ExportId export) => db.Text(
        "SELECT contract FROM export WHERE pipeline = $pipeline AND name = $name",
        ("$pipeline", export.Pipeline), ("$name", export.Name)) is { } text ? LedgerJson.Read<Contract>(text) : null;
}
