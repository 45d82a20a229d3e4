using System.Collections;
using Microsoft.Data.Sqlite;

namespace Kurir.Connectors;

/// <summary>The rows with a version after <paramref name="cursor"/> and up to <paramref name="upTo"/>. Few are read once and held, since a delivery looks at them
/// several times (plan, write, read back); many are read anew by each enumeration, on a connection of its own.</summary>
/// <param name="columns">How many cells a row is handed over with, at least.</param>
sealed class PendingChanges(LedgerFile file, long export, long cursor, long upTo, int columns) : IEnumerable<RowChange>
{
    const long MostHeld = 4_096;

    /// <summary>From the start, the index has the rows in order; beyond a cursor, the versions of the recordings since are sorted.</summary>
    const string All = "SELECT max(id) AS id, row FROM version WHERE export = $export AND id <= $upTo GROUP BY row";
    const string Since = """
        SELECT max(v.id) AS id, v.row AS row FROM recording r CROSS JOIN version v ON v.id BETWEEN max(r.first_version, $cursor + 1) AND r.last_version
        WHERE r.export = $export AND r.last_version > $cursor AND r.last_version <= $upTo GROUP BY v.row
        """;

    readonly (string, object?)[] values = [("$export", export), ("$cursor", cursor), ("$upTo", upTo)];

    long count = long.MaxValue;
    List<RowChange>? held;

    string Rows => cursor == 0 ? All : Since;

    public long Count(LedgerConnection db) => count = db.Number($"SELECT count(*) FROM ({Rows})", values)!.Value;

    public IEnumerator<RowChange> GetEnumerator()
    {
        if (count <= MostHeld) held ??= [.. Anew()];
        return (held ?? Anew()).GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    IEnumerable<RowChange> Anew()
    {
        using LedgerConnection db = file.Lend();
        using IEnumerator<RowChange> changes = Read(db).GetEnumerator();
        while (file.Guarded(changes.MoveNext, CancellationToken.None)) yield return changes.Current;
    }

    IEnumerable<RowChange> Read(LedgerConnection db)
    {
        var formats = new StoredFormats(db);
        return db.Each(
            $"""
            SELECT v.occurrence, w.recording, w.cells, b.recording, b.cells, v.gone, c.gone_before
            FROM (SELECT n.id, n.row,
                    iif($cursor = 0, NULL, (SELECT max(p.id) FROM version p WHERE p.export = $export AND p.row = n.row AND p.id <= $cursor AND p.gone IS NULL)) AS before,
                    iif($cursor = 0, NULL, (SELECT p.gone FROM version p WHERE p.export = $export AND p.row = n.row AND p.id <= $cursor ORDER BY p.id DESC LIMIT 1)) AS gone_before
                FROM ({Rows}) n) c
            CROSS JOIN version v ON v.id = c.id
            CROSS JOIN version w ON w.id = iif(v.gone IS NULL, v.id, (SELECT max(p.id) FROM version p WHERE p.export = $export AND p.row = c.row AND p.id < c.id AND p.gone IS NULL))
            LEFT JOIN version b ON b.id = c.before ORDER BY c.row
            """,
            reader => Change(reader, formats),
            values);
    }

    RowChange Change(SqliteDataReader reader, StoredFormats formats) => new()
    {
        Occurrence = reader.GetInt32(0),
        After = formats.Cells(reader.GetInt64(1), reader.GetFieldValue<byte[]>(2), columns),
        Before = reader.IsDBNull(3) ? null : formats.Cells(reader.GetInt64(3), reader.GetFieldValue<byte[]>(4)),
        Gone = Day(reader, 5),
        GoneBefore = Day(reader, 6),
    };

    static DateOnly? Day(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : DateOnly.FromDayNumber(reader.GetInt32(column));
}
