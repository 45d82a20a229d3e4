using System.CommandLine;
using System.CommandLine.Help;
using System.Text;
using Kurir.App;

namespace Kurir.Tests;

/// <summary>docs/commands.md is written from the command line itself.</summary>
public sealed class CommandPageTests
{
    [Fact]
    public void The_command_page_is_what_the_command_line_says_of_itself()
    {
        string file = Path.Combine(Repository.Root, "docs", "commands.md"), page = Page();
        if (Environment.GetEnvironmentVariable("KURIR_UPDATE_DOCS") == "1") File.WriteAllText(file, page);
        else Assert.True(File.Exists(file) && File.ReadAllText(file).ReplaceLineEndings("\n") == page, "docs/commands.md is behind the command line. Run the tests with KURIR_UPDATE_DOCS=1.");
    }

    static string Page()
    {
        RootCommand root = Cli.Root();
        var page = new StringBuilder("# Commands\n\n<!-- Written by the tests with KURIR_UPDATE_DOCS=1. -->\n\n");
        page.Append("Exit codes: `0` all that was asked for was done, `1` something failed, was held or left unproven, `2` nothing was attempted, `130` interrupted.\n");
        page.Append("Results go to standard output, everything else to standard error.\n\nEvery command takes:\n\n");
        Options(page, GlobalOptions.All);
        foreach (Command command in root.Subcommands) Section(page, command, "kurir");
        return page.ToString();
    }

    static void Section(StringBuilder page, Command command, string parent)
    {
        string name = $"{parent} {command.Name}";
        page.Append($"\n## {name}\n\n{command.Description}\n\n");
        foreach (Argument argument in command.Arguments.Where(argument => !argument.Hidden))
            page.Append($"- `{argument.Name.ToUpperInvariant()}`{(argument.Arity.MinimumNumberOfValues == 0 ? " (may be left out)" : "")}: {argument.Description}\n");
        Options(page, command.Options.Where(option => option is not HelpOption));
        page.Append($"\n```sh\n{string.Join('\n', HelpExamples.Of(command))}\n```\n");
        foreach (Command under in command.Subcommands) Section(page, under, name);
    }

    static void Options(StringBuilder page, IEnumerable<Option> options)
    {
        foreach (Option option in options.Where(option => !option.Hidden))
            page.Append($"- `{string.Join("`, `", option.Aliases.Prepend(option.Name))}`{(option.ValueType == typeof(bool) ? "" : " `VALUE`")}: {option.Description}\n");
    }
}
