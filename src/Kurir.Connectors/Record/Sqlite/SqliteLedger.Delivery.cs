namespace Kurir.Connectors;

public sealed partial class SqliteLedger
{
    public Task<Pending> Pending(ExportId export, string destination, bool fromStart, CancellationToken ct) => file.Read(
        db =>
        {
            long id = Exports.Find(db, export) ?? 0;
            Contract contract = Contract(db, export) ?? new Contract { Columns = [], Key = new KeyContract([], Duplicates: false) };
            long? cursor = fromStart ? null : Cursor(db, id, destination);
            long upTo = db.Number("SELECT max(last_version) FROM recording WHERE export = $export", ("$export", id)) ?? 0;
            var changes = new PendingChanges(file, id, cursor ?? 0, upTo, contract.Columns.Count);
            var delivery = new Delivery { Export = export, Columns = contract.Columns, Key = contract.Key, Count = changes.Count(db), Changes = changes, AnyGone = db.Number("SELECT 1 FROM export WHERE id = $export AND gone", ("$export", id)) is not null };
            return new Pending(delivery, upTo, FirstTime: cursor is null);
        },
        ct);

    public Task Delivered(ExportId export, string destination, long upTo, Receipt receipt, Lease lease, CancellationToken ct) => file.Write(
        db =>
        {
            if (!Holds(db, lease)) throw LedgerFaults.LeaseLost(lease);
            (string, object?)[] values =
            [
                ("$export", Exports.FindOrAdd(db, export)), ("$destination", destination), ("$upTo", upTo),
                ("$fence", lease.Fence), ("$now", Now), ("$receipt", LedgerJson.Write(receipt)),
            ];
            db.Execute(
                "INSERT INTO delivery (export, destination, up_to, fence, at, receipt) VALUES ($export, $destination, $upTo, $fence, $now, $receipt)", values);
            if (!receipt.Verified) return;
            db.Execute(
                """
                INSERT INTO cursor (export, destination, version, at) VALUES ($export, $destination, $upTo, $now)
                ON CONFLICT DO UPDATE SET version = max(version, excluded.version), at = excluded.at
                """,
                values);
        },
        ct);

    /// <summary>Asking again extends what this ledger object already holds, under the same fence. Expired leases, and those of processes that are gone, are free for all.</summary>
    public Task<Lease?> Acquire(string name, TimeSpan time, CancellationToken ct) => file.Write(
        db =>
        {
            DateTimeOffset until = this.time.GetUtcNow() + time;
            string? holder = db.Text("SELECT owner FROM lease WHERE name = $name", ("$name", name));
            string? gone = holder is not null && LeaseOwner.IsDead(holder) ? holder : null;
            long? fence = db.Number(
                """
                INSERT INTO lease (name, owner, fence, until) VALUES ($name, $owner, 1, $until)
                ON CONFLICT DO UPDATE SET fence = fence + (owner <> excluded.owner), owner = excluded.owner, until = excluded.until
                WHERE owner = excluded.owner OR until <= $now OR owner = $gone
                RETURNING fence
                """,
                ("$name", name), ("$owner", owner), ("$until", until.ToUnixTimeMilliseconds()), ("$now", Now), ("$gone", gone));
            return fence is { } held ? new Lease(name, held, until) : null;
        },
        ct);

    /// <summary>Its place stays, without an owner, so that the next holder's fence is higher.</summary>
    public Task Release(Lease lease, CancellationToken ct) => file.Write(
        db =>
        {
            db.Execute(
                "UPDATE lease SET owner = '', until = 0 WHERE name = $name AND fence = $fence AND owner = $owner",
                ("$name", lease.Name), ("$fence", lease.Fence), ("$owner", owner));
        },
        ct);

    bool Holds(LedgerConnection db, Lease lease) => db.Number(
        "SELECT 1 FROM lease WHERE name = $name AND fence = $fence AND until > $now",
        ("$name", lease.Name), ("$fence", lease.Fence), ("$now", Now)) is not null;

    static long? Cursor(LedgerConnection db, long export, string destination) => db.Number(
        "SELECT version FROM cursor WHERE export = $export AND destination = $destination", ("$export", export), ("$destination", destination));
}
