using System.Globalization;
using Spectre.Console;

namespace Kurir.App;

/// <summary>How a test came out, as people read it: one line an export, and under it what is otherwise than expected.</summary>
static class TestText
{
    public static IEnumerable<string> Lines(TestedFile test)
    {
        if (test.Problems.Count > 0) return test.Problems.Select(problem => $"[red]{Markup.Escape(problem)}[/]");
        int width = test.Steps.Count == 0 ? 0 : test.Steps.Max(step => step.Export.Length);
        return [$"[bold]{Markup.Escape(test.File)}[/]", .. test.Steps.SelectMany(step => Lines(test.File, step, width)), Summary(test)];
    }

    static IEnumerable<string> Lines(string file, TestedStep step, int width)
    {
        string at = step.At.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        string name = Markup.Escape(step.Export.PadRight(width));
        yield return step.Differences.Count == 0
            ? $"  {at}  {name}  [green]as expected[/], {RunText.Word(step.Outcome)}"
            : $"  {at}  {name}  [red]differs[/], {RunText.Word(step.Outcome)}   [grey]{Markup.Escape($"{file}:{step.Line}")}[/]";
        foreach (TestDifference difference in step.Differences) yield return $"      [yellow]{Markup.Escape(Of(difference))}[/]";
    }

    static string Of(TestDifference difference) => difference switch
    {
        { Expected: { } expected, Got: { } got } => $"{difference.What}: expected {expected}, got {got}",
        { Expected: { } expected } => $"{difference.What}: expected {expected}, and there is none",
        _ => $"{difference.What}: got {difference.Got}, which is not expected",
    };

    static string Summary(TestedFile test)
    {
        int differ = test.Steps.Count(step => step.Differences.Count > 0);
        return Markup.Escape(differ == 0 ? $"{test.Steps.Count} as expected." : $"{test.Steps.Count - differ} of {test.Steps.Count} as expected. If what came is right: kurir test {test.File[..^".test.yaml".Length]} --update");
    }
}

/// <param name="ExitCode">What the process returns.</param>
sealed record TestDocument(int ExitCode, IReadOnlyList<TestedFile> Tests);

/// <param name="Problems">Of the file; empty: it was run.</param>
/// <param name="Updated">What came was written down as what is expected.</param>
sealed record TestedFile(string File, IReadOnlyList<string> Problems, IReadOnlyList<TestedStep> Steps, bool Updated = false)
{
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsGood => Problems.Count == 0 && (Updated || Steps.All(step => step.Differences.Count == 0));
}

sealed record TestedStep(DateTime At, string Export, int Line, Outcome Outcome, IReadOnlyList<TestDifference> Differences);
