namespace Kurir.Connectors;

public sealed partial class SqliteLedger
{
    public Task<Lateness> Lateness(ExportId export, CancellationToken ct) => file.Read(
        db =>
        {
            long? id = Exports.Find(db, export);
            long? since = db.Number("SELECT min(day) FROM looked WHERE export = $export", ("$export", id));
            return new Lateness(
                db.List(
                    "SELECT after, within, rows FROM late WHERE export = $export",
                    reader => new LateRows(reader.GetInt32(0), reader.GetInt32(1), reader.GetDouble(2)),
                    ("$export", id)),
                since is { } day ? DateOnly.FromDayNumber((int)day) : null);
        },
        ct);

    public Task<IReadOnlyList<LookedDay>> Looked(ExportId export, Window days, CancellationToken ct) => file.Read<IReadOnlyList<LookedDay>>(
        db => db.List(
            "SELECT day, max(at, coalesce(tried, 0)) FROM looked WHERE export = $export AND day BETWEEN $from AND $to ORDER BY day",
            reader => new LookedDay(Day(reader, 0), Day(reader, 1)),
            ("$export", Exports.Find(db, export)), ("$from", days.From.DayNumber), ("$to", days.To.DayNumber)),
        ct);
}
