namespace Kurir.PdfTables;

/// <summary>Tells a region's heading lines from its body.</summary>
static class HeaderFinder
{
    const int MostLines = 8;

    /// <param name="Lines">How many leading lines are headings.</param>
    /// <param name="Sure">Type, colour or painting set them apart from the body.</param>
    public readonly record struct Heading(int Lines, bool Sure);

    public static Heading Find(PageContent page, Region region, Columns columns, List<double> separators, int levels)
    {
        if (region.HeadingsAlone) return new(region.Lines.Count, false);
        var lines = region.Lines.GetRange(levels, region.Lines.Count - levels);
        var own = Own(page, region, lines, columns, separators);
        return own with { Lines = own.Lines + levels };
    }

    static Heading Own(PageContent page, Region region, List<TextLine> lines, Columns columns, List<double> separators)
    {
        var styled = Styled(page, lines);
        if (styled > 0) return new(ToAreaEnd(page, lines, styled), true);
        var bands = Separators.Bands(lines, separators);
        if (bands.Count >= 2 && bands[0].Count <= MostLines && !HoldsBody(bands[0], columns)) return new(BeforeGroup(lines, Ruled(page, region, columns, bands)), false);
        return new(Plain(lines, columns), false);
    }

    public static int Styled(PageContent page, List<TextLine> lines)
    {
        // Sums are set apart as headings are, and say nothing about the rows above them.
        while (lines.Count > 2 && Totals.Begins(lines[^1])) lines = lines.GetRange(0, lines.Count - 1);
        var looks = lines.Select(l => LookOf(page, l)).ToList();
        var k = 1;
        while (k < lines.Count && k <= MostLines && looks[k] == looks[0] && !IsGroup(lines, k) && !IsRuledOff(page, lines, k)) k++;
        if (k == lines.Count) return (looks[0].Fill >= 0 || looks[0].Bold) && lines.Count <= 3 && !lines.Skip(1).Any(l => IsRow(l, lines[0])) ? lines.Count : 0;
        if (k > MostLines) return 0;
        var body = looks.Skip(k).Take(Math.Max(1, lines.Count - k - 2)).ToList();
        var again = body.Count(l => l == looks[0]);
        return again <= 0.2 * body.Count ? k : 0;
    }

    // Nearly as many texts as the first line, and figures where that has none.
    static bool IsRow(TextLine line, TextLine first) =>
        line.Pieces.Count >= 0.6 * first.Pieces.Count && line.Pieces.Count(HasDigit) > Math.Max(1, first.Pieces.Count(HasDigit));

    /// <summary>Type, colour and painting of a line.</summary>
    public readonly record struct Look(bool Bold, int Colour, int Fill);

    public static Look LookOf(PageContent page, TextLine line)
    {
        page.Deadline.Check();
        var fill = -1;
        var x = line.Pieces[0].Centre;
        foreach (var f in page.Fills)
        {
            if (f.Y0 <= line.Middle && f.Y1 >= line.Middle && f.X0 <= x && f.X1 >= x && f.Y1 - f.Y0 < 12 * line.Size) fill = f.Colour;
        }
        return new(line.Bold, line.Colour, fill);
    }

    // A lone text at the left edge, under the rule that closes the headings.
    static bool IsRuledOff(PageContent page, List<TextLine> lines, int k) =>
        lines[k].Pieces.Count == 1 && lines[k].X0 < lines.Min(l => l.X0) + 4 && lines.Take(k).Any(l => l.Pieces.Count > 1)
        && page.HRules.Exists(h => h.Y > lines[k - 1].Middle && h.Y < lines[k].Middle && h.X1 - h.X0 > 0.7 * (lines.Max(l => l.X1) - lines[k].X0));

    // A heading inside the body right under the headings: one text that begins at the left edge and runs on over the next column.
    static bool IsGroup(List<TextLine> lines, int k)
    {
        if (lines[k].Pieces.Count > 1) return false;
        var widest = lines.Take(k).MaxBy(l => l.Pieces.Count)!;
        if (widest.Pieces.Count < 2 || lines[k].X0 > lines.Min(l => l.X0) + 4) return false;
        return lines[k].X1 > widest.Pieces[1].X0 || lines[k].Baseline - lines[k - 1].Baseline > 1.5 * lines[k].Size;
    }

    // What is painted in one area with the headings belongs to them.
    static int ToAreaEnd(PageContent page, List<TextLine> lines, int count)
    {
        var last = lines[count - 1];
        var area = page.Fills.FindIndex(f => f.Y0 <= last.Middle && f.Y1 >= last.Middle && f.X0 <= last.X0 + 1 && f.X1 >= last.X1 - 1 && f.Y1 - f.Y0 < 6 * last.Size);
        if (area < 0) return count;
        while (count < lines.Count - 1 && count < MostLines && lines[count].Middle < page.Fills[area].Y1) count++;
        return count;
    }

    static int BeforeGroup(List<TextLine> lines, int count)
    {
        for (var k = 1; k < count; k++)
        {
            if (IsGroup(lines, k)) return k;
        }
        return count;
    }

    // A first band whose cells span columns is the upper level of two.
    static int Ruled(PageContent page, Region region, Columns columns, List<List<TextLine>> bands)
    {
        var count = bands[0].Count;
        if (!region.Ruled || bands.Count < 3) return count;
        var pieces = bands[0].SelectMany(l => l.Pieces).ToList();
        var spans = pieces.Exists(p => HeaderReader.RuledSpan(page, region, columns, p) is var (a, b) && b > a && b - a < columns.Count - 1
            && !pieces.Exists(o => o.Baseline > p.Baseline + 1 && columns.Of(o) >= a && columns.Of(o) <= b));
        return spans ? count + bands[1].Count : count;
    }

    // Nearer to the line below than to the one above: the first line of a wrapped cell of the first row.
    static bool Hangs(List<TextLine> lines, int k) => lines[k + 1].Baseline - lines[k].Baseline < 0.9 * (lines[k].Baseline - lines[k - 1].Baseline);

    // Painting that begins with the second row leaves the first one in the same band as the headings.
    static bool HoldsBody(List<TextLine> band, Columns columns)
    {
        for (var k = 1; k < band.Count; k++)
        {
            var line = band[k];
            if (line.Pieces.Count >= 0.6 * columns.Count && line.Pieces.Exists(HasDigit) && !band[0].Pieces.TrueForAll(HasDigit)
                && line.Pieces.Count(HasDigit) > band[0].Pieces.Count(HasDigit)) return true;
        }
        return false;
    }

    static bool HasDigit(Piece piece) => piece.Words.Exists(w => w.Text.Any(char.IsAsciiDigit));

    static int Plain(List<TextLine> lines, Columns columns)
    {
        var k = 1;
        while (k < lines.Count - 1 && k < 4)
        {
            var line = lines[k];
            var fillsFirst = line.Pieces.Exists(p => columns.Of(p) == 0);
            if (fillsFirst || line.Pieces.Exists(HasDigit) || line.Baseline - lines[k - 1].Baseline > 1.3 * line.Size || lines.Count > k + 1 && Hangs(lines, k)) break;
            k++;
        }
        return k;
    }
}
