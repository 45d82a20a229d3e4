using System.CommandLine;

namespace Kurir.App;

/// <summary><c>kurir accept</c>: a person says that what was held back is right.</summary>
static class AcceptCommand
{
    static readonly Argument<string> Pipeline = new("pipeline") { Description = "A pipeline's name, or the path of its file." };
    static readonly Argument<string[]> Exports = new("exports") { Description = "Some of its exports; without, all.", Arity = ArgumentArity.ZeroOrMore };

    public static Command Create() => new Command("accept", "Says that what was held back is right: rows that are gone are marked or removed, however many they are.").Example("kurir accept andalan-atk transaksi").Takes(Pipeline, Exports).Does(Accept);

    static async Task<int> Accept(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        string name = parsed.GetValue(Pipeline)!;
        await using var courier = Courier.At(Workspace.Find(name), terminal);
        PipelineDefinition definition = courier.Load(name, all: false, site: null)[0];
        RunRequest request = courier.Request(definition, parsed.GetValue(Exports) ?? [], window: null, dryRun: false) with { Mode = "accept" };
        if (courier.ExistingLedger is not { } ledger) return terminal.Usage($"there is no ledger at {courier.Workspace.Ledger}, so nothing has run here yet", "kurir run PIPELINE");
        foreach (Export export in request.Exports)
        {
            long gone = await ledger.Withdraw(export.Id, "accept", courier.Today(definition.Zone), ct);
            if (gone > 0) terminal.Say($"{export.Id}: {gone} rows are taken for gone");
        }

        var watch = new RunWatch(terminal);
        Run run = await watch.During(() => courier.Deliver(definition, request, rebuild: false, watch, ct));
        return watch.Finish([run], [definition]);
    }
}
