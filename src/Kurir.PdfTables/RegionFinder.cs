namespace Kurir.PdfTables;

/// <summary>Finds where tables are: first where rules cross, then where lines share gaps.</summary>
static class RegionFinder
{
    /// <summary>Side-by-side tables are looked for in what was parted already, so often.</summary>
    const int DeepestSplit = 4;

    public static List<Region> Find(PageContent page, List<TextLine> lines)
    {
        var regions = new List<Region>();
        var rest = lines;
        foreach (var zone in RuledZones.Find(page))
        {
            page.Deadline.Check();
            var inside = new List<TextLine>();
            var outside = new List<TextLine>();
            foreach (var line in rest) Part(line, zone, inside, outside);
            if (inside.Count == 0 || !FillsTwoColumns(inside, zone.Uprights)) continue;
            rest = outside;
            regions.Add(new Region(inside) { Uprights = zone.Uprights, X0 = zone.X0, X1 = zone.X1, Top = zone.Y0, Bottom = zone.Y1 });
        }
        foreach (var region in regions) AttachAbove(page, region, rest, regions);
        regions.AddRange(Streams(page, rest, regions, 0));
        return InReadingOrder(regions);
    }

    // From top to bottom; of two beside one another the left one first, whichever begins a little higher.
    static List<Region> InReadingOrder(List<Region> regions)
    {
        var ordered = new List<Region>();
        foreach (var region in regions.OrderBy(r => r.Top).ThenBy(r => r.X0))
        {
            var at = ordered.Count;
            while (at > 0 && region.X1 <= ordered[at - 1].X0 && region.Top < (ordered[at - 1].Top + ordered[at - 1].Bottom) / 2) at--;
            ordered.Insert(at, region);
        }
        return ordered;
    }

    static List<Region> Streams(PageContent page, List<TextLine> lines, List<Region> others, int depth)
    {
        if (depth < DeepestSplit && SideBySide.Find(page, lines) is { } band && Streams(page, band.Left, others, depth + 1) is { Count: > 0 } left
            && Streams(page, band.Right, others, depth + 1) is { Count: > 0 } right)
        {
            others = [.. others, .. left, .. right];
            return [.. left, .. right, .. Streams(page, lines.GetRange(0, band.From), others, depth + 1), .. Streams(page, lines.GetRange(band.To, lines.Count - band.To), others, depth + 1)];
        }
        var found = StreamFinder.Find(page, lines, others);
        foreach (var region in found) AttachAbove(page, region, lines, [.. others, .. found]);
        return found;
    }

    static void AttachAbove(PageContent page, Region region, List<TextLine> lines, List<Region> regions)
    {
        page.Deadline.Check();
        var next = region.Lines[0];
        for (var i = lines.Count - 1; i >= 0 && region.Above.Count < 3; i--)
        {
            var line = lines[i];
            if (line.Middle >= next.Middle - 1 || line.X1 < region.X0 || line.X0 > region.X1) continue;
            if (next.Baseline - line.Baseline > 2.8 * next.Size || regions.Exists(r => r.Lines.Contains(line))) return;
            region.Above.Add(line);
            next = line;
        }
    }

    static void Part(TextLine line, RuledZones.Zone zone, List<TextLine> inside, List<TextLine> outside)
    {
        var within = line.Pieces.Where(p => p.Middle > zone.Y0 - 1 && p.Middle < zone.Y1 + 1 && p.Centre > zone.X0 - 2 && p.Centre < zone.X1 + 2).ToList();
        if (within.Count == 0)
        {
            outside.Add(line);
            return;
        }
        if (within.Count == line.Pieces.Count)
        {
            inside.Add(new TextLine(Cut(line.Pieces, zone.Uprights)));
            return;
        }
        inside.Add(new TextLine(Cut(within, zone.Uprights)));
        outside.Add(new TextLine(line.Pieces.Except(within).ToList()));
    }

    /// <summary>A rule between two words of one piece parts them, where neither touches it.</summary>
    public static List<Piece> Cut(List<Piece> pieces, List<double> uprights)
    {
        var cut = new List<Piece>(pieces.Count);
        foreach (var piece in pieces) CutOne(piece, uprights, cut);
        return cut;
    }

    static void CutOne(Piece piece, List<double> uprights, List<Piece> cut)
    {
        var from = 0;
        var words = piece.Words;
        for (var i = 1; i < words.Count; i++)
        {
            var least = words[i].Link == Link.Space ? 0.4 * piece.Size : 0.4;
            if (words[i].X0 - words[i - 1].X1 < least || !uprights.Exists(x => x > words[i - 1].X1 - 0.5 && x < words[i].X0 + 0.5)) continue;
            cut.Add(new Piece(words.GetRange(from, i - from)));
            from = i;
        }
        cut.Add(from == 0 ? piece : new Piece(words.GetRange(from, words.Count - from)));
    }

    static bool FillsTwoColumns(List<TextLine> lines, List<double> uprights)
    {
        int? first = null;
        foreach (var line in lines)
        {
            foreach (var piece in line.Pieces)
            {
                var column = ColumnAt(uprights, piece.Centre);
                if ((first ??= column) != column) return true;
            }
        }
        return false;
    }

    static int ColumnAt(List<double> uprights, double x)
    {
        var column = uprights.Count - 1;
        while (column >= 0 && uprights[column] > x) column--;
        return column;
    }
}
