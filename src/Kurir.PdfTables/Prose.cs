namespace Kurir.PdfTables;

/// <summary>Tells running text set in columns from tables.</summary>
static class Prose
{
    public static bool TwoColumns(List<TextLine> lines)
    {
        var multi = lines.Where(l => l.Parts >= 2).ToList();
        if (multi.Max(l => l.Parts) > 3) return false;
        var wordy = 0;
        var full = 0;
        foreach (var line in multi)
        {
            if (line.Pieces.Average(p => p.Words.Count) >= 4.5) wordy++;
            if (line.Pieces.Sum(p => p.X1 - p.X0) > 0.82 * (line.X1 - line.X0)) full++;
        }
        return multi.Count >= 3 && wordy > 0.6 * multi.Count && full > 0.5 * multi.Count;
    }
}
