using System.CommandLine;
using Spectre.Console;

namespace Kurir.App;

/// <summary><c>kurir show quarantine</c>: rows that broke a rule.</summary>
static class QuarantineCommand
{
    static readonly Argument<string> Pipeline = new("pipeline") { Description = "A pipeline's name." };
    static readonly Argument<string> Export = new("export") { Description = "One of its exports." };
    static readonly Option<string?> Run = new("--run") { Description = "Of this run; without, of all, the newest first." };
    static readonly Option<int> Most = new("--most") { Description = "How many at the most.", DefaultValueFactory = _ => 50 };

    public static Command Create() => new Command("quarantine", "Lists the rows that were set aside: where they stood, which rule they broke, what it asks. kurir replay checks them again with today's rules.")
        .Example("kurir show quarantine andalan-atk transaksi").Takes(Pipeline, Export, Run, Most).Does(Show);

    static async Task<int> Show(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        string pipeline = parsed.GetValue(Pipeline)!, export = parsed.GetValue(Export)!;
        await using var courier = Courier.At(Workspace.Find(pipeline), terminal);
        if (courier.ExistingLedger is not { } ledger) return terminal.Usage($"there is no ledger at {courier.Workspace.Ledger}, so nothing has run here yet", "kurir run PIPELINE");
        IReadOnlyList<Violation> found = await ledger.Quarantine(new ExportId(pipeline, export), parsed.GetValue(Run), Math.Clamp(parsed.GetValue(Most), 1, 100_000), ct);
        if (terminal.Json) terminal.Document(JsonDocuments.Of(new QuarantineDocument($"{pipeline}/{export}", found)));
        else if (found.Count == 0) terminal.Line("Nothing is set aside.");
        else
            foreach (Violation each in found) terminal.Line(Markup.Escape($"{each.Rule} at {each.Origin}{(each.Column is { } column ? $", {column}" : "")}: '{each.Text}'; wanted {each.Expected}"));
        return ExitCode.Done;
    }
}

sealed record QuarantineDocument(string Export, IReadOnlyList<Violation> Rows);
