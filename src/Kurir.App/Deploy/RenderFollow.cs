namespace Kurir.App;

/// <summary>Looks on while Render works, and tells what is printed there.</summary>
sealed class RenderFollow(RenderClient render, RenderTalk talk, TimeProvider time)
{
    public const int LooksForBeginning = 24;

    const int PagesPerLook = 10, TailOfFailure = 30;

    /// <value>Between two looks, 5 s.</value>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <value>Render ends a run after twelve hours.</value>
    static readonly TimeSpan LongestRun = TimeSpan.FromHours(12.5), LongestDeploy = TimeSpan.FromHours(2);

    // Clocks of two machines are never quite the same.
    static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    /// <summary>Waits until a deploy is live.</summary>
    /// <exception cref="Fault"><see cref="FaultName.JobFailed"/>: it ended otherwise, with the last lines of its log told before.</exception>
    public async Task Deploy(RenderService service, string id, CancellationToken ct)
    {
        DateTimeOffset since = time.GetUtcNow(), until = since + LongestDeploy;
        string? told = null;
        while (time.GetUtcNow() < until)
        {
            RenderDeploy deploy = await render.Deploy(service.Id, id, ct);
            string status = PlainText.Line(deploy.Status ?? "unknown", 40);
            if (status != told) talk.Say($"deploy {id}: {status.Replace('_', ' ')}");
            told = status;
            if (status is RenderState.Live) return;
            if (status is RenderState.Deactivated or "canceled" || status.EndsWith("failed", StringComparison.Ordinal)) throw await Failed(service, deploy, since - Skew, ct);
            await Task.Delay(Pause, time, ct);
        }

        throw RenderFaults.Of(FaultName.TimedOut, FaultKind.Retry, $"deploy {id}", $"it is not live after {LongestDeploy.TotalHours} hours; Render calls it {told}", $"Look at it at {service.DashboardUrl ?? "Render's dashboard"}");
    }

    /// <summary>Starts a run and waits for its end.</summary>
    public async Task<CronRunResult> Run(RenderService service, CancellationToken ct)
    {
        DateTimeOffset since = time.GetUtcNow() - Skew, until = since + LongestRun;
        string id = await Begin(service, since, ct);
        talk.Say($"run {id} has begun");
        var log = new LogTail(service, since);
        while (time.GetUtcNow() < until)
        {
            await Task.Delay(Pause, time, ct);
            CronRunDetails? end = (await render.CronRuns(service.Id, "cron_job_run_ended", since, ct)).FirstOrDefault(run => run.CronJobRunId == id && run.Status is not "pending");
            foreach (RenderLog line in await log.New(render, ct)) talk.Line(line.Message);
            if (end is null) continue;
            await Task.Delay(Pause, time, ct); // the last lines come later than the end
            foreach (RenderLog line in await log.New(render, ct)) talk.Line(line.Message);
            return CronRunResult.Of(id, end);
        }

        throw RenderFaults.Of(FaultName.TimedOut, FaultKind.Retry, $"run {id}", "Render does not say how it ended", $"Look at it at {service.DashboardUrl ?? "Render's dashboard"}");
    }

    async Task<string> Begin(RenderService service, DateTimeOffset since, CancellationToken ct)
    {
        HashSet<string?> before = [.. (await render.CronRuns(service.Id, "cron_job_run_started", since, ct)).Select(run => run.CronJobRunId)];
        Fault? lost = null;
        try
        {
            if (await render.StartRun(service.Id, ct) is { Id.Length: > 0 } begun) return begun.Id;
        }
        catch (Fault fault) when (fault.Name is FaultName.DownloadCut or FaultName.TimedOut or FaultName.Unreachable or FaultName.ReplyMalformed or FaultName.ServerError)
        {
            // Ordering another one would cancel the one that may have begun.
            talk.Say("Render's answer was lost; looking whether the run began");
            lost = fault;
        }

        for (int look = 0; look < LooksForBeginning; look++)
        {
            if ((await render.CronRuns(service.Id, "cron_job_run_started", since, ct)).FirstOrDefault(run => !before.Contains(run.CronJobRunId))?.CronJobRunId is { } id) return id;
            await Task.Delay(Pause, time, ct);
        }

        throw lost ?? RenderFaults.Malformed("it names no run", service.Name);
    }

    async Task<Fault> Failed(RenderService service, RenderDeploy deploy, DateTimeOffset since, CancellationToken ct)
    {
        IReadOnlyList<RenderLog> lines = await new LogTail(service, deploy.CreatedAt is { } created && created < since ? created : since).New(render, ct);
        foreach (RenderLog line in lines.TakeLast(TailOfFailure)) talk.Line(line.Message);
        string last = lines.Count > 0 ? $" Its last line: {talk.Safe(lines[^1].Message, 200)}" : "";
        return RenderFaults.Of(
            FaultName.JobFailed, FaultKind.Stop, $"deploy {deploy.Id}", $"it ended as {PlainText.Line(deploy.Status ?? "unknown", 40).Replace('_', ' ')}; what was live before still is.{last}",
            "Mend what the lines say (a build that fails, an image that cannot be pulled, a plan that is too small), then run this again");
    }

    /// <summary>Lines of a log that were not given yet. They may come late and out of order.</summary>
    sealed class LogTail(RenderService service, DateTimeOffset since)
    {
        readonly HashSet<string> given = [];
        DateTimeOffset from = since;

        public async Task<IReadOnlyList<RenderLog>> New(RenderClient render, CancellationToken ct)
        {
            var lines = new List<RenderLog>();
            DateTimeOffset start = from;
            DateTimeOffset? end = null;
            for (int page = 0; page < PagesPerLook; page++)
            {
                RenderLogs logs = await render.Logs(service, start, end, ct);
                lines.AddRange((logs.Logs ?? []).Where(line => given.Add(line.Id)));
                if (!logs.HasMore || logs.NextStartTime is not { } next) break;
                (start, end) = (next, logs.NextEndTime);
            }

            if (lines.Count > 0 && lines.Max(line => line.Timestamp) - Skew is var newest && newest > from) from = newest;
            return [.. lines.OrderBy(line => line.Timestamp)];
        }
    }
}

/// <summary>How a run on Render ended.</summary>
/// <param name="Status"><c>successful</c>, <c>unsuccessful</c> or <c>canceled</c>.</param>
/// <param name="ExitCode">The container's; null where it did not come to say one.</param>
/// <param name="Reason">For people, where it failed.</param>
sealed record CronRunResult(string Id, string Status, int? ExitCode, string? Reason)
{
    public bool Succeeded => Status == "successful";

    /// <summary>What this process returns for it.</summary>
    public int Code => Succeeded ? App.ExitCode.Done : ExitCode is > 0 and < 126 ? ExitCode.Value : App.ExitCode.Failed;

    public static CronRunResult Of(string id, CronRunDetails end) => new(id, PlainText.Line(end.Status ?? "unknown", 40), end.Status == "successful" ? 0 : end.Reason?.NonZeroExit, end.Reason switch
    {
        { OomKilled: { } memory } => $"it needed more memory than {PlainText.Line(memory.MemoryLimit ?? "there is", 40)}: choose a larger --instance-type",
        { TimedOutSeconds: { } seconds } => $"it was ended after {seconds} seconds",
        { Evicted: true } => "Render took its machine away: run it again",
        { NonZeroExit: { } code } => $"it returned {code}",
        _ => null,
    });
}
