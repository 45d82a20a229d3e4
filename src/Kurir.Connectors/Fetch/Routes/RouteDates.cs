using System.Text;
using System.Text.RegularExpressions;

namespace Kurir.Connectors;

/// <summary>Finds the window's days in what a page sent, in whatever form, and puts placeholders in their place.</summary>
static partial class RouteDates
{
    /// <summary>The forms in which panels write a day, likeliest first.</summary>
    public static IReadOnlyList<string> Names => Formats;

    static readonly string[] Formats =
    [
        "yyyy-MM-dd", "dd/MM/yyyy", "MM/dd/yyyy", "dd-MM-yyyy", "MM-dd-yyyy", "yyyy/MM/dd", "dd.MM.yyyy", "yyyy.MM.dd", "yyyyMMdd", "ddMMyyyy", "dd MMM yyyy", "dd MMMM yyyy", "d/M/yyyy", "M/d/yyyy", "yyyy-M-d", "d-M-yyyy",
    ];

    /// <returns>Null: it is not clear which day a date is, or how it is written. Text without such dates comes back as it is.</returns>
    public static string? Mark(string text, Window window)
    {
        List<Found> found = Find(text, window);
        HashSet<string> shared = [.. Formats];
        foreach (Found one in found) shared.IntersectWith(one.Readings.Select(reading => reading.Format));
        var marked = new StringBuilder();
        int from = 0, nameless = 0;
        foreach (Found one in found)
        {
            Reading[] likely = [.. one.Readings.Where(reading => shared.Count == 0 || shared.Contains(reading.Format))];
            if (likely.Select(reading => reading.Format).Distinct().Count() != 1) return null;
            bool? isEnd = likely.Select(reading => reading.IsEnd).Distinct().Count() == 1 ? likely[0].IsEnd : IsEnd(text[..one.At]);
            if (isEnd is null && ++nameless > 2) return null;
            isEnd ??= nameless == 2;
            marked.Append(text, from, one.At - from).Append('⟨').Append(isEnd.Value ? "end" : "start").Append(':').Append(likely[0].Format);
            if (likely[0].Escape.Length > 0) marked.Append('|').Append(likely[0].Escape);
            marked.Append('⟩');
            from = one.At + one.Length;
        }

        // One day without a name of its own: whether it is the first or the last shows when the window has more days.
        return nameless == 1 ? null : marked.Append(text, from, text.Length - from).ToString();
    }

    public static string Write(DateOnly day, string format) => DateText.Write(format, day, isEnd: false);

    static List<Found> Find(string text, Window window)
    {
        ILookup<string, Reading> known = Readings(window).ToLookup(pair => pair.Text, pair => pair.Reading);
        string[] longest = [.. known.Select(group => group.Key).OrderByDescending(key => key.Length)];
        var found = new List<Found>();
        for (int at = 0; at < text.Length; at++)
        {
            if (longest.FirstOrDefault(key => Stands(text, at, key)) is not { } key) continue;
            found.Add(new Found(at, key.Length, [.. known[key]]));
            at += key.Length - 1;
        }

        return found;
    }

    static IEnumerable<(string Text, Reading Reading)> Readings(Window window)
    {
        foreach ((DateOnly day, bool isEnd) in new[] { (window.From, false), (window.To, true) })
        {
            var seen = new HashSet<string>();
            foreach (string format in Formats)
            {
                string plain = Write(day, format);
                if (!seen.Add(plain) && format.Contains("d/M", StringComparison.Ordinal) | format.Contains("-M-", StringComparison.Ordinal) | format.Contains("M/d", StringComparison.Ordinal) && !format.Contains("dd", StringComparison.Ordinal)) continue;
                foreach (string escape in (string[])["", "url", "form", "json"])
                    if (escape.Length == 0 || RouteTexts.Escape(plain, escape) != plain) yield return (RouteTexts.Escape(plain, escape), new Reading(isEnd, format, escape));
            }
        }
    }

    /// <summary>Whether it stands there, and not inside a longer number.</summary>
    static bool Stands(string text, int at, string key) =>
        string.CompareOrdinal(text, at, key, 0, key.Length) == 0
        && (at == 0 || !char.IsAsciiDigit(text[at - 1])) && (at + key.Length == text.Length || !char.IsAsciiDigit(text[at + key.Length]));

    /// <summary>By the name before it; null: it says neither.</summary>
    static bool? IsEnd(string before)
    {
        string name = Name().Match(before[Math.Max(0, before.Length - 80)..]).Groups[1].Value;
        return EndWords().IsMatch(name) ? true : StartWords().IsMatch(name) ? false : null;
    }

    readonly record struct Reading(bool IsEnd, string Format, string Escape);

    sealed record Found(int At, int Length, IReadOnlyList<Reading> Readings);

    [GeneratedRegex("""([A-Za-z_][A-Za-z0-9_.\[\]-]*)(?:%5D|%22|%3A|["'\s:=\]])*$""")]
    private static partial Regex Name();

    [GeneratedRegex("end|akhir|sampai|until|hingga|last|selesai|(^|[^a-z])to($|[^a-z])|date_?to|_e$|2$", RegexOptions.IgnoreCase)]
    private static partial Regex EndWords();

    [GeneratedRegex("start|from|awal|dari|mulai|begin|since|first|(^|[^a-z])tgl_?1|_s$|1$", RegexOptions.IgnoreCase)]
    private static partial Regex StartWords();
}
