namespace Kurir.PdfTables;

/// <summary>
/// Where no spaces are printed, columns set closer than a space is wide look like one. They are parted where a gap between two
/// words of the headings stays free on every line.
/// </summary>
static class TightColumns
{
    public static void Cut(Region region, int headings)
    {
        if (region.Lines.Count < headings + 3) return;
        var cuts = new List<double>();
        foreach (var piece in region.Lines.Take(headings).SelectMany(l => l.Pieces))
        {
            for (var i = 1; i < piece.Words.Count; i++)
            {
                if (Free(region, piece.Words[i - 1].X1, piece.Words[i].X0) is { } x) cuts.Add(x);
            }
        }
        if (cuts.Count > 0) CutAt(region, cuts);
    }

    /// <summary>Parts texts at the columns' borders, where a gap lies there.</summary>
    public static void CutAt(Region region, List<double> cuts)
    {
        for (var i = 0; i < region.Lines.Count; i++)
        {
            if (region.Lines[i].Pieces.Count > 1 || i == 0) region.Lines[i] = new TextLine(RegionFinder.Cut(region.Lines[i].Pieces, cuts));
        }
    }

    static double? Free(Region region, double x0, double x1)
    {
        var parted = 0;
        foreach (var line in region.Lines)
        {
            if (line.Pieces.Count < 2) continue;
            var left = false;
            var right = false;
            double near = double.MinValue, next = double.MaxValue;
            foreach (var word in line.Pieces.SelectMany(p => p.Words))
            {
                if (word.X0 < x0 + 0.1 && word.X1 > x1 - 0.1) return null;
                if (word.X1 > x0 && word.X0 < x0) x0 = word.X1;
                else if (word.X0 < x1 && word.X1 > x1) x1 = word.X0;
                else if (word.X0 >= x0 && word.X1 <= x1) return null;
                left |= word.X1 <= x0 + 0.1;
                right |= word.X0 >= x1 - 0.1;
                if (word.X1 <= x0 + 0.1) near = Math.Max(near, word.X1);
                if (word.X0 >= x1 - 0.1) next = Math.Min(next, word.X0);
                if (x1 - x0 < 0.4) return null;
            }
            if (left && right && next - near < 0.45 * line.Size) parted++;
        }
        return parted >= Math.Max(3, 0.25 * region.Lines.Count) ? (x0 + x1) / 2 : null;
    }
}
