namespace Kurir.Connectors;

/// <summary>Writes the versions by which rows are gone from their report. Their cells are those of the version before.</summary>
static class Gone
{
    /// <param name="recording">Whose versions they are; it may have others already.</param>
    /// <param name="day">Since when they are gone.</param>
    /// <param name="rows">A query of the ids of the rows, with <c>$export</c>.</param>
    /// <returns>How many there were that were not gone before.</returns>
    public static long Keep(LedgerConnection db, long export, long recording, DateOnly day, string rows)
    {
        (string, object?)[] values =
        [
            ("$export", export), ("$recording", recording), ("$day", day.DayNumber), ("$version", db.Number("SELECT max(id) FROM version") ?? 0),
        ];
        long count = db.Execute(
            $"""
            INSERT INTO version (id, export, row, occurrence, recording, origin, cells, gone)
            SELECT $version + row_number() OVER (ORDER BY v.row), $export, v.row, v.occurrence, $recording, '', x'', $day
            FROM ({rows}) g CROSS JOIN version v ON v.id = (SELECT max(p.id) FROM version p WHERE p.export = $export AND p.row = g.id)
            WHERE v.gone IS NULL
            """,
            values);
        if (count == 0) return 0;
        db.Execute(
            """
            UPDATE recording SET versions = versions + $count, first_version = iif(first_version = 0, $version + 1, first_version), last_version = (SELECT max(id) FROM version)
            WHERE id = $recording
            """,
            [.. values, ("$count", count)]);
        db.Execute("UPDATE export SET versions = versions + $count, gone = 1 WHERE id = $export", [.. values, ("$count", count)]);
        return count;
    }
}
