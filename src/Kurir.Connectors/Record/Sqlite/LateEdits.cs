namespace Kurir.Connectors;

/// <summary>Learns from a recording how long after their day rows still change or appear, and notes that its days were looked at.</summary>
sealed class LateEdits(LedgerConnection db, Staging staging, long export, Recording recording)
{
    /// <value>Above that, all counts are halved: habits change.</value>
    const int MostRows = 20_000;

    readonly (string, object?)[] values =
    [
        ("$export", export), ("$from", recording.Window.From.DayNumber), ("$to", recording.Window.To.DayNumber), ("$today", recording.Day.DayNumber),
        ("$latest", Lateness.LatestDays), ("$most", MostRows),
    ];

    /// <param name="changes">What the recording changed.</param>
    /// <param name="isWhole">Nothing of the table is known to lack: what lacks comes later, and was not late.</param>
    public void Note(ChangeSet changes, bool isWhole)
    {
        if (recording.Contract.Dates.Count == 0) return;
        if (!changes.IsEmpty && !IsPrintedAnew(changes) && WereLookedAt) Learn();
        if (isWhole) Look();
    }

    /// <summary>Where most rows changed at once, nobody edited them: the report is printed in another way.</summary>
    bool IsPrintedAnew(ChangeSet changes) => changes.Changed > 10 && changes.Changed * 2 > staging.Rows - changes.Added;

    bool WereLookedAt => db.Number("SELECT 1 FROM looked WHERE export = $export AND day BETWEEN $from AND $to LIMIT 1", values) is not null;

    /// <summary>What appeared since a look on the day itself is the day's own.</summary>
    void Learn()
    {
        long found = db.Execute(
            """
            INSERT INTO late (export, after, within, rows)
            SELECT $export, min(l.at, $today - 1, s.day + $latest - 1) - s.day, min($today - s.day, $latest), count(*)
            FROM temp.delta d CROSS JOIN temp.stage s ON s.seq = d.seq CROSS JOIN looked l ON l.export = $export AND l.day = s.day
            WHERE d.kind < 3 AND s.day < $today AND l.at >= s.day AND (d.kind = 2 OR l.at > s.day)
            GROUP BY 2, 3
            ON CONFLICT DO UPDATE SET rows = rows + excluded.rows
            """,
            values);
        if (found == 0) return;
        if (db.Execute("UPDATE late SET rows = rows / 2 WHERE export = $export AND (SELECT sum(rows) FROM late WHERE export = $export) > $most", values) > 0)
            db.Execute("DELETE FROM late WHERE export = $export AND rows < 0.2", values);
    }

    void Look() => db.Execute(
        """
        INSERT INTO looked (export, day, at, arrived)
        WITH RECURSIVE days (day) AS (SELECT $from UNION ALL SELECT day + 1 FROM days WHERE day < $to) SELECT $export, day, $today, iif(day = $to, $arrived, NULL) FROM days WHERE true
        ON CONFLICT DO UPDATE SET at = max(at, excluded.at), arrived = iif(arrived >= 0, arrived, coalesce(excluded.arrived, arrived))
        """,
        [.. values, ("$arrived", recording.Minutes is null ? null : staging.HasLastDay ? recording.Minutes : -1)]);
}
