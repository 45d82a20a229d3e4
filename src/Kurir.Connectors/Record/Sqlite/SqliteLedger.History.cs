using Microsoft.Data.Sqlite;

namespace Kurir.Connectors;

public sealed partial class SqliteLedger
{
    /// <summary>Letters' case does not matter. Reads every version of the export: nothing is kept per row only to be searched.</summary>
    public Task<IReadOnlyList<RowHistory>> History(ExportId export, string key, int most, CancellationToken ct) => file.Read<IReadOnlyList<RowHistory>>(
        db =>
        {
            if (Exports.Find(db, export) is not { } id || Contract(db, export) is not { } contract) return [];
            var formats = new StoredFormats(db);
            IReadOnlyList<int> positions = KeyText.Positions(contract);
            var cursors = Handed(db, id);
            var found = new List<RowHistory>();
            foreach ((int occurrence, IReadOnlyList<StoredVersion> versions) in Rows(db, id))
            {
                if (found.Count == most) break;
                string text = KeyText.Of(formats.Cells(versions[^1].Recording, versions[^1].Cells), positions);
                if (text.Contains(key, StringComparison.OrdinalIgnoreCase))
                    found.Add(new RowHistory(text, occurrence, [.. versions.Select(version => Version(version, formats, contract, cursors))]));
            }

            return found;
        },
        ct);

    public Task<IReadOnlyList<RowHistory>> Row(ExportId export, string key, CancellationToken ct) => file.Read<IReadOnlyList<RowHistory>>(
        db =>
        {
            if (Exports.Find(db, export) is not { } id || Contract(db, export) is not { } contract) return [];
            if (KeyText.Positions(contract) is not [var position]) return [];
            var cells = new Cell[contract.Columns.Count];
            cells[position] = Typed.Convert(Cell.OfText(key), contract.Columns[position]);
            var (formats, cursors) = (new StoredFormats(db), Handed(db, id));
            List<long> rows = db.List(
                "SELECT id FROM row WHERE export = $export AND key = $key ORDER BY occurrence", reader => reader.GetInt64(0), ("$export", id), ("$key", new RowHasher(contract).Key(cells)));
            return [.. rows.SelectMany(row => Rows(db, id, row)).Select(row => new RowHistory(
                KeyText.Of(formats.Cells(row.Versions[^1].Recording, row.Versions[^1].Cells), [position]), row.Occurrence, [.. row.Versions.Select(version => Version(version, formats, contract, cursors))]))];
        },
        ct);

    static List<(string Destination, long Version)> Handed(LedgerConnection db, long export) => db.List(
        "SELECT destination, version FROM cursor WHERE export = $export ORDER BY destination", reader => (reader.GetString(0), reader.GetInt64(1)), ("$export", export));

    public Task<Table?> TableAt(ExportId export, DateTimeOffset at, CancellationToken ct) => file.Read(
        db =>
        {
            if (Exports.Find(db, export) is not { } id || Contract(db, export) is not { } contract) return null;
            long upTo = db.Number("SELECT max(last_version) FROM recording WHERE export = $export AND at <= $at", ("$export", id), ("$at", at.ToUnixTimeMilliseconds())) ?? 0;
            var changes = new PendingChanges(file, id, 0, upTo, contract.Columns.Count);
            return upTo == 0 ? null : new Table
            {
                Columns = [.. contract.Columns.Select((column, i) => new Column { Heading = column.Heading, SourceIndex = i, IsCounter = column.IsCounter })],
                Rows = changes.Where(change => change.Gone is null).Select((change, i) => new Row("ledger", i + 1, change.After[..contract.Columns.Count])),
                Name = export.Name,
            };
        },
        ct);

    public IEnumerable<Change> Changes(ExportId export, string runId)
    {
        using LedgerConnection db = file.Lend();
        if (Exports.Find(db, export) is not { } id || Contract(db, export) is not { } contract) yield break;
        var formats = new StoredFormats(db);
        IReadOnlyList<int> key = KeyText.Positions(contract);
        foreach (Change change in db.Each(
            """
            SELECT v.gone, v.recording, v.cells, p.recording, p.cells
            FROM recording r CROSS JOIN version v ON v.id BETWEEN r.first_version AND r.last_version
            LEFT JOIN version p ON p.id = (SELECT max(q.id) FROM version q WHERE q.export = $export AND q.row = v.row AND q.id < v.id AND q.gone IS NULL)
            WHERE r.export = $export AND r.run = $run AND r.versions > 0 ORDER BY v.id
            """,
            reader =>
            {
                if (!reader.IsDBNull(0)) return new Change(ChangeKind.Vanished, KeyText.Of(Cells(reader, 3), key), []);
                string text = KeyText.Of(Cells(reader, 1), key);
                return reader.IsDBNull(3)
                    ? new Change(ChangeKind.Added, text, [])
                    : new Change(ChangeKind.Changed, text, [.. ListedChanges.Differences(contract, Cells(reader, 3), Cells(reader, 1))]);
            },
            ("$export", id), ("$run", runId))) yield return change;

        // Rows that vanished and are kept all the same have no version that says so.
        foreach (Change change in db.Each(
            """
            SELECT v.recording, v.cells FROM recording r CROSS JOIN row w INDEXED BY row_days ON w.export = $export AND w.vanished = r.id
            CROSS JOIN version v ON v.id = (SELECT max(q.id) FROM version q WHERE q.export = $export AND q.row = w.id)
            WHERE r.export = $export AND r.run = $run AND v.gone IS NULL ORDER BY w.id
            """,
            reader => new Change(ChangeKind.Vanished, KeyText.Of(Cells(reader, 0), key), []),
            ("$export", id), ("$run", runId))) yield return change;

        Cell[] Cells(SqliteDataReader reader, int column) => formats.Cells(reader.GetInt64(column), reader.GetFieldValue<byte[]>(column + 1), contract.Columns.Count);
    }

