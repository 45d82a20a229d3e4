using Kurir.Connectors;

namespace Kurir.App;

/// <summary>Reads, runs, shows and writes test files.</summary>
sealed class TestDesk(Courier courier, Terminal terminal)
{
    /// <summary>Runs one test and shows what differs.</summary>
    /// <param name="file">The pipeline's.</param>
    /// <param name="test">The test's.</param>
    /// <param name="update">Write what came as what is expected.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<TestedFile> Run(string file, string test, bool update, CancellationToken ct)
    {
        var (pipeline, read) = Read(file, test);
        if (pipeline is null || read.Problems.Count > 0) return Shown(new TestedFile(Path.GetFileName(test), [.. read.Problems.Select(problem => problem.ToString())], []));
        await using var run = new PipelineTest(Path.GetDirectoryName(test)!, pipeline, read);
        IReadOnlyList<TestedExport> results = await run.Run(ct);
        TestedFile tested = Shown(new TestedFile(read.File, [], [.. results.Select(result => new TestedStep(result.At, result.Export, result.Line, result.Run.Outcome, result.Differences))]));
        TestedExport[] open = [.. results.Where(result => result.Differences.Count > 0 || read.Config!.Steps[result.Step].Exports[result.Export].Expect == new ExpectConfig())];
        return update && open.Length > 0 ? Update(test, open, tested) : tested;
    }

    /// <summary>Makes or lengthens a test from runs, expecting what they bring about now.</summary>
    /// <exception cref="Fault">Of the pipeline's file; or the test, or a run, is not as it would have to be.</exception>
    public async Task Draft(string file, string test, IEnumerable<string> runs, CancellationToken ct)
    {
        if (courier.ExistingLedger is not { } ledger) throw Refused(test, $"there is no ledger at {courier.Workspace.Ledger}, so nothing has run here yet", "kurir run PIPELINE");
        PipelineDefinition pipeline = courier.Read(file).Require();
        string? before = File.Exists(test) ? await File.ReadAllTextAsync(test, ct) : null;
        // Who was renamed at another time cannot be known again, and must not be taken for somebody else.
        var draft = new TestDraft(Path.GetDirectoryName(test)!, pipeline, ledger, courier.Kept, new PersonalNames(before is null ? "" : runs.First() + "-"));
        TestConfig steps = await draft.From(runs, ct);
        string text = before is null ? "# yaml-language-server: $schema=.schema/test.json\n" + PipelineTestFile.Write(steps)
            : TestEdit.Append(before, test, steps) ?? throw Refused(test, "the file is written in a way that only a person can lengthen", "Let steps: be a list, the last thing in the file");
        await Filled(pipeline, test, text, steps, ct);
        foreach (string saved in draft.Files.Prepend(Path.GetFileName(test))) terminal.Say($"{saved} is written");
        if (pipeline.Exports[0].Evidence.Personal.Count == 0)
            terminal.Warn($"The documents stand there as they came, with all that they hold. Name personal columns, and their values get other names: evidence: {{ personal: [Nama, Email] }} in {Path.GetFileName(file)}");
    }

    /// <summary>Runs what was drafted, and writes it with what it brings about.</summary>
    static async Task Filled(PipelineDefinition pipeline, string test, string text, TestConfig added, CancellationToken ct)
    {
        LoadedTest read = Parse(text, test, pipeline);
        if (read.Config is not { } config) throw Refused(test, string.Join('\n', read.Problems), $"Correct {Path.GetFileName(test)}");
        await using var run = new PipelineTest(Path.GetDirectoryName(test)!, pipeline, read);
        IReadOnlyList<TestedExport> results = await run.Run(ct);
        var expected = results.Where(result => result.Step >= config.Steps.Count - added.Steps.Count).ToDictionary(result => (result.Step, result.Export), result => Expectation.Brief(result.Got));
        await File.WriteAllTextAsync(test, TestEdit.Expect(text, test, expected) ?? text, ct);
    }

    TestedFile Update(string test, TestedExport[] differing, TestedFile tested)
    {
        string text = File.ReadAllText(test);
        var expected = differing.ToDictionary(result => (result.Step, result.Export), result => Expectation.Brief(result.Got));
        foreach (TestedExport result in differing)
            if (result is { Table: { } table, Got.Table: { } name }) File.WriteAllText(Path.Combine(Path.GetDirectoryName(test)!, name), table);
        if (TestEdit.Expect(text, test, expected) is not { } edited)
        {
            terminal.Warn($"{tested.File} is written in a way that only a person can change: let document: and expect: each begin a line of their own");
            return tested;
        }

        string aside = test + ".new";
        File.WriteAllText(aside, edited);
        File.Move(aside, test, overwrite: true);
        terminal.Line(terminal.Safe($"{tested.File}: what came is now what is expected of {expected.Count}"));
        return tested with { Updated = true };
    }

    (PipelineDefinition? Pipeline, LoadedTest Test) Read(string file, string test)
    {
        LoadedPipeline loaded = PipelineLoader.Load(file, new PipelineSurroundings { Home = courier.Workspace.Home, Secrets = NoSecrets.Instance });
        if (loaded.Definition is not { } pipeline) return (null, new LoadedTest { File = Path.GetFileName(test), Problems = loaded.Problems });
        return PipelineLoader.Text(test, out Problem? unreadable) is { } text ? (pipeline, Parse(text, test, pipeline)) : (pipeline, new LoadedTest { File = Path.GetFileName(test), Problems = [unreadable!] });
    }

    static LoadedTest Parse(string text, string test, PipelineDefinition pipeline) =>
        PipelineTestFile.Read(text, test, pipeline, file => File.Exists(Path.Combine(Path.GetDirectoryName(test)!, file)));

    TestedFile Shown(TestedFile tested)
    {
        foreach (string line in TestText.Lines(tested)) terminal.Line(line);
        return tested;
    }

    static Fault Refused(string test, string cause, string remedy) => new(Stage.Configure, FaultName.ConfigurationInvalid, FaultKind.Stop, Path.GetFileName(test), cause, remedy);
}
