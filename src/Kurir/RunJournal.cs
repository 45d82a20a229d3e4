namespace Kurir;

/// <summary>Keeps the run's record in the ledger while its exports go on side by side.</summary>
public sealed class RunJournal(Run run, RunRequest request, PipelineServices services) : IDisposable
{
    readonly SemaphoreSlim saving = new(1);
    readonly Dictionary<string, ExportRun> ended = [];
    readonly IReadOnlyList<Export> exports = request.Exports;

    public Task Began() => services.Tell(new RunEvent.Started(run, exports.Count));

    public ExportJournal For(Export export, Window? window) => new(run, export, window, request, services);

    /// <summary>Stores the export's result at once: a process killed later leaves it in the record.</summary>
    public async Task Ended(ExportJournal trip)
    {
        trip.KeepTrace();
        ExportRun result = trip.ToExportRun();
        await saving.WaitAsync();
        try
        {
            ended[result.Export] = result;
            run = run with { Exports = [.. exports.Where(export => ended.ContainsKey(export.Name)).Select(export => ended[export.Name])] };
            await services.Ledger.SaveRun(run, CancellationToken.None);
        }
        finally
        {
            saving.Release();
        }

        await services.Tell(new RunEvent.ExportEnded(result));
    }

    public void Dispose() => saving.Dispose();

    /// <param name="person">The session with which the run went on; that it ends is told in time.</param>
    public async Task<Run> Close(PersonsSession? person = null)
    {
        run = run with { EndedAt = services.Time.GetUtcNow() };
        bool endsSoon = run.EndedAt >= person?.TellFrom;
        if (endsSoon) run = run with { SessionEndsAt = person!.EndsAt };
        await services.Ledger.SaveRun(run, CancellationToken.None);
        if (endsSoon) await services.Tell(new RunEvent.SessionEnds(person!));
        await services.Tell(new RunEvent.Ended(run));
        if (services.Notifier is not { } notifier) return run;
        string? problem = await notifier.Finish(CancellationToken.None);
        if ((problem ?? notifier.Advice) is null) return run;
        run = run with { NoticeProblem = problem, NoticeAdvice = notifier.Advice };
        await services.Ledger.SaveRun(run, CancellationToken.None);
        return run;
    }
}
