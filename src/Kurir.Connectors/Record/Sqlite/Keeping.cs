namespace Kurir.Connectors;

/// <summary>Writes what a <see cref="Comparison"/> found. Rows that are as they were are not touched.</summary>
sealed class Keeping(LedgerConnection db, Staging staging, long export, Recording recording, DateTimeOffset now)
{
    public void Keep(ChangeSet changes, Verdict verdict)
    {
        long id = Note(changes, verdict.Held);
        db.Execute(
            """
            INSERT INTO quarantine (recording, rule, origin, heading, text, expected)
            SELECT $recording, rule, origin, heading, text, expected FROM temp.breach ORDER BY rowid
            """,
            ("$recording", id));
        if (verdict.Held) return;
        db.Execute("UPDATE export SET contract = $contract WHERE id = $export", ("$contract", LedgerJson.Write(recording.Contract)), ("$export", export));
        long highest = db.Number("SELECT max(row) FROM version WHERE export = $export", ("$export", export)) ?? 0;
        if (!changes.IsEmpty || AnyReturned) KeepVersions(id, highest, changes);
        KeepRows(id, highest);
        new LateEdits(db, staging, export, recording).Note(changes, !verdict.Capped && (verdict.Announced ?? verdict.Rows) == verdict.Rows);
        if (verdict.Withdrawn > 0) Gone.Keep(db, export, id, recording.Day, "SELECT r.id FROM temp.gone g CROSS JOIN row r ON r.export = $export AND r.key = g.key AND r.occurrence = g.occurrence");
    }

    /// <summary>Rows that destinations were told are gone, and that are here again as they were: a version says so.</summary>
    const string Returned = """
        d.kind = 3 AND EXISTS (SELECT 1 FROM row r WHERE r.export = $export AND r.key = s.key AND r.occurrence = d.occurrence AND r.vanished IS NOT NULL
            AND (SELECT v.gone FROM version v WHERE v.export = $export AND v.row = d.row ORDER BY v.id DESC LIMIT 1) IS NOT NULL)
        """;

    bool AnyReturned => db.Number("SELECT 1 FROM export WHERE id = $export AND gone", ("$export", export)) is not null
        && db.Number($"SELECT 1 FROM temp.delta d CROSS JOIN temp.stage s ON s.seq = d.seq WHERE {Returned} LIMIT 1", ("$export", export)) is not null;

    long Note(ChangeSet changes, bool held) => db.Number(
        """
        INSERT INTO recording (export, run, document, first, last, at, held, changes, formats, fetched, announced, no_data, file_name, media_type, sources)
        VALUES ($export, $run, $document, $first, $last, $at, $held, $changes, $formats, $fetched, $announced, $noData, $fileName, $mediaType, $sources) RETURNING id
        """,
        ("$fetched", recording.FetchedAt.ToUnixTimeMilliseconds()), ("$announced", recording.Announced), ("$noData", recording.NoDataText),
        ("$fileName", recording.FileName), ("$mediaType", recording.MediaType), ("$sources", ColumnPlaces.Write(recording.Sources)),
        ("$export", export), ("$run", recording.RunId), ("$document", recording.Document),
        ("$first", recording.Window.From.DayNumber), ("$last", recording.Window.To.DayNumber), ("$at", now.ToUnixTimeMilliseconds()), ("$held", held),
        ("$changes", LedgerJson.Write(changes with { Listed = [] })), ("$formats", LedgerJson.Write(staging.Formats)))!.Value;

    /// <summary>Ids are the highest before plus the row's place in the table: they grow in the order of first appearance, with gaps.</summary>
    void KeepVersions(long id, long highest, ChangeSet changes)
    {
        (string, object?)[] values =
        [
            ("$export", export), ("$recording", id), ("$added", changes.Added),
            ("$version", db.Number("SELECT max(id) FROM version") ?? 0), ("$row", highest),
        ];
        bool gone = AnyReturned;
        long versions = db.Execute(
            $"""
            INSERT INTO version (id, export, row, occurrence, recording, origin, cells)
            SELECT $version + s.seq, $export, iif(d.kind = 1, $row + s.seq, d.row), d.occurrence, $recording, s.origin, s.cells
            FROM temp.delta d CROSS JOIN temp.stage s ON s.seq = d.seq WHERE d.kind < 3 {(gone ? $"OR ({Returned})" : "")} ORDER BY d.seq
            """,
            values);
        db.Execute(
            """
            UPDATE recording SET versions = $versions, first_version = $version + 1, last_version = (SELECT max(id) FROM version) WHERE id = $recording
            """,
            [.. values, ("$versions", versions)]);
        db.Execute("UPDATE export SET rows = rows + $added, versions = versions + $versions WHERE id = $export", [.. values, ("$versions", versions)]);
    }

    /// <summary>In the key's order, so that pages of the tree are visited once. New rows get the ids that <see cref="KeepVersions"/> gave them.</summary>
    void KeepRows(long id, long highest)
    {
        (string, object?)[] values = [("$export", export), ("$recording", id), ("$row", highest)];
        db.Execute(
            """
            INSERT INTO row (export, key, occurrence, id, content, first, last)
            SELECT $export, s.key, d.occurrence, $row + s.seq, s.content, d.first, d.last
            FROM temp.delta d CROSS JOIN temp.stage s ON s.seq = d.seq WHERE true ORDER BY s.key, d.occurrence
            ON CONFLICT DO UPDATE SET content = excluded.content, first = excluded.first, last = excluded.last, vanished = NULL
            """,
            values);
        db.Execute(
            "UPDATE row SET vanished = $recording WHERE export = $export AND (key, occurrence) IN (SELECT key, occurrence FROM temp.gone)", values);
    }
}
