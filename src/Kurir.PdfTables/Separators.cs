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
            var covered = 0.0;
            while (j < rules.Count && rules[j].Y - rules[i].Y <= 2.2)
            {
                covered += Math.Max(0, Math.Min(rules[j].X1, region.X1) - Math.Max(rules[j].X0, region.X0));
                j++;
            }
            var y = rules[i].Y;
            if (y > region.Top - 20 && y < region.Bottom + 20 && covered >= share * width) heights.Add((y + rules[j - 1].Y) / 2);
            i = j;
        }
        return heights;
    }

    /// <summary>The lines between each two heights, in order; empty bands are left out.</summary>
    public static List<List<TextLine>> Bands(IEnumerable<TextLine> lines, List<double> heights)
    {
        var bands = new List<List<TextLine>>();
        var at = -1;
        foreach (var line in lines)
        {
            var band = heights.Count(h => h < line.Middle);
            if (band != at) bands.Add([]);
            at = band;
            bands[^1].Add(line);
        }
        return bands;
    }
}
