namespace Kurir.PdfTables;

/// <summary>Areas in which level and upright rules cross: tables with drawn columns.</summary>
static class RuledZones
{
    const double Touch = 3;

    /// <summary>The widest space between boxes that are cells of one table.</summary>
    const double WidestSpacing = 6;

    public sealed record Zone(double X0, double Y0, double X1, double Y1, List<double> Uprights);

    public static List<Zone> Find(PageContent page)
    {
        var uprights = page.VRules.Where(v => !v.Edge).ToList();
        var levels = page.HRules.Where(h => !h.Edge).ToList();
        if (uprights.Count == 0 || (long)uprights.Count * (levels.Count + uprights.Count) > 20_000_000) return [];
        var group = Groups(uprights, levels);
        var zones = new List<Zone>();
        foreach (var members in Enumerable.Range(0, uprights.Count).GroupBy(i => Root(group, i)))
        {
            var own = members.Select(i => uprights[i]).ToList();
            var across = Enumerable.Range(0, levels.Count).Where(i => Root(group, uprights.Count + i) == members.Key).Select(i => levels[i]).ToList();
            foreach (var (upper, levelsOf) in Stacked(own, across))
            {
                if (Make(upper, levelsOf) is { } zone) zones.Add(zone);
            }
        }
        return Merge(zones);
    }

    static int[] Groups(List<VRule> uprights, List<HRule> levels)
    {
        var group = Enumerable.Range(0, uprights.Count + levels.Count).ToArray();
        for (var v = 0; v < uprights.Count; v++)
        {
            var up = uprights[v];
            for (var h = 0; h < levels.Count; h++)
            {
                var level = levels[h];
                if (level.Y < up.Y0 - Touch || level.Y > up.Y1 + Touch || up.X < level.X0 - Touch || up.X > level.X1 + Touch) continue;
                group[Root(group, v)] = Root(group, uprights.Count + h);
            }
        }
        JoinParallel(uprights, levels, group);
        return group;
    }

    // Columns parted by upright rules alone: rules of one height, side by side, belong together. Boxes that are closed, and farther from
    // one another than cells are, are tables side by side.
    static void JoinParallel(List<VRule> uprights, List<HRule> levels, int[] group)
    {
        var boxes = Boxes(uprights, levels, group);
        for (var a = 0; a < uprights.Count; a++)
        {
            for (var b = a + 1; b < uprights.Count; b++)
            {
                if (Math.Abs(uprights[a].Y0 - uprights[b].Y0) < Touch && Math.Abs(uprights[a].Y1 - uprights[b].Y1) < Touch && !Apart(boxes[a], boxes[b]))
                {
                    group[Root(group, a)] = Root(group, b);
                    break;
                }
            }
        }
    }

    // Of each upright rule, how far the level rules of its group reach; null where it has none.
    static (double X0, double X1)?[] Boxes(List<VRule> uprights, List<HRule> levels, int[] group)
    {
        var reach = new Dictionary<int, (double X0, double X1)>();
        for (var h = 0; h < levels.Count; h++)
        {
            var root = Root(group, uprights.Count + h);
            var known = reach.GetValueOrDefault(root, (levels[h].X0, levels[h].X1));
            reach[root] = (Math.Min(known.X0, levels[h].X0), Math.Max(known.X1, levels[h].X1));
        }
        return [.. Enumerable.Range(0, uprights.Count).Select(v => reach.TryGetValue(Root(group, v), out var box) ? box : ((double, double)?)null)];
    }

    static bool Apart((double X0, double X1)? a, (double X0, double X1)? b) => a is { } one && b is { } other && (other.X0 - one.X1 > WidestSpacing || one.X0 - other.X1 > WidestSpacing);

    static int Root(int[] group, int i)
    {
        while (group[i] != i)
        {
            group[i] = group[group[i]];
            i = group[i];
        }
        return i;
    }

