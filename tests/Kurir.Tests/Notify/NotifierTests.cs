using Microsoft.Extensions.Time.Testing;

namespace Kurir;

public sealed class NotifierTests
{
    readonly Recorder ledger = new();
    readonly Talk telegram = new("telegram");
    readonly Redactor redactor = new();
    readonly List<IChannel> channels;
    Run run = NoticeTextTests.Whole;
    string? advice;

    public NotifierTests() => channels = [telegram];

    PipelineDefinition Definition => new()
    {
        Name = "andalan-atk",
        Site = new Site { Name = "andalan-atk", Address = new Uri("https://a.example.com"), SignIn = new SignInConfig(), SecretsPrefix = "a" },
        Exports = [],
        Zone = TimeZoneInfo.Utc,
        Channels = channels,
    };

    async Task TellThat(RunEvent happened)
    {
        using var notifier = new Notifier(Definition, [], ledger.Ledger, redactor, TimeProvider.System, disabledBy: null);
        await notifier.Watch(new RunEvent.Started(run, 0));
        await notifier.Watch(happened);
        await notifier.Finish(TestContext.Current.CancellationToken);
    }

    async Task<string?> Tell(string? disabledBy = null, TimeProvider? time = null, Func<Task>? meanwhile = null)
    {
        using var notifier = new Notifier(Definition, ["transaksi", "user"], ledger.Ledger, redactor, time ?? TimeProvider.System, disabledBy);
        await notifier.Watch(new RunEvent.Started(run, 2));
        await notifier.Watch(new RunEvent.AttemptFailed("user", 1, Busy, TimeSpan.FromSeconds(2)));
        await notifier.Watch(new RunEvent.AttemptFailed("user", 3, Busy, null));
        foreach (ExportRun export in run.Exports) await notifier.Watch(new RunEvent.ExportEnded(export));
        await notifier.Watch(new RunEvent.Ended(run));
        Task<string?> finish = notifier.Finish(TestContext.Current.CancellationToken);
        if (meanwhile is not null) await meanwhile();
        string? problem = await finish;
        advice = notifier.Advice;
        return problem;
    }

    static Fault Busy => new(Stage.Fetch, FaultName.Unreachable, FaultKind.Retry, "/user", "no connection", "Wait");

    [Fact]
    public async Task A_run_is_told_from_its_start_to_its_summary()
    {
        Assert.Null(await Tell());
        Assert.Equal(["run started", "attempt 1 of 3", "transaksi: done", "user: failed", "PARTLY SUCCEEDED"], telegram.Texts.Select(Gist));
        Assert.Equal(
            [NoticeEvent.RunStarted, NoticeEvent.AttemptFailed, NoticeEvent.ExportDone, NoticeEvent.ExportFailed, NoticeEvent.RunSummary],
            ledger.Stored.Select(notice => notice.Event));
        Assert.All(ledger.Sent.Values, problem => Assert.Null(problem));
        Assert.Equal(5, ledger.Sent.Count);
    }

    static string Gist(string text) => new[] { "run started", "attempt 1 of 3", "transaksi: done", "user: failed", "PARTLY SUCCEEDED", "works again", "could not go on" }
        .First(gist => text.Split('\n')[0].Contains(gist, StringComparison.Ordinal));

    [Fact]
    public async Task That_a_persons_session_ends_is_told_once()
    {
        var ends = new RunEvent.SessionEnds(new PersonsSession(new DateTimeOffset(2026, 11, 24, 3, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 11, 22, 3, 0, 0, TimeSpan.Zero)));
        telegram.Sending = text => text.StartsWith("🔑", StringComparison.Ordinal) ? throw Busy : Task.CompletedTask;
        await TellThat(ends);
        telegram.Sending = _ => Task.CompletedTask;
        for (int runs = 0; runs < 2; runs++) await TellThat(ends);
        (string Text, string? Problem)[] told = [.. ledger.Stored.Select((notice, i) => (notice, Problem: ledger.Sent[i + 1])).Where(pair => pair.notice.Event == NoticeEvent.SessionEnds).Select(pair => (pair.notice.Text, pair.Problem))];
        Assert.Equal([false, true], told.Select(pair => pair.Problem is null));
        Assert.All(told, pair => Assert.Equal("🔑 andalan-atk: the session that a person opened ends 2026-11-24 03:00 UTC\nWhat to do, best before then: kurir new session andalan-atk", pair.Text));
    }

