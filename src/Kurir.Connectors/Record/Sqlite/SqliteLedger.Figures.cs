namespace Kurir.Connectors;

public sealed partial class SqliteLedger
{
    public Task<IReadOnlyList<CountedDay>> Counted(ExportId export, int span, Window days, CancellationToken ct) => file.Read<IReadOnlyList<CountedDay>>(
        db => db.List(
            "SELECT day, body, unlikely FROM figure WHERE export = $export AND span = $span AND day BETWEEN $from AND $to ORDER BY day",
            reader => new CountedDay(Day(reader, 0), LedgerJson.Read<Figures>(reader.GetString(1)), reader.GetBoolean(2)),
            ("$export", Exports.Find(db, export)), ("$span", span), ("$from", days.From.DayNumber), ("$to", days.To.DayNumber)),
        ct);

    public Task Count(ExportId export, string runId, int span, IReadOnlyList<CountedDay> days, CancellationToken ct) => file.Write(
        db =>
        {
            long id = Exports.FindOrAdd(db, export);
            foreach (CountedDay day in days)
                db.Execute(
                    """
                    INSERT INTO figure (export, span, day, run, unlikely, body) VALUES ($export, $span, $day, $run, $told, $body)
                    ON CONFLICT DO UPDATE SET run = excluded.run, unlikely = excluded.unlikely, body = excluded.body WHERE unlikely = 1
                    """,
                    ("$export", id), ("$span", span), ("$day", day.Day.DayNumber), ("$run", runId), ("$told", day.Told), ("$body", LedgerJson.Write(day.Figures)));
        },
        ct);

    public Task<long> AcceptCounts(ExportId export, CancellationToken ct) => file.Write(
        db =>
        {
            long? id = Exports.Find(db, export);
            return (long)db.Execute("UPDATE figure SET unlikely = 0 WHERE export = $export AND unlikely = 1", ("$export", id))
                + db.Execute("UPDATE looked SET told = 0 WHERE export = $export AND told = 1", ("$export", id));
        },
        ct);

    public Task<IReadOnlyList<Arrival>> Arrivals(ExportId export, Window days, CancellationToken ct) => file.Read<IReadOnlyList<Arrival>>(
        db => db.List(
            "SELECT day, nullif(arrived, -1), coalesce(told, 1) FROM looked WHERE export = $export AND day BETWEEN $from AND $to AND arrived IS NOT NULL ORDER BY day",
            reader => new Arrival(Day(reader, 0), reader.IsDBNull(1) ? null : reader.GetInt32(1), reader.GetInt32(2) == 0),
            ("$export", Exports.Find(db, export)), ("$from", days.From.DayNumber), ("$to", days.To.DayNumber)),
        ct);

    public Task ToldLate(ExportId export, DateOnly day, CancellationToken ct) => file.Write(
        db => db.Execute("UPDATE looked SET told = 1 WHERE export = $export AND day = $day", ("$export", Exports.Find(db, export)), ("$day", day.DayNumber)), ct);
}
