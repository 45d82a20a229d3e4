using System.CommandLine;
using System.Globalization;
using System.Text;
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
        var checks = new List<CheckedFile>();
        foreach (string file in files) checks.Add(await CheckOne(courier, courier.Read(file), parsed.GetValue(Long), ct));
        int code = checks.All(check => check.Problems.Count == 0) ? ExitCode.Done : ExitCode.Refused;
        if (terminal.Json) terminal.Document(JsonDocuments.Of(new CheckDocument(code, checks)));
        else foreach (CheckedFile check in checks) Show(terminal, check);
        return code;
    }

    static async Task<CheckedFile> CheckOne(Courier courier, LoadedPipeline loaded, bool explain, CancellationToken ct) => new(
        loaded.File,
        [.. loaded.Problems.Select(problem => problem.ToString())],
        explain && loaded.IsValid ? PipelineLoader.Files.Explain(loaded.Config) + await Windows(courier, loaded.Definition!, ct) : null);

    /// <summary>What <c>auto</c> means today, as comments.</summary>
    static async Task<string> Windows(Courier courier, PipelineDefinition definition, CancellationToken ct)
    {
        var lines = new StringBuilder();
        foreach (Export export in definition.Exports.Where(export => WindowWords.IsAuto(export.Settings.Window)))
        {
            Lateness late = courier.ExistingLedger is { } ledger ? await ledger.Lateness(export.Id, ct) : new Lateness([], null);
            lines.Append(CultureInfo.InvariantCulture, $"# {export.Name}: {LateText.Of(late.LookBack(courier.Today(export.Zone)))}\n");
        }

        return lines.ToString();
    }

    static void Show(Terminal terminal, CheckedFile check)
    {
        foreach (string problem in check.Problems) terminal.Line($"[red]{Markup.Escape(problem)}[/]");
        if (check.Explained is { } yaml) terminal.Document(yaml);
        else if (check.Problems.Count == 0) terminal.Line($"[green]{Markup.Escape(check.File)}: good[/]");
    }
}