    [Fact]
    public async Task A_notice_is_stored_before_it_is_sent()
    {
        telegram.Sending = _ =>
        {
            Assert.Equal(ledger.Sent.Count + 1, ledger.Stored.Count);
            return Task.CompletedTask;
        };
        Assert.Null(await Tell());
    }

    [Fact]
    public async Task A_channel_gets_only_what_it_was_asked_to_tell()
    {
        telegram.Events = [NoticeEvent.RunSummary];
        Assert.Null(await Tell());
        Assert.Equal(["PARTLY SUCCEEDED"], telegram.Texts.Select(Gist));
    }

    [Fact]
    public async Task An_export_that_works_again_is_told_once()
    {
        ledger.Before = Outcome.Failed;
        await Tell();
        Assert.Equal(["run started", "attempt 1 of 3", "works again", "user: failed", "PARTLY SUCCEEDED"], telegram.Texts.Select(Gist));
    }

    [Fact]
    public async Task Who_is_not_told_of_recovery_is_told_that_it_is_done()
    {
        ledger.Before = Outcome.Failed;
        telegram.Events = [NoticeEvent.ExportDone];
        await Tell();
        Assert.Equal(["transaksi: done"], telegram.Texts.Select(Gist));
    }

    [Fact]
    public async Task What_fails_as_it_did_before_is_told_once_and_stands_in_each_summary()
    {
        ledger.Runs.Add(run with { Id = "1122-1800" });
        await Tell();
        Assert.Equal(["run started", "transaksi: done", "PARTLY SUCCEEDED"], telegram.Texts.Select(Gist));
        Assert.Contains("user", telegram.Texts[^1], StringComparison.Ordinal);
    }

    public static TheoryData<Run> NothingToldBefore =>
    [
        NoticeTextTests.Whole with { NoticeProblem = "telegram: no connection" },
        NoticeTextTests.Whole with { EndedAt = null },
        NoticeTextTests.Whole with { DryRun = true },
        NoticeTextTests.Whole with { Exports = [NoticeTextTests.Failed("user", Outcome.Interrupted, FaultName.Interrupted, "x", "x")] },
        NoticeTextTests.Whole with { Exports = [NoticeTextTests.Done("user", 1, 0, 0)] },
    ];

    [Theory, MemberData(nameof(NothingToldBefore), DisableDiscoveryEnumeration = true)]
    public async Task What_nobody_was_told_before_is_told(Run before)
    {
        ledger.Runs.Add(before with { Id = "1122-1800" });
        await Tell();
        Assert.Equal(["run started", "attempt 1 of 3", "transaksi: done", "user: failed", "PARTLY SUCCEEDED"], telegram.Texts.Select(Gist));
    }

    [Fact]
    public async Task What_fails_otherwise_than_before_is_told()
    {
        ledger.Runs.Add(run with { Id = "1122-1800", Exports = [NoticeTextTests.Failed("user", Outcome.Failed, FaultName.PasswordRefused, "x", "x")] });
        await Tell();
        Assert.Contains("user: failed", telegram.Texts.Select(Gist));
    }

