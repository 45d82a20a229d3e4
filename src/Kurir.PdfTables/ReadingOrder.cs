using System.Text;

namespace Kurir.PdfTables;

/// <summary>Puts words and letters from the order on paper into the order of reading.</summary>
static class ReadingOrder
{
    public static string Join(List<Word> words)
    {
        if (words.Count == 1) return Logical(words[0].Text);
        if (words.TrueForAll(w => !HasRightToLeft(w.Text))) return string.Join(' ', words.Select(w => w.Text));
        return string.Join(' ', RightToLeft(words));
    }

    // Runs of right-to-left words are turned around; numbers and Latin words between keep their own direction.
    static IEnumerable<string> RightToLeft(List<Word> words)
    {
        var visual = words.OrderBy(w => w.X0).ToList();
        var main = visual.Count(w => HasRightToLeft(w.Text)) * 2 >= visual.Count;
        var runs = new List<(bool Rtl, List<string> Words)>();
        foreach (var word in visual)
        {
            var rtl = HasRightToLeft(word.Text);
            if (runs.Count == 0 || runs[^1].Rtl != rtl) runs.Add((rtl, []));
            runs[^1].Words.Add(Logical(word.Text));
        }
        if (main) runs.Reverse();
        foreach (var (rtl, run) in runs)
        {
            if (rtl) run.Reverse();
            foreach (var word in run) yield return word;
        }
    }

    static bool HasRightToLeft(string text)
    {
        foreach (var c in text)
        {
            if (c >= 0x0590 && Letters.IsRightToLeft(c)) return true;
        }
        return false;
    }

    static string Logical(string text) => text;

    /// <summary>Joins the lines of a cell: by one space, and by none inside a script that writes without spaces or after a break inside a word.</summary>
    public static string JoinLines(IEnumerable<string> lines)
    {
        var s = new StringBuilder();
        foreach (var line in lines)
        {
            if (line.Length == 0) continue;
            if (s.Length > 0 && !(Letters.IsWide(s[^1]) && Letters.IsWide(line[0]))) s.Append(' ');
            s.Append(line);
        }
        return s.ToString();
    }
}
