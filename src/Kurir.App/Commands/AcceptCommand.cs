using System.CommandLine;

namespace Kurir.App;

/// <summary><c>kurir accept</c>: a person says that what was held back is right.</summary>
static class AcceptCommand
{
    static readonly Argument<string> Pipeline = new("pipeline") { Description = "A pipeline's name, or the path of its file." };
    static readonly Argument<string[]> Exports = new("exports") { Description = "Some of its exports; without, all.", Arity = ArgumentArity.ZeroOrMore };

    static readonly Option<bool> Always = new("--always") { Description = "Unlikely numbers of the kinds last told of are never told of again: unlikely: { ignore: […] } in the file." };

    public static Command Create() => new Command("accept", "Says that what was held back is right: a changed contract is written into the file, a held report is read again and delivered without asking the panel, and rows that are gone are marked or removed.").Example("kurir accept andalan-atk transaksi").Takes(Pipeline, Exports, Always).Does(Accept);

    static async Task<int> Accept(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        string name = parsed.GetValue(Pipeline)!;
        await using var courier = Courier.At(Workspace.Find(name), terminal);
        PipelineDefinition definition = courier.Load(name, all: false, site: null)[0];
        if (courier.ExistingLedger is null) return terminal.Usage($"there is no ledger at {courier.Workspace.Ledger}, so nothing has run here yet", "kurir run PIPELINE");
        var acceptance = new Acceptance(courier, terminal, new RunWatch(terminal));
        long numbers = await acceptance.AcceptNumbers(definition, parsed.GetValue(Exports) ?? [], parsed.GetValue(Always), ct);
        if (numbers > 0) terminal.Say($"{numbers} {(numbers == 1 ? "day's numbers are" : "days' numbers are")} taken for usual");
        var watch = new RunWatch(terminal);
        IReadOnlyList<Run> runs = await watch.During(() => new Acceptance(courier, terminal, watch).Accept(definition, parsed.GetValue(Exports) ?? [], ct));
        if (runs.Count == 0 && numbers == 0) terminal.Say("Nothing is held back: kurir show");
        return watch.Finish(runs, [definition]);
    }
}
