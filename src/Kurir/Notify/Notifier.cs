using System.Threading.Channels;

namespace Kurir;

/// <summary>Tells people of one run, over its pipeline's channels, beside the run: it never waits for a channel, and no channel can fail it.</summary>
/// <remarks>
/// Each notice is stored in the ledger before it is sent, and what became of it afterwards. Dry runs and demos tell nobody.
/// What fails as it failed before is told once: until it fails otherwise or works again, the summary alone says it.
/// A channel that says it is gone gets nothing more in this run; one that could not be reached only the summary.
/// </remarks>
public sealed class Notifier : IDisposable
{
    /// <value>How long the end of a run waits for notices that are still under way: 90 s.</value>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <value>How many runs back a failure still counts as told.</value>
    const int Remembered = 20;

    readonly PipelineDefinition definition;
    readonly IReadOnlyList<string> exports;
    readonly ILedger ledger;
    readonly Redactor redactor;
    readonly NoticeTexts texts;
    readonly List<ChannelState> channels;
    readonly string? disabledBy;
    readonly Channel<RunEvent> events = Channel.CreateUnbounded<RunEvent>(new UnboundedChannelOptions { SingleReader = true });
    readonly CancellationTokenSource stop;
    readonly Task telling;
    readonly List<string> problems = [];
    IReadOnlyList<Run>? told;
    Run? run;

    /// <param name="definition">The pipeline that runs.</param>
    /// <param name="exports">The names of the exports that are run.</param>
    /// <param name="ledger">Where notices are stored.</param>
    /// <param name="redactor">Passes over every text.</param>
    /// <param name="time">Bounds the waiting.</param>
    /// <param name="disabledBy">Why nobody is to be told, from <see cref="DisabledBy"/>; null: people are told.</param>
    public Notifier(PipelineDefinition definition, IReadOnlyList<string> exports, ILedger ledger, Redactor redactor, TimeProvider time, string? disabledBy)
    {
        (this.definition, this.exports, this.ledger, this.redactor, this.disabledBy) = (definition, exports, ledger, redactor, disabledBy);
        texts = new NoticeTexts(definition.Language, definition.Zone, definition.Digest);
        channels = [.. definition.Channels.Select(channel => new ChannelState(channel))];
        stop = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        telling = Task.Run(Tell);
    }

    /// <summary><c>DISABLE_NOTIFICATIONS=true</c> where the environment says so; null else.</summary>
    /// <param name="variable">Gives an environment variable's value, or null.</param>
    public static string? DisabledBy(Func<string, string?> variable) =>
        variable("DISABLE_NOTIFICATIONS")?.Trim() is { } value && value.ToLowerInvariant() is "true" or "1" or "yes" ? $"DISABLE_NOTIFICATIONS={value}" : null;

    /// <summary>For the run's watch: takes note and returns at once.</summary>
    public Task Watch(RunEvent happened)
    {
        events.Writer.TryWrite(happened);
        return Task.CompletedTask;
    }

    /// <summary>Waits until everything is told, at most <see cref="Patience"/>.</summary>
    /// <returns>Why people were not told, for <see cref="Run.NoticeProblem"/>; null: they were, or nobody had to be.</returns>
    public async Task<string?> Finish(CancellationToken ct)
    {
        events.Writer.TryComplete();
        stop.CancelAfter(Patience);
        using (ct.Register(stop.Cancel)) await telling;
        if (disabledBy is not null && channels.Count > 0 && run is { } ended && !IsSilent(ended)) return $"nobody was told: {disabledBy}";
        return problems.Count == 0 ? null : redactor.Redact(string.Join("; ", problems.Distinct()));
    }

    /// <summary>What a person should change, although people were told; null: nothing.</summary>
    public string? Advice => channels.Select(state => state.Channel.Advice).OfType<string>().ToList() is { Count: > 0 } advice ? redactor.Redact(string.Join("; ", advice)) : null;

    public void Dispose()
    {
        events.Writer.TryComplete();
        stop.Dispose();
    }

