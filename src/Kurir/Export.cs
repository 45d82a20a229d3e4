namespace Kurir;

/// <summary>One report of a site, resolved: defaults applied, destinations named.</summary>
public sealed record Export
{
    /// <summary>The pipeline it belongs to.</summary>
    public required string Pipeline { get; init; }

    public required string Name { get; init; }

    /// <summary>With the pipeline's defaults merged in.</summary>
    public required ExportConfig Settings { get; init; }

    /// <summary><c>en</c> or <c>id</c>: decides doubtful dates and numbers.</summary>
    public string Language { get; init; } = "en";

    /// <summary>In which the window's days are meant; times that print a zone of their own are of the day that it was here.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Never empty: where the file says nothing, the workbook <c>out/&lt;pipeline&gt;.xlsx</c>.</summary>
    public required IReadOnlyList<IDestination> Destinations { get; init; }

    /// <summary><c>backend.yaml:9</c>: where the file speaks of this export, for remedies; null where there is no file.</summary>
    public string? DefinedAt { get; init; }

    /// <summary>What is kept when a stage fails.</summary>
    public EvidenceConfig Evidence { get; init; } = new();

    /// <summary>Where the file holds a setting of this export (<c>form.button</c>), its defaults or the whole; null: there is no file.</summary>
    public Func<string, string>? PlaceOf { get; init; }

    /// <summary>Reasons to hold a table that a person has accepted for this once.</summary>
    public IReadOnlySet<FaultName> Accepted { get; init; } = new HashSet<FaultName>();

    public ExportId Id => new(Pipeline, Name);
}

/// <summary>What the ledger knows an export by.</summary>
public readonly record struct ExportId(string Pipeline, string Name)
{
    public override string ToString() => $"{Pipeline}/{Name}";
}
