using System.Diagnostics.CodeAnalysis;

namespace Kurir;

/// <summary>What reading a pipeline file gave: a definition, or every problem at once.</summary>
public sealed record LoadedPipeline
{
    /// <summary>The file's name without its folder.</summary>
    public required string File { get; init; }

    /// <summary>Null where there are problems.</summary>
    public PipelineDefinition? Definition { get; init; }

    /// <summary>As bound, defaults merged into each export; null where there are problems.</summary>
    public PipelineConfig? Config { get; init; }

    /// <summary>In the order of the file; empty: the file is good.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];

    [MemberNotNullWhen(true, nameof(Definition), nameof(Config))]
    public bool IsValid => Definition is not null && Config is not null;

    /// <exception cref="Fault"><see cref="FaultName.ConfigurationInvalid"/>, with all problems.</exception>
    public PipelineDefinition Require() => Definition ?? throw new Fault(
        Stage.Configure, FaultName.ConfigurationInvalid, FaultKind.Stop, File,
        string.Join('\n', Problems),
        $"Correct {File}, then run: kurir check {Path.GetFileNameWithoutExtension(File)}");
}

/// <summary>What a pipeline file does not say itself.</summary>
public sealed record PipelineSurroundings
{
    /// <summary>The folder against which file names are resolved (the one that holds <c>pipelines/</c>); absolute.</summary>
    public required string Home { get; init; }

    public required ISecrets Secrets { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where chats have moved; null: nothing is remembered.</summary>
    public IChatMemory? Chats { get; init; }

    /// <summary><c>--site URL</c>: another address for the panel. The secrets' names stay those of the file.</summary>
    public Uri? Site { get; init; }
}
