using System.CommandLine;
using System.Text.RegularExpressions;
using Kurir.App;

namespace Kurir.Tests;

/// <summary>The command line's conventions, and that the documentation speaks of commands that exist.</summary>
public sealed partial class CommandLineTests
{
    public static TheoryData<string> DocumentedCommands => [.. Documents()
        .SelectMany(file => ShellBlocks().Matches(File.ReadAllText(file)))
        .SelectMany(block => block.Groups[1].Value.Split('\n'))
        .Select(line => KurirLine().Match(line))
        .Where(line => line.Success)
        .Select(line => line.Groups[1].Value.Split('#')[0].Split(" < ")[0].Trim())
        .Distinct()];

    [Theory, MemberData(nameof(DocumentedCommands))]
    public void A_documented_command_is_understood(string command) => Assert.Empty(Cli.Root().Parse(command).Errors);

    [Fact]
    public void Every_command_has_help_and_an_example_that_is_understood()
    {
        RootCommand root = Cli.Root();
        foreach (Command command in All(root))
        {
            Assert.False(string.IsNullOrWhiteSpace(command.Description), command.Name);
            Assert.NotEmpty(HelpExamples.Of(command));
            foreach (string example in HelpExamples.Of(command))
            {
                Assert.StartsWith("kurir ", example, StringComparison.Ordinal);
                Assert.Empty(root.Parse(example["kurir ".Length..].Split(" < ")[0]).Errors);
            }
        }
    }

    [Fact]
    public void Every_command_is_named_in_README_or_docs()
    {
        string documents = string.Concat(Documents().Select(File.ReadAllText));
        foreach (Command command in All(Cli.Root()).Where(command => command is not RootCommand && !command.Parents.OfType<Command>().Any(parent => parent.Name == "secret")))
            Assert.Contains(Whole(command), documents, StringComparison.Ordinal);

        static string Whole(Command command) => command is RootCommand ? "kurir" : $"{Whole(command.Parents.OfType<Command>().First())} {command.Name}";
    }

    [Fact]
    public void Every_option_and_argument_is_described()
    {
        foreach (Command command in All(Cli.Root()))
            Assert.All(command.Options.Cast<Symbol>().Concat(command.Arguments), symbol => Assert.False(string.IsNullOrWhiteSpace(symbol.Description), $"{command.Name} {symbol.Name}"));
    }

    [Theory]
    [InlineData("show row a b c d", "kurir show row")]
    [InlineData("run --nothing", "kurir run")]
    [InlineData("", "kurir")]
    public void What_is_not_understood_is_answered_with_the_help_of_that_very_command(string line, string name) => Assert.Equal(name, Cli.Name(Cli.Root().Parse(line).CommandResult));

    static IEnumerable<Command> All(Command command) => [command, .. command.Subcommands.SelectMany(All)];

    static IEnumerable<string> Documents() =>
        Directory.EnumerateFiles(Repository.Root, "*.md").Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories));

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ShellBlocks();

    [GeneratedRegex(@"^\$? ?(?:\./)?kurir +(.+)$")]
    private static partial Regex KurirLine();
}
