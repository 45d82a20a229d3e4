using System.CommandLine;
using Spectre.Console;

namespace Kurir.App;

/// <summary><c>kurir show route</c>: what was learned of clicks.</summary>
static class RouteCommand
{
    static readonly Argument<string?> Pipeline = new("pipeline") { Description = "A pipeline's name; without, the only one there is.", Arity = ArgumentArity.ZeroOrOne };
    static readonly Argument<string[]> Exports = new("exports") { Description = "Some of its exports; without, all.", Arity = ArgumentArity.ZeroOrMore };

    public static Command Create() => new Command("route", "Shows the requests that were learned of clicks in the browser, and that are asked over plain HTTP since.")
        .Example("kurir show route andalan-atk", "kurir show route andalan-atk point_trx --json").Takes(Pipeline, Exports).Does(Show);

    static async Task<int> Show(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        string? name = parsed.GetValue(Pipeline);
        await using var courier = Courier.At(Workspace.Find(name), terminal);
        PipelineDefinition definition = courier.Load(name, all: false, site: null)[0];
        if (courier.ExistingLedger is not { } ledger) return terminal.Usage($"there is no ledger at {courier.Workspace.Ledger}, so nothing has run here yet", "kurir run PIPELINE");
        var routes = new List<RouteEntry>();
        foreach (Export export in courier.Request(definition, parsed.GetValue(Exports) ?? [], window: null, dryRun: false).Exports)
            routes.Add(new RouteEntry(export.Name, await ledger.FindRoute(export.Id, ct)));
        if (terminal.Json) terminal.Document(JsonDocuments.Of(new RoutesDocument(definition.Name, routes)));
        else
            foreach (string line in routes.SelectMany(entry => Lines(entry, definition.Zone))) terminal.Line(Markup.Escape(line));
        return ExitCode.Done;
    }

    static IEnumerable<string> Lines(RouteEntry entry, TimeZoneInfo zone)
    {
        if (entry.Route is not { } route)
        {
            yield return $"{entry.Export}: nothing learned";
            yield break;
        }

        yield return $"{entry.Export}: {route.Method} {Shown(route.Address)}";
        if (route.Body is { } body) yield return $"    body     {Shown(body)}";
        foreach ((string header, string value) in route.Headers) yield return $"    header   {header}: {Shown(value)}";
        if (route.Count is { } count) yield return $"    count    {Shown(count)}";
        yield return $"    columns  {string.Join(", ", route.Columns)}";
        yield return $"    learned  {TimeZoneInfo.ConvertTime(route.LearnedAt, zone):yyyy-MM-dd HH:mm}";
    }

    static string Shown(string text) => text.Replace('⟨', '{').Replace('⟩', '}');
}

sealed record RoutesDocument(string Pipeline, IReadOnlyList<RouteEntry> Routes);

/// <param name="Route">Null: nothing was learned.</param>
sealed record RouteEntry(string Export, Route? Route);
