namespace Kurir;

/// <summary>One execution of a pipeline, as the ledger keeps it and <c>--json</c> gives it.</summary>
public sealed record Run
{
    /// <summary><c>1123-0800</c>: month, day, hour and minute of its start in the pipeline's zone; <c>1123-0800-2</c> for a second one in that minute.</summary>
    public required string Id { get; init; }

    public required string Pipeline { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Null while it runs, or where the process was killed.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary><c>run</c>, <c>missing</c>, <c>sweep</c>, <c>deliver</c>, <c>accept</c>, <c>replay</c>, <c>demo</c>.</summary>
    public string Mode { get; init; } = "run";

    public bool DryRun { get; init; }

    /// <summary>In the pipeline file's order.</summary>
    public IReadOnlyList<ExportRun> Exports { get; init; } = [];

    /// <summary>What stopped the run as a whole, before or beside its exports.</summary>
    public FaultRecord? Fault { get; init; }

    /// <summary>When the session that a person opened ends, where that is soon; null else.</summary>
    public DateTimeOffset? SessionEndsAt { get; init; }

    /// <summary>The file with all rows that changed or vanished, where they are too many to be named; null else.</summary>
    public string? Digest { get; init; }

    /// <summary>Why people were not told, where they should have been; null else.</summary>
    public string? NoticeProblem { get; init; }

    /// <summary>What to change so that people go on being told; null: nothing.</summary>
    public string? NoticeAdvice { get; init; }

    public bool Succeeded => Fault is null && Exports.All(export => export.Outcome is Outcome.Proven or Outcome.Empty);
}

/// <summary>How one export's window ended.</summary>
public enum Outcome
{
    /// <summary>The receipt adds up and every destination was read back.</summary>
    Proven,

    /// <summary>No rows, for a reason that is believed: <see cref="Verdict.EmptyBecause"/>.</summary>
    Empty,

    /// <summary>Recorded and delivered, but it does not add up or rows were quarantined.</summary>
    Partial,

    /// <summary>Recorded; at least one destination did not take it. The next run, or <c>kurir deliver</c>, brings it.</summary>
    Undelivered,

    /// <summary>Read, but it broke the contract as a whole; nothing recorded, nothing delivered.</summary>
    Held,

    Failed,

    Interrupted,
}

/// <summary>One export of a run.</summary>
public sealed record ExportRun
{
    public required string Export { get; init; }

    public required Outcome Outcome { get; init; }

    public Window? Window { get; init; }

    /// <summary>Why the window is so long, where it is <c>auto</c>; null else.</summary>
    public LookBack? LookBack { get; init; }

    /// <summary>How often fetching and reading was tried, 1 to 3.</summary>
    public int Attempts { get; init; }

    /// <summary>In how many parts the window was asked for, because the panel does not give all of it at once; 1: as a whole.</summary>
    public int Parts { get; init; } = 1;

    public IReadOnlyList<StageTime> Stages { get; init; } = [];

    /// <summary>The last document's SHA-256; null where none came.</summary>
    public string? Document { get; init; }

    /// <summary>How many rows the panel announced; null where it said nothing.</summary>
    public long? Announced { get; init; }

    public Verdict? Verdict { get; init; }

    public ChangeSet? Changes { get; init; }

    public IReadOnlyList<Receipt> Receipts { get; init; } = [];

    /// <summary>Numbers that are not what they usually are on such days.</summary>
    public IReadOnlyList<Unlikely> Unlikely { get; init; } = [];

    /// <summary>The receipt of the window; null where nothing was read.</summary>
    public Balance? Balance => Balance.Of(Verdict, Changes, Receipts);

    public FaultRecord? Fault { get; init; }

    /// <summary>What to change in the file, since the page changed; the rows came all the same.</summary>
    public IReadOnlyList<Repair> Repairs { get; init; } = [];

    /// <summary>The folder with what was seen when it failed; null where there is none.</summary>
    public string? Evidence { get; init; }
}

public sealed record StageTime(Stage Stage, TimeSpan Took);

/// <summary>A fault as it is kept and shown; texts are redacted.</summary>
public sealed record FaultRecord(Stage Stage, string Code, FaultKind Kind, string Subject, string Cause, string Remedy)
{
    /// <summary>The command that says more of it: <c>kurir explain password-refused</c>; null for what is no failure but a wrong call.</summary>
    public string? More => Code == "usage" ? null : ToExplain(Code);

    public static string ToExplain(string code) => "kurir explain " + code;

    public static FaultRecord Of(Fault fault, Redactor redactor) => new(
        fault.Stage, fault.Code, fault.Kind, redactor.Redact(fault.Subject), redactor.Redact(fault.Cause), redactor.Redact(fault.Remedy));
}
