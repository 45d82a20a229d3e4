using System.Text;
using System.Text.RegularExpressions;
using Kurir.App;

namespace Kurir.Tests;

/// <summary>docs/faults.md: a section for each name of a failure, in part out of the code, carried along in the executable.</summary>
public sealed partial class FaultPagesTests
{
    const string Begin = "<!-- from the code -->\n", End = "<!-- end -->\n";


    [Fact]
    public void Each_failure_has_a_section_that_says_what_the_code_says_and_where_to_look()
    {
        string file = Path.Combine(Repository.Root, "docs", "faults.md"), page = File.ReadAllText(file).ReplaceLineEndings("\n");
        ILookup<string, string> said = FaultTexts.Under(Path.Combine(Repository.Root, "src"));
        var whole = new StringBuilder(page[..page.IndexOf("\n## ", StringComparison.Ordinal)]);
        foreach (string name in FaultPages.Names)
        {
            Match section = Regex.Match(page, $"\n## {name}\n\n{Begin}.*?{End}\n(.+?)(?=\n## |\\z)", RegexOptions.Singleline);
            Assert.True(section.Success && section.Groups[1].Length > 40, $"docs/faults.md lacks a section '## {name}' that says where to look.");
            whole.Append($"\n## {name}\n\n{Begin}{Generated(name, said)}{End}\n{section.Groups[1].Value}");
        }

        if (Environment.GetEnvironmentVariable("KURIR_UPDATE_DOCS") == "1") File.WriteAllText(file, whole.ToString());
        else Assert.True(page == whole.ToString(), "docs/faults.md is behind the code. Run the tests with KURIR_UPDATE_DOCS=1.");
    }

    [Fact]
    public void Explain_prints_a_section_without_its_marks_and_knows_no_other_name()
    {
        Assert.All(FaultPages.Names, name => Assert.DoesNotContain("<!--", FaultPages.Find(name)!, StringComparison.Ordinal));
        Assert.Contains("never sent again", FaultPages.Find("password-refused"), StringComparison.Ordinal);
        Assert.DoesNotContain("##", FaultPages.Find("password-refused"), StringComparison.Ordinal);
        Assert.Null(FaultPages.Find("password"));
        Assert.Null(FaultPages.Find("captcha-required\n\n<!-- from"));
    }

    public static TheoryData<string> NamedCommands => [.. InlineCommand().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "faults.md"))).Select(match => match.Groups[1].Value.Split(" < ")[0]).Distinct()];

    [Theory, MemberData(nameof(NamedCommands))]
    public void A_command_in_a_section_is_understood(string command) => Assert.Empty(Cli.Root().Parse(command.Replace("DAY", "2026-11-23", StringComparison.Ordinal)).Errors);

    static string Generated(string name, ILookup<string, string> said)
    {
        string meaning = FaultPages.Meaning(name), text = $"*{char.ToUpperInvariant(meaning[0])}{meaning[1..]}.*\n";
        string[] lines = [.. said[name].Distinct().Take(4)];
        return lines.Length == 0 ? text : $"{text}\n{string.Concat(lines.Select(line => $"- {line}\n"))}";
    }

    [GeneratedRegex("`kurir ([a-z][^`]+)`")]
    private static partial Regex InlineCommand();
}
