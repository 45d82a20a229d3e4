using System.CommandLine;
using System.Text;
using Kurir.Connectors;
using Spectre.Console;

namespace Kurir.App;

/// <summary><c>kurir secret</c>: the local store of secrets. Values come from standard input, never from the command line, which others can see.</summary>
static class SecretCommand
{
    static readonly Argument<string> Name = new("name") { Description = "As the pipeline looks it up: backend/password, telegram/token." };

    static readonly Option<bool> Force = new("--force") { Description = "Keep a Google key that cannot be used." };

    public static Command Create()
    {
        var command = new Command("secret", "Keeps secrets where pipelines find them.").Example("kurir secret set backend/password");
        command.Subcommands.Add(new Command("set", "Reads a value from the keyboard (unseen) or standard input and keeps it.").Example("kurir secret set backend/password < password.txt").Takes(Name, Force).Does(Set));
        command.Subcommands.Add(new Command("check", "Where a secret is found; of google also whether the key is whole.").Example("kurir secret check google").Takes(Name).Does(Check));
        command.Subcommands.Add(new Command("list", "The names that are kept, never a value.").Example("kurir secret list").Does(List));
        command.Subcommands.Add(new Command("remove", "Forgets one.").Example("kurir secret remove backend/password").Takes(Name).Does(Remove));
        return command;
    }

    static SecretStore Store() => SecretPlaces.StoreOf(Workspace.Find().Home);

    static Task<int> Set(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        string name = parsed.GetValue(Name)!;
        byte[] given = Console.IsInputRedirected ? Piped() : Encoding.UTF8.GetBytes(Unseen(terminal, name));
        if (name == GoogleCredentials.SecretName) return Task.FromResult(SetGoogle(given, parsed.GetValue(Force), terminal));
        string value = SecretText.Of(given, name);
        if (value.Length == 0) return Task.FromResult(terminal.Usage("the value is empty, so nothing was kept", $"kurir secret set {name}"));
        Store().Set(name, value);
        terminal.Say($"{name} is kept.");
        return Task.FromResult(ExitCode.Done);
    }

    static Task<int> List(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        IReadOnlyList<string> names = Store().List();
        KeyDocument? google = names.Contains(GoogleCredentials.SecretName) ? Kept() : null;
        if (terminal.Json) terminal.Document(JsonDocuments.Of(new NamesDocument(names, google)));
        else foreach (string name in names) terminal.Line(Markup.Escape(name == GoogleCredentials.SecretName ? $"{name}   {Words(google!)}" : name));
        return Task.FromResult(ExitCode.Done);
    }

    static int SetGoogle(byte[] given, bool force, Terminal terminal)
    {
        KeyReading reading = ServiceAccountReader.Read(given);
        terminal.Redactor.Hide(Encoding.UTF8.GetString(given).Trim());
        if (reading.Key is { } key)
        {
            Store().Set(GoogleCredentials.SecretName, key.ToJson());
            terminal.Say($"google is kept: the key of {key.ClientEmail}, fingerprint {key.Fingerprint}.{Mended(reading)}");
            return ExitCode.Done;
        }

        Fault refusal = GoogleCredentials.Refusal(Stage.Configure, "nothing was kept", reading);
        if (!force) return terminal.Failed(refusal);
        Store().Set(GoogleCredentials.SecretName, Encoding.UTF8.GetString(given));
        terminal.Warn($"google is kept, but cannot be used: {reading.Words}. {refusal.Remedy}");
        return ExitCode.Done;
    }

    static string Mended(KeyReading reading) => reading.Damages.Count == 0 ? "" : $" Mended: {string.Join(", ", reading.Damages.Select(KeyDamages.Words))}.";

    /// <summary>The one in the store, whatever other places hold.</summary>
    static KeyDocument Kept()
    {
        try
        {
            return DocumentOf(new GoogleCredentials(Store()).Look().First!);
        }
        catch (Fault fault)
        {
            return new KeyDocument("the store of kurir secret set", Words: fault.Cause, Remedy: fault.Remedy);
        }
    }

    static async Task<int> Check(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        string name = parsed.GetValue(Name)!;
        await using var courier = Courier.At(Workspace.Find(), terminal);
        IReadOnlyList<KeyDocument> found;
        IReadOnlyList<string> warnings = [];
        if (name == GoogleCredentials.SecretName)
        {
            GoogleKeyFinding google = new GoogleCredentials(courier.Secrets).Look();
            (found, warnings) = ([.. google.Sources.Select(DocumentOf)], google.Warnings);
        }
        else
        {
            found = [.. courier.Secrets.All(name).Select(place => new KeyDocument(place.Where))];
        }

        if (found.Count == 0) courier.Secrets.Require(name, Stage.Configure);
        int code = found[0].Words is null ? ExitCode.Done : ExitCode.Failed;
        if (terminal.Json) terminal.Document(JsonDocuments.Of(new SecretDocument(code, name, found, warnings)));
        else Show(terminal, found, warnings);
        return code;
    }

    static void Show(Terminal terminal, IReadOnlyList<KeyDocument> found, IReadOnlyList<string> warnings)
    {
        foreach (KeyDocument place in found) terminal.Line(Markup.Escape($"{place.Where}   {Words(place)}".TrimEnd()));
        if (found[0].Remedy is { } remedy) terminal.Line($"[grey]Try:[/] {Markup.Escape(remedy)}");
        foreach (string warning in warnings) terminal.Warn(warning);
    }

    static KeyDocument DocumentOf(GoogleKeySource source)
    {
        KeyReading reading = source.Reading;
        if (reading.Key is { } key) return new KeyDocument(source.Where, key.ClientEmail, key.Fingerprint, reading.Damages);
        Fault refusal = GoogleCredentials.Refusal(Stage.Configure, source.Where, reading);
        return new KeyDocument(source.Where, null, reading.Shape.Fingerprint, reading.Damages, reading.Problem, $"{reading.Words} ({reading.Shape})", refusal.Remedy);
    }

    static string Words(KeyDocument key) => key switch
    {
        { Words: { } problem } => $"cannot be used: {problem}",
        { Account: { } account } => $"{account}, fingerprint {key.Fingerprint}{(key.Damages is { Count: > 0 } damages ? $"; mended: {string.Join(", ", damages.Select(KeyDamages.Words))}" : "")}",
        _ => "",
    };

    /// <summary>As bytes, since the damage of a key may lie in its encoding.</summary>
    static byte[] Piped()
    {
        using Stream input = Console.OpenStandardInput();
        var bytes = new byte[SecretText.MostBytes];
        return bytes[..input.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }

    static Task<int> Remove(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        string name = parsed.GetValue(Name)!;
        if (!Store().Remove(name)) return Task.FromResult(terminal.Usage($"no secret named {name} is kept here", "kurir secret list"));
        terminal.Say($"{name} is forgotten.");
        return Task.FromResult(ExitCode.Done);
    }

    static string Unseen(Terminal terminal, string name)
    {
        terminal.Talk.Markup($"{Markup.Escape(name)}: ");
        var value = new System.Text.StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key != ConsoleKey.Backspace) value.Append(key.KeyChar);
            else if (value.Length > 0) value.Length--;
        }

        terminal.Talk.MarkupLine("");
        return value.ToString();
    }
}
