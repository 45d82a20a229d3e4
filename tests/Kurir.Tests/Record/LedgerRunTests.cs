using Kurir.Connectors;
using Kurir.Tests.Fetch;

namespace Kurir.Tests;

using static TestRows;

/// <summary>Runs, windows, histories, notices and refused sign-ins.</summary>
public sealed class LedgerRunTests : IAsyncDisposable
{
    static readonly TimeZoneInfo Jakarta = TimeZoneInfo.CreateCustomTimeZone("Jakarta", TimeSpan.FromHours(7), "Jakarta", "Jakarta");
    readonly LedgerHome home = new();

    public ValueTask DisposeAsync() => home.DisposeAsync();

    Task<Run> Start(string pipeline = "backend") => home.Ledger.StartRun(pipeline, "run", false, Jakarta, default);

    [Fact]
    public async Task A_run_is_named_after_its_minute_in_the_pipelines_zone()
    {
        Assert.Equal("1123-0800", (await Start()).Id);
        Assert.Equal("1123-0800-2", (await Start()).Id);
        Assert.Equal("1123-0800-3", (await Start()).Id);
        Assert.Equal("1123-0800", (await Start("other")).Id);
    }

    [Fact]
    public async Task A_run_of_the_same_minute_a_year_later_has_an_id_of_its_own()
    {
        Run old = await Start();
        home.Time.Advance(TimeSpan.FromDays(365));
        Run run = await Start();

        Assert.Equal("1123-0800-2", run.Id);
        Assert.Equal(old.StartedAt, (await home.Ledger.FindRun("1123-0800", "backend", default))!.StartedAt);
    }

    [Fact]
    public async Task Without_a_pipeline_the_newest_run_of_an_id_is_found()
    {
        await Start();
        await Start("other");

        Assert.Equal("other", (await home.Ledger.FindRun("1123-0800", null, default))!.Pipeline);
        Assert.Null(await home.Ledger.FindRun("1123-0801", null, default));
    }

    [Fact]
    public async Task A_run_comes_back_with_all_that_was_stored()
    {
        Run run = await Start();
        run = run with
        {
            EndedAt = home.Time.GetUtcNow().AddSeconds(3),
            Exports =
            [
                new ExportRun
                {
                    Export = "transaksi",
                    Outcome = Outcome.Held,
                    Window = Days(1, 2),
                    Attempts = 2,
                    Stages = [new StageTime(Stage.Fetch, TimeSpan.FromMilliseconds(412))],
                    Verdict = new Verdict { Rows = 3, Holds = [new Hold(FaultName.EverythingNew, "seen", "do")], Violations = Bad("A", "?").Violations! },
                    Changes = new ChangeSet { Added = 2, Listed = [new Change(ChangeKind.Changed, "A", [new ColumnChange("Value", "1", "2")])] },
                    Receipts = [new Receipt { Destination = "sheet", Mismatches = [new Mismatch("A1", "1", "2")] }],
                    Fault = new FaultRecord(Stage.Fetch, "timed-out", FaultKind.Retry, "/x", "no answer", "wait"),
                },
            ],
        };
        await home.Ledger.SaveRun(run, default);

        Assert.Equivalent(run, await home.Ledger.FindRun(run.Id, "backend", default), strict: true);
        Assert.Equal([run.Id], (await home.Ledger.Runs("backend", 5, default)).Select(found => found.Id));
    }

    [Fact]
    public async Task Runs_are_listed_newest_first()
    {
        await Start();
        await Start("other");
        await Start();

        Assert.Equal(["backend/1123-0800-2", "other/1123-0800"], (await home.Ledger.Runs(null, 2, default)).Select(run => $"{run.Pipeline}/{run.Id}"));
        Assert.Equal(["1123-0800-2", "1123-0800"], (await home.Ledger.Runs("backend", 9, default)).Select(run => run.Id));
    }

    [Fact]
    public async Task A_run_of_a_killed_process_is_shown_as_interrupted_once_its_leases_are_over()
    {
        Run run = await Start();
        await home.Ledger.Acquire("backend/transaksi", TimeSpan.FromMinutes(5), default);

        async Task<string?> Seen() => (await home.Another().FindRun(run.Id, "backend", default))!.Fault?.Code;
        home.Time.Advance(TimeSpan.FromMinutes(4));
        Assert.Null(await Seen());
        home.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("interrupted", await Seen());
        Assert.Null((await home.Ledger.FindRun(run.Id, "backend", default))!.Fault);
    }

    [Fact]
    public async Task A_run_that_ended_is_never_shown_as_interrupted()
    {
        Run run = await Start();
        await home.Ledger.SaveRun(run with { EndedAt = home.Time.GetUtcNow() }, default);
        home.Time.Advance(TimeSpan.FromDays(1));

        Assert.Null((await home.Another().Runs("backend", 1, default)).Single().Fault);
    }

    [Fact]
    public async Task Closings_are_given_in_the_order_in_which_they_happened()
    {
        await home.Ledger.Close(Export, Days(3, 4), "r1", Outcome.Failed, default);
        await home.Ledger.Close(Export, Days(1, 2), "r1", Outcome.Proven, default);
        await home.Ledger.Close(Export, Days(3, 4), "r2", Outcome.Partial, default);

        DateTimeOffset now = home.Time.GetUtcNow();
        Assert.Equal(
            [new WindowState(Days(3, 4), Outcome.Failed, "r1", now), new WindowState(Days(3, 4), Outcome.Partial, "r2", now)],
            (await home.Ledger.Closings(Export, Days(3, 9), default)).Windows);
        Assert.Equal(Days(1, 2).From, (await home.Ledger.Closings(Export, Days(8, 9), default)).Since);
        Assert.Equal((Outcome.Partial, now), ((await home.State()).LastOutcome, (await home.State()).LastClosed));
    }

