using System.Text;

namespace Kurir.PdfTables;

/// <summary>Puts words and letters from the order on paper into the order of reading.</summary>
static class ReadingOrder
{
    public static string Join(List<Word> words)
    {
        if (words.Count == 1) return words[0].Text;
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
            runs[^1].Words.Add(word.Text);
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

    /// <summary>Turns a word around that was printed from left to right in a script read from right to left; figures in it keep their order.</summary>
    public static string FromPaper(string text)
    {
        if (!HasRightToLeft(text)) return text;
        var letters = text.ToCharArray();
        Array.Reverse(letters);
        for (var i = 0; i < letters.Length;)
        {
            var j = i;
            while (j < letters.Length && (char.IsAsciiLetterOrDigit(letters[j]) || (j > i && j + 1 < letters.Length && letters[j] is '.' or ',' or ':' or '/' && char.IsAsciiDigit(letters[j + 1])))) j++;
            if (j > i + 1) Array.Reverse(letters, i, j - i);
            i = Math.Max(j, i + 1);
        }
        return new string(letters);
    }

    // A line may break behind a hyphen without a space; whether the hyphen is the word's own or the typesetter's, paper does not tell.
    static bool BreaksAtHyphen(StringBuilder s, string next) =>
        s.Length > 1 && s[^1] == '-' && char.IsLetterOrDigit(s[^2]) && char.IsLetterOrDigit(next[0]);

    /// <summary>Joins the lines of a cell: by one space, and by none inside a script that writes without spaces or after a break inside a word.</summary>
    public static string JoinLines(IEnumerable<string> lines)
    {
        var s = new StringBuilder();
        foreach (var line in lines)
        {
            if (line.Length == 0) continue;
            if (s.Length > 0 && !(Letters.IsWide(s[^1]) && Letters.IsWide(line[0])) && !BreaksAtHyphen(s, line)) s.Append(' ');
            s.Append(line);
        }
        return s.ToString();
    }
}
