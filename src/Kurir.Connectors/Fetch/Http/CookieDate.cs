using System.Globalization;

namespace Kurir.Connectors;

/// <summary>A cookie's <c>Expires</c>, in any of the forms that servers write (RFC 6265, 5.1.1).</summary>
static class CookieDate
{
    static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    static readonly char[] Delimiters = [' ', ',', '-', '\t', ';', '/'];

    /// <returns>Null: no date.</returns>
    public static DateTimeOffset? Parse(string text)
    {
        int? day = null, month = null, year = null;
        TimeSpan? clock = null;
        foreach (string token in text.Split(Delimiters, StringSplitOptions.RemoveEmptyEntries))
        {
            if (clock is null && token.Contains(':')) clock = Clock(token);
            else if (day is null && Number(token) is >= 1 and <= 31 and int d) day = d;
            else if (month is null && Month(token) is { } m) month = m;
            else if (year is null && Number(token) is { } y) year = y;
        }

        return (day, month, year, clock) is ({ } dd, { } mm, { } yy, { } time) ? Compose(Full(yy), mm, dd, time) : null;
    }

    static DateTimeOffset? Compose(int year, int month, int day, TimeSpan clock) =>
        year is >= 1601 and <= 9999 && day <= DateTime.DaysInMonth(year, month)
            ? new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero) + clock
            : null;

    static int Full(int year) => year switch
    {
        < 70 => year + 2000,
        < 100 => year + 1900,
        _ => year,
    };

    static int? Month(string token)
    {
        int index = token.Length < 3 ? -1 : Array.IndexOf(Months, token[..3].ToLowerInvariant());
        return index < 0 ? null : index + 1;
    }

    static int? Number(string token) =>
        int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    static TimeSpan? Clock(string token) =>
        TimeSpan.TryParseExact(token, [@"h\:m\:s", @"hh\:mm\:ss"], CultureInfo.InvariantCulture, out TimeSpan clock) ? clock : null;
}
