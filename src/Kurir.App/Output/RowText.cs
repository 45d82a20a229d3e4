using System.Globalization;
using Spectre.Console;

namespace Kurir.App;

/// <summary>One row through time, as people read it: the first version whole, then what changed.</summary>
static class RowText
{
    public static IEnumerable<string> Lines(RowHistory history)
    {
        string nth = history.Occurrence > 1 ? $" ({history.Occurrence}. of this key)" : "";
        yield return $"[bold]{Markup.Escape(history.Key)}[/]{nth}";
        RowVersion? before = null;
        foreach (RowVersion version in history.Versions)
        {
            string when = version.At.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
            yield return $"  {when}   run {version.RunId}   [grey]{Markup.Escape(version is { Origin: "", Gone: null } ? "its place in the document was not kept then" : version.Origin)}[/]";
            if (version.Gone is { } day) yield return string.Create(CultureInfo.InvariantCulture, $"    gone from the report since {day:yyyy-MM-dd}");
            else if (before?.Gone is not null) yield return "    in the report again";
            if (version.Document is { Length: > 0 } document) yield return $"    [grey]document {document}[/]";
            foreach (string line in before is null ? Whole(version) : Changed(before, version)) yield return "    " + line;
            before = version;
        }

        if (history.Versions[^1].Delivered is { } delivered) yield return Markup.Escape(delivered.Count == 0 ? "  delivered nowhere yet" : $"  delivered to {string.Join(", ", delivered)}");
    }

    static IEnumerable<string> Whole(RowVersion version) =>
        version.Cells.Select((cell, i) => Markup.Escape($"{cell.Key}: {cell.Value.Text}") + Origin(version, i));

    static string Origin(RowVersion version, int cell) => version.Origins is { Count: > 0 } origins ? $"   [grey]{Markup.Escape(origins[cell])}[/]" : "";

    static IEnumerable<string> Changed(RowVersion before, RowVersion after)
    {
        var earlier = before.Cells.ToDictionary(cell => cell.Key, cell => cell.Value);
        for (int i = 0; i < after.Cells.Count; i++)
        {
            var (heading, cell) = after.Cells[i];
            Cell was = earlier.GetValueOrDefault(heading);
            if (!was.Means(cell)) yield return Markup.Escape($"{heading}: {was.Text} -> {cell.Text}") + Origin(after, i);
        }
    }
}
