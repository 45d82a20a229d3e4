namespace Kurir;

/// <summary>What a run tells whoever watches it, as it happens: for progress on a terminal and for notices. Never needed for correctness.</summary>
public abstract record RunEvent
{
    public sealed record Started(Run Run, int Exports) : RunEvent;

    public sealed record StageBegan(string Export, Stage Stage) : RunEvent;

    /// <param name="Attempt">The attempt that failed, from 1.</param>
    /// <param name="Pause">Until the next attempt; null: there is none.</param>
    public sealed record AttemptFailed(string Export, int Attempt, Fault Fault, TimeSpan? Pause) : RunEvent;

    public sealed record ExportEnded(ExportRun Export) : RunEvent;

    /// <summary>The session that a person opened ends soon.</summary>
    public sealed record SessionEnds(PersonsSession Session) : RunEvent;

    public sealed record Ended(Run Run) : RunEvent;
}
