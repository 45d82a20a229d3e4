using System.Globalization;
using System.Text.Json;

namespace Kurir.Google;

/// <summary>The basic filter: rows whose shown values are hidden disappear from people's eyes, not from the values.</summary>
static class Filters
{
    public static void Apply(Tab tab, Filter filter)
    {
        Clear(tab);
        tab.BasicFilter = filter;
        Area area = filter.Area.On(tab);
        List<(int Column, HashSet<string> Hidden)> hidden = [.. filter.Said.Items("filterSpecs").Select(spec => (spec.Int("columnIndex") ?? 0, HiddenOf(spec.Object("filterCriteria"))))];
        if (filter.Said.Object("criteria") is { } criteria)
            foreach (JsonProperty one in criteria.EnumerateObject()) hidden.Add((int.Parse(one.Name, CultureInfo.InvariantCulture), HiddenOf(one.Value)));
        for (int row = area.Top + 1; row < Math.Min(area.Bottom, tab.UsedRows); row++)
            if (hidden.Exists(h => h.Hidden.Contains(Text(tab, row, h.Column)))) tab.SetTrack(Dimension.Rows, row, tab.TrackOf(Dimension.Rows, row) with { HiddenByFilter = true });
    }

    static string Text(Tab tab, int row, int column) => Shown.Formatted(Calculator.Effective(tab, row, column), tab.Cell(row, column), "en_US") ?? "";

    static HashSet<string> HiddenOf(JsonElement? criteria) => criteria is { } said ? [.. said.Items("hiddenValues").Select(value => value.GetString()!)] : [];

    public static void Clear(Tab tab)
    {
        tab.BasicFilter = null;
        for (int row = 0; row < tab.UsedRows; row++)
            if (tab.TrackOf(Dimension.Rows, row) is { HiddenByFilter: true } track) tab.SetTrack(Dimension.Rows, row, track with { HiddenByFilter = false });
    }
}
