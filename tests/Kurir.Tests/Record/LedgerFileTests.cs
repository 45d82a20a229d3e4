using Kurir.Connectors;
using Microsoft.Data.Sqlite;

namespace Kurir.Tests;

using static TestRows;

/// <summary>The file itself: made, upgraded, refused, waited for.</summary>
public sealed class LedgerFileTests : IAsyncDisposable
{
    readonly LedgerHome home = new();

    public ValueTask DisposeAsync() => home.DisposeAsync();

    async Task<Fault> Refused() => await Assert.ThrowsAsync<Fault>(() => home.Another(patience: 0.1).Runs(null, 1, default));

    void Write(byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(home.Path)!);
        File.WriteAllBytes(home.Path, bytes);
    }

    LedgerConnection Connect(SqliteOpenMode mode = SqliteOpenMode.ReadWrite) => new(home.Path, mode, TimeSpan.Zero, 1);

    [Fact]
    public async Task The_first_use_makes_the_file_and_nothing_beside_it()
    {
        await home.Record(Days(1, 1), false, Row("A", "1"));
        await home.Ledger.DisposeAsync();

        Assert.Equal(["ledger.db"], Directory.EnumerateFiles(Path.GetDirectoryName(home.Path)!).Select(Path.GetFileName));
    }

    [Fact]
    public async Task What_was_committed_outlives_the_process()
    {
        await home.Record(Days(1, 1), false, Row("A", "1"));
        using LedgerConnection db = Connect();

        Assert.Equal("wal", db.Text("PRAGMA journal_mode"));
        Assert.Equal(2, db.Number("PRAGMA synchronous"));
        Assert.Equal(LedgerSchema.ApplicationId, db.Number("PRAGMA application_id"));
        Assert.Equal(LedgerSchema.Steps.Count, db.Number("PRAGMA user_version"));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_left_alone()
    {
        byte[] text = [.. Enumerable.Repeat((byte)'x', 5_000)];
        Write(text);

        Fault fault = await Refused();

        Assert.Equal((FaultName.LedgerUnreadable, home.Path), (fault.Name, fault.Subject));
        Assert.Equal(text, await File.ReadAllBytesAsync(home.Path));
    }

    [Fact]
    public async Task An_empty_file_is_refused_and_left_alone()
    {
        Write([]);

        Assert.Equal(FaultName.LedgerUnreadable, (await Refused()).Name);
        Assert.Equal(0, new FileInfo(home.Path).Length);
    }

    [Fact]
    public async Task Another_programs_database_is_refused()
    {
        Write([]);
        using (LedgerConnection db = Connect()) db.Execute("CREATE TABLE theirs (x)");

        Assert.Contains("not a ledger", (await Refused()).Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_newer_ledger_is_refused_by_name()
    {
        await home.Ledger.Runs(null, 1, default);
        using (LedgerConnection db = Connect()) db.Execute("PRAGMA user_version = 99");

        Fault fault = await Refused();

        Assert.Equal((FaultName.LedgerTooNew, FaultKind.Ask), (fault.Name, fault.Kind));
        Assert.Contains("99", fault.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ledger_damaged_in_the_middle_is_told_as_such()
    {
        await home.Record(Days(1, 1), false, [.. Enumerable.Range(0, 2_000).Select(n => Row($"K{n}", "1"))]);
        await home.Ledger.DisposeAsync();
        byte[] bytes = await File.ReadAllBytesAsync(home.Path);
        Array.Fill(bytes, (byte)0xEE, 8 * 4096, bytes.Length - 8 * 4096);
        Write(bytes);

        Fault fault = await Assert.ThrowsAsync<Fault>(async () =>
        {
            var again = home.Another();
            await again.History(Export, "K", 10, default);
            (await again.Pending(Export, "sheet", true, default)).Delivery.Changes.Count();
        });

        Assert.Equal(FaultName.LedgerUnreadable, fault.Name);
    }

    [Fact]
    public async Task A_ledger_cut_short_is_told_as_such()
    {
        await home.Record(Days(1, 1), false, [.. Enumerable.Range(0, 2_000).Select(n => Row($"K{n}", "1"))]);
        await home.Ledger.DisposeAsync();
        Write((await File.ReadAllBytesAsync(home.Path))[..(20 * 4096)]);

        Fault fault = await Assert.ThrowsAsync<Fault>(() => home.Another().Record(home.Recording(Days(1, 1), false), [Row("A", "2")], Accept, default));

        Assert.Equal(FaultName.LedgerUnreadable, fault.Name);
    }

    [Fact]
    public async Task A_full_disk_keeps_nothing_of_the_table()
    {
        await home.Record(Days(1, 1), false, Row("A", "1"));
        bool full = false;
        SqliteLedger ledger = home.Another(watch: sql =>
        {
            if (full && sql.StartsWith("INSERT INTO row", StringComparison.Ordinal)) throw new SqliteException("database or disk is full", 13);
        });
        full = true;

        Fault fault = await Assert.ThrowsAsync<Fault>(() => ledger.Record(home.Recording(Days(1, 1), false), [Row("A", "2")], Accept, default));

        Assert.Equal((FaultName.DiskFull, FaultKind.Ask), (fault.Name, fault.Kind));
        Assert.Equal(["A=1"], await home.Rows());
    }

    [Fact]
    public async Task A_ledger_in_a_place_that_cannot_be_written_is_told_as_such()
    {
        Directory.CreateDirectory(home.Path); // a folder where the file should be

        Assert.Equal(FaultName.LedgerUnreadable, (await Refused()).Name);
    }

    [Fact]
    public async Task A_writer_waits_for_another_and_then_says_that_the_ledger_is_busy()
    {
        await home.Record(Days(1, 1), false, Row("A", "1"));
        using LedgerConnection other = Connect();
        other.Execute("BEGIN IMMEDIATE");
        SqliteLedger ledger = home.Another(patience: 0.1);

        Assert.Equal(["A=1"], await home.Rows());
        Fault fault = await Assert.ThrowsAsync<Fault>(() => ledger.ForgetRefusals("x", default));
        Assert.Equal((FaultName.LedgerBusy, FaultKind.Retry), (fault.Name, fault.Kind));

        Task waiting = home.Another(patience: 20).ForgetRefusals("x", default);
        other.Execute("COMMIT");
        await waiting;
    }

    [Fact]
    public async Task Reading_a_table_does_not_keep_other_exports_from_being_recorded()
    {
        using var recorded = new SemaphoreSlim(0);
        IEnumerable<CheckedRow> Slow()
        {
            yield return Row("A", "1");
            Assert.True(recorded.Wait(TimeSpan.FromSeconds(20)));
        }

        Task slow = home.Ledger.Record(home.Recording(Days(1, 1), false), Slow(), Accept, default);
        Recording other = home.Recording(Days(1, 1), false) with { Export = new ExportId("backend", "user") };
        await home.Ledger.Record(other, [Row("B", "1")], Accept, default);
        recorded.Release();
        await slow;

        Assert.Equal(2, (await ((ILedger)home.Ledger).Exports("backend", default)).Count);
    }

    [Fact]
    public async Task An_older_ledger_is_brought_up_to_date_once()
    {
        await home.Record(Days(1, 1), false, Row("A", "1"));
        IReadOnlyList<string> next = [.. LedgerSchema.Steps, "ALTER TABLE export ADD COLUMN label TEXT NOT NULL DEFAULT 'none'"];
        SqliteLedger[] newer = [.. Enumerable.Range(0, 4).Select(_ => home.Another(steps: next))];

        await Task.WhenAll(newer.Select(ledger => ledger.Runs(null, 1, default)));

        using LedgerConnection db = Connect();
        Assert.Equal("none", db.Text("SELECT label FROM export"));
        Assert.Equal(next.Count, db.Number("PRAGMA user_version"));
        Assert.Equal(["A=1"], await home.Rows());
    }

    [Fact]
    public async Task Rows_of_a_ledger_with_bare_hashes_are_the_same_rows_afterwards()
    {
        Assert.Contains(nameof(NearKeys), LedgerSchema.Steps[NearKeys.Step - 1], StringComparison.Ordinal);
        CheckedRow[] now = [.. new[] { "TRX-1", " TRX-2 ", "" }.Select(Hashed)];
        await home.Record(Days(1, 1), false, now);
        using (LedgerConnection db = Connect())
        {
            db.Execute($"""
                UPDATE row SET key = substr(key, -{RowHasher.HashLength});
                DROP INDEX recording_run;
                ALTER TABLE looked DROP COLUMN arrived;
                ALTER TABLE looked DROP COLUMN told;
                ALTER TABLE recording DROP COLUMN sources;
                PRAGMA user_version = {NearKeys.Step - 1};
                """);
        }

        SqliteLedger newer = home.Another();
        (ChangeSet changes, _) = await newer.Record(home.Recording(Days(1, 1), false), now, Accept, default);

        Assert.Equal((0, 3, 0), (changes.Added, changes.Unchanged, changes.Vanished));
        Assert.Single(await newer.Row(home.Export, "TRX-2", default));
        Assert.Empty(await home.Ledger.Inspect(default));
    }

    static CheckedRow Hashed(string key)
    {
        CheckedRow row = Row(key, "1");
        var (hash, content) = new RowHasher(Contract(false)).Hash(row.Cells);
        return row with { KeyHash = hash, ContentHash = content };
    }

    [Fact]
    public async Task An_upgrade_that_fails_leaves_the_ledger_as_it_was()
    {
        await home.Record(Days(1, 1), false, Row("A", "1"));
        SqliteLedger newer = home.Another(steps: [.. LedgerSchema.Steps, "ALTER TABLE export ADD COLUMN label TEXT", "ALTER TABLE nothing ADD COLUMN x"]);

        await Assert.ThrowsAsync<SqliteException>(() => newer.Runs(null, 1, default));

        using LedgerConnection db = Connect();
        Assert.Equal(LedgerSchema.Steps.Count, db.Number("PRAGMA user_version"));
        Assert.Equal(0, db.Number("SELECT count(*) FROM pragma_table_info('export') WHERE name = 'label'"));
    }
}
