using System.CommandLine;

namespace Kurir.App;

/// <summary><c>kurir replay</c>: the last documents once more, with today's rules.</summary>
static class ReplayCommand
{
    const int MostRuns = 200;

    static readonly Argument<string> Pipeline = new("pipeline") { Description = "A pipeline's name, or the path of its file." };
    static readonly Argument<string[]> Exports = new("exports") { Description = "Some of its exports; without, all.", Arity = ArgumentArity.ZeroOrMore };
    static readonly Option<bool> DryRun = new("--dry-run") { Description = "Say what would differ, and keep and deliver nothing." };

    public static Command Create() => new Command("replay", "Reads the documents of each export's last run again, with today's rules, without asking the panel: what was quarantined and is right by now is recorded and delivered.")
        .Example("kurir replay andalan-atk transaksi --dry-run").Takes(Pipeline, Exports, DryRun).Does(Replay);

    static async Task<int> Replay(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        string name = parsed.GetValue(Pipeline)!;
        await using var courier = Courier.At(Workspace.Find(name), terminal);
        PipelineDefinition definition = courier.Load(name, all: false, site: null)[0];
        if (courier.ExistingLedger is null) return terminal.Usage($"there is no ledger at {courier.Workspace.Ledger}, so nothing has run here yet", "kurir run PIPELINE");
        var watch = new RunWatch(terminal);
        RunRequest request = courier.Request(definition, parsed.GetValue(Exports) ?? [], window: null, parsed.GetValue(DryRun));
        Run? run = await watch.During(() => Once(courier, definition, request, watch, ct));
        if (run is null) return terminal.Usage("no run has brought a document yet", $"kurir run {definition.Name}");
        return watch.Finish([run], [definition]);
    }

    /// <summary>Null where no export has ever had a document.</summary>
    public static async Task<Run?> Once(Courier courier, PipelineDefinition definition, RunRequest request, RunWatch watch, CancellationToken ct)
    {
        var last = new Dictionary<string, (Window Window, IReadOnlyList<KeptTable> Tables)>();
        foreach (Run run in await courier.Ledger.Runs(definition.Name, MostRuns, ct))
            foreach (ExportRun export in run.Exports.Where(export => export is { Window: not null, Document: not null } && !last.ContainsKey(export.Export)))
                if (KeptTable.Counting(await courier.Ledger.Tables(new ExportId(definition.Name, export.Export), run.Id, null, ct)) is { Count: > 0 } tables)
                    last[export.Export] = (export.Window!.Value, tables);
        Export[] exports = [.. request.Exports.Where(export => last.ContainsKey(export.Name))];
        return exports.Length == 0 ? null : await courier.Replay(
            definition, request with { Exports = exports, Mode = "replay", WindowOf = export => last[export.Name].Window }, export => last[export.Name].Tables, watch, ct);
    }
}
