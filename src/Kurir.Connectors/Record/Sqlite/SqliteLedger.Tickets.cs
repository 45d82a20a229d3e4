namespace Kurir.Connectors;

public sealed partial class SqliteLedger
{
    /// <summary>Instead of its first day, the last order whose file is recorded.</summary>
    const int Former = -1;

    public Task<(Ticket? Own, Ticket? Former)> FindTicket(ExportId export, Window window, CancellationToken ct) => file.Read(
        db =>
        {
            List<(bool IsFormer, string Body)> found = db.List(
                """
                SELECT first < 0, body FROM ticket JOIN export ON export.id = ticket.export
                WHERE pipeline = $pipeline AND name = $name AND ((first = $first AND last = $last) OR first = $former)
                """,
                row => (row.GetBoolean(0), row.GetString(1)),
                ("$pipeline", export.Pipeline), ("$name", export.Name), ("$first", window.From.DayNumber), ("$last", window.To.DayNumber), ("$former", Former));
            Ticket? Of(bool former) => found.Find(each => each.IsFormer == former).Body is { } body ? LedgerJson.Read<Ticket>(body) : null;
            return (Of(false), Of(true));
        },
        ct);

    public Task KeepTicket(ExportId export, Ticket ticket, CancellationToken ct) => file.Write(
        db => db.Execute(
            "INSERT OR REPLACE INTO ticket (export, first, last, body, collected) VALUES ($export, $first, $last, $body, $collected)",
            ("$export", Exports.FindOrAdd(db, export)), ("$first", ticket.Window.From.DayNumber), ("$last", ticket.Window.To.DayNumber),
            ("$body", LedgerJson.Write(ticket)), ("$collected", ticket.Collected ? 1 : 0)),
        ct);

    public Task ForgetTicket(ExportId export, Window window, CancellationToken ct) => file.Write(
        db => db.Execute(
            "DELETE FROM ticket WHERE export = $export AND first = $first AND last = $last",
            ("$export", Exports.Find(db, export)), ("$first", window.From.DayNumber), ("$last", window.To.DayNumber)),
        ct);
}
