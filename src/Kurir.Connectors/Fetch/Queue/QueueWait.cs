namespace Kurir.Connectors;

/// <summary>Waits for the file of one ordered export: looks at the list with growing pauses until the job's own entry has a link.</summary>
sealed class QueueWait(ExportQueue queue, Report report, Ticket ordered)
{
    readonly long start = queue.Time.GetTimestamp();
    readonly IReadOnlyList<IReadOnlyList<string>> words = WordsOf(report);
    Ticket ticket = ordered;
    int refusals;

    TimeSpan Limit => (report.Form.Queue ?? new QueueConfig()).Wait;

    /// <summary>What may stand on an entry of this report: its name, and its first day as file names hold it.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> WordsOf(Report report) =>
    [
        [report.Export.Name, report.Export.Name.Replace('_', ' ')],
        [.. RouteDates.Names.Where(format => !format.Contains(' ', StringComparison.Ordinal)).Select(format => RouteDates.Write(report.Window.From, format)).Where(day => day.Length >= 8)],
    ];

    /// <returns>Null: it turned out that nothing was ordered.</returns>
    public async Task<Document?> File(CancellationToken ct)
    {
        for (int looks = 1; ; looks++)
        {
            (ticket, IReadOnlyList<QueueEntry> listed) = await queue.Look(report, ticket, ct);
            IReadOnlyList<QueueEntry> own = OwnJob.Among(listed, ticket, words);
            if (own.Count > 1) throw QueueFaults.Ambiguous(report, own);
            if (own is [var job])
            {
                await Seen(job, ct);
                if (job.State == JobState.Failed) return await Over(QueueFaults.Failed(report, job), ct);
                if (job.State == JobState.Done && await Fetched(job, ct) is { } file) return file;
                if (ExportQueue.IsGoneAfter(refusals)) return await Over(QueueFaults.NoFile(report, job), ct);
            }
            else if (await IsGivenUp(looks, ct)) return null;

            TimeSpan pause = ExportQueue.PauseAfter(looks);
            if (queue.Time.GetElapsedTime(start) + pause > Limit) throw own.Count == 1 ? QueueFaults.Pending(report, ticket, Limit) : QueueFaults.NotListed(report, ticket);
            await Task.Delay(pause, queue.Time, ct);
        }
    }

    /// <summary>No entry: the click may never have reached the panel, or what was listed is gone again.</summary>
    async Task<bool> IsGivenUp(int looks, CancellationToken ct)
    {
        bool inDoubt = !ticket.Accepted && ExportQueue.IsInDoubtAfter(looks);
        if (inDoubt) await queue.Forget(report, ct);
        if (inDoubt) return true;
        bool isGone = ticket.Mark is not null;
        if (!isGone && !queue.IsUnseenTooLong(ticket)) return false;
        await Over(isGone ? QueueFaults.Gone(report) : QueueFaults.NeverListed(report, ticket), ct);
        return true;
    }

    async Task Seen(QueueEntry job, CancellationToken ct)
    {
        string? mark = job.Mark.Length > 0 ? job.Mark : ticket.Mark;
        if (ticket.Accepted && ticket.Mark == mark) return;
        ticket = ticket with { Accepted = true, Mark = mark };
        await queue.Keep(report, ticket, ct);
    }

    async Task<Document?> Fetched(QueueEntry job, CancellationToken ct)
    {
        try
        {
            Document file = await queue.Fetch(report, Link(job).Address, ct);
            if (file.Length == 0)
            {
                refusals++;
                return null;
            }

            ticket = ticket with { Collected = true };
            await queue.Keep(report, ticket, ct);
            return file;
        }
        catch (Fault early) when (early.Name == FaultName.PageNotFound)
        {
            refusals++;
            return null;
        }
    }

    QueueLink Link(QueueEntry job)
    {
        QueueLink[] fitting = report.Form.Queue?.Link is { } name ? [.. job.Links.Where(link => PageText.Same(link.Text, name))] : [.. job.Links];
        return fitting is [var one] ? one : throw QueueFaults.NoSuchLink(report, job, fitting.Length);
    }

    /// <summary>Only now may a new one be ordered: by the next run; or at once, where this one's file was fetched before and lost again.</summary>
    async Task<Document?> Over(Fault end, CancellationToken ct)
    {
        await queue.Forget(report, ct);
        return ticket.Collected ? null : throw end;
    }
}
