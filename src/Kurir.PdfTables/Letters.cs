using System.Text;

namespace Kurir.PdfTables;

/// <summary>Characters as people type them: ligatures taken apart, presentation forms and invisible marks undone, right-to-left words in reading order.</summary>
static class Letters
{
    public static string Tidy(string text)
    {
        foreach (var c in text)
        {
            if (c >= 0x0590) return TidyWide(text);
            if (c == 0xAD) return TidyWide(text);
        }
        return text;
    }

    static string TidyWide(string text)
    {
        var s = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '\u00AD' or '\u200B' or '\uFEFF' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')) continue;
            if (PresentationForms.Typed(c) is { } typed) s.Append(typed);
            else s.Append(c);
        }
        return s.ToString();
    }

    public static bool IsRightToLeft(char c) => c is (>= '\u0590' and <= '\u08FF') or (>= '\uFB1D' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC');

    public static bool IsWide(char c) => c is (>= '\u2E80' and <= '\uA4CF') or (>= '\uAC00' and <= '\uD7AF') or (>= '\uF900' and <= '\uFAFF') or (>= '\uFF00' and <= '\uFFEF');
}
