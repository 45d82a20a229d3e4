using System.CommandLine;
using System.Globalization;
using Spectre.Console;

namespace Kurir.App;

/// <summary><c>kurir replay</c>: documents that came before once more, with today's rules; what would differ is shown before anything does.</summary>
static class ReplayCommand
{
    const int MostRuns = 200;

    static readonly Argument<string> Pipeline = new("pipeline") { Description = "A pipeline's name, or the path of its file." };
    static readonly Argument<string[]> Exports = new("exports") { Description = "Some of its exports; without, all.", Arity = ArgumentArity.ZeroOrMore };
    static readonly Option<string?> From = new("--from") { Description = "All days since this one, 2026-11-01, or since this run's window: of each day the newest document that is kept. Without, the documents of each export's last run." };
    static readonly Option<bool> DryRun = new("--dry-run") { Description = "Say what would differ, and keep and deliver nothing." };
    static readonly Option<bool> Yes = new("--yes", "-y") { Description = "Record and deliver what differs without asking." };

    public static Command Create() => new Command("replay", "Reads documents that came before again, with today's rules, without asking the panel: shows the cells that would differ, then records and delivers them.")
        .Example("kurir replay andalan-atk transaksi --dry-run", "kurir replay andalan-atk --from 2026-11-01", "kurir replay andalan-atk --from 1122-1800 --yes").Takes(Pipeline, Exports, From, DryRun, Yes).Does(Replay);

    static async Task<int> Replay(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        string name = parsed.GetValue(Pipeline)!;
        await using var courier = Courier.At(Workspace.Find(name), terminal);
        PipelineDefinition definition = courier.Load(name, all: false, site: null)[0];
        if (courier.ExistingLedger is null) return terminal.Usage($"there is no ledger at {courier.Workspace.Ledger}, so nothing has run here yet", "kurir run PIPELINE");
        RunRequest request = courier.Request(definition, parsed.GetValue(Exports) ?? [], window: null, dryRun: true);
        IReadOnlyList<Rereading> readings = await Readings(courier, definition, request, parsed.GetValue(From), ct);
        if (readings.Count == 0) return terminal.Usage("no run has brought a document yet", $"kurir run {definition.Name}");

        var watch = new RunWatch(terminal);
        IReadOnlyList<Run> would = await watch.During(() => All(courier, definition, request, readings, watch, ct));
        bool differs = would.SelectMany(run => run.Exports).Any(Differs);
        if (!terminal.Json) Show(terminal, definition, would);
        if (parsed.GetValue(DryRun) || !differs || would.Any(run => ExitCode.Of(run) == ExitCode.Interrupted))
        {
            if (!differs && !parsed.GetValue(DryRun) && await Behind(courier, request, ct) is { Length: > 0 } behind)
                return watch.Finish([await courier.Deliver(definition, request with { Exports = behind, Mode = "deliver", DryRun = false }, rebuild: false, watch, ct)], [definition]);
            if (!differs && !terminal.Json) terminal.Line("Nothing differs.");
            return terminal.Json ? watch.Finish(would, [definition]) : would.Max(ExitCode.Of);
        }

        if (!parsed.GetValue(Yes) && !Agreed(terminal, name)) return ExitCode.Refused;
        return watch.Finish(await watch.During(() => All(courier, definition, request with { DryRun = false }, readings, watch, ct)), [definition]);
    }

    /// <summary>Exports whose recorded rows did not reach a destination yet: a replay that broke off between the two.</summary>
    static async Task<Export[]> Behind(Courier courier, RunRequest request, CancellationToken ct)
    {
        var states = (await courier.Ledger.Exports(null, ct)).ToDictionary(state => state.Id);
        return [.. request.Exports.Where(export => states.TryGetValue(export.Id, out ExportState? state) && state.Destinations.Any(destination => destination.Behind > 0))];
    }

    /// <summary>The last documents once more. Null where no export has ever had one.</summary>
    public static async Task<Run?> Once(Courier courier, PipelineDefinition definition, RunRequest request, RunWatch watch, CancellationToken ct) =>
        await All(courier, definition, request, await Readings(courier, definition, request, null, ct), watch, ct) is [var run, ..] ? run : null;

    /// <summary>One run after the other, since a run closes one window of each export and days without a document must stay open.</summary>
    static async Task<IReadOnlyList<Run>> All(Courier courier, PipelineDefinition definition, RunRequest request, IReadOnlyList<Rereading> readings, RunWatch watch, CancellationToken ct)
    {
        var runs = new List<Run>();
        foreach (IGrouping<int, Rereading> turn in readings.GroupBy(reading => readings.TakeWhile(other => other != reading).Count(other => other.Export == reading.Export)))
        {
            ct.ThrowIfCancellationRequested();
            Dictionary<string, Rereading> byExport = turn.ToDictionary(reading => reading.Export.Name);
            runs.Add(await courier.Replay(
                definition, request with { Exports = [.. turn.Select(reading => reading.Export)], Mode = "replay", WindowOf = export => byExport[export.Name].Window }, export => byExport[export.Name].Tables, watch, ct));
        }

        return runs;
    }

