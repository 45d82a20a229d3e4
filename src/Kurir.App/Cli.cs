using System.CommandLine;
using System.CommandLine.Parsing;

namespace Kurir.App;

/// <summary>The command line: every command, grouped as DESIGN's use, write and operate.</summary>
static class Cli
{
    public static RootCommand Root()
    {
        var root = new RootCommand("Kurir carries reports out of web back offices: signs in, exports, proves complete, delivers what changed.");
        root.Example("kurir demo");
        HelpExamples.Show(root);
        foreach (Option option in GlobalOptions.All) root.Options.Add(option);
        foreach (Command command in Commands()) root.Subcommands.Add(command);
        return root;
    }

    static IEnumerable<Command> Commands() =>
    [
        DemoCommand.Create(),
        RunCommand.Create(),
        ShowCommand.Create(),
        ListCommand.Create(),
        ReadCommand.Create(),
        NewCommand.Create(),
        CheckCommand.Create(),
        TestCommand.Create(),
        SchemaCommand.Create(),
        DeliverCommand.Create(),
        AcceptCommand.Create(),
        ReplayCommand.Create(),
        SecretCommand.Create(),
        DoctorCommand.Create(),
        ExplainCommand.Create(),
        DeployCommand.Create(),
        CompletionCommand.Create(),
    ];

    /// <summary>Says what is wrong with the words of the call; nothing was attempted.</summary>
    public static int Refuse(ParseResult parsed)
    {
        using var terminal = Terminal.For(parsed);
        return terminal.Usage(string.Join(" ", parsed.Errors.Select(error => error.Message)), $"{Name(parsed.CommandResult)} --help");
    }

    /// <summary>With the commands above it: <c>kurir show row</c>.</summary>
    internal static string Name(CommandResult command) => command.Parent is CommandResult above ? $"{Name(above)} {command.Command.Name}" : "kurir";
}
