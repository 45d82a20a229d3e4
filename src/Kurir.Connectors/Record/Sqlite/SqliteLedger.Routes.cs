namespace Kurir.Connectors;

public sealed partial class SqliteLedger
{
    public Task<Route?> FindRoute(ExportId export, CancellationToken ct) => file.Read(
        db => Exports.Find(db, export) is { } id && db.Text("SELECT body FROM route WHERE export = $export", ("$export", id)) is { } body ? LedgerJson.Read<Route>(body) : null, ct);

    public Task KeepRoute(ExportId export, Route? route, CancellationToken ct) => file.Write(
        db =>
        {
            long id = Exports.FindOrAdd(db, export);
            db.Execute("DELETE FROM route WHERE export = $export", ("$export", id));
            if (route is not null) db.Execute("INSERT INTO route (export, body, at) VALUES ($export, $body, $now)", ("$export", id), ("$body", LedgerJson.Write(route)), ("$now", Now));
        },
        ct);
}
