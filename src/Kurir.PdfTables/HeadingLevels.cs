namespace Kurir.PdfTables;

/// <summary>Finds the upper lines of headings of more than one level, which say little about columns and would blur them.</summary>
static class HeadingLevels
{
    /// <summary>Sets aside leading lines that have clearly fewer texts than the line below.</summary>
    public static void SetAside(Region region)
    {
        var taken = new List<TextLine>();
        while (region.Lines.Count > 2 && taken.Count < 4 && IsThin(region.Lines))
        {
            taken.Insert(0, region.Lines[0]);
            region.Lines.RemoveAt(0);
        }
        if (taken.Count > 0) region.Above.Clear();
        region.Above.InsertRange(0, taken);
    }

    static bool IsThin(List<TextLine> lines) =>
        lines[1].Parts >= 3 && lines[0].Parts <= 0.6 * lines[1].Parts && lines[1].Baseline - lines[0].Baseline < 2.8 * lines[1].Size && lines[0].Bold == lines[1].Bold;

    /// <summary>Takes back the lines above whose texts stand over columns; returns how many.</summary>
    public static int TakeBack(PageContent page, Region region, Columns columns)
    {
        var taken = 0;
        foreach (var line in region.Above)
        {
            if (!Belongs(page, region, columns, line)) break;
            region.Lines.Insert(0, line);
            taken++;
        }
        region.Above.Clear();
        return taken;
    }

    static bool Belongs(PageContent page, Region region, Columns columns, TextLine line)
    {
        var first = region.Lines[0];
        if (line.Parts >= 2 && TitleLines.Names(line)) return false;
        if (Math.Abs(line.Size - first.Size) > 0.1 * first.Size || line.Bold != first.Bold) return false;
        if (InOneArea(page, line, first)) return true;
        if (page.Monospaced && first.Baseline - line.Baseline > 1.7 * first.Size) return false;
        if (RuledOff(page, region, line, first)) return false;
        var spans = 0;
        var below = region.Lines.Take(4).SelectMany(l => l.Pieces).ToList();
        foreach (var piece in line.Pieces)
        {
            var (from, to) = HeaderReader.SpanOver(page, columns, piece, below, line.Pieces);
            if (piece.X0 < region.X0 + 2 && to > from && line.Pieces.Count == 1) return false;
            if (from < 0 || to - from == columns.Count - 1) return false;
            if (to > from) spans++;
        }
        return spans > 0 || IsWrapped(page, region, columns, line, first);
    }

    // The upper lines of wrapped headings: within one line's distance, each text inside its own column. A lone text at the left edge may
    // as well be a title; type, painting or a distance that only centred cells have must speak for it.
    static bool IsWrapped(PageContent page, Region region, Columns columns, TextLine line, TextLine first)
    {
        var step = first.Baseline - line.Baseline;
        if (step > 1.35 * first.Size) return false;
        if (line.X0 > region.X0 + first.Size) return true;
        if (!line.Pieces.TrueForAll(p => columns.Span(p.X0, p.X1) is var (a, b) && a == b)) return false;
        var look = HeaderFinder.LookOf(page, line);
        return line.Parts > 1 || step < 0.9 * first.Size || (look == HeaderFinder.LookOf(page, first) && (look.Bold || look.Fill >= 0));
    }

    static bool InOneArea(PageContent page, TextLine line, TextLine first) =>
        page.Fills.Exists(f => f.Y0 < line.Middle && f.Y1 > first.Middle && f.Y1 - f.Y0 < 8 * first.Size && f.X0 <= line.X0 + 1 && f.X1 >= line.X1 - 1 && f.X1 - f.X0 > 0.5 * (first.X1 - first.X0));

    // A title stands above the table's top rule; a heading stands below it.
    static bool RuledOff(PageContent page, Region region, TextLine line, TextLine first)
    {
        var wide = page.HRules.FindAll(h => h.X0 < region.X0 + 4 && h.X1 > region.X1 - 4);
        return wide.Exists(h => h.Y > line.Middle && h.Y < first.Middle) && !wide.Exists(h => h.Y < line.Middle && h.Y > line.Middle - (3 * line.Size));
    }
}
