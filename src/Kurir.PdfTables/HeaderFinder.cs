namespace Kurir.PdfTables;

/// <summary>Tells a region's heading lines from its body.</summary>
static class HeaderFinder
{
    const int MostLines = 8;

    /// <param name="Lines">How many leading lines are headings.</param>
    /// <param name="Sure">Type, colour or painting set them apart from the body.</param>
    public readonly record struct Heading(int Lines, bool Sure);

    public static Heading Find(PageContent page, Region region, Columns columns, List<double> separators)
    {
        var lines = region.Lines;
        var styled = Styled(page, lines);
        if (styled > 0) return new(ToBandEnd(lines, separators, styled, columns), true);
        var bands = Separators.Bands(lines, separators);
        if (bands.Count >= 2 && bands[0].Count <= MostLines) return new(Ruled(page, region, columns, bands), false);
        return new(Plain(lines, columns), false);
    }

    static int Styled(PageContent page, List<TextLine> lines)
    {
        var looks = lines.Select(l => LookOf(page, l)).ToList();
        var k = 1;
        while (k < lines.Count && k <= MostLines && looks[k] == looks[0]) k++;
        if (k == lines.Count) return looks[0].Fill >= 0 || looks[0].Bold ? (lines.Count <= 3 ? lines.Count : 0) : 0;
        if (k > MostLines) return 0;
        var body = looks.Skip(k).Take(Math.Max(1, lines.Count - k - 2)).ToList();
        var again = body.Count(l => l == looks[0]);
        return again <= 0.2 * body.Count ? k : 0;
    }

    readonly record struct Look(bool Bold, int Colour, int Fill);

    static Look LookOf(PageContent page, TextLine line)
    {
        var fill = -1;
        var x = line.Pieces[0].Centre;
        foreach (var f in page.Fills)
        {
            if (f.Y0 <= line.Middle && f.Y1 >= line.Middle && f.X0 <= x && f.X1 >= x && f.Y1 - f.Y0 < 12 * line.Size) fill = f.Colour;
        }
        return new(line.Bold, line.Colour, fill);
    }

    static int ToBandEnd(List<TextLine> lines, List<double> separators, int count, Columns columns)
    {
        if (separators.Count == 0) return count;
        var bands = Separators.Bands(lines, separators);
        var seen = 0;
        foreach (var band in bands)
        {
            seen += band.Count;
            if (seen >= count) return band.Count <= 4 && seen < lines.Count && seen - count < 3 && columns.Count > 1 ? seen : count;
        }
        return count;
    }

    // A first band whose cells span columns is the upper level of two.
    static int Ruled(PageContent page, Region region, Columns columns, List<List<TextLine>> bands)
    {
        var count = bands[0].Count;
        if (!region.Ruled || bands.Count < 3) return count;
        var spans = bands[0].SelectMany(l => l.Pieces).Any(p => HeaderReader.RuledSpan(page, region, columns, p) is var (a, b) && b > a && b - a < columns.Count - 1);
        return spans ? count + bands[1].Count : count;
    }

    static int Plain(List<TextLine> lines, Columns columns)
    {
        var k = 1;
        while (k < lines.Count - 1 && k < 4)
        {
            var line = lines[k];
            var fillsFirst = line.Pieces.Exists(p => columns.Of(p) == 0);
            if (fillsFirst || line.Pieces.Exists(p => p.Text.Any(char.IsDigit)) || line.Baseline - lines[k - 1].Baseline > 1.4 * line.Size) break;
            k++;
        }
        return k;
    }
}
