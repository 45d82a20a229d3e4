using System.CommandLine;
using System.Globalization;
using Kurir.Connectors;

namespace Kurir.App;

/// <summary><c>kurir new session</c>: a person signs in once in a browser window, and runs go on with that session.</summary>
static class NewSessionCommand
{
    static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    static readonly Argument<string?> Pipeline = new("pipeline") { Description = "A pipeline's name, the path of its file, or the host of its panel; without, the only one there is.", Arity = ArgumentArity.ZeroOrOne };
    static readonly Option<string> Patience = new("--timeout") { Description = "How long the window waits for the person.", DefaultValueFactory = _ => "10 minutes" };
    static readonly Option<string?> Site = new("--site") { Description = "Another address for the panel: a test system, a gateway." };
    static readonly Option<bool> Forget = new("--forget") { Description = "Forget the session that is kept: later runs sign in by themselves again." };

    public static Command Create() => new Command("session", "Opens a browser window in which you sign in yourself (captcha, code, another host), and keeps the session for later runs, encrypted.")
        .Example("kurir new session backend", "kurir new session backend --timeout \"30 minutes\"", "kurir new session backend --forget").Takes(Pipeline, Patience, Site, Forget).Does(Open);

    public static string When(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).ToString("d MMM yyyy HH:mm", CultureInfo.InvariantCulture) + " " + zone.Id;

    static async Task<int> Open(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        if (DurationWords.Parse(parsed.GetValue(Patience)!, LongestWait) is not { } patience) return terminal.Usage($"'{parsed.GetValue(Patience)}' is not a time to wait", "kurir new session PIPELINE --timeout \"30 minutes\"");
        string? name = parsed.GetValue(Pipeline);
        await using var courier = Courier.At(Workspace.Find(name), terminal);
        PipelineDefinition definition = Meant(courier, name, parsed.GetValue(Site));
        Site site = definition.Site;
        if (!PersonSignIn.IsFor(site)) throw Refused(definition, "its panel is asked without a session: sign_in is none, basic or a header", "kurir doctor sign-in " + definition.Name);
        if (site.SignOut) throw Refused(definition, "'sign_out: on' would end the session with the next run", $"Remove sign_out from {definition.File}");
        PersonSignIn person = courier.PersonSignIn(site);
        if (parsed.GetValue(Forget)) return Forgotten(person, site, terminal);

        PersonsSession session = await person.Wait(patience, ct);
        if (!site.KeepSession) Keep(courier, definition, terminal);
        Tell(terminal, site, session);
        return ExitCode.Done;
    }

    /// <summary>By name or path, else by the panel's host, where all that ask it share one session.</summary>
    static PipelineDefinition Meant(Courier courier, string? name, string? address)
    {
        if (name is null || courier.Workspace.FileOf(name) is not null || !name.Contains('.', StringComparison.Ordinal)) return courier.Load(name, all: false, address)[0];
        PipelineDefinition[] those = [.. courier.Workspace.PipelineFiles().Select(file => courier.Load(file, all: false, address)[0]).Where(one => one.Site.Address.Authority == name)];
        if (those.Length == 0) return courier.Load(name, all: false, address)[0];
        return those.DistinctBy(one => one.Site.SecretsPrefix).Count() == 1 ? those[0]
            : throw new Fault(Stage.Configure, FaultName.ConfigurationInvalid, FaultKind.Stop, name, $"several accounts are used there: {string.Join(", ", those.Select(one => $"{one.Name} ({one.Site.SecretsPrefix})"))}", $"Name the pipeline: kurir new session {those[0].Name}");
    }

    static int Forgotten(PersonSignIn person, Site site, Terminal terminal)
    {
        person.Forget();
        terminal.Say($"No session of {site.Address.Authority} is kept any more.");
        if (terminal.Json) terminal.Document(JsonDocuments.Of(new SessionDocument(site.Name, site.Address.Authority, IsKept: false, null)));
        return ExitCode.Done;
    }

    /// <summary>Runs look for a session only where the file says so.</summary>
    static void Keep(Courier courier, PipelineDefinition definition, Terminal terminal)
    {
        string file = definition.File ?? "";
        string? text = null;
        try
        {
            text = File.Exists(file) ? PipelineEdit.Set(File.ReadAllText(file), file, "keep_session", "on") : null;
            if (text is not null) courier.Rewrite(definition, text);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException or Fault)
        {
            text = null;
        }

        if (text is null) terminal.Warn($"Write keep_session: on into {file}; without it, runs do not use the session.");
        else terminal.Say($"{Path.GetFileName(file)}: keep_session: on");
    }

    static void Tell(Terminal terminal, Site site, PersonsSession session)
    {
        string end = session.EndsAt is { } at ? $"It is good until {When(at, site.Zone)}" : "The panel does not say how long it is good";
        terminal.Line($"[green]Signed in to {terminal.Safe(site.Address.Authority)}.[/] {terminal.Safe(end)}.");
        if (terminal.Json) terminal.Document(JsonDocuments.Of(new SessionDocument(site.Name, site.Address.Authority, IsKept: true, session.EndsAt)));
    }

    static Fault Refused(PipelineDefinition definition, string cause, string remedy) => new(Stage.Configure, FaultName.ConfigurationInvalid, FaultKind.Stop, definition.Name, cause, remedy);
}
