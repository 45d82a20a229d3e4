using Microsoft.Data.Sqlite;

namespace Kurir.Connectors;

/// <summary>Compares a staged table with what the ledger knows of its export, in sets, and notes in temporary tables what is to be done.</summary>
/// <remarks>
/// <c>delta</c> holds one line for each row that must be written: of kind 1 (new), 2 (changed) or 3 (unchanged, but its days or its vanishing are to be
/// corrected). Rows that are as they were leave no trace in it. <c>apart</c> holds the rows that the main pass skips: for unique keys those that repeat
/// a key of the same table, of kind 4 (same content) or 5 (other content); for keys with duplicates kept, all rows of keys with several, which
/// <see cref="Duplicates"/> matches. <c>gone</c> holds the rows that should be here and are not.
/// </remarks>
sealed class Comparison(LedgerConnection db, Staging staging, long export, Recording recording)
{
    readonly bool keep = recording.Contract.Key.Duplicates;
    readonly (string, object?)[] values =
    [
        ("$export", export), ("$from", recording.Window.From.DayNumber), ("$to", recording.Window.To.DayNumber),
        ("$keep", recording.Contract.Key.Duplicates),
    ];

    /// <summary>The days in which a matched row may lie: its own day, else those before that are also in the window, else the window.</summary>
    internal const string Days = """
        coalesce(s.day, iif(r.first <= $to AND r.last >= $from, max(r.first, $from), $from)) AS first,
        coalesce(s.day, iif(r.first <= $to AND r.last >= $from, min(r.last, $to), $to)) AS last
        """;

    public ChangeSet Run()
    {
        db.Execute("""
            CREATE TEMP TABLE delta (seq INTEGER PRIMARY KEY, kind INTEGER, row INTEGER, occurrence INTEGER, first INTEGER, last INTEGER);
            CREATE TEMP TABLE apart (seq INTEGER PRIMARY KEY, kind INTEGER);
            CREATE TEMP TABLE gone (key BLOB, occurrence INTEGER);
            CREATE TEMP TABLE pick (seq INTEGER PRIMARY KEY, key BLOB, occurrence INTEGER);
            CREATE UNIQUE INDEX temp.pick_row ON pick (key, occurrence);
            CREATE TEMP TABLE many (key BLOB PRIMARY KEY) WITHOUT ROWID;
            """);
        if (keep) new Duplicates(db, values).Match();
        else FindRepeated();
        MatchSingles();
        FindVanished();
        return Count();
    }

    void FindRepeated()
    {
        db.Execute(
            """
            INSERT INTO temp.apart (seq, kind)
            SELECT s.seq, iif(s.content = f.content, 4, 5)
            FROM (SELECT key, min(seq) AS seq FROM temp.stage INDEXED BY stage_key WHERE bad = 0 GROUP BY key HAVING count(*) > 1) k
            CROSS JOIN temp.stage f ON f.seq = k.seq
            CROSS JOIN temp.stage s INDEXED BY stage_key ON s.key = k.key AND s.seq > k.seq AND s.bad = 0
            """);
        foreach (Violation violation in db.List(
            """
            SELECT s.origin, s.cells, (SELECT f.origin FROM temp.stage f INDEXED BY stage_key WHERE f.key = s.key AND f.bad = 0 ORDER BY f.seq LIMIT 1)
            FROM temp.apart a CROSS JOIN temp.stage s ON s.seq = a.seq WHERE a.kind = 5 ORDER BY a.seq
            """,
            NotUnique)) staging.Breach(violation);
    }

    Violation NotUnique(SqliteDataReader reader)
    {
        string key = KeyText.Of(CellReader.Read(reader.GetFieldValue<byte[]>(1), staging.Formats, 0), recording.Contract);
        return new Violation("key-not-unique", reader.GetString(0), null, key, $"a key that no other row has; {reader.GetString(2)} has it, with other cells");
    }

