namespace Kurir.Connectors;

/// <summary>The ledger's tables, as the steps that lead to them: a file of version n has had the first n steps. Steps are added, never changed.</summary>
/// <remarks>
/// Times are milliseconds since 1970, days are <see cref="DateOnly.DayNumber"/>. What a table of a million rows writes per row (row, version) has no
/// foreign keys: each would cost a look-up per row, and one transaction of one class writes both sides.
/// </remarks>
static class LedgerSchema
{
    /// <summary>"Kuri" in ASCII: what <c>file</c> and we tell a ledger by.</summary>
    public const int ApplicationId = 0x4B757269;

    public static IReadOnlyList<string> Steps { get; } =
    [
        """
        CREATE TABLE export (
            id INTEGER PRIMARY KEY, pipeline TEXT NOT NULL, name TEXT NOT NULL,
            contract TEXT, rows INTEGER NOT NULL DEFAULT 0, versions INTEGER NOT NULL DEFAULT 0,
            UNIQUE (pipeline, name)) STRICT;

        -- One accepted or held table. Its versions have the ids from first_version to last_version, and no others lie between.
        CREATE TABLE recording (
            id INTEGER PRIMARY KEY, export INTEGER NOT NULL REFERENCES export, run TEXT NOT NULL, document TEXT NOT NULL,
            first INTEGER NOT NULL, last INTEGER NOT NULL, at INTEGER NOT NULL, held INTEGER NOT NULL,
            changes TEXT NOT NULL, formats TEXT NOT NULL,
            versions INTEGER NOT NULL DEFAULT 0, first_version INTEGER NOT NULL DEFAULT 0, last_version INTEGER NOT NULL DEFAULT 0) STRICT;
        CREATE INDEX recording_versions ON recording (export, last_version);

        -- What is known of a row now. first..last: the days in which it may lie. id: grows with first appearance, within its export.
        CREATE TABLE row (
            export INTEGER NOT NULL, key BLOB NOT NULL, occurrence INTEGER NOT NULL, id INTEGER NOT NULL,
            content BLOB NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, vanished INTEGER,
            PRIMARY KEY (export, key, occurrence)) STRICT, WITHOUT ROWID;
        CREATE INDEX row_days ON row (export, vanished, last, first);

        CREATE TABLE version (
            id INTEGER PRIMARY KEY, export INTEGER NOT NULL, row INTEGER NOT NULL, occurrence INTEGER NOT NULL,
            recording INTEGER NOT NULL, origin TEXT NOT NULL, cells BLOB NOT NULL) STRICT;
        CREATE INDEX version_row ON version (export, row, id);

        CREATE TABLE quarantine (
            id INTEGER PRIMARY KEY, recording INTEGER NOT NULL REFERENCES recording, rule TEXT NOT NULL, origin TEXT NOT NULL,
            heading TEXT, text TEXT NOT NULL, expected TEXT NOT NULL) STRICT;
        CREATE INDEX quarantine_recording ON quarantine (recording);

        CREATE TABLE cursor (
            export INTEGER NOT NULL REFERENCES export, destination TEXT NOT NULL, version INTEGER NOT NULL, at INTEGER NOT NULL,
            PRIMARY KEY (export, destination)) STRICT, WITHOUT ROWID;
        CREATE TABLE delivery (
            id INTEGER PRIMARY KEY, export INTEGER NOT NULL REFERENCES export, destination TEXT NOT NULL,
            up_to INTEGER NOT NULL, fence INTEGER NOT NULL, at INTEGER NOT NULL, receipt TEXT NOT NULL) STRICT;

        -- Every closing is kept; a window's state is its last.
        CREATE TABLE closing (
            id INTEGER PRIMARY KEY, export INTEGER NOT NULL REFERENCES export, first INTEGER NOT NULL, last INTEGER NOT NULL,
            run TEXT NOT NULL, outcome TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
        CREATE INDEX closing_export ON closing (export, first, last);

        -- Never deleted, so that fences only grow.
        CREATE TABLE lease (
            name TEXT PRIMARY KEY, owner TEXT NOT NULL, fence INTEGER NOT NULL, until INTEGER NOT NULL) STRICT, WITHOUT ROWID;

        CREATE TABLE run (
            number INTEGER PRIMARY KEY, pipeline TEXT NOT NULL, id TEXT NOT NULL, owner TEXT NOT NULL,
            touched INTEGER NOT NULL, ended INTEGER, body TEXT NOT NULL, UNIQUE (pipeline, id)) STRICT;
        CREATE INDEX run_id ON run (id);

        CREATE TABLE notice (
            id INTEGER PRIMARY KEY, event TEXT NOT NULL, pipeline TEXT NOT NULL, run TEXT, channel TEXT NOT NULL, text TEXT NOT NULL,
            state TEXT NOT NULL, stored INTEGER NOT NULL, ended INTEGER, problem TEXT) STRICT;

        CREATE TABLE refusal (
            id INTEGER PRIMARY KEY, account TEXT NOT NULL, salt BLOB NOT NULL, hash BLOB NOT NULL, at INTEGER NOT NULL) STRICT;
        CREATE INDEX refusal_account ON refusal (account);
        """,
        """
        -- The learned request of an export.
        CREATE TABLE route (export INTEGER PRIMARY KEY REFERENCES export, body TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
        """,
        """
        -- Exports ordered in a panel's queue, and the last step of an authenticator whose code was given.
        CREATE TABLE ticket (
            export INTEGER NOT NULL REFERENCES export, first INTEGER NOT NULL, last INTEGER NOT NULL, body TEXT NOT NULL, collected INTEGER NOT NULL,
            PRIMARY KEY (export, first, last)) STRICT, WITHOUT ROWID;
        CREATE TABLE code (account TEXT PRIMARY KEY, step INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        """,
        """
        -- A version by which a row is gone from the report: the day on which that was noticed. Its cells are those of the version before.
        ALTER TABLE version ADD COLUMN gone INTEGER;
        -- Whether there is or was such a row.
        ALTER TABLE export ADD COLUMN gone INTEGER NOT NULL DEFAULT 0;
        """,
        """
        -- What was said of a document when it came, so that it can be read again without the panel.
        ALTER TABLE recording ADD COLUMN fetched INTEGER;
        ALTER TABLE recording ADD COLUMN announced INTEGER;
        ALTER TABLE recording ADD COLUMN no_data TEXT;
        ALTER TABLE recording ADD COLUMN file_name TEXT;
        ALTER TABLE recording ADD COLUMN media_type TEXT;
        -- What was counted of a day when it was first seen whole, or of a window of so many days where rows have none. unlikely: it was told of, and may be counted anew.
        CREATE TABLE figure (
            export INTEGER NOT NULL REFERENCES export, span INTEGER NOT NULL, day INTEGER NOT NULL, run TEXT NOT NULL, unlikely INTEGER NOT NULL, body TEXT NOT NULL,
            PRIMARY KEY (export, span, day)) STRICT, WITHOUT ROWID;
        """,
        """
        -- What the steps of an export in a browser matched when they last worked.
        CREATE TABLE matched (export INTEGER PRIMARY KEY REFERENCES export, body TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
        """,
        """
        -- When each day was last looked at (the day of a run that brought it, of one that tried and failed), and how many rows changed or appeared between two looks: more than
        -- so many and within so many days after their day.
        CREATE TABLE looked (
            export INTEGER NOT NULL REFERENCES export, day INTEGER NOT NULL, at INTEGER NOT NULL, tried INTEGER,
            PRIMARY KEY (export, day)) STRICT, WITHOUT ROWID;
        CREATE TABLE late (
            export INTEGER NOT NULL REFERENCES export, after INTEGER NOT NULL, within INTEGER NOT NULL, rows REAL NOT NULL,
            PRIMARY KEY (export, after, within)) STRICT, WITHOUT ROWID;
        -- 719162 is the number of 1 January 1970.
        INSERT INTO looked (export, day, at)
            WITH RECURSIVE days (export, day, last, at) AS (
                SELECT export, first, last, at / 86400000 + 719162 FROM recording WHERE NOT held AND document <> ''
                UNION ALL SELECT export, day + 1, last, at FROM days WHERE day < last)
            SELECT export, day, max(at) FROM days GROUP BY export, day;
        -- Windows of a few days among those of years.
        CREATE INDEX closing_last ON closing (export, last, first);
        """,
        """
        -- Where the chat with this SHA-256 has moved.
        CREATE TABLE chat (channel TEXT NOT NULL, chat BLOB NOT NULL, moved TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (channel, chat)) STRICT, WITHOUT ROWID;
        """,
        """
        -- Keys begin with what they were made of, so that rows of one day lie together; those that are there are rewritten by NearKeys.
        CREATE INDEX recording_run ON recording (export, run);
        -- Minutes from the day's beginning until rows of it were there, -1: asked for as the newest day, and none were; told: 1 that they are late, 0 that it is right so.
        ALTER TABLE looked ADD COLUMN arrived INTEGER;
        ALTER TABLE looked ADD COLUMN told INTEGER;
        """,
        """
        -- Where the contract's columns stand in the document, "0 1 4 -1": what makes "sheet 1, B12" of a row's place.
        ALTER TABLE recording ADD COLUMN sources TEXT;
        """,
    ];

