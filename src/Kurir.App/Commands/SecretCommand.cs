using System.CommandLine;
using Kurir.Connectors;
using Spectre.Console;

namespace Kurir.App;

/// <summary><c>kurir secret</c>: the local store of secrets. Values come from standard input, never from the command line, which others can see.</summary>
static class SecretCommand
{
    static readonly Argument<string> Name = new("name") { Description = "As the pipeline looks it up: backend/password, telegram/token." };

    public static Command Create()
    {
        var command = new Command("secret", "Keeps secrets where pipelines find them.").Example("kurir secret set backend/password");
        command.Subcommands.Add(new Command("set", "Reads a value from the keyboard (unseen) or standard input and keeps it.").Example("kurir secret set backend/password < password.txt").Takes(Name).Does(Set));
        command.Subcommands.Add(new Command("list", "The names that are kept, never a value.").Example("kurir secret list").Does(List));
        command.Subcommands.Add(new Command("remove", "Forgets one.").Example("kurir secret remove backend/password").Takes(Name).Does(Remove));
        return command;
    }

    static SecretStore Store() => SecretPlaces.StoreOf(Workspace.Find().Home);

    static Task<int> Set(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        string name = parsed.GetValue(Name)!;
        string value = Console.IsInputRedirected ? Console.In.ReadToEnd().TrimEnd('\r', '\n') : Unseen(terminal, name);
        if (value.Length == 0) return Task.FromResult(terminal.Usage("the value is empty, so nothing was kept", $"kurir secret set {name}"));
        Store().Set(name, value);
        terminal.Say($"{name} is kept.");
        return Task.FromResult(ExitCode.Done);
    }

    static Task<int> List(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        IReadOnlyList<string> names = Store().List();
        if (terminal.Json) terminal.Document(JsonDocuments.Of(new NamesDocument(names)));
        else foreach (string name in names) terminal.Line(Markup.Escape(name));
        return Task.FromResult(ExitCode.Done);
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
