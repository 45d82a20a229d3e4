using System.CommandLine;

namespace Kurir.App;

/// <summary><c>kurir test</c>: saved documents in, expected results out; asks no panel, no destination and no ledger but one of its own.</summary>
static class TestCommand
{
    static readonly Argument<string[]> Pipelines = new("pipelines") { Description = "Names or paths of pipelines; without, all that have a test.", Arity = ArgumentArity.ZeroOrMore };
    static readonly Option<string[]> From = new("--from") { Description = "Make a test of this run's documents, or add it to the one there is; may be given several times.", Arity = ArgumentArity.OneOrMore };
    static readonly Option<bool> Update = new("--update") { Description = "Show what differs, then write what came as what is expected." };

    public static Command Create() => new Command("test", "Runs the tests of pipelines, PIPELINE.test.yaml: reads, checks and compares saved documents as a run does, without network or secrets, and says what is otherwise than expected.")
        .Example("kurir test", "kurir test andalan-atk --update", "kurir test andalan-atk --from 1122-1800 --from 1123-0800").Takes(Pipelines, From, Update).Does(Test);

    static async Task<int> Test(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        string[] wanted = parsed.GetValue(Pipelines) ?? [], runs = parsed.GetValue(From) ?? [];
        await using var courier = Courier.At(Workspace.Find(wanted.FirstOrDefault()), terminal);
        if (runs.Length > 0 && wanted.Length != 1) return terminal.Usage("--from needs one pipeline", "kurir test PIPELINE --from RUN");
        IReadOnlyList<string> files = wanted.Length == 0 ? [.. courier.Workspace.PipelineFiles().Where(file => File.Exists(TestOf(file)))] : [.. wanted.Select(courier.FileOf)];
        if (files.Count == 0) return terminal.Usage($"no pipeline in {courier.Workspace.Pipelines} has a test", "Make one: kurir test PIPELINE --from RUN");
        var desk = new TestDesk(courier, terminal);
        if (runs.Length > 0) await desk.Draft(files[0], TestOf(files[0]), runs, ct);
        else if (files.FirstOrDefault(file => !File.Exists(TestOf(file))) is { } without)
            return terminal.Usage($"there is no {Path.GetFileName(TestOf(without))} beside {Path.GetFileName(without)}", $"Make one: kurir test {Path.GetFileNameWithoutExtension(without)} --from RUN");
        var tests = new List<TestedFile>();
        foreach (string file in files) tests.Add(await desk.Run(file, TestOf(file), parsed.GetValue(Update), ct));
        int code = tests.Exists(test => test.Problems.Count > 0) ? ExitCode.Refused : tests.TrueForAll(test => test.IsGood) ? ExitCode.Done : ExitCode.Failed;
        if (terminal.Json) terminal.Document(JsonDocuments.Of(new TestDocument(code, tests)));
        return code;
    }

    static string TestOf(string pipeline) => Path.ChangeExtension(pipeline, ".test.yaml");
}
