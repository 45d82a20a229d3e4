using System.Globalization;
using Spectre.Console;

namespace Kurir.App;

/// <summary>A calendar of days by export, one sign a day; signs differ without colour.</summary>
static class CoverageText
{
    /// <summary>Days in one line: five weeks fit any terminal.</summary>
    const int PerLine = 35;

    static readonly (DayState State, char Sign, string Word, string Colour)[] Signs =
    [
        (DayState.Proven, '=', "proven", "green"), (DayState.Empty, '0', "empty", "green"), (DayState.SoFar, '-', "proven so far", "grey"),
        (DayState.Partial, '~', "partial", "yellow"), (DayState.Undelivered, '>', "not delivered", "yellow"), (DayState.Held, 'H', "held", "red"),
        (DayState.Failed, '!', "failed", "red"), (DayState.Never, '.', "never run", "red"),
    ];

    public static IEnumerable<string> Lines(PipelineDefinition pipeline, Window days, IReadOnlyList<Coverage> coverages)
    {
        int width = coverages.Max(coverage => coverage.Export.Name.Length);
        yield return $"[bold]{Markup.Escape(pipeline.Name)}[/]   {Day(days.From)} to {Day(days.To)}";
        for (int start = 0; start < days.Days; start += PerLine)
        {
            yield return $"  {new string(' ', width)}  [grey]{Ruler(days.From.AddDays(start), Math.Min(PerLine, days.Days - start))}[/]";
            foreach (Coverage coverage in coverages)
                yield return $"  {Markup.Escape(coverage.Export.Name.PadRight(width))}  {string.Concat(coverage.Days.Skip(start).Take(PerLine).Select(day => Sign(day.State)))}";
        }

        yield return "[grey]" + string.Join("  ", Signs.Select(sign => $"{sign.Sign} {sign.Word}")) + "[/]";
    }

    public static CoverageDocument Document(PipelineDefinition pipeline, IReadOnlyList<Coverage> coverages) => new(
        pipeline.Name,
        [.. coverages.Select(coverage => new CoverageExport(coverage.Export.Name, [.. coverage.Days.Select(day => new CoverageDay(day.Day, day.State, day.RunId))]))]);

    static string Sign(DayState state)
    {
        (_, char sign, _, string colour) = Array.Find(Signs, sign => sign.State == state);
        return $"[{colour}]{sign}[/]";
    }

    /// <summary>The date above each Monday: <c>3 Nov</c>.</summary>
    static string Ruler(DateOnly from, int count)
    {
        char[] ruler = new string(' ', count + 6).ToCharArray();
        for (int i = 0; i < count; i++)
            if (from.AddDays(i) is { DayOfWeek: DayOfWeek.Monday } monday) monday.ToString("d MMM", CultureInfo.InvariantCulture).AsSpan().CopyTo(ruler.AsSpan(i));
        return new string(ruler).TrimEnd();
    }

    static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}

sealed record CoverageDocument(string Pipeline, IReadOnlyList<CoverageExport> Coverage);

sealed record CoverageExport(string Export, IReadOnlyList<CoverageDay> Days);

/// <param name="Run">The run that it is known from; left out for a day never asked for.</param>
sealed record CoverageDay(DateOnly Day, DayState State, string? Run);
