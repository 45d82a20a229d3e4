using Kurir.Connectors;

namespace Kurir.App;

/// <summary>Runs a pipeline's test: the real path from reading to comparing, in a ledger that is thrown away, without network, secrets or destinations.</summary>
/// <param name="folder">Of the test: its files are seen from there.</param>
/// <param name="pipeline">The pipeline.</param>
/// <param name="test">Its test.</param>
sealed class PipelineTest(string folder, PipelineDefinition pipeline, LoadedTest test) : IAsyncDisposable
{
    readonly StepClock clock = new();
    readonly DirectoryInfo aside = Directory.CreateTempSubdirectory("kurir-test-");
    SqliteLedger? ledger;

    /// <summary>Each export of each step, in their order.</summary>
    public async Task<IReadOnlyList<TestedExport>> Run(CancellationToken ct)
    {
        ledger = new SqliteLedger(Path.Combine(aside.FullName, "ledger.db"), clock);
        var tested = new List<TestedExport>();
        for (int step = 0; step < test.Config!.Steps.Count; step++) tested.AddRange(await Run(step, test.Config.Steps[step], ct));
        return tested;
    }

    async Task<IEnumerable<TestedExport>> Run(int number, TestStepConfig step, CancellationToken ct)
    {
        DateTime at = step.At!.Value;
        clock.Now = new DateTimeOffset(at, pipeline.Zone.GetUtcOffset(at));
        var documents = new SavedDocuments(folder, step.Exports, clock);
        Export[] exports = [.. pipeline.Exports.Where(export => step.Exports.ContainsKey(export.Name)).Select(export => export with { Destinations = DestinationsOf(export) })];
        Run run = await new Pipeline(pipeline, Services(documents)).Run(new RunRequest { Exports = exports, WindowOf = documents.WindowOf, Mode = "test" }, ct);
        ct.ThrowIfCancellationRequested();
        return run.Exports.Select(export => Compared(number, at, step.Exports[export.Export].Expect, run, export));
    }

    TestedExport Compared(int step, DateTime at, ExpectConfig expected, Run run, ExportRun export)
    {
        ExpectConfig got = Expectation.Of(export, [.. ledger!.Changes(new ExportId(run.Pipeline, export.Export), run.Id)]) with { Table = expected.Table };
        return new TestedExport(step, at, export.Export, test.Places[(step, export.Export)], export, got, expected.Table is null ? null : TableOf(export.Export),
            [.. Expectation.Between(expected, got), .. expected.Table is { } table ? TestTable.Differences(Path.Combine(folder, table), table, TableOf(export.Export)) : []]);
    }

    /// <summary>A csv file aside, where the test asks what a destination would hold.</summary>
    IReadOnlyList<IDestination> DestinationsOf(Export export) => test.Config!.Steps.Any(step => step.Exports.GetValueOrDefault(export.Name)?.Expect.Table is not null)
        ? [new CsvDestination(new CsvOptions { File = export.Name + ".csv" }, new DestinationContext(aside.FullName, export.Id, NoSecrets.Instance, clock))]
        : [];

    string TableOf(string export) => Path.Combine(aside.FullName, export + ".csv") is var file && File.Exists(file) ? File.ReadAllText(file) : "";

    PipelineServices Services(SavedDocuments documents)
    {
        var reader = new DocumentReader();
        return new PipelineServices
        {
            Sessions = documents,
            Read = (document, token) => reader.Read(document, ReadLimits.Default, token),
            Ledger = ledger!,
            Evidence = NoEvidence.Instance,
            Redactor = new Redactor(),
            Time = clock,
            FirstPause = TimeSpan.Zero,
            LongestPause = TimeSpan.Zero,
        };
    }

    public async ValueTask DisposeAsync()
    {
        if (ledger is not null) await ledger.DisposeAsync();
        aside.Delete(recursive: true);
    }

    sealed class NoEvidence : IEvidence
    {
        public static readonly NoEvidence Instance = new();

        public string? Keep(Sighting sighting) => null;
    }
}

/// <summary>No secret is needed for a test, and none is looked up.</summary>
sealed class NoSecrets : ISecrets
{
    public static readonly NoSecrets Instance = new();

    public Secret? Find(string name) => null;

    public IReadOnlyList<string> Places(string name) => [];
}

/// <summary>One export of one step, and what is otherwise than expected.</summary>
/// <param name="Step">From 0.</param>
/// <param name="Line">Where the test names it.</param>
/// <param name="Run">How it ended.</param>
/// <param name="Got">The same in the words of <c>expect:</c>.</param>
/// <param name="Table">What a destination then holds, as csv; null: the test does not ask for it.</param>
sealed record TestedExport(int Step, DateTime At, string Export, int Line, ExportRun Run, ExpectConfig Got, string? Table, IReadOnlyList<TestDifference> Differences);
