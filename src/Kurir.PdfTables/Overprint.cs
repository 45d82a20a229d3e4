namespace Kurir.PdfTables;

/// <summary>Words printed twice on one spot (imitated bold, shadows) count once. A true duplicate row stands on another spot.</summary>
static class Overprint
{
    public static void Remove(List<Word> words)
    {
        var seen = new HashSet<(string, int, int)>();
        words.RemoveAll(w => !IsNew(seen, w));
    }

    static bool IsNew(HashSet<(string, int, int)> seen, Word word)
    {
        var step = Math.Max(0.5, word.Size * 0.12);
        var x = (int)Math.Round(word.X0 / step);
        var y = (int)Math.Round(word.Baseline / step);
        var isNew = true;
        for (var dx = -1; dx <= 1 && isNew; dx++)
        {
            for (var dy = -1; dy <= 1 && isNew; dy++) isNew = !seen.Contains((word.Text, x + dx, y + dy));
        }
        seen.Add((word.Text, x, y));
        return isNew;
    }
}
