using System.CommandLine;

namespace Kurir.App;

/// <summary><c>kurir deliver</c>: brings what the ledger holds to its destinations, without asking the panel.</summary>
static class DeliverCommand
{
    static readonly Argument<string> Pipeline = new("pipeline") { Description = "A pipeline's name, or the path of its file." };
    static readonly Argument<string[]> Exports = new("exports") { Description = "Some of its exports; without, all.", Arity = ArgumentArity.ZeroOrMore };
    static readonly Option<bool> Rebuild = new("--rebuild", "--adopt") { Description = "Hand over every row again, as to a new destination; rows that stand there are adopted by key." };
    static readonly Option<bool> DryRun = new("--dry-run") { Description = "Plan against what is there and say what would be written." };

    public static Command Create() => new Command("deliver", "Brings recorded rows to their destinations, without asking the panel.").Example("kurir deliver andalan-atk", "kurir deliver andalan-atk transaksi --adopt --dry-run").Takes(Pipeline, Exports, Rebuild, DryRun).Does(Deliver);

    static async Task<int> Deliver(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        string pipeline = parsed.GetValue(Pipeline)!;
        await using var courier = Courier.At(Workspace.Find(pipeline), terminal);
        PipelineDefinition definition = courier.Load(pipeline, all: false, site: null)[0];
        var watch = new RunWatch(terminal);
        RunRequest request = courier.Request(definition, parsed.GetValue(Exports) ?? [], window: null, parsed.GetValue(DryRun)) with { Mode = "deliver" };
        Run run = await watch.During(() => courier.Deliver(definition, request, parsed.GetValue(Rebuild), watch, ct));
        return watch.Finish([run], [definition]);
    }
}
