namespace Kurir;

/// <summary>Keeps what the courier saw when an export failed, masked, in one folder per run and export.</summary>
public interface IEvidence
{
    /// <summary>Never fails a run: what cannot be kept is left out.</summary>
    /// <returns>The folder; null where nothing was kept.</returns>
    string? Keep(Sighting sighting);
}

/// <summary>A failed stage, or a run that was asked to be traced.</summary>
public sealed record Sighting
{
    /// <summary>The run's id.</summary>
    public required string Run { get; init; }

    public required Export Export { get; init; }

    public Window? Window { get; init; }

    /// <summary>What failed; null: nothing, or what the verdict holds.</summary>
    public Fault? Fault { get; init; }

    public Verdict? Verdict { get; init; }

    /// <summary>The last document that came; null: none.</summary>
    public Document? Document { get; init; }

    public required Trail Trail { get; init; }
}
