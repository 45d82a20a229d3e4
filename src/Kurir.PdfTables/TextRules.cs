namespace Kurir.PdfTables;

/// <summary>Reports made of characters draw their lines with them: "-----", "=====", "|", "+---+". Such words become rules.</summary>
static class TextRules
{
    public static void Lift(List<Word> words, List<HRule> levels, List<VRule> uprights)
    {
        var lifted = 0;
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (!IsLine(word.Text)) continue;
            levels.Add(new(word.Middle, word.X0, word.X1, false));
            words[i] = null!;
            lifted++;
        }
        if (lifted == 0 && !words.Exists(w => w.Text.Contains('|', StringComparison.Ordinal))) return;
        words.RemoveAll(w => w is null);
        levels.Sort((a, b) => a.Y.CompareTo(b.Y));
    }

    static bool IsLine(string text)
    {
        if (text.Length < 4) return false;
        foreach (var c in text)
        {
            if (c is not ('-' or '=' or '_' or '+' or '|' or '*' or '~' or '\u2500' or '\u2550' or '\u2014' or '\u253C' or '\u2502')) return false;
        }
        return true;
    }
}