    // Tables drawn without a gap between them share a rule; all columns end there and others begin.
    static IEnumerable<(List<VRule> Uprights, List<HRule> Levels)> Stacked(List<VRule> uprights, List<HRule> levels)
    {
        if (levels.Count == 0 || (long)uprights.Count * levels.Count > 200_000) return [(uprights, levels)];
        var (x0, x1) = (levels.Min(h => h.X0), levels.Max(h => h.X1));
        var inner = uprights.FindAll(v => v.X > x0 + 4 && v.X < x1 - 4);
        foreach (var y in levels.Where(h => h.X1 - h.X0 > 0.9 * (x1 - x0)).Select(h => h.Y))
        {
            var above = inner.FindAll(v => v.Y1 <= y + Touch);
            var below = inner.FindAll(v => v.Y0 >= y - Touch);
            if (above.Count < 2 || below.Count < 2 || above.Count + below.Count < inner.Count) continue;
            if (above.Exists(a => below.Exists(b => Math.Abs(a.X - b.X) <= 3)) || above.Max(v => v.Y1) < y - Touch || below.Min(v => v.Y0) > y + Touch) continue;
            return [Part(uprights, levels, double.MinValue, y), .. Stacked(Part(uprights, levels, y, double.MaxValue))];
        }
        return [(uprights, levels)];
    }

    static IEnumerable<(List<VRule>, List<HRule>)> Stacked((List<VRule> Uprights, List<HRule> Levels) rules) => Stacked(rules.Uprights, rules.Levels);

    static (List<VRule>, List<HRule>) Part(List<VRule> uprights, List<HRule> levels, double y0, double y1) => (
        [.. uprights.Where(v => v.Y1 > y0 + Touch && v.Y0 < y1 - Touch).Select(v => v with { Y0 = Math.Max(v.Y0, y0), Y1 = Math.Min(v.Y1, y1) })],
        levels.FindAll(h => h.Y >= y0 - 1 && h.Y <= y1 + 1));

    static Zone? Make(List<VRule> uprights, List<HRule> levels)
    {
        var y0 = Math.Min(uprights.Min(v => v.Y0), levels.Count > 0 ? levels.Min(h => h.Y) : double.MaxValue);
        var y1 = Math.Max(uprights.Max(v => v.Y1), levels.Count > 0 ? levels.Max(h => h.Y) : double.MinValue);
        var x0 = Math.Min(uprights.Min(v => v.X), levels.Count > 0 ? levels.Min(h => h.X0) : double.MaxValue);
        var x1 = Math.Max(uprights.Max(v => v.X), levels.Count > 0 ? levels.Max(h => h.X1) : double.MinValue);
        if (y1 - y0 < 8) return null;
        var lines = Cluster(uprights).Where(c => c.Length >= 0.3 * (y1 - y0)).Select(c => c.X).ToList();
        if (lines.Count == 0) return null;
        if (lines[0] - x0 > 4) lines.Insert(0, x0);
        if (x1 - lines[^1] > 4) lines.Add(x1);
        return lines.Count < 3 ? null : new Zone(x0, y0, x1, y1, lines);
    }

    static List<(double X, double Length)> Cluster(List<VRule> uprights)
    {
        var clusters = new List<(double X, double Length)>();
        foreach (var v in uprights.OrderBy(v => v.X))
        {
            if (clusters.Count > 0 && v.X - clusters[^1].X <= 3) clusters[^1] = (clusters[^1].X, clusters[^1].Length + v.Y1 - v.Y0);
            else clusters.Add((v.X, v.Y1 - v.Y0));
        }
        return clusters;
    }

    // One table may be drawn as rows that do not quite touch: zones with the same borders, one under the other.
    static List<Zone> Merge(List<Zone> zones)
    {
        zones.Sort((a, b) => a.Y0.CompareTo(b.Y0));
        var merged = new List<Zone>();
        foreach (var zone in zones)
        {
            var above = merged.FindIndex(z => zone.Y0 - z.Y1 is > -4 and < 6 && Same(z.Uprights, zone.Uprights));
            if (above < 0) merged.Add(zone);
            else merged[above] = merged[above] with { Y1 = Math.Max(zone.Y1, merged[above].Y1) };
        }
        merged.RemoveAll(z => merged.Exists(o => o != z && o.X0 <= z.X0 + 2 && o.X1 >= z.X1 - 2 && o.Y0 <= z.Y0 + 2 && o.Y1 >= z.Y1 - 2 && o.Uprights.Count >= z.Uprights.Count));
        return merged;
    }

    static bool Same(List<double> a, List<double> b)
    {
        if (a.Count != b.Count) return false;
        for (var i = 0; i < a.Count; i++)
        {
            if (Math.Abs(a[i] - b[i]) > 3) return false;
        }
        return true;
    }
}
