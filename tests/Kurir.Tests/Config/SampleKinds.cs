namespace Kurir;

[Described("A file."), ShortForm(nameof(File))]
public sealed record SampleFileOptions
{
    [Described("The file's name.", Example = "out/backend.xlsx", Default = "out/<pipeline>.xlsx")]
    public string? File { get; init; }

    [Described("The tab.", Default = "the export's name")]
    public string? Tab { get; init; }

    [Described("Whether old rows are coloured.")]
    public bool Colour { get; init; } = true;

    [Described("The largest file that is written."), Between(1, 1e9)]
    public ByteSize Limit { get; init; } = new(5_000_000);
}

[Described("A channel.")]
public sealed record SampleChannelOptions
{
    [Described("What is told.", Example = "[run_summary]")]
    public IReadOnlyList<NoticeEvent> Events { get; init; } = Enum.GetValues<NoticeEvent>();
}

/// <summary>Connectors that do nothing, for files to name.</summary>
public static class SampleKinds
{
    public static IReadOnlyList<DestinationKind> Destinations { get; } =
    [
        new("workbook", "An xlsx file.", typeof(SampleFileOptions), (options, context) => new Place("workbook", (SampleFileOptions)options, context)),
        new("csv", "A csv file.", typeof(SampleFileOptions), (options, context) => new Place("csv", (SampleFileOptions)options, context)),
    ];

    public static IReadOnlyList<ChannelKind> Channels { get; } =
    [
        new("telegram", "A group.", typeof(SampleChannelOptions), (_, _) => new Told("telegram")),
        new("email", "Mail.", typeof(SampleChannelOptions), (_, _) => new Told("email")),
    ];

    public static PipelineFile Files { get; } = new(Destinations, Channels);

    public static PipelineSurroundings Around { get; } = new() { Home = Path.GetTempPath(), Secrets = new NoSecrets() };

    public static LoadedPipeline Read(string text, string file = "andalan-atk.yaml") => Files.Read(text, file, Around);

    public static PipelineConfig Config(string text)
    {
        LoadedPipeline loaded = Read(text);
        Assert.Empty(loaded.Problems);
        return loaded.Config!;
    }

    /// <summary>A file with one export that has these lines.</summary>
    public static string WithExport(params string[] lines) =>
        "site: https://backend.example.com\nexports:\n  user:\n" + string.Concat(lines.Select(line => $"    {line}\n"));

    public static IReadOnlyList<string> Problems(string text) => [.. Read(text).Problems.Select(problem => problem.ToString())];

    sealed class Place(string kind, SampleFileOptions options, DestinationContext context) : IDestination
    {
        public string Kind => kind;

        public string Id => $"{kind}:{Description}";

        public string Description => $"{options.File ?? $"out/{context.Export.Pipeline}.xlsx"}, tab {options.Tab ?? context.Export.Name}";

        public Task<bool> Exists(CancellationToken ct) => Task.FromResult(false);

        public Task<string> Probe(CancellationToken ct) => Task.FromResult("seen");

        public Task<Receipt> Deliver(Delivery delivery, CancellationToken ct) => throw new NotSupportedException();
    }

    sealed class Told(string kind) : IChannel
    {
        public string Kind => kind;

        public Task<string> Probe(CancellationToken ct) => Task.FromResult("seen");

        public Task Send(string text, CancellationToken ct) => Task.CompletedTask;
    }

    sealed class NoSecrets : ISecrets
    {
        public Secret? Find(string name) => null;

        public IReadOnlyList<string> Places(string name) => [];
    }
}
