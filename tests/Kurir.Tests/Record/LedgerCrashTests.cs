using System.Diagnostics;
using Kurir.Connectors;
using Microsoft.Data.Sqlite;

namespace Kurir.Tests;

using static TestRows;

/// <summary>Several at once, and processes that die in the middle.</summary>
public sealed class LedgerCrashTests : IAsyncDisposable
{
    const string Shared = "KURIR_TEST_LEDGER";
    const int Width = 300;
    readonly LedgerHome home = new();

    public ValueTask DisposeAsync() => home.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_recording_that_fails_before_any_of_its_statements_leaves_no_trace(bool duplicates)
    {
        CheckedRow[] before = [Row("A", "1"), Row("B", "1"), Row("C", "1"), Row("D", "1"), Row("D", "1")];
        CheckedRow[] after = [Row("A", "1"), Row("B", "2"), Row("D", "3"), Row("D", "1"), Row("E", "1"), Bad("F", "?")];
        await home.Record(Days(1, 1), duplicates, before);
        string[] rows = await home.Rows();
        int statements = 0, failing = int.MaxValue;
        SqliteLedger ledger = home.Another(watch: sql =>
        {
            if (++statements == failing) throw new TimeoutException(sql);
        });
        await ledger.Runs(null, 1, default); // opens and upgrades
        int failed = 0;
        for (failing = 1; ; failing++)
        {
            statements = 0;
            try
            {
                (ChangeSet changes, _) = await ledger.Record(home.Recording(Days(1, 1), duplicates), after, Accept, default);
                Assert.Equal(after.Length, changes.Total);
                break;
            }
            catch (TimeoutException)
            {
                failed++;
                Assert.Equal(rows, await home.Rows());
                Assert.Equal((rows.Length, rows.Length), ((await home.State()).Rows, (await home.State()).Versions));
                Assert.Empty(await home.Ledger.Quarantine(Export, null, 10, default));
            }
        }

        Assert.True(failed > 15, $"only {failed} statements were seen");
        Assert.True((await home.Record(Days(1, 1), duplicates, after)).Changes.IsEmpty);
    }

    [Fact]
    public async Task A_conclusion_that_throws_leaves_no_trace()
    {
        await Assert.ThrowsAsync<TimeoutException>(
            () => home.Ledger.Record(home.Recording(Days(1, 1), false), [Row("A", "1")], _ => throw new TimeoutException(), default));

        Assert.Empty(await ((ILedger)home.Ledger).Exports(null, default));
        await home.Record(Days(1, 1), false, Row("A", "1"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Several_processes_that_record_one_table_at_once_double_nothing(bool duplicates)
    {
        CheckedRow[] rows = [.. Enumerable.Range(0, 200).Select(n => Row($"K{n % 180}", $"v{n % 180}"))];
        SqliteLedger[] ledgers = [.. Enumerable.Range(0, 4).Select(_ => home.Another())];

        (ChangeSet Changes, Verdict Verdict)[] results = await Task.WhenAll(
            ledgers.SelectMany(ledger => Enumerable.Repeat(ledger, 3)).Select(ledger => ledger.Record(home.Recording(Days(1, 1), duplicates), rows, Accept, default)));

        long kept = duplicates ? 200 : 180;
        Assert.Equal(kept, results.Sum(result => result.Changes.Added));
        Assert.Equal((kept, kept), ((await home.State()).Rows, (await home.State()).Versions));
        Assert.Equal((kept * 11, 0), (results.Sum(result => result.Changes.Unchanged), results.Sum(result => result.Changes.Changed)));
    }

    [Fact]
    public async Task Several_processes_may_make_the_ledger_at_once()
    {
        SqliteLedger[] ledgers = [.. Enumerable.Range(0, 6).Select(_ => home.Another())];

        Run[] runs = await Task.WhenAll(ledgers.Select(ledger => ledger.StartRun("backend", "run", false, TimeZoneInfo.Utc, default)));

        Assert.Equal(6, runs.Select(run => run.Id).Distinct().Count());
        Assert.Equal(6, (await home.Ledger.Runs("backend", 10, default)).Count);
        Assert.Empty(Directory.EnumerateFiles(Path.GetDirectoryName(home.Path)!, "*.new-*"));
    }

    [Fact]
    public async Task Of_several_processes_one_gets_the_lease()
    {
        SqliteLedger[] ledgers = [.. Enumerable.Range(0, 6).Select(_ => home.Another())];

        Lease?[] leases = await Task.WhenAll(ledgers.Select(ledger => ledger.Acquire("backend/transaksi", TimeSpan.FromMinutes(1), default)));

        Assert.Single(leases, lease => lease is not null);
    }

    /// <summary>Run as a process of its own by <see cref="A_killed_process_leaves_whole_tables_only"/>, which names the ledger, it goes on until it is killed.</summary>
    [Fact]
    public async Task Each_table_of_a_series_is_recorded_whole()
    {
        string? path = Environment.GetEnvironmentVariable(Shared);
        await using var ledger = new SqliteLedger(path ?? home.Path, TimeProvider.System);
        for (int n = 0; path is not null || n < 3; n++)
        {
            (ChangeSet changes, _) = await ledger.Record(home.Recording(Days(1, 1), false), Series(Environment.ProcessId, n), Accept, default);
            Assert.Equal(Width, changes.Added + changes.Changed);
        }
    }

    [Fact]
    public async Task A_killed_process_leaves_whole_tables_only()
    {
        for (int round = 1; round <= 3; round++)
        {
            long before = File.Exists(home.Path) ? (await home.State()).Versions : 0;
            using Process child = StartChild();
            var patience = Stopwatch.StartNew();
            while ((await ((ILedger)home.Ledger).Exports(null, default)).Sum(state => state.Versions) < before + 3 * Width)
            {
                Assert.False(child.HasExited, "the child ended by itself");
                Assert.True(patience.Elapsed < TimeSpan.FromSeconds(60), "the child records nothing");
                await Task.Delay(7 * round);
            }

            child.Kill();
            await child.WaitForExitAsync();
            await AssertWhole();
        }
    }

    async Task AssertWhole()
    {
        Pending all = await home.Pending("reader", fromStart: true);
        Assert.Equal(Width, all.Delivery.Count);
        Assert.Single(all.Delivery.Changes.Select(change => change.After[1].Text).Distinct());
        Assert.Equal(0, (await home.State()).Versions % Width);
        using var db = new LedgerConnection(home.Path, SqliteOpenMode.ReadWrite, TimeSpan.FromSeconds(5), 4);
        Assert.Equal("ok", db.Text("PRAGMA integrity_check"));
        Assert.Equal((await home.State()).Versions, db.Number("SELECT count(*) FROM version"));
    }

    Process StartChild()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(home.Path)!);
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { [Shared] = home.Path, ["TMPDIR"] = Path.GetDirectoryName(home.Path) },
        };
        // The test program is either the process itself or what `dotnet` was told to run.
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet") start.ArgumentList.Add(typeof(LedgerCrashTests).Assembly.Location);
        start.ArgumentList.Add("--filter-method");
        start.ArgumentList.Add($"*{nameof(Each_table_of_a_series_is_recorded_whole)}");
        Process child = Process.Start(start)!;
        child.OutputDataReceived += (_, _) => { };
        child.ErrorDataReceived += (_, _) => { };
        child.BeginOutputReadLine();
        child.BeginErrorReadLine();
        return child;
    }

    static IEnumerable<CheckedRow> Series(int process, int n) => Enumerable.Range(0, Width).Select(i => Row($"K{i}", $"{process}.{n}"));
}
