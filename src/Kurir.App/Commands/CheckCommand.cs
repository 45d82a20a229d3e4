using System.CommandLine;
using Kurir.Connectors;
using Spectre.Console;

namespace Kurir.App;

/// <summary><c>kurir check</c>: every problem of pipeline files at once; asks no panel and no destination.</summary>
static class CheckCommand
{
    static readonly Argument<string[]> Pipelines = new("pipelines") { Description = "Names or paths; without, all of pipelines/.", Arity = ArgumentArity.ZeroOrMore };
    static readonly Option<bool> Long = new("--explain") { Description = "Print each file in its long form, with every default in force." };

    public static Command Create() => new Command("check", "Checks pipeline files: all problems at once, each with line, column and what to write instead.").Example("kurir check andalan-atk --explain").Takes(Pipelines, Long).Does(Check);

    static async Task<int> Check(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        string[] wanted = parsed.GetValue(Pipelines) ?? [];
        await using var courier = Courier.At(Workspace.Find(wanted.FirstOrDefault()), terminal);
        IReadOnlyList<string> files = wanted.Length == 0 ? courier.Workspace.PipelineFiles() : [.. wanted.Select(courier.FileOf)];
        if (files.Count == 0) return terminal.Usage($"there is no pipeline in {courier.Workspace.Pipelines}", "Write one: docs/pipeline-file.md");
        List<CheckedFile> checks = [.. files.Select(file => CheckOne(courier.Read(file), parsed.GetValue(Long)))];
        int code = checks.All(check => check.Problems.Count == 0) ? ExitCode.Done : ExitCode.Refused;
        if (terminal.Json) terminal.Document(JsonDocuments.Of(new CheckDocument(code, checks)));
        else foreach (CheckedFile check in checks) Show(terminal, check);
        return code;
    }

    static CheckedFile CheckOne(LoadedPipeline loaded, bool explain) => new(
        loaded.File,
        [.. loaded.Problems.Select(problem => problem.ToString())],
        explain && loaded.IsValid ? PipelineLoader.Files.Explain(loaded.Config) : null);

    static void Show(Terminal terminal, CheckedFile check)
    {
        foreach (string problem in check.Problems) terminal.Line($"[red]{Markup.Escape(problem)}[/]");
        if (check.Explained is { } yaml) terminal.Document(yaml);
        else if (check.Problems.Count == 0) terminal.Line($"[green]{Markup.Escape(check.File)}: good[/]");
    }
}
