namespace Kurir;

/// <summary>What a pipeline works with; made once per process.</summary>
public sealed record PipelineServices
{
    public required ISessions Sessions { get; init; }

    /// <summary>Chooses the reader by content and gives the document's grids.</summary>
    public required Func<Document, CancellationToken, IReadOnlyList<Grid>> Read { get; init; }

    /// <summary>Gives a document that was read before; null where it is kept no more.</summary>
    public Func<KeptTable, Document?> Kept { get; init; } = _ => null;

    public required ILedger Ledger { get; init; }

    public required IEvidence Evidence { get; init; }

    public required Redactor Redactor { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Shows everything as it happens to whoever watches; must not throw.</summary>
    public Func<RunEvent, Task> Watch { get; init; } = _ => Task.CompletedTask;

    /// <summary>Tells people over the pipeline's channels; null: nobody.</summary>
    public Notifier? Notifier { get; init; }

    /// <value>The pause before a second attempt, 2 s; see <see cref="Attempts"/>.</value>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(2);

    /// <value>The longest pause that a panel may ask for, 2 min; see <see cref="Attempts"/>.</value>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(2);

    internal async Task Tell(RunEvent happened)
    {
        await Watch(happened);
        if (Notifier is not null) await Notifier.Watch(happened);
    }
}

/// <summary>What is to be run.</summary>
public sealed record RunRequest
{
    public required IReadOnlyList<Export> Exports { get; init; }

    /// <summary>The window of each export.</summary>
    public required Func<Export, Window> WindowOf { get; init; }

    /// <summary>How the windows of <c>window: auto</c> came about; null for others.</summary>
    public Func<Export, LookBack?> LookBackOf { get; init; } = _ => null;

    /// <summary>Fetch, read, check and compare; keep and deliver nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Trace what a browser does.</summary>
    public bool Trace { get; init; }

    /// <summary>As in <see cref="Run.Mode"/>.</summary>
    public string Mode { get; init; } = "run";
}
