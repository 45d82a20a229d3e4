using System.Runtime.CompilerServices;
using System.Text;

namespace Kurir.PdfTables;

/// <summary>Puts words and letters from the order on paper into the order of reading.</summary>
static class ReadingOrder
{
    public static string Join(List<Word> words)
    {
        if (words.Count == 1) return words[0].Text;
        if (words.TrueForAll(w => !HasRightToLeft(w.Text))) return Spaced(words);
        return RightToLeft([.. words.OrderBy(w => w.X0)]);
    }

    static string Spaced(List<Word> words)
    {
        var text = new DefaultInterpolatedStringHandler(words.Count, words.Count, null, stackalloc char[256]);
        for (var i = 0; i < words.Count; i++)
        {
            if (i > 0) text.AppendLiteral(" ");
            text.AppendLiteral(words[i].Text);
        }
        return text.ToStringAndClear();
    }

    enum Strength { Neutral, Left, Right }

    static Strength StrengthOf(Word word) => HasRightToLeft(word.Text) ? Strength.Right : word.Text.Any(char.IsLetter) ? Strength.Left : Strength.Neutral;

    // The line runs the way most of its words do. Words of the other way keep their own order among themselves, and with them the
    // figures and signs between; a figure behind a Latin word belongs to it.
    static string RightToLeft(List<Word> visual)
    {
        var ways = visual.ConvertAll(StrengthOf);
        var main = ways.Count(w => w == Strength.Right) >= ways.Count(w => w == Strength.Left) ? Strength.Right : Strength.Left;
        var other = main == Strength.Right ? Strength.Left : Strength.Right;
        var order = new List<int>();
        for (var i = 0; i < visual.Count;)
        {
            var end = i + 1;
            for (var k = i; ways[i] == other && k < visual.Count && ways[k] != main; k++)
            {
                if (ways[k] == other || other == Strength.Left) end = k + 1;
            }
            var run = Enumerable.Range(i, end - i).ToList();
            if (other == Strength.Left) order.InsertRange(0, run);
            else order.AddRange(ways[i] == Strength.Right ? Enumerable.Reverse(run) : run);
            i = end;
        }
        return Join(visual, ways, order, main);
    }

    static string Join(List<Word> visual, List<Strength> ways, List<int> order, Strength main)
    {
        var text = new StringBuilder();
        var asRead = visual.Exists(w => w.Leftward);
        for (var n = 0; n < order.Count; n++)
        {
            var i = order[n];
            if (n > 0 && !Touch(visual, order[n - 1], i)) text.Append(' ');
            var among = !asRead && ways[i] == Strength.Neutral && (main == Strength.Right || Within(ways, i));
            text.Append(among ? Mirrored(visual[i].Text) : visual[i].Text);
        }
        return text.ToString();
    }

    static bool Within(List<Strength> ways, int i) => i > 0 && i + 1 < ways.Count && (ways[i - 1] == Strength.Right || ways[i + 1] == Strength.Right);

    static bool Touch(List<Word> visual, int a, int b) => Math.Abs(a - b) == 1 && visual[Math.Max(a, b)].X0 - visual[Math.Min(a, b)].X1 < 0.08 * visual[a].Size;

    // Paper shows a bracket turned to its text; text keeps it as it was typed.
    static string Mirrored(string text) => string.Create(text.Length, text, static (to, from) =>
    {
        for (var i = 0; i < to.Length; i++) to[i] = Mirror(from[i]);
    });

    static char Mirror(char c) => c switch
    {
        '(' => ')', ')' => '(', '[' => ']', ']' => '[', '{' => '}', '}' => '{', '<' => '>', '>' => '<', '\u00AB' => '\u00BB', '\u00BB' => '\u00AB', _ => c,
    };

    public static bool HasRightToLeft(string text)
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
        for (var i = 0; i < letters.Length; i++) letters[i] = Mirror(letters[i]);
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
    public static string JoinLines(IReadOnlyList<string> lines)
    {
        if (lines.Count == 1) return lines[0];
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
