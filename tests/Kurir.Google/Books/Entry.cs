using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Kurir.Google;

/// <summary>What USER_ENTERED makes of a text, as if it had been typed: this is where leading zeros, long ids and dates go wrong.</summary>
public static partial class Entry
{
    static readonly JsonElement Dates = JsonDocument.Parse("""{"numberFormat":{"type":"DATE"}}""").RootElement;

    static readonly JsonElement Percents = JsonDocument.Parse("""{"numberFormat":{"type":"PERCENT","pattern":"0.00%"}}""").RootElement;

    public static GridCell Typed(string text, GridCell before, string locale, DateTimeOffset now)
    {
        if (text.Length == 0) return before with { Entered = null };
        if (text[0] == '\'') return before with { Entered = text[1..] };
        if (text[0] == '=' && text.Length > 1) return before with { Entered = new Formula(text) };
        if (text[0] is '+' or '-' && Formulaic().IsMatch(text)) return before with { Entered = new Formula("=" + text) };
        if (text.ToUpperInvariant() is "TRUE" or "FALSE") return before with { Entered = text.Equals("TRUE", StringComparison.OrdinalIgnoreCase) };
        if (before.NumberFormat is { Type: "TEXT" }) return before with { Entered = text };
        return Date(text, locale, now) is { } day ? before with { Entered = Serial.Of(day), Format = before.Format ?? Dates }
            : Number(text, locale) is { } number ? text.TrimEnd().EndsWith('%') ? before with { Entered = number, Format = before.Format ?? Percents } : before with { Entered = number }
            : before with { Entered = text };
    }

    static double? Number(string text, string locale)
    {
        string plain = text.Trim();
        bool percent = plain.EndsWith('%');
        if (percent) plain = plain[..^1];
        if (Shown.HasDecimalComma(locale)) plain = plain.Replace(".", "", StringComparison.Ordinal).Replace(',', '.');
        if (!Numeric().IsMatch(plain)) return null;
        double number = double.Parse(plain.Replace(",", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture);
        return percent ? number / 100 : number;
    }

    static DateTime? Date(string text, string locale, DateTimeOffset now)
    {
        if (IsoDate().Match(text) is { Success: true } iso) return Day(iso, 1, 2, 3);
        if (ShortDate().Match(text) is not { Success: true } match) return null;
        if (text.Contains('.', StringComparison.Ordinal) && !Shown.HasDecimalComma(locale)) return null;
        int year = match.Groups[3].Success ? int.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture) : now.Year;
        int first = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), second = int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture);
        var (month, day) = locale == "en_US" ? (first, second) : (second, first);
        return month is >= 1 and <= 12 && day >= 1 && year is >= 1900 and < 9999 && day <= DateTime.DaysInMonth(year, month) ? new DateTime(year, month, day) : null;
    }

    static DateTime? Day(Match match, int year, int month, int day) =>
        DateTime.TryParseExact($"{match.Groups[year].Value}-{match.Groups[month].Value}-{match.Groups[day].Value}", "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime date)
            ? date : null;

    [GeneratedRegex(@"^[-+][0-9A-Za-z(][0-9A-Za-z()\s.]*([-+*/&][0-9A-Za-z()\s.]+|\([^)]*\))+$|^[-+][A-Za-z]+\(.*\)$")]
    private static partial Regex Formulaic();

    [GeneratedRegex(@"^[-+]?(\d+|\d{1,3}(,\d{3})+)(\.\d*)?([eE][-+]?\d{1,3})?$|^[-+]?\.\d+$")]
    private static partial Regex Numeric();

    [GeneratedRegex(@"^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$")]
    private static partial Regex IsoDate();

    [GeneratedRegex(@"^(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{4}))?$")]
    private static partial Regex ShortDate();
}