    /// <summary>Brings a file to the last step; nothing to do for one that is there. Of several processes that try at once, one does it.</summary>
    /// <exception cref="Fault"><see cref="FaultName.LedgerTooNew"/>, <see cref="FaultName.LedgerUnreadable"/>.</exception>
    public static void Upgrade(LedgerConnection db, IReadOnlyList<string> steps, string path)
    {
        if (Version(db, steps.Count, path) == steps.Count) return;
        db.Execute("BEGIN IMMEDIATE");
        int had = Version(db, steps.Count, path);
        for (int step = had; step < steps.Count; step++) db.Execute(steps[step]);
        if (had < NearKeys.Step && steps.Count >= NearKeys.Step) NearKeys.Bring(db);
        db.Execute($"PRAGMA user_version = {steps.Count}");
        db.Execute("COMMIT");
    }

    /// <summary>Fills a new, empty file.</summary>
    public static void Create(LedgerConnection db, IReadOnlyList<string> steps)
    {
        db.Execute("BEGIN IMMEDIATE");
        foreach (string step in steps) db.Execute(step);
        db.Execute($"PRAGMA application_id = {ApplicationId}");
        db.Execute($"PRAGMA user_version = {steps.Count}");
        db.Execute("COMMIT");
    }

    static int Version(LedgerConnection db, int newest, string path)
    {
        if (db.Number("PRAGMA application_id") != ApplicationId) throw LedgerFaults.NotALedger(path);
        int version = (int)db.Number("PRAGMA user_version")!.Value;
        return version <= newest ? version : throw LedgerFaults.TooNew(path, version, newest);
    }
}
