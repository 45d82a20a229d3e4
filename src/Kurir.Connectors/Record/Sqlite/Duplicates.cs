namespace Kurir.Connectors;

/// <summary>Tells the rows of one key apart where duplicates are kept: which row of the table is which row of the ledger, and which are new.</summary>
/// <remarks>
/// A row of the ledger may be in this table only if the days in which it may lie overlap the window: the same payment a week later is another
/// payment. Of those that may be, a row of the table is first the one with the same content, then the one of the same day, then any; rows of the ledger that
/// must be in this window come before those that only may be, then those not reported missing, then by occurrence. Within one content the
/// table's rows are alike, and otherwise they are taken in the order of their content's hash: the order of rows in a document means nothing.
/// Only keys with several rows, here or known, come this way.
/// </remarks>
sealed class Duplicates(LedgerConnection db, (string, object?)[] values)
{
    public void Match()
    {
        FindKeys();
        Pair("s.content", "s.day, s.seq", "c.content");
        Pair("s.day", "s.content, s.seq", "iif(c.first = c.last, c.first, NULL)");
        Pair("0", "s.content, s.day, s.seq", "0");
        NoteMatched();
        NoteNew();
    }

    void FindKeys()
    {
        db.Execute(
            """
            INSERT INTO temp.many (key)
            SELECT s.key FROM temp.stage s INDEXED BY stage_key WHERE s.bad = 0 GROUP BY s.key
            HAVING count(*) > 1 OR EXISTS (SELECT 1 FROM row r WHERE r.export = $export AND r.key = s.key AND r.occurrence = 2)
            """,
            values);
        db.Execute(
            """
            INSERT INTO temp.apart (seq) SELECT s.seq FROM temp.many m CROSS JOIN temp.stage s INDEXED BY stage_key ON s.key = m.key WHERE s.bad = 0 ORDER BY s.seq
            """);
        db.Execute(
            """
            CREATE TEMP TABLE candidate (
                key BLOB, occurrence INTEGER, content BLOB, first INTEGER, last INTEGER, inside INTEGER, live INTEGER,
                PRIMARY KEY (key, occurrence)) WITHOUT ROWID;
            CREATE TEMP TABLE wanted (key BLOB, tag, place INTEGER, seq INTEGER, PRIMARY KEY (key, tag, place)) WITHOUT ROWID;
            CREATE TEMP TABLE offered (key BLOB, tag, place INTEGER, occurrence INTEGER, PRIMARY KEY (key, tag, place)) WITHOUT ROWID;
            """);
        db.Execute(
            """
            INSERT INTO temp.candidate
            SELECT r.key, r.occurrence, r.content, r.first, r.last, r.first >= $from AND r.last <= $to, r.vanished IS NULL
            FROM temp.many m CROSS JOIN row r ON r.export = $export AND r.key = m.key
            WHERE r.first <= $to AND r.last >= $from
            """,
            values);
    }

    /// <summary>Pairs the n-th row that is still without a partner with the n-th candidate that is, among those of one key and one tag.</summary>
    void Pair(string rowTag, string rowOrder, string candidateTag)
    {
        db.Execute("DELETE FROM temp.wanted");
        db.Execute("DELETE FROM temp.offered");
        db.Execute(
            $"""
            INSERT INTO temp.wanted
            SELECT s.key, {rowTag}, row_number() OVER (PARTITION BY s.key, {rowTag} ORDER BY {rowOrder}), s.seq
            FROM temp.apart a CROSS JOIN temp.stage s ON s.seq = a.seq
            WHERE {rowTag} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM temp.pick p WHERE p.seq = s.seq)
            """);
        db.Execute(
            $"""
            INSERT INTO temp.offered
            SELECT c.key, {candidateTag}, row_number() OVER (PARTITION BY c.key, {candidateTag} ORDER BY c.inside DESC, c.live DESC, c.occurrence), c.occurrence
            FROM temp.candidate c
            WHERE {candidateTag} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM temp.pick p WHERE p.key = c.key AND p.occurrence = c.occurrence)
            """);
        db.Execute(
            """
            INSERT INTO temp.pick (seq, key, occurrence)
            SELECT w.seq, w.key, o.occurrence FROM temp.wanted w CROSS JOIN temp.offered o ON o.key = w.key AND o.tag = w.tag AND o.place = w.place
            """);
    }

    void NoteMatched() => db.Execute(
        $"""
        INSERT INTO temp.delta (seq, kind, row, occurrence, first, last)
        SELECT seq, kind, row, occurrence, first, last FROM (
            SELECT s.seq AS seq, iif(r.content <> s.content, 2, 3) AS kind, r.id AS row, r.occurrence AS occurrence,
                {Comparison.Days}, r.first AS was_first, r.last AS was_last, r.vanished AS vanished
            FROM temp.pick p CROSS JOIN temp.stage s ON s.seq = p.seq
            CROSS JOIN row r ON r.export = $export AND r.key = p.key AND r.occurrence = p.occurrence)
        WHERE kind < 3 OR vanished IS NOT NULL OR first <> was_first OR last <> was_last
        """,
        values);

    void NoteNew() => db.Execute(
        """
        INSERT INTO temp.delta (seq, kind, row, occurrence, first, last)
        SELECT s.seq, 1, NULL,
            coalesce((SELECT max(r.occurrence) FROM row r WHERE r.export = $export AND r.key = s.key), 0)
                + row_number() OVER (PARTITION BY s.key ORDER BY s.content, s.day, s.seq),
            coalesce(s.day, $from), coalesce(s.day, $to)
        FROM temp.apart a CROSS JOIN temp.stage s ON s.seq = a.seq
        WHERE NOT EXISTS (SELECT 1 FROM temp.pick p WHERE p.seq = a.seq)
        """,
        values);
}
