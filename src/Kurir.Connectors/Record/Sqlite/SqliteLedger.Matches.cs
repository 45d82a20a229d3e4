namespace Kurir.Connectors;

public sealed partial class SqliteLedger
{
    public Task<IReadOnlyList<Matched>> FindMatches(ExportId export, CancellationToken ct) => file.Read<IReadOnlyList<Matched>>(
        db => Exports.Find(db, export) is { } id && db.Text("SELECT body FROM matched WHERE export = $export", ("$export", id)) is { } body ? LedgerJson.Read<Matched[]>(body) : [], ct);

    public Task<bool> IsKnown(ExportId export, CancellationToken ct) => file.Read(db => Contract(db, export) is not null, ct);

    public Task KeepMatches(ExportId export, IReadOnlyList<Matched> matches, CancellationToken ct) => file.Write(
        db =>
        {
            long id = Exports.FindOrAdd(db, export);
            db.Execute("DELETE FROM matched WHERE export = $export", ("$export", id));
            db.Execute("INSERT INTO matched (export, body, at) VALUES ($export, $body, $now)", ("$export", id), ("$body", LedgerJson.Write(matches.ToArray())), ("$now", Now));
        },
        ct);
}