    async Task Tell()
    {
        await foreach (RunEvent happened in events.Reader.ReadAllAsync(CancellationToken.None))
        {
            try
            {
                await On(happened);
            }
#pragma warning disable CA1031 // Telling people is never a reason for a run to fail: whatever goes wrong here becomes the run's notice problem.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                problems.Add(failure is OperationCanceledException ? "notices took too long" : $"notices: {failure.Message}");
            }
        }
    }

    async Task On(RunEvent happened)
    {
        if (happened is RunEvent.Started began) run = began.Run;
        if (run is null || IsSilent(run) || disabledBy is not null || channels.Count == 0) return;
        switch (happened)
        {
            case RunEvent.Started when run.Mode != "sweep":
                await Send(NoticeEvent.RunStarted, texts.Started(run, exports));
                break;
            case RunEvent.AttemptFailed { Pause: { } pause } failed when await LastTold(failed.Export) is null or { Outcome: Outcome.Proven or Outcome.Empty }:
                await Send(NoticeEvent.AttemptFailed, texts.AttemptFailed(run, failed.Export, failed.Attempt, FaultRecord.Of(failed.Fault, redactor), pause));
                break;
            case RunEvent.ExportEnded ended:
                await Ended(run, ended.Export);
                break;
            case RunEvent.SessionEnds { Session: { EndsAt: { } at, TellFrom: { } from } }:
                string text = texts.SessionEnds(definition.Name, at);
                foreach (ChannelState channel in channels.Where(channel => channel.Takes(NoticeEvent.SessionEnds)))
                    if (!await ledger.WasSent(NoticeEvent.SessionEnds, definition.Name, channel.Channel.Kind, from, stop.Token)) await Send(channel, NoticeEvent.SessionEnds, redactor.Redact(text));
                break;
            case RunEvent.Ended { Run: var whole }:
                run = whole;
                if (whole.Fault is { } fault) await Send(NoticeEvent.SystemError, texts.SystemError(whole.Pipeline, fault));
                if (whole.Exports.Count > 0 && !(whole.Mode == "sweep" && whole.Exports.All(IsNoNews))) await Send(NoticeEvent.RunSummary, texts.Summary(whole));
                break;
        }
    }

    async Task Ended(Run during, ExportRun export)
    {
        if (export.Outcome == Outcome.Interrupted) return; // the summary says it
        if (during.Mode == "sweep" && IsNoNews(export)) return;
        if (!NoticeTexts.Succeeded(export))
        {
            ExportRun? last = await LastTold(export.Export);
            if (last is null || !texts.SaysNothingNew(last, export)) await Send(NoticeEvent.ExportFailed, texts.Ended(during, export));
            return;
        }

        Outcome? before = await ledger.LastOutcome(new ExportId(definition.Name, export.Export), during.Id, stop.Token);
        bool recovered = before is not (null or Outcome.Proven or Outcome.Empty);
        if (recovered) await Send(NoticeEvent.Recovered, texts.Recovered(during, export));
        await Send(NoticeEvent.ExportDone, texts.Ended(during, export), unless: recovered ? NoticeEvent.Recovered : null);
    }

    /// <summary>How an export ended when people were last told of it; null: long ago, or never.</summary>
    async Task<ExportRun?> LastTold(string export)
    {
        told ??= [.. (await ledger.Runs(definition.Name, Remembered, stop.Token)).Where(before => before is { EndedAt: not null, NoticeProblem: null } && before.Id != run!.Id && !IsSilent(before))];
        return told.SelectMany(before => before.Exports).FirstOrDefault(before => before.Export == export && before.Outcome != Outcome.Interrupted);
    }

    /// <param name="unless">Who was told of this is not told again.</param>
    async Task Send(NoticeEvent about, string text, NoticeEvent? unless = null)
    {
        foreach (ChannelState channel in channels.Where(channel => channel.Takes(about) && !(unless is { } other && channel.Takes(other)))) await Send(channel, about, redactor.Redact(text));
    }

    async Task Send(ChannelState state, NoticeEvent about, string text)
    {
        var notice = new Notice { Event = about, Pipeline = definition.Name, RunId = run!.Id, Channel = state.Channel.Kind, Text = text };
        long number = await ledger.StoreNotice(notice, stop.Token);
        string? problem = await Try(state, text);
        if (problem is not null) problems.Add(problem);
        await ledger.NoticeSent(number, problem is null ? null : redactor.Redact(problem), CancellationToken.None);
    }

    async Task<string?> Try(ChannelState state, string text)
    {
        try
        {
            await state.Channel.Send(text, stop.Token);
            return null;
        }
        catch (Fault fault)
        {
            state.Failed(fault.Kind);
            return $"{state.Channel.Kind}: {fault.Cause}. {fault.Remedy}";
        }
        catch (OperationCanceledException)
        {
            state.Failed(FaultKind.Ask);
            return $"{state.Channel.Kind}: it took too long. The next run tries again";
        }
#pragma warning disable CA1031 // A bug in a channel is its problem, not the run's.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            state.Failed(FaultKind.Ask);
            return $"{state.Channel.Kind}: {failure.GetType().Name}: {failure.Message}";
        }
    }

    /// <summary>Older days that were looked at again and are as they were.</summary>
    static bool IsNoNews(ExportRun export) => NoticeTexts.Succeeded(export) && export.Changes is null or { IsEmpty: true, Vanished: 0 };

    static bool IsSilent(Run run) => run.DryRun || run.Mode == "demo";

    /// <summary>A channel during one run.</summary>
    sealed class ChannelState(IChannel channel)
    {
        FaultKind? failed;

        public IChannel Channel => channel;

        public bool Takes(NoticeEvent about) => channel.Events.Contains(about)
            && (failed is null || (failed == FaultKind.Retry && about is NoticeEvent.RunSummary or NoticeEvent.SystemError));

        public void Failed(FaultKind kind) => failed = kind;
    }
}
