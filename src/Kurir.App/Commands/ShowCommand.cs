using System.CommandLine;
using Kurir.Connectors;

namespace Kurir.App;

/// <summary><c>kurir show</c>: what happened, out of the ledger; nothing is asked of a panel.</summary>
static class ShowCommand
{
    static readonly Argument<string?> What = new("run-or-pipeline") { Description = "A run's id (1123-0800) or a pipeline's name; without, the last runs.", Arity = ArgumentArity.ZeroOrOne };
    static readonly Argument<string?> Export = new("export") { Description = "One export of it.", Arity = ArgumentArity.ZeroOrOne };
    static readonly Option<string?> Row = new("--row") { Description = "With a pipeline and an export: all versions of the rows whose key holds this text." };
    static readonly Option<string?> Pack = new("--pack") { Description = "With a run and an export: write what is kept of its failure into this zip, to be sent to the panel's vendor." };
    static readonly Option<int> Most = new("--most") { Description = "How many runs or rows at the most.", DefaultValueFactory = _ => 20 };

    static readonly Option<string?> At = new("--at") { Description = "With a pipeline and an export: its table as it was at the end of this day, 2026-11-22." };

    public static Command Create() => new Command("show", "Shows runs, one run, one export of it, or one row's history.").Example("kurir show", "kurir show 1123-0800 transaksi", "kurir show 1123-0800 transaksi --pack transaksi.zip", "kurir show andalan-atk transaksi --row 00017233").Takes(What, Export, Row, Pack, Most, At, CoverageCommand.Create(), LateCommand.Create(), RouteCommand.Create(), RowCommand.Create(), QuarantineCommand.Create()).Does(Show);

    static async Task<int> Show(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        string? what = parsed.GetValue(What);
        string? export = parsed.GetValue(Export);
        int most = Math.Clamp(parsed.GetValue(Most), 1, 10_000);
        await using var courier = Courier.At(Workspace.Find(what), terminal);
        ILedger? ledger = courier.ExistingLedger;
        if (ledger is null) return terminal.Usage($"there is no ledger at {courier.Workspace.Ledger}, so nothing has run here yet", "kurir run PIPELINE");
        if (parsed.GetValue(At) is { } day)
        {
            return what is null || export is null
                ? terminal.Usage("--at needs a pipeline and an export", "kurir show PIPELINE EXPORT --at 2026-11-22")
                : await TableAt(ledger, new ExportId(what, export), day, courier.ZoneOf(what), terminal, ct);
        }

        if (parsed.GetValue(Row) is { } row)
        {
            return what is null || export is null
                ? terminal.Usage("--row needs a pipeline and an export", "kurir show PIPELINE EXPORT --row TEXT")
                : await History(ledger, new ExportId(what, export), row, most, terminal, ct);
        }

        Run? run = what is null ? null : await ledger.FindRun(what, null, ct);
        if (parsed.GetValue(Pack) is { } pack)
            return run is null || export is null ? terminal.Usage("--pack needs a run and an export", "kurir show RUN EXPORT --pack FILE.zip") : Packed(run, export, pack, terminal);
        if (run is not null) return One(run, export, courier, terminal);
        IReadOnlyList<Run> runs = await ledger.Runs(what, most, ct);
        return Runs(runs, what, export, courier, terminal);
    }

    static int One(Run run, string? export, Courier courier, Terminal terminal)
    {
        if (export is not null && run.Exports.All(one => one.Export != export))
            return terminal.Usage($"run {run.Id} has no export '{export}'; it has {string.Join(", ", run.Exports.Select(one => one.Export))}", $"kurir show {run.Id}");
        if (terminal.Json)
        {
            IReadOnlyList<ExportRun> shown = [.. run.Exports.Where(one => export is null || one.Export == export)];
            terminal.Document(JsonDocuments.Of(new RunsDocument([run with { Exports = shown }])));
        }
        else if (export is null)
        {
            new RunWatch(terminal).Show(run, courier.ZoneOf(run.Pipeline), courier.LanguageOf(run.Pipeline));
        }
        else
        {
            terminal.Line(RunText.Heading(run, courier.ZoneOf(run.Pipeline)));
            foreach (string line in RunDetail.Lines(run.Exports.First(one => one.Export == export))) terminal.Line(line);
        }

        return ExitCode.Done;
    }

