using System.Globalization;
using System.Text;

namespace Kurir;

/// <summary>Small things about texts for people.</summary>
static class Texts
{
    /// <summary>Text out of a file, fit for one line of a message: cut, control characters made visible.</summary>
    public static string Shown(string text, int most = 60)
    {
        var shown = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (shown.Length >= most) return shown.Append('…').ToString();
            if (Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029) shown.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
            else shown.Append(rune);
        }

        return shown.ToString();
    }

    /// <summary><c>a, b or c</c></summary>
    public static string Choice(IReadOnlyList<string> words) =>
        words.Count < 2 ? string.Concat(words) : $"{string.Join(", ", words.SkipLast(1))} or {words[^1]}";

    /// <summary><c>AllExcept</c> → <c>all_except</c>.</summary>
    public static string Snake(string name)
    {
        var snake = new StringBuilder();
        foreach (char c in name)
        {
            if (char.IsUpper(c) && snake.Length > 0) snake.Append('_');
            snake.Append(char.ToLowerInvariant(c));
        }

        return snake.ToString();
    }

    /// <summary> Did you mean 'page'?</summary>
    public static string DidYouMean(string word, IEnumerable<string> known) =>
        Closest(word, known) is { } closest ? $" Did you mean '{closest}'?" : "";

    /// <summary>The one known word that is a slip of the finger away; null where none is.</summary>
    public static string? Closest(string word, IEnumerable<string> known)
    {
        if (word.Length is 0 or > 60) return null;
        string plain = Plain(word);
        var ranked = known.Select(candidate => (candidate, distance: Distance(plain, Plain(candidate)))).OrderBy(pair => pair.distance).ToList();
        if (ranked.Count == 0) return null;
        var (best, distance) = ranked[0];
        bool several = ranked.Count > 1 && ranked[1].distance == distance && distance > 0;
        return distance <= Math.Max(1, Math.Min(word.Length, best.Length) / 3) && !several ? best : null;
    }

    static string Plain(string word) => word.Replace('-', '_').Replace(' ', '_').ToLowerInvariant();

    /// <summary>Optimal string alignment: insertions, deletions, replacements and swaps of neighbours.</summary>
    static int Distance(string a, string b)
    {
        var cost = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++) cost[i, 0] = i;
        for (int j = 0; j <= b.Length; j++) cost[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int replace = cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                cost[i, j] = Math.Min(replace, Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1);
                bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                if (swapped) cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
            }
        }

        return cost[a.Length, b.Length];
    }
}
