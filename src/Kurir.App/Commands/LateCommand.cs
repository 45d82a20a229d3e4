using System.CommandLine;
using Spectre.Console;

namespace Kurir.App;

/// <summary><c>kurir show late</c>: how long after their day rows still change, and what window that asks for.</summary>
static class LateCommand
{
    static readonly Argument<string?> Pipeline = new("pipeline") { Description = "A pipeline's name; without, the only one there is.", Arity = ArgumentArity.ZeroOrOne };
    static readonly Argument<string[]> Exports = new("exports") { Description = "Some of its exports; without, all.", Arity = ArgumentArity.ZeroOrMore };

    public static Command Create() => new Command("late", "Shows how long after their day rows still change or appear, and the window that covers it.").Example("kurir show late andalan-atk").Takes(Pipeline, Exports).Does(Show);

    static async Task<int> Show(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        string? name = parsed.GetValue(Pipeline);
        await using var courier = Courier.At(Workspace.Find(name), terminal);
        PipelineDefinition definition = courier.Load(name, all: false, site: null)[0];
        if (courier.ExistingLedger is null) return terminal.Usage($"there is no ledger at {courier.Workspace.Ledger}, so nothing has run here yet", "kurir run PIPELINE");
        var found = new List<LateExport>();
        foreach (Export export in courier.Request(definition, parsed.GetValue(Exports) ?? [], window: null, dryRun: false).Exports) found.Add(await Of(courier, export, ct));
        if (terminal.Json) terminal.Document(JsonDocuments.Of(new LateDocument(definition.Name, found)));
        else
            foreach (LateExport late in found) Show(terminal, late);
        return ExitCode.Done;
    }

    static void Show(Terminal terminal, LateExport late)
    {
        terminal.Line($"[bold]{Markup.Escape(late.Export)}[/]");
        foreach (string line in LateText.Lines(late)) terminal.Line("  " + Markup.Escape(line));
    }

    static async Task<LateExport> Of(Courier courier, Export export, CancellationToken ct)
    {
        Lateness late = await courier.Ledger.Lateness(export.Id, ct);
        WindowConfig window = export.Settings.Window;
        return new LateExport(
            export.Name, window.Words ?? new Window(window.From!.Value, window.To!.Value).ToString(), late.LookBack(courier.Today(export.Zone)), late.DaysFor(0.5), late.DaysFor(0.9));
    }
}
