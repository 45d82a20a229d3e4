using System.CommandLine;

namespace Kurir.App;

/// <summary><c>kurir show coverage</c>: which days are proven, and which are holes.</summary>
static class CoverageCommand
{
    const int Usual = 35;

    static readonly Argument<string?> Pipeline = new("pipeline") { Description = "A pipeline's name; without, the only one there is.", Arity = ArgumentArity.ZeroOrOne };
    static readonly Argument<string[]> Exports = new("exports") { Description = "Some of its exports; without, all.", Arity = ArgumentArity.ZeroOrMore };
    static readonly Option<string?> From = new("--from") { Description = "The first day, 2026-11-01; without, the last five weeks." };
    static readonly Option<string?> To = new("--to") { Description = "The last day, 2026-11-30; without, today." };

    public static Command Create() => new Command("coverage", "Draws which days of each export are proven, and which are holes.").Example("kurir show coverage andalan-atk", "kurir show coverage andalan-atk transaksi --from 2026-01-01").Takes(Pipeline, Exports, From, To).Does(Show);

    static async Task<int> Show(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        string? name = parsed.GetValue(Pipeline);
        await using var courier = Courier.At(Workspace.Find(name), terminal);
        PipelineDefinition definition = courier.Load(name, all: false, site: null)[0];
        if (courier.ExistingLedger is null) return terminal.Usage($"there is no ledger at {courier.Workspace.Ledger}, so nothing has run here yet", "kurir run PIPELINE");
        RunRequest request = courier.Request(definition, parsed.GetValue(Exports) ?? [], window: null, dryRun: false);

        Window days = Days(WindowChoice.Of(null, parsed.GetValue(From), parsed.GetValue(To)), courier.Today(definition.Zone));
        var coverages = new List<Coverage>();
        foreach (Export export in request.Exports) coverages.Add(await courier.CoverageWithin(export, days, ct));
        if (terminal.Json) terminal.Document(JsonDocuments.Of(CoverageText.Document(definition, coverages)));
        else
            foreach (string line in CoverageText.Lines(definition, days, coverages)) terminal.Line(line);
        return ExitCode.Done;
    }

    static Window Days(WindowConfig? asked, DateOnly today)
    {
        DateOnly to = asked?.To ?? today;
        DateOnly from = asked?.From ?? to.AddDays(1 - Usual);
        return from > to ? new Window(to, to) : new Window(from.DayNumber < to.DayNumber - WindowWords.MostDays ? to.AddDays(-WindowWords.MostDays) : from, to);
    }
}