    [Fact]
    public async Task The_outcome_before_a_run_is_of_the_run_before()
    {
        await home.Ledger.Close(Export, Days(1, 1), "r1", Outcome.Proven, default);
        await home.Ledger.Close(Export, Days(1, 1), "r2", Outcome.Failed, default);
        await home.Ledger.Close(Export, Days(1, 1), "r3", Outcome.Held, default);

        Assert.Equal(
            [null, Outcome.Proven, Outcome.Failed, Outcome.Held],
            new[] { "r1", "r2", "r3", "r4" }.Select(run => home.Ledger.LastOutcome(Export, run, default).Result));
        Assert.Null(await home.Ledger.LastOutcome(new ExportId("backend", "unknown"), "r4", default));
    }

    [Fact]
    public async Task A_rows_history_is_found_by_a_part_of_its_key()
    {
        await home.Record(home.Recording(Days(1, 1), false, "r1"), Row("TRX-1", "PENDING", origin: "sheet 1, row 2"), Row("TRX-2", "PENDING"));
        home.Time.Advance(TimeSpan.FromHours(1));
        await home.Record(home.Recording(Days(1, 1), false, "r2"), Row("TRX-1", "TERIMA", origin: "sheet 1, row 7"));

        RowHistory history = Assert.Single(await home.Ledger.History(Export, "trx-1", 10, default));

        Assert.Equal(("TRX-1", 1), (history.Key, history.Occurrence));
        Assert.Equal([("r1", "sheet 1, row 2"), ("r2", "sheet 1, row 7")], history.Versions.Select(version => (version.RunId, version.Origin)));
        Assert.Equal(TimeSpan.FromHours(1), history.Versions[1].At - history.Versions[0].At);
        Assert.Equal(KeyValuePair.Create("Value", Cell.OfText("TERIMA")), history.Versions[1].Cells[1]);
        Assert.Equal(2, (await home.Ledger.History(Export, "TRX", 10, default)).Count);
        Assert.Single(await home.Ledger.History(Export, "TRX", 1, default));
        Assert.Empty(await home.Ledger.History(Export, "PENDING", 10, default));
    }

    [Fact]
    public async Task Notices_are_numbered_and_closed()
    {
        var notice = new Notice { Event = NoticeEvent.RunSummary, Pipeline = "backend", Channel = "telegram", Text = "selesai" };
        long first = await home.Ledger.StoreNotice(notice, default), second = await home.Ledger.StoreNotice(notice, default);
        await home.Ledger.NoticeSent(first, null, default);
        await home.Ledger.NoticeSent(second, "the bot was removed from the group", default);

        Assert.True(second > first);
        using var db = new Connectors.LedgerConnection(home.Path, Microsoft.Data.Sqlite.SqliteOpenMode.ReadOnly, TimeSpan.Zero, 1);
        Assert.Equal(
            ["sent", "failed: the bot was removed from the group"],
            db.List("SELECT state || coalesce(': ' || problem, '') FROM notice ORDER BY id", reader => reader.GetString(0)));
    }

    [Fact]
    public async Task Of_those_who_would_send_a_wrong_password_at_the_same_moment_one_does()
    {
        await using var panel = new ScriptedServer(asked => asked.Method == "GET"
            ? Answer.Html("<!doctype html><form method=post><input name=email><input type=password name=p></form>")
            : Answer.Html("<!doctype html><p class=alert>Email atau password salah</p><form method=post><input name=email><input type=password name=p></form>") with { Delay = TimeSpan.FromMilliseconds(60) });
        SqliteLedger[] ledgers = [.. Enumerable.Range(0, 2).Select(_ => new SqliteLedger(home.Path, TimeProvider.System))];
        FaultName[] names = await Task.WhenAll(ledgers.SelectMany(ledger => Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            await using var courier = new Fetch.Courier(panel.Address, Fetch.Courier.ByForm(), memory: ledger);
            return (await courier.Fault("/file")).Name;
        }))));
        Assert.All(names, name => Assert.Equal(FaultName.PasswordRefused, name));
        Assert.Single(panel.Requests, asked => asked.Method == "POST");
        foreach (SqliteLedger ledger in ledgers) await ledger.DisposeAsync();
    }

    [Fact]
    public async Task A_refused_password_is_remembered_until_it_changes_or_a_person_says_so()
    {
        Secret wrong = new("wrong horse"), right = new("battery staple");
        Assert.Null(await home.Ledger.RefusedAt("backend.example.com kasir", wrong, default));
        await home.Ledger.RememberRefusal("backend.example.com kasir", wrong, default);
        DateTimeOffset at = home.Time.GetUtcNow();
        home.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(at, await home.Another().RefusedAt("backend.example.com kasir", wrong, default));
        Assert.Null(await home.Ledger.RefusedAt("backend.example.com kasir", right, default));
        Assert.Null(await home.Ledger.RefusedAt("other.example.com kasir", wrong, default));
        await home.Ledger.ForgetRefusals("backend.example.com kasir", default);
        Assert.Null(await home.Ledger.RefusedAt("backend.example.com kasir", wrong, default));
    }

    [Fact]
    public async Task No_password_lies_in_the_file()
    {
        await home.Ledger.RememberRefusal("backend.example.com kasir", new Secret("wrong horse"), default);
        await home.Ledger.DisposeAsync();

        foreach (string file in Directory.EnumerateFiles(Path.GetDirectoryName(home.Path)!))
            Assert.DoesNotContain("wrong horse", System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file)), StringComparison.Ordinal);
    }
}