    public Task<IReadOnlyList<KeptTable>> Tables(ExportId export, string? runId, Window? days, CancellationToken ct) => file.Read<IReadOnlyList<KeptTable>>(
        db => db.List(
            """
            SELECT run, first, last, document, fetched, announced, no_data, file_name, media_type, held FROM recording
            WHERE export = $export AND document <> '' AND fetched IS NOT NULL AND ($run IS NULL OR run = $run)
                AND ($from IS NULL OR (first <= $to AND last >= $from)) ORDER BY id
            """,
            reader => new KeptTable(
                reader.GetString(0), new Window(Day(reader, 1), Day(reader, 2)), reader.GetString(3), At(reader.GetInt64(4)), reader.IsDBNull(5) ? null : reader.GetInt64(5),
                Text(reader, 6), Text(reader, 7), Text(reader, 8), reader.GetBoolean(9)),
            ("$export", Exports.Find(db, export)), ("$run", runId), ("$from", days?.From.DayNumber), ("$to", days?.To.DayNumber)),
        ct);

    static string? Text(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public Task<IReadOnlyList<Violation>> Quarantine(ExportId export, string? runId, int most, CancellationToken ct) => file.Read<IReadOnlyList<Violation>>(
        db => db.List(
            """
            SELECT q.rule, q.origin, q.heading, q.text, q.expected FROM recording r CROSS JOIN quarantine q ON q.recording = r.id
            WHERE r.export = $export AND ($run IS NULL OR r.run = $run) ORDER BY r.id DESC, q.id LIMIT $most
            """,
            Quarantined.Read,
            ("$export", Exports.Find(db, export)), ("$run", runId), ("$most", most)),
        ct);

    sealed record StoredVersion(long Row, int Occurrence, long Recording, string Run, long At, string Origin, byte[] Cells, int? Gone, string Document, long Id, string? Sources);

    /// <summary>Each row with its versions, oldest first, in the order of first appearance.</summary>
    static IEnumerable<(int Occurrence, IReadOnlyList<StoredVersion> Versions)> Rows(LedgerConnection db, long export, long? one = null)
    {
        List<StoredVersion> row = [];
        string only = one is null ? "" : "AND v.row = $row"; // "$row IS NULL OR" would hide it from the index
        foreach (StoredVersion version in db.Each(
            $"""
            SELECT v.row, v.occurrence, v.recording, r.run, r.at, v.origin, v.cells, v.gone, r.document, v.id, r.sources
            FROM version v CROSS JOIN recording r ON r.id = v.recording WHERE v.export = $export {only} ORDER BY v.row, v.id
            """,
            reader => new StoredVersion(
                reader.GetInt64(0), reader.GetInt32(1), reader.GetInt64(2), reader.GetString(3), reader.GetInt64(4), reader.GetString(5),
                reader.GetFieldValue<byte[]>(6), reader.IsDBNull(7) ? null : reader.GetInt32(7), reader.GetString(8), reader.GetInt64(9), Text(reader, 10)),
            ("$export", export), ("$row", one)))
        {
            if (row.Count > 0 && row[0].Row != version.Row)
            {
                yield return (row[0].Occurrence, row);
                row = [];
            }

            // A row that is gone keeps the cells it had.
            row.Add(version.Gone is null || row.Count == 0 ? version : version with { Recording = row[^1].Recording, Cells = row[^1].Cells });
        }

        if (row.Count > 0) yield return (row[0].Occurrence, row);
    }

    static RowVersion Version(StoredVersion version, StoredFormats formats, Contract contract, IReadOnlyList<(string Destination, long Version)> cursors)
    {
        Cell[] cells = formats.Cells(version.Recording, version.Cells, contract.Columns.Count);
        return new RowVersion(
            version.Run, At(version.At), version.Origin, [.. contract.Columns.Select((column, i) => KeyValuePair.Create(column.Heading, cells[i]))],
            version.Gone is { } day ? DateOnly.FromDayNumber(day) : null, version.Document,
            [.. cursors.Where(cursor => cursor.Version >= version.Id).Select(cursor => cursor.Destination)], Origins(version, contract));
    }

    static IReadOnlyList<string> Origins(StoredVersion version, Contract contract)
    {
        int[] places = ColumnPlaces.Read(version.Sources);
        if (places.Length == 0 || version.Gone is not null) return [];
        return [.. contract.Columns.Select((column, i) => CellOrigin.Of(version.Origin, column.Heading, i < places.Length ? places[i] : -1))];
    }
}
