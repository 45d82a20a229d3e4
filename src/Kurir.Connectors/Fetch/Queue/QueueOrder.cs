namespace Kurir.Connectors;

/// <summary>One click that may order an export. What is not said of it by the end stays in doubt: the next look at the list decides.</summary>
sealed class QueueOrder : IDisposable
{
    readonly ExportQueue queue;
    readonly Report report;
    SemaphoreSlim? gate;
    Ticket ticket;
    bool isKept;

    /// <param name="gate">Held until the order's own entry may be told from the next one's; null: it is not known where the panel would list it, and nothing was written down.</param>
    public QueueOrder(ExportQueue queue, Report report, Ticket ticket, SemaphoreSlim? gate)
    {
        (this.queue, this.report, this.ticket, this.gate) = (queue, report, ticket, gate);
        isKept = IsListed = gate is not null;
    }

    /// <summary>Whether it is known where the panel lists what was ordered.</summary>
    public bool IsListed { get; }

    /// <summary>The panel took the order.</summary>
    /// <param name="said">What it said.</param>
    /// <param name="job">The job's number, where its reply held one.</param>
    /// <param name="ct">Stops it.</param>
    public async Task Accepted(string said, string? job, CancellationToken ct)
    {
        ticket = ticket with { Accepted = true, Said = PageText.Cut(PageText.Fold(said), 300), Job = job };
        await queue.Keep(report, ticket, ct);
        isKept = true;
        if (!IsListed) return;
        // A first look right away: whatever is ordered next is not listed yet.
        (ticket, IReadOnlyList<QueueEntry> listed) = await queue.Look(report, ticket, ct);
        if (OwnJob.Among(listed, ticket, QueueWait.WordsOf(report)) is not [{ Mark.Length: > 0 } own]) return;
        ticket = ticket with { Mark = own.Mark };
        await queue.Keep(report, ticket, ct);
    }

    /// <summary>Whether the page itself tells that the file is there: a bell, a notice.</summary>
    public bool IsDoneOn(PanelPage page) => OwnJob.Among(QueueList.Of(page), ticket, QueueWait.WordsOf(report)) is [{ State: not JobState.Pending }];

    /// <summary>A file came at once: nothing was ordered.</summary>
    public Task Came(CancellationToken ct) => isKept ? queue.Forget(report, ct) : Task.CompletedTask;

    /// <summary>The next one may be ordered: of this one a file comes, and nothing that would be listed.</summary>
    public void LetOthers() => Interlocked.Exchange(ref gate, null)?.Release();

    public void Dispose() => LetOthers();
}
