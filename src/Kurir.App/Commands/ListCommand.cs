using System.CommandLine;
using Kurir.Connectors;
using Spectre.Console;

namespace Kurir.App;

/// <summary><c>kurir list</c>: what there is: pipelines and their exports, connectors, settings, faults.</summary>
static class ListCommand
{
    static readonly string[] Kinds = ["pipelines", "destinations", "channels", "readers", "settings", "faults"];

    static readonly Argument<string> What = new Argument<string>("what")
    {
        Description = string.Join(", ", Kinds) + ".",
        DefaultValueFactory = _ => "pipelines",
    }.AcceptOnlyFromAmong(Kinds);

    public static Command Create() => new Command("list", "Lists pipelines with what the ledger knows of them, or connectors, settings and faults.").Example("kurir list", "kurir list destinations").Takes(What).Does(List);

    static async Task<int> List(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        string what = parsed.GetValue(What)!;
        IReadOnlyList<ListEntry> entries = what switch
        {
            "destinations" => [.. Catalogue.Destinations.Select(kind => new ListEntry(kind.Name, kind.Description))],
            "channels" => [.. Catalogue.Channels.Select(kind => new ListEntry(kind.Name, kind.Description))],
            "readers" => [.. Catalogue.Readers.Select(reader => new ListEntry(reader.Kind, reader.Description))],
            "settings" => [.. PipelineLoader.Files.Settings().Select(setting => new ListEntry(setting.Path, setting.Description))],
            "faults" => [.. Enum.GetValues<FaultName>().Select(name => new ListEntry(Fault.CodeOf(name), null))],
            _ => await Pipelines(terminal, ct),
        };
        if (terminal.Json) terminal.Document(JsonDocuments.Of(new ListDocument(what, entries)));
        else Show(terminal, what, entries);
        return ExitCode.Done;
    }

    static async Task<IReadOnlyList<ListEntry>> Pipelines(Terminal terminal, CancellationToken ct)
    {
        await using var courier = Courier.At(Workspace.Find(), terminal);
        ILedger? ledger = courier.ExistingLedger;
        var entries = new List<ListEntry>();
        foreach (string file in courier.Workspace.PipelineFiles())
        {
            string name = Path.GetFileNameWithoutExtension(file);
            entries.Add(new ListEntry(name, Path.GetRelativePath(courier.Workspace.Home, file), ledger is null ? [] : await ledger.Exports(name, ct)));
        }

        return entries;
    }

    static void Show(Terminal terminal, string what, IReadOnlyList<ListEntry> entries)
    {
        if (entries.Count == 0) terminal.Line($"There are no {what} here.");
        int width = entries.Count == 0 ? 0 : entries.Max(entry => entry.Name.Length);
        foreach (ListEntry entry in entries)
        {
            terminal.Line($"[bold]{Markup.Escape(entry.Name.PadRight(width))}[/]  {Markup.Escape(entry.Description ?? "")}".TrimEnd());
            foreach (ExportState export in entry.Exports ?? [])
                terminal.Line(Markup.Escape($"  {export.Id.Name}: {export.Rows} rows, {export.Versions} versions{Last(export)}{Behind(export)}"));
        }
    }

    static string Last(ExportState export) => export.LastOutcome is { } outcome
        ? $", last {RunText.Word(outcome)}{(export.LastClosed is { } at ? $" {at:yyyy-MM-dd HH:mm} UTC" : "")}"
        : "";

    static string Behind(ExportState export) =>
        string.Concat(export.Destinations.Where(cursor => cursor.Behind > 0).Select(cursor => $"; {cursor.Destination} is {cursor.Behind} behind"));
}
