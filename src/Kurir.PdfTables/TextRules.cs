namespace Kurir.PdfTables;

/// <summary>Reports made of characters draw their lines with them: "-----", "=====", "|", "+---+". Such words become rules.</summary>
static class TextRules
{
    public static void Lift(List<Word> words, List<HRule> levels, List<VRule> uprights, bool monospaced)
    {
        var before = words.Count;
        if (monospaced) LiftBars(words, uprights);
        for (var i = 0; i < words.Count;)
        {
            var j = i + 1;
            while (j < words.Count && Math.Abs(words[j].Baseline - words[i].Baseline) < 0.5) j++;
            LiftLine(words, i, j, levels);
            i = j;
        }
        words.RemoveAll(w => w.Text.Length == 0);
        if (words.Count == before && !monospaced) return;
        levels.Sort((a, b) => a.Y.CompareTo(b.Y));
        uprights.Sort((a, b) => a.X != b.X ? a.X.CompareTo(b.X) : a.Y0.CompareTo(b.Y0));
    }

    // Two or three dashes alone may mean "nothing" in a cell; on a line of nothing but dashes they underline a narrow column.
    static void LiftLine(List<Word> words, int from, int to, List<HRule> levels)
    {
        var onlyRules = true;
        for (var i = from; i < to && onlyRules; i++) onlyRules = IsRule(words[i].Text);
        for (var i = from; i < to; i++)
        {
            var word = words[i];
            if (!IsRule(word.Text) || word.Text.Length < (onlyRules && to - from > 1 ? 1 : 4)) continue;
            levels.Add(new(word.Middle, word.X0, word.X1, false));
            word.Text = "";
        }
    }

    static bool IsRule(string text)
    {
        foreach (var c in text)
        {
            if (c is not ('-' or '=' or '_' or '+' or '|' or '*' or '~' or '\u2500' or '\u2550' or '\u2014' or '\u253C' or '\u2502')) return false;
        }
        return true;
    }

    /// <summary>Bars become upright rules; words that touch them are cut free.</summary>
    static void LiftBars(List<Word> words, List<VRule> uprights)
    {
        var pieces = new List<VRule>();
        for (var i = words.Count - 1; i >= 0; i--)
        {
            var word = words[i];
            if (!word.Text.AsSpan().ContainsAny('|', '\u2502')) continue;
            var advance = (word.X1 - word.X0) / word.Text.Length;
            var parts = new List<Word>();
            var from = 0;
            for (var k = 0; k <= word.Text.Length; k++)
            {
                if (k < word.Text.Length && word.Text[k] is not ('|' or '\u2502')) continue;
                if (k > from) parts.Add(Part(word, from, k, advance));
                if (k < word.Text.Length) pieces.Add(new(word.X0 + ((k + 0.5) * advance), word.Middle - (0.8 * word.Size), word.Middle + (0.8 * word.Size), false));
                from = k + 1;
            }
            words.RemoveAt(i);
            words.InsertRange(i, parts);
        }
        Join(pieces, uprights);
    }

    static Word Part(Word word, int from, int to, double advance) => new()
    {
        Text = word.Text[from..to], X0 = word.X0 + (from * advance), X1 = word.X0 + (to * advance), Baseline = word.Baseline, Size = word.Size, Bold = word.Bold,
        Colour = word.Colour, Link = from == 0 ? word.Link : Link.None, SpaceEnd = word.X0 + (to * advance),
    };

    static void Join(List<VRule> pieces, List<VRule> uprights)
    {
        foreach (var column in pieces.GroupBy(p => Math.Round(p.X)))
        {
            var parts = column.OrderBy(p => p.Y0).ToList();
            var current = parts[0];
            foreach (var part in parts.Skip(1))
            {
                if (part.Y0 - current.Y1 < 1.2 * (part.Y1 - part.Y0)) current = current with { Y1 = part.Y1 };
                else
                {
                    uprights.Add(current);
                    current = part;
                }
            }
            uprights.Add(current);
        }
    }
}
