namespace Kurir.PdfTables;

/// <summary>The heights at which a region's rows are parted by rules or by the edges of painted rows.</summary>
static class Separators
{
    public static List<double> Find(PageContent page, Region region, double share = 0.55)
    {
        var heights = new List<double>();
        var width = region.X1 - region.X0;
        var rules = page.HRules;
        for (var i = 0; i < rules.Count;)
        {
            var j = i;
            while (j < rules.Count && rules[j].Y - rules[i].Y <= 2.2) j++;
            var covered = Covered(rules.GetRange(i, j - i), region);
            var y = rules[i].Y;
            if (y > region.Top - 20 && y < region.Bottom + 20 && covered >= share * width) heights.Add((y + rules[j - 1].Y) / 2);
            i = j;
        }
        return heights;
    }

    static double Covered(List<HRule> rules, Region region)
    {
        rules.Sort((a, b) => a.X0.CompareTo(b.X0));
        var covered = 0.0;
        var reached = region.X0;
        foreach (var rule in rules)
        {
            var from = Math.Max(reached, rule.X0);
            var to = Math.Min(rule.X1, region.X1);
            if (to <= from) continue;
            covered += to - from;
            reached = to;
        }
        return covered;
    }

    /// <summary>The lines between each two heights, in order; empty bands are left out.</summary>
    public static List<List<TextLine>> Bands(IEnumerable<TextLine> lines, List<double> heights)
    {
        var bands = new List<List<TextLine>>();
        var at = -1;
        foreach (var line in lines)
        {
            var band = Above(heights, line.Middle);
            if (band != at) bands.Add([]);
            at = band;
            bands[^1].Add(line);
        }
        return bands;
    }

    static int Above(List<double> heights, double y)
    {
        var count = 0;
        foreach (var height in heights)
        {
            if (height < y) count++;
        }
        return count;
    }
}