    /// <summary>Every row whose key is there once, and was known at most once. Both sides are walked in the key's order, so neither must fit into memory.</summary>
    void MatchSingles() => db.Execute(
        $"""
        INSERT INTO temp.delta (seq, kind, row, occurrence, first, last)
        SELECT seq, kind, row, occurrence, first, last FROM (
            SELECT s.seq AS seq,
                CASE WHEN r.id IS NULL OR ($keep AND (r.first > $to OR r.last < $from)) THEN 1 WHEN r.content <> s.content THEN 2 ELSE 3 END AS kind,
                r.id AS row, iif($keep AND r.id IS NOT NULL AND (r.first > $to OR r.last < $from), 2, 1) AS occurrence,
                {Days}, r.first AS was_first, r.last AS was_last, r.vanished AS vanished
            FROM temp.stage s INDEXED BY stage_key LEFT JOIN row r ON r.export = $export AND r.key = s.key AND r.occurrence = 1
            WHERE s.bad = 0 AND NOT EXISTS (SELECT 1 FROM temp.apart a WHERE a.seq = s.seq))
        WHERE kind < 3 OR vanished IS NOT NULL OR first <> was_first OR last <> was_last
        ORDER BY seq
        """,
        values);

    /// <summary>A key that only a quarantined row has is here all the same. More than one row of a key that is unique now dates from when it was not.</summary>
    void FindVanished() => db.Execute(
        """
        INSERT INTO temp.gone (key, occurrence)
        SELECT r.key, r.occurrence FROM row r INDEXED BY row_days
        WHERE r.export = $export AND r.vanished IS NULL AND r.last BETWEEN $from AND $to AND r.first >= $from AND (
            NOT EXISTS (SELECT 1 FROM temp.stage s INDEXED BY stage_key WHERE s.key = r.key)
            OR (NOT $keep AND r.occurrence > 1)
            OR (EXISTS (SELECT 1 FROM temp.many m WHERE m.key = r.key)
                AND NOT EXISTS (SELECT 1 FROM temp.pick p WHERE p.key = r.key AND p.occurrence = r.occurrence)
                AND NOT EXISTS (SELECT 1 FROM temp.stage s INDEXED BY stage_key WHERE s.key = r.key AND s.bad = 1)))
        """,
        values);

    ChangeSet Count()
    {
        long added = db.Number("SELECT count(*) FROM temp.delta WHERE kind = 1")!.Value;
        long changed = db.Number("SELECT count(*) FROM temp.delta WHERE kind = 2")!.Value;
        long repeated = db.Number("SELECT count(*) FROM temp.apart WHERE kind = 4")!.Value;
        long quarantined = staging.Bad + db.Number("SELECT count(*) FROM temp.apart WHERE kind = 5")!.Value;
        return new ChangeSet
        {
            Added = added,
            Changed = changed,
            Repeated = repeated,
            Quarantined = quarantined,
            Unchanged = staging.Rows - added - changed - repeated - quarantined,
            Vanished = db.Number("SELECT count(*) FROM temp.gone")!.Value,
            Expected = db.Number(
                """
                SELECT count(*) FROM row r INDEXED BY row_days
                WHERE r.export = $export AND r.vanished IS NULL AND r.last BETWEEN $from AND $to AND r.first >= $from
                """,
                values)!.Value,
            QuietBefore = staging.Rows == 0 ? QuietBefore() : 0,
        };
    }

    /// <value>Longer windows are no weekdays.</value>
    const int MaxQuietDays = 7;

    /// <summary>The least number of times that a weekday of the window was recorded whole in the eight weeks before; 0 where there ever were rows then.</summary>
    int QuietBefore()
    {
        int least = int.MaxValue;
        if (recording.Window.Days > MaxQuietDays) return 0;
        for (int day = recording.Window.From.DayNumber; day <= recording.Window.To.DayNumber; day++) least = Math.Min(least, QuietOn(day));
        return least;
    }

    int QuietOn(int day)
    {
        // 719162 is the number of 1 January 1970: what was closed on a later day than it is about was whole.
        (long whole, long busy) = db.List(
            """
            WITH RECURSIVE before (day) AS (SELECT $day - 7 UNION ALL SELECT day - 7 FROM before WHERE day > $day - 56)
            SELECT
                coalesce(sum(EXISTS (SELECT 1 FROM closing c WHERE c.export = $export AND c.first <= b.day AND c.last >= b.day
                    AND c.outcome IN ('Proven', 'Empty') AND c.at / 86400000 + 719162 > b.day)), 0),
                coalesce(sum(EXISTS (SELECT 1 FROM row r INDEXED BY row_days WHERE r.export = $export AND r.vanished IS NULL AND r.last BETWEEN b.day AND b.day + 31 AND r.first <= b.day)), 0)
            FROM before b
            """,
            reader => (reader.GetInt64(0), reader.GetInt64(1)),
            ("$export", export), ("$day", day))[0];
        return busy > 0 ? 0 : (int)whole;
    }
}
