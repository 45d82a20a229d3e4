namespace Kurir;

/// <summary>What a pipeline file means: defaults applied, times in a zone, connectors made. Stages see this, never <see cref="PipelineConfig"/>.</summary>
public sealed record PipelineDefinition
{
    /// <summary>The file's name without folder and extension.</summary>
    public required string Name { get; init; }

    /// <summary>The file; null where it came from elsewhere.</summary>
    public string? File { get; init; }

    public required Site Site { get; init; }

    /// <summary>In the file's order.</summary>
    public required IReadOnlyList<Export> Exports { get; init; }

    public required TimeZoneInfo Zone { get; init; }

    /// <summary><c>en</c> or <c>id</c>.</summary>
    public string Language { get; init; } = "en";

    /// <summary>How long documents are kept.</summary>
    public TimeSpan Keep { get; init; } = TimeSpan.FromDays(90);

    /// <summary>What notices tell of single rows: <c>off</c>, <c>keys</c>, <c>rows</c>.</summary>
    public string Digest { get; init; } = "off";

    public int Parallel { get; init; } = 4;

    public IReadOnlyList<TimeOnly> Schedule { get; init; } = [];

    public IReadOnlyList<IChannel> Channels { get; init; } = [];
}
