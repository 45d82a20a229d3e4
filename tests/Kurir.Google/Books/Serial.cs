using System.Globalization;

namespace Kurir.Google;

/// <summary>Dates as numbers: days since 30 December 1899, the fraction is the time of day.</summary>
public static class Serial
{
    static readonly DateTime Zero = new(1899, 12, 30);

    public static double Of(DateTime moment) => (moment - Zero).TotalDays;

    public static DateTime ToMoment(double serial) => Zero.AddMilliseconds(Math.Round(serial * 86_400_000));

    /// <summary>In a pattern of a number format: <c>yyyy-MM-dd hh:mm:ss</c>, where m after h or before s is minutes.</summary>
    public static string Format(double serial, string pattern)
    {
        DateTime moment = ToMoment(serial);
        var text = new System.Text.StringBuilder();
        bool hours = false;
        for (int at = 0; at < pattern.Length;)
        {
            char c = char.ToLowerInvariant(pattern[at]);
            int end = at + 1;
            while (end < pattern.Length && char.ToLowerInvariant(pattern[end]) == c) end++;
            bool minutes = c == 'm' && (hours || pattern[end..].TrimStart(':', ' ').StartsWith("s", StringComparison.OrdinalIgnoreCase));
            text.Append(Part(moment, minutes ? 'n' : c, end - at, pattern[at..end]));
            if (c is 'h') hours = true;
            else if (c is 'y' or 'd' or 's') hours = false;
            at = end;
        }

        return text.ToString();
    }

    static string Part(DateTime moment, char c, int length, string literal) => c switch
    {
        'y' => length <= 2 ? $"{moment.Year % 100:00}" : $"{moment.Year:0000}",
        'm' => length switch { 1 => $"{moment.Month}", 2 => $"{moment.Month:00}", 3 => moment.ToString("MMM", CultureInfo.InvariantCulture), _ => moment.ToString("MMMM", CultureInfo.InvariantCulture) },
        'd' => length switch { 1 => $"{moment.Day}", 2 => $"{moment.Day:00}", 3 => moment.ToString("ddd", CultureInfo.InvariantCulture), _ => moment.ToString("dddd", CultureInfo.InvariantCulture) },
        'h' => length == 1 ? $"{moment.Hour}" : $"{moment.Hour:00}",
        'n' => length == 1 ? $"{moment.Minute}" : $"{moment.Minute:00}",
        's' => length == 1 ? $"{moment.Second}" : $"{moment.Second:00}",
        '"' or '\\' => "",
        _ => literal,
    };
}
