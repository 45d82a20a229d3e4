using System.CommandLine;
using Spectre.Console;

namespace Kurir.App;

/// <summary><c>kurir explain</c>: what the name of a failure means, and where to look.</summary>
static class ExplainCommand
{
    static readonly Argument<string> Name = new("name") { Description = "As a run, a notice or --json names it: password-refused." };

    public static Command Create()
    {
        Name.CompletionSources.Add(_ => FaultPages.Names.Select(name => new System.CommandLine.Completions.CompletionItem(name)));
        return new Command("explain", "Says what the name of a failure means, what to do, and where to look.").Example("kurir explain password-refused").Takes(Name).Does(Explain);
    }

    static Task<int> Explain(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        string name = parsed.GetValue(Name)!;
        if (FaultPages.Find(name) is not { } text)
            return Task.FromResult(terminal.Usage($"no failure is named '{name}'", "kurir list faults"));
        if (terminal.Json) terminal.Document(JsonDocuments.Of(new ExplainDocument(name, FaultPages.Meaning(name), text)));
        else foreach (string line in (string[])[$"[bold]{name}[/]", .. Plain(text).Split('\n').Select(Markup.Escape)]) terminal.Line(line);
        return Task.FromResult(ExitCode.Done);
    }

    /// <summary>Links as the files they name, and no signs of Markdown's.</summary>
    static string Plain(string text) =>
        System.Text.RegularExpressions.Regex.Replace(text, @"\[([^\]]+)\]\(([a-z-]+\.md)\)", "$1 (docs/$2)").Replace("**", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal);
}