    [Fact]
    public async Task What_still_does_not_add_up_is_told_again_when_the_numbers_differ()
    {
        ExportRun partial = NoticeTextTests.Done("user", 16, 1, 0) with { Outcome = Outcome.Partial, Verdict = new Verdict { Rows = 16, Quarantined = 2 }, Changes = new ChangeSet { Added = 1, Unchanged = 13, Quarantined = 2 } };
        run = run with { Exports = [partial] };
        ledger.Runs.Add(run with { Id = "1122-1800" });
        await Tell();
        Assert.DoesNotContain(telegram.Texts, text => text.Contains("/ user: does not add up", StringComparison.Ordinal));
        ledger.Runs[0] = run with { Id = "1122-1800", Exports = [partial with { Changes = new ChangeSet { Added = 1, Unchanged = 14, Quarantined = 1 }, Verdict = new Verdict { Rows = 16, Quarantined = 1 } }] };
        await Tell();
        Assert.Contains(telegram.Texts, text => text.Contains("/ user: does not add up", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_to_change_though_all_was_told_is_said()
    {
        telegram.Advice = "write chat: 2";
        Assert.Null(await Tell());
        Assert.Equal("write chat: 2", advice);
    }

    [Fact]
    public async Task A_channel_that_is_gone_gets_nothing_more_and_is_the_run_s_notice_problem()
    {
        var other = new Talk("email");
        channels.Add(other);
        telegram.Sending = _ => throw new Fault(Stage.Notify, FaultName.ChannelGone, FaultKind.Ask, "telegram", "the bot was removed", "Add it");
        Assert.Equal("telegram: the bot was removed. Add it", await Tell());
        Assert.Single(telegram.Texts);
        Assert.Equal(5, other.Texts.Count);
        Assert.Equal("telegram: the bot was removed. Add it", ledger.Sent[1]);
    }

    [Fact]
    public async Task A_channel_that_cannot_be_reached_gets_the_summary_only()
    {
        telegram.Sending = text => text.Contains("run started") ? throw new Fault(Stage.Notify, FaultName.Unreachable, FaultKind.Retry, "telegram", "no connection", "Wait") : Task.CompletedTask;
        Assert.Equal("telegram: no connection. Wait", await Tell());
        Assert.Equal(["run started", "PARTLY SUCCEEDED"], telegram.Texts.Select(Gist));
    }

    [Fact]
    public async Task A_bug_in_a_channel_or_a_broken_ledger_is_a_notice_problem_and_no_exception()
    {
        telegram.Sending = _ => throw new InvalidOperationException("bug");
        Assert.Equal("telegram: InvalidOperationException: bug", await Tell());
        ledger.Broken = true;
        Assert.Contains("notices: the ledger is broken", await Tell());
    }

    [Fact]
    public async Task A_secret_is_in_no_notice_and_no_problem()
    {
        redactor.Hide("hunter2hunter2");
        run = run with { Exports = [NoticeTextTests.Failed("user", Outcome.Failed, FaultName.PasswordRefused, "refused hunter2hunter2", "x")] };
        telegram.Sending = _ => throw new InvalidOperationException("at https://api.example.com/bothunter2hunter2/x");
        string? problem = await Tell();
        Assert.DoesNotContain("hunter2", problem + string.Concat(telegram.Texts) + string.Concat(ledger.Stored) + string.Concat(ledger.Sent.Values));
    }

    [Fact]
    public async Task Notices_that_are_switched_off_are_shown_as_the_reason()
    {
        Assert.Equal("nobody was told: DISABLE_NOTIFICATIONS=true", await Tell("DISABLE_NOTIFICATIONS=true"));
        Assert.Empty(telegram.Texts);
        Assert.Empty(ledger.Stored);
        channels.Clear();
        Assert.Null(await Tell("DISABLE_NOTIFICATIONS=true"));
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("True", true)]
    [InlineData("1", true)]
    [InlineData(" yes ", true)]
    [InlineData("false", false)]
    [InlineData("0", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void The_environment_switches_notices_off(string? value, bool off) =>
        Assert.Equal(off, Notifier.DisabledBy(name => name == "DISABLE_NOTIFICATIONS" ? value : null) is not null);

    [Fact]
    public async Task A_dry_run_and_a_demo_tell_nobody()
    {
        run = run with { DryRun = true };
        Assert.Null(await Tell());
        run = run with { DryRun = false, Mode = "demo" };
        Assert.Null(await Tell("DISABLE_NOTIFICATIONS=true"));
        Assert.Empty(telegram.Texts);
    }

    [Fact]
    public async Task A_run_that_could_not_go_on_is_a_system_error()
    {
        run = run with { Exports = [], Fault = new FaultRecord(Stage.Record, "ledger-busy", FaultKind.Retry, "x", "busy", "wait") };
        await Tell();
        Assert.Equal(["run started", "attempt 1 of 3", "could not go on"], telegram.Texts.Select(Gist));
    }

    [Fact]
    public async Task A_channel_that_never_answers_delays_the_end_for_a_while_only()
    {
        var time = new FakeTimeProvider();
        var hanging = new TaskCompletionSource();
        telegram.Hang = true;
        telegram.Began = hanging;
        string? problem = await Tell(time: time, meanwhile: async () =>
        {
            await hanging.Task;
            time.Advance(Notifier.Patience);
        });
        Assert.Contains("it took too long", problem);
    }

    sealed class Talk(string kind) : IChannel
    {
        public List<string> Texts { get; } = [];

        public Func<string, Task>? Sending { get; set; }

        public bool Hang { get; set; }

        public TaskCompletionSource? Began { get; set; }

        public string Kind => kind;

        public string? Advice { get; set; }

        public IReadOnlyList<NoticeEvent> Events { get; set; } = Enum.GetValues<NoticeEvent>();

        public Task<string> Probe(CancellationToken ct) => Task.FromResult("seen");

        public async Task Send(string text, CancellationToken ct)
        {
            Texts.Add(text);
            Began?.TrySetResult();
            if (Hang) await Task.Delay(Timeout.InfiniteTimeSpan, ct);
            if (Sending is not null) await Sending(text);
        }
    }
}