    static async Task<IReadOnlyList<Rereading>> Readings(Courier courier, PipelineDefinition definition, RunRequest request, string? from, CancellationToken ct)
    {
        if (from is null) return await Last(courier, definition, request, ct);
        Run? run = await courier.Ledger.FindRun(from, definition.Name, ct);
        DateOnly day = default;
        if (run is null && !DateOnly.TryParseExact(from, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
            throw new Fault(Stage.Configure, FaultName.ConfigurationInvalid, FaultKind.Stop, "--from", $"'{from}' is neither a day nor a run of {definition.Name}", $"Write --from 2026-11-01, or a run that this lists: kurir show {definition.Name}");
        var readings = new List<Rereading>();
        foreach (Export export in request.Exports)
            if ((run is null ? day : run.Exports.FirstOrDefault(one => one.Export == export.Name)?.Window?.From) is { } since)
                readings.AddRange(await Since(courier, export, since, ct));
        return readings;
    }

    static async Task<IEnumerable<Rereading>> Since(Courier courier, Export export, DateOnly since, CancellationToken ct)
    {
        IReadOnlyList<KeptTable> kept = [.. (await courier.Ledger.Tables(export.Id, null, new Window(since, DateOnly.MaxValue), ct)).Where(table => courier.Kept(table) is not null)];
        bool isDated = (await courier.Ledger.FindContract(export.Id, ct))?.Dates.Count > 0;
        var ranges = new List<List<KeptTable>>();
        foreach (KeptTable table in KeptTable.Newest(kept, since, isDated))
        {
            if (ranges.Count == 0 || ranges[^1][^1].Window.To.AddDays(1) != table.Window.From) ranges.Add([]);
            ranges[^1].Add(table);
        }

        return ranges.Select(range => new Rereading(export, new Window(range[0].Window.From, range[^1].Window.To), range));
    }

    static async Task<IReadOnlyList<Rereading>> Last(Courier courier, PipelineDefinition definition, RunRequest request, CancellationToken ct)
    {
        var last = new Dictionary<string, Rereading>();
        foreach (Run run in (await courier.Ledger.Runs(definition.Name, MostRuns, ct)).Where(run => run.Mode is not ("replay" or "sweep")))
            foreach (ExportRun export in run.Exports.Where(export => export is { Window: not null, Document: not null } && !last.ContainsKey(export.Export)))
                if (request.Exports.FirstOrDefault(one => one.Name == export.Export) is { } wanted && KeptTable.Counting(await courier.Ledger.Tables(wanted.Id, run.Id, null, ct)) is { Count: > 0 } tables)
                    last[export.Export] = new Rereading(wanted, export.Window!.Value, tables);
        return [.. request.Exports.Where(export => last.ContainsKey(export.Name)).Select(export => last[export.Name])];
    }

    static bool Differs(ExportRun export) => export.Changes is not { IsEmpty: true, Vanished: 0 } || export.Verdict is not { Held: false, Quarantined: 0 };

    static void Show(Terminal terminal, PipelineDefinition definition, IReadOnlyList<Run> would)
    {
        var digest = new Digest(definition.Language);
        foreach (Run run in would)
        {
            terminal.Line(RunText.Heading(run, definition.Zone));
            int width = run.Exports.Max(export => export.Export.Length);
            foreach (ExportRun export in run.Exports)
            {
                foreach (string line in RunText.Lines(export, width)) terminal.Line(line);
                foreach (Change change in export.Changes?.Listed ?? []) terminal.Line(Markup.Escape($"    {digest.Of(export.Export, change)}"));
            }
        }
    }

    static bool Agreed(Terminal terminal, string pipeline)
    {
        if (Console.IsInputRedirected || !terminal.Mode.TalkOnTerminal || terminal.Json)
        {
            terminal.Usage("nothing was recorded, since nobody is here to be asked", $"kurir replay {pipeline} --yes, or only look: --dry-run");
            return false;
        }

        terminal.Talk.Markup("Record and deliver it? [[y/N]] ");
        if (Console.ReadLine()?.Trim() is "y" or "Y" or "yes") return true;
        terminal.Say("Nothing was recorded.");
        return false;
    }

    /// <summary>One export's documents of days that lie side by side.</summary>
    sealed record Rereading(Export Export, Window Window, IReadOnlyList<KeptTable> Tables);
}
