using Microsoft.Data.Sqlite;

namespace Kurir.Connectors;

public sealed partial class SqliteLedger
{
    public Task Close(ExportId export, Window window, string runId, Outcome outcome, CancellationToken ct) => file.Write(
        db =>
        {
            long id = Exports.FindOrAdd(db, export);
            db.Execute("INSERT OR REPLACE INTO ticket (export, first, last, body, collected) SELECT export, $former, $former, body, 0 FROM ticket WHERE export = $export AND collected", ("$export", id), ("$former", Former));
            db.Execute("DELETE FROM ticket WHERE export = $export AND collected", ("$export", id));
            db.Execute(
                "INSERT INTO closing (export, first, last, run, outcome, at) VALUES ($export, $first, $last, $run, $outcome, $at)",
                ("$export", id), ("$first", window.From.DayNumber), ("$last", window.To.DayNumber),
                ("$run", runId), ("$outcome", outcome.ToString()), ("$at", Now));
            if (outcome is Outcome.Failed or Outcome.Held)
            {
                db.Execute(
                    "UPDATE looked SET tried = $today WHERE export = $export AND day BETWEEN $first AND $last",
                    ("$export", id), ("$first", window.From.DayNumber), ("$last", window.To.DayNumber), ("$today", DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).DayNumber));
            }
        },
        ct);

    public Task<Outcome?> LastOutcome(ExportId export, string runId, CancellationToken ct) => file.Read(
        db => OutcomeOf(db.Text(
            """
            SELECT outcome FROM closing WHERE export = $export AND run <> $run
                AND id < coalesce((SELECT min(id) FROM closing WHERE export = $export AND run = $run), 9223372036854775807)
            ORDER BY id DESC LIMIT 1
            """,
            ("$export", Exports.Find(db, export)), ("$run", runId))),
        ct);

    public Task<Closings> Closings(ExportId export, Window days, CancellationToken ct) => file.Read(
        db =>
        {
            long? id = Exports.Find(db, export);
            long? since = db.Number("SELECT min(first) FROM closing WHERE export = $export", ("$export", id));
            return new Closings(since is { } day ? DateOnly.FromDayNumber((int)day) : null, db.List(
                "SELECT first, last, outcome, run, at FROM closing INDEXED BY closing_last WHERE export = $export AND first <= $to AND last >= $from ORDER BY id",
                reader => new WindowState(
                    new Window(Day(reader, 0), Day(reader, 1)), OutcomeOf(reader.GetString(2))!.Value, reader.GetString(3), At(reader.GetInt64(4))),
                ("$export", id), ("$from", days.From.DayNumber), ("$to", days.To.DayNumber)));
        },
        ct);

    Task<IReadOnlyList<ExportState>> ILedger.Exports(string? pipeline, CancellationToken ct) => file.Read<IReadOnlyList<ExportState>>(
        db => db.List(
            """
            SELECT e.id, e.pipeline, e.name, e.rows, e.versions, c.outcome, c.at
            FROM export e LEFT JOIN closing c ON c.id = (SELECT max(id) FROM closing WHERE export = e.id)
            WHERE $pipeline IS NULL OR e.pipeline = $pipeline ORDER BY e.pipeline, e.name
            """,
            reader => new ExportState(
                new ExportId(reader.GetString(1), reader.GetString(2)), reader.GetInt64(3), reader.GetInt64(4),
                reader.IsDBNull(5) ? null : OutcomeOf(reader.GetString(5)), reader.IsDBNull(6) ? null : At(reader.GetInt64(6)),
                Cursors(db, reader.GetInt64(0))),
            ("$pipeline", pipeline)),
        ct);

    static List<CursorState> Cursors(LedgerConnection db, long export) => db.List(
        """
        SELECT destination, at, (SELECT coalesce(sum(versions), 0) FROM recording r WHERE r.export = c.export AND r.last_version > c.version)
        FROM cursor c WHERE export = $export ORDER BY destination
        """,
        reader => new CursorState(reader.GetString(0), reader.GetInt64(2), At(reader.GetInt64(1))),
        ("$export", export));

    static DateOnly Day(SqliteDataReader reader, int column) => DateOnly.FromDayNumber(reader.GetInt32(column));

    static Outcome? OutcomeOf(string? text) => text is null ? null
        : Enum.TryParse(text, out Outcome outcome) ? outcome : throw new LedgerDamage($"a stored outcome is {text}");
}