    static int Packed(Run run, string export, string pack, Terminal terminal)
    {
        if (run.Exports.FirstOrDefault(one => one.Export == export)?.Evidence is not { } folder || !Directory.Exists(folder))
            return terminal.Usage($"nothing is kept of {export} in run {run.Id}: it did not fail, or it has expired", $"kurir show {run.Id}");
        if (File.Exists(pack)) return terminal.Usage($"there is a file {pack} already", $"kurir show {run.Id} {export} --pack ANOTHER.zip");
        IReadOnlyList<string> names = EvidencePack.Write(folder, pack);
        if (terminal.Json) terminal.Document(JsonDocuments.Of(new PackDocument(Path.GetFullPath(pack), names)));
        else terminal.Line(Spectre.Console.Markup.Escape($"{pack}: {string.Join(", ", names)}"));
        return ExitCode.Done;
    }

    static int Runs(IReadOnlyList<Run> runs, string? pipeline, string? export, Courier courier, Terminal terminal)
    {
        if (pipeline is not null && runs.Count == 0) return terminal.Usage($"the ledger knows no run and no pipeline '{pipeline}'", "kurir show");
        if (export is not null) runs = [.. runs.Where(run => run.Exports.Any(one => one.Export == export)).Select(run => run with { Exports = [.. run.Exports.Where(one => one.Export == export)] })];
        if (terminal.Json)
        {
            terminal.Document(JsonDocuments.Of(new RunsDocument(runs)));
            return ExitCode.Done;
        }

        foreach (Run run in runs)
            terminal.Line($"{RunText.Heading(run, courier.ZoneOf(run.Pipeline))}   {Spectre.Console.Markup.Escape(Ended(run))}");
        return ExitCode.Done;
    }

    static string Ended(Run run) => run.EndedAt is null ? "not ended" : string.Join(", ", run.Exports.Select(export => $"{export.Export} {RunText.Word(export.Outcome)}"));

    static async Task<int> History(ILedger ledger, ExportId export, string row, int most, Terminal terminal, CancellationToken ct)
    {
        return Histories(export, await ledger.History(export, row, most, ct), terminal);
    }

    static async Task<int> TableAt(ILedger ledger, ExportId export, string day, TimeZoneInfo zone, Terminal terminal, CancellationToken ct)
    {
        if (EndOf(day, zone) is not { } end) return terminal.Usage($"'{day}' is not a day", "kurir show PIPELINE EXPORT --at 2026-11-22");
        if (await ledger.TableAt(export, end, ct) is not { } table)
            return terminal.Usage($"the ledger had no table of {export} yet on {day}", "kurir show coverage");
        if (terminal.Json) TableFile.WriteJson(terminal.Output.BaseStream, [table], ct);
        else TableText.Show(terminal, [table]);
        return ExitCode.Done;
    }

    /// <summary>The last moment of a day; null: it is none.</summary>
    public static DateTimeOffset? EndOf(string day, TimeZoneInfo zone)
    {
        if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out DateOnly on) || on == DateOnly.MaxValue) return null;
        DateTime end = on.AddDays(1).ToDateTime(default);
        return new DateTimeOffset(end, zone.GetUtcOffset(end)).AddMilliseconds(-1);
    }

    public static int Histories(ExportId export, IReadOnlyList<RowHistory> histories, Terminal terminal)
    {
        if (terminal.Json)
        {
            terminal.Document(JsonDocuments.Of(HistoryOf(export, histories)));
            return ExitCode.Done;
        }

        if (histories.Count == 0) terminal.Line($"No row of {export} has a key with that text.");
        foreach (string line in histories.SelectMany(RowText.Lines)) terminal.Line(line);
        return ExitCode.Done;
    }

    static HistoryDocument HistoryOf(ExportId export, IReadOnlyList<RowHistory> histories) => new(
        export.ToString(),
        [.. histories.Select(history => new HistoryRow(history.Key, history.Occurrence,
            [.. history.Versions.Select(version => new HistoryVersion(version.RunId, version.At, version.Origin,
                version.Cells.ToDictionary(cell => cell.Key, cell => cell.Value.Text), version.Gone, version.Document, version.Delivered, OriginsOf(version)))]))]);

    static Dictionary<string, string>? OriginsOf(RowVersion version) => version.Origins is { Count: > 0 } origins
        ? version.Cells.Select((cell, i) => KeyValuePair.Create(cell.Key, origins[i])).ToDictionary()
        : null;
}
