using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Kurir.Connectors;

public sealed partial class SqliteLedger
{
    /// <summary>An open run without a lease is still taken for alive this long after it was last stored: it has not asked for one yet, or is just ending.</summary>
    static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    /// <summary>Whether a run ended without saying so: not closed, not ours, and its process holds no lease any more.</summary>
    const string Columns = """
        body, ended IS NULL AND owner <> $owner AND touched < $silent
            AND NOT EXISTS (SELECT 1 FROM lease l WHERE l.owner = run.owner AND l.until > $now)
        """;

    public Task<Run> StartRun(string pipeline, string mode, bool dryRun, TimeZoneInfo zone, CancellationToken ct) => file.Write(
        db =>
        {
            DateTimeOffset now = time.GetUtcNow();
            string minute = TimeZoneInfo.ConvertTime(now, zone).ToString("MMdd-HHmm", CultureInfo.InvariantCulture);
            var run = new Run { Id = FreeId(db, pipeline, minute), Pipeline = pipeline, StartedAt = now, Mode = mode, DryRun = dryRun };
            Save(db, run);
            return run;
        },
        ct);

    public Task SaveRun(Run run, CancellationToken ct) => file.Write(db => Save(db, run), ct);

    public Task<IReadOnlyList<Run>> Runs(string? pipeline, int most, CancellationToken ct) => file.Read<IReadOnlyList<Run>>(
        db => db.List(
            $"SELECT {Columns} FROM run WHERE $pipeline IS NULL OR pipeline = $pipeline ORDER BY number DESC LIMIT $most",
            ReadRun, [("$pipeline", pipeline), ("$most", most), .. Alive]),
        ct);

    public Task<Run?> FindRun(string id, string? pipeline, CancellationToken ct) => file.Read(
        db => db.List(
            $"SELECT {Columns} FROM run WHERE id = $id AND ($pipeline IS NULL OR pipeline = $pipeline) ORDER BY number DESC LIMIT 1",
            ReadRun, [("$id", id), ("$pipeline", pipeline), .. Alive]).FirstOrDefault(),
        ct);

    (string, object?)[] Alive => [("$owner", owner), ("$now", Now), ("$silent", Now - (long)Grace.TotalMilliseconds)];

    /// <summary>Ids carry no year: one of the same minute a year ago makes this one <c>-2</c>.</summary>
    static string FreeId(LedgerConnection db, string pipeline, string minute)
    {
        for (int n = 1; ; n++)
        {
            string id = n == 1 ? minute : string.Create(CultureInfo.InvariantCulture, $"{minute}-{n}");
            if (db.Number("SELECT 1 FROM run WHERE pipeline = $pipeline AND id = $id", ("$pipeline", pipeline), ("$id", id)) is null) return id;
        }
    }

    void Save(LedgerConnection db, Run run) => db.Execute(
        """
        INSERT INTO run (pipeline, id, owner, touched, ended, body) VALUES ($pipeline, $id, $owner, $now, $ended, $body)
        ON CONFLICT (pipeline, id) DO UPDATE SET owner = excluded.owner, touched = excluded.touched, ended = excluded.ended, body = excluded.body
        """,
        ("$pipeline", run.Pipeline), ("$id", run.Id), ("$owner", owner), ("$now", Now), ("$ended", run.EndedAt?.ToUnixTimeMilliseconds()),
        ("$body", LedgerJson.Write(run)));

    static Run ReadRun(SqliteDataReader reader)
    {
        var run = LedgerJson.Read<Run>(reader.GetString(0));
        return reader.GetBoolean(1) ? run with { Fault = run.Fault ?? Interrupted(run) } : run;
    }

    static FaultRecord Interrupted(Run run) => new(
        Stage.Close, Fault.CodeOf(FaultName.Interrupted), FaultKind.Retry, run.Pipeline,
        "the process ended before the run did", "Run it again: what was recorded is kept, and nothing is delivered twice.");
}
