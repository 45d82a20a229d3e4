using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Kurir.Connectors;

/// <summary>A table's rows in temporary tables, before anything is compared or locked. Memory does not grow with their number.</summary>
sealed class Staging : IDisposable
{
    const int LongestViolationText = 1_000; // a cell may hold a million characters; the document is kept as well
    readonly LedgerConnection db;
    readonly sqlite3_stmt insert;
    readonly CellWriter writer = new();
    byte[] text = new byte[256];

    public Staging(LedgerConnection db)
    {
        this.db = db;
        // seq: the row's place in the table, from 1. bad: it broke a rule and is quarantined; it still shows that its key is here.
        db.Execute("""
            CREATE TEMP TABLE stage (
                seq INTEGER PRIMARY KEY, key BLOB NOT NULL, content BLOB NOT NULL, day INTEGER, bad INTEGER NOT NULL, origin TEXT NOT NULL, cells BLOB);
            CREATE TEMP TABLE breach (rule TEXT, origin TEXT, heading TEXT, text TEXT, expected TEXT);
            """);
        Check(raw.sqlite3_prepare_v2(
            db.Handle, "INSERT INTO temp.stage (seq, key, content, day, bad, origin, cells) VALUES (?, ?, ?, ?, ?, ?, ?)", out insert));
    }

    public long Rows { get; private set; }

    public long Bad { get; private set; }

    /// <summary>Whether some row is of the window's last day.</summary>
    public bool HasLastDay { get; private set; }

    /// <summary>The formats that the staged cells name by number.</summary>
    public IReadOnlyList<string> Formats => writer.Formats;

    public void Fill(IEnumerable<CheckedRow> rows, Window window, CancellationToken ct)
    {
        db.Execute("BEGIN"); // of temporary tables alone: nobody waits for it
        foreach (CheckedRow row in rows)
        {
            if ((++Rows & 0xFF) == 0) ct.ThrowIfCancellationRequested();
            Add(row, window);
        }

        ct.ThrowIfCancellationRequested();
        db.Execute("COMMIT");
        db.Execute("CREATE INDEX temp.stage_key ON stage (key, seq, content, day, bad)");
    }

    public void Breach(Violation violation) => db.Execute(
        "INSERT INTO temp.breach VALUES ($rule, $origin, $heading, $text, $expected)",
        ("$rule", violation.Rule), ("$origin", violation.Origin), ("$heading", violation.Column),
        ("$text", Cut(violation.Text)), ("$expected", Cut(violation.Expected)));

    public void Dispose() => insert.Dispose();

    void Add(CheckedRow row, Window window)
    {
        raw.sqlite3_bind_int64(insert, 1, Rows);
        raw.sqlite3_bind_blob(insert, 2, row.KeyHash);
        raw.sqlite3_bind_blob(insert, 3, row.ContentHash);
        // A day outside the window says nothing about where the row lies: it was given for this window.
        if (row.Day is { } day && window.Contains(day))
        {
            raw.sqlite3_bind_int(insert, 4, day.DayNumber);
            HasLastDay |= day == window.To;
        }
        else raw.sqlite3_bind_null(insert, 4);
        raw.sqlite3_bind_int(insert, 5, row.Accepted ? 0 : 1);
        raw.sqlite3_bind_text(insert, 6, Utf8(row.Origin));
        if (row.Accepted) raw.sqlite3_bind_blob(insert, 7, writer.Write(row.Cells));
        else raw.sqlite3_bind_null(insert, 7);
        int code = raw.sqlite3_step(insert);
        if (code != raw.SQLITE_DONE) Check(code);
        raw.sqlite3_reset(insert);
        if (!row.Accepted) Quarantine(row);
    }

    void Quarantine(CheckedRow row)
    {
        Bad++;
        foreach (Violation violation in row.Violations!) Breach(violation);
    }

    ReadOnlySpan<byte> Utf8(string value)
    {
        int most = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (text.Length < most) text = new byte[most];
        return text.AsSpan(0, Encoding.UTF8.GetBytes(value, text));
    }

    static string Cut(string value) => value.Length <= LongestViolationText ? value : value[..LongestViolationText] + "…";

    void Check(int code) => SqliteException.ThrowExceptionForRC(code, db.Handle);
}
