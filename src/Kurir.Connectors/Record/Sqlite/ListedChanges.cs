using Microsoft.Data.Sqlite;

namespace Kurir.Connectors;

/// <summary>The first changes of a comparison, for people: changed rows in the table's order, new ones, then vanished ones.</summary>
sealed class ListedChanges(LedgerConnection db, long export, Contract contract, IReadOnlyList<string> stagedFormats, ChangeSet counts, int most)
{
    const string Latest = "SELECT recording, cells FROM version WHERE export = $export AND row = $row AND gone IS NULL ORDER BY id DESC LIMIT 1";
    readonly StoredFormats stored = new(db);
    readonly IReadOnlyList<int> key = KeyText.Positions(contract);

    public IReadOnlyList<Change> Read()
    {
        List<Change> changes = [.. OfKind(2, counts.Changed), .. OfKind(1, counts.Added)];
        changes.AddRange(db.List(
            """
            SELECT r.id FROM temp.gone g CROSS JOIN row r ON r.export = $export AND r.key = g.key AND r.occurrence = g.occurrence ORDER BY r.id LIMIT $most
            """,
            reader => new Change(ChangeKind.Vanished, KeyText.Of(Known(reader.GetInt64(0)), key), []),
            ("$export", export), ("$most", most)));
        return changes;
    }

    List<Change> OfKind(int kind, long count) => count == 0 ? [] : db.List(
        "SELECT d.kind, d.row, s.cells FROM temp.delta d CROSS JOIN temp.stage s ON s.seq = d.seq WHERE d.kind = $kind ORDER BY d.seq LIMIT $most",
        AddedOrChanged,
        ("$kind", kind), ("$most", most));

    Change AddedOrChanged(SqliteDataReader reader)
    {
        Cell[] after = CellReader.Read(reader.GetFieldValue<byte[]>(2), stagedFormats, contract.Columns.Count);
        string text = KeyText.Of(after, key);
        return reader.GetInt64(0) == 1
            ? new Change(ChangeKind.Added, text, [])
            : new Change(ChangeKind.Changed, text, [.. Differences(contract, Known(reader.GetInt64(1)), after)]);
    }

    Cell[] Known(long row) => db.List(
        Latest,
        reader => stored.Cells(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1), contract.Columns.Count),
        ("$export", export), ("$row", row)).Single();

    internal static IEnumerable<ColumnChange> Differences(Contract contract, Cell[] before, Cell[] after)
    {
        for (int i = 0; i < contract.Columns.Count; i++)
            if (!contract.Columns[i].IsCounter && !before[i].Means(after[i]))
                yield return new ColumnChange(contract.Columns[i].Heading, before[i].Text, after[i].Text);
    }
}
