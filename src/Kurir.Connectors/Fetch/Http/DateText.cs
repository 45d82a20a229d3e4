using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Kurir.Connectors;

/// <summary>Writes a day as a field wants it.</summary>
static partial class DateText
{
    /// <param name="format">The pipeline's <c>date_format</c>; null: as the field shows.</param>
    /// <param name="isEnd">The last day: where the field wants a time, its last minute.</param>
    /// <returns>Null: the field does not show how it wants its dates.</returns>
    public static string? For(IElement field, DateOnly day, string? format, bool isEnd)
    {
        switch (FormControls.TypeOf(field))
        {
            case "date": return Write("yyyy-MM-dd", day, isEnd);
            case "datetime-local" or "datetime": return Write("yyyy-MM-dd'T'HH:mm", day, isEnd);
            case "month": return Write("yyyy-MM", day, isEnd);
            case "week": return $"{ISOWeek.GetYear(day):0000}-W{ISOWeek.GetWeekOfYear(day):00}";
        }

        return (format is null ? Shown(field) : Pattern(format)) is { } pattern ? Write(pattern, day, isEnd) : null;
    }

    /// <summary>First and last day in one field, as its value or placeholder shows: <c>01/09/2025 - 30/09/2025</c>, <c>yyyy-mm-dd to yyyy-mm-dd</c>.</summary>
    /// <param name="format">Of each day; null: as the field shows.</param>
    /// <returns>Null: the field does not show how it wants them.</returns>
    public static string? Range(IElement field, Window window, string? format)
    {
        string?[] shown = [field.GetAttribute("placeholder"), field.GetAttribute("value")];
        Match both = shown.OfType<string>().Select(text => TwoDays().Match(text.Trim())).FirstOrDefault(match => match.Success) ?? Match.Empty;
        string? pattern = format is null ? PatternOf(both.Groups[1].Value) ?? PatternOf(both.Groups[3].Value) ?? Shown(field) : Pattern(format);
        string between = field.GetAttribute("data-separator") ?? (both.Success ? both.Groups[2].Value : " - ");
        return pattern is null ? null : Write(pattern, window.From, isEnd: false) + between + Write(pattern, window.To, isEnd: true);
    }

    static string? PatternOf(string text) => text.Length == 0 ? null : text.Any(char.IsAsciiDigit) ? ForValue(text) : Pattern(text);

    /// <param name="pattern">A .NET date format.</param>
    public static string Write(string pattern, DateOnly day, bool isEnd) =>
        day.ToDateTime(isEnd ? new TimeOnly(23, 59, 59) : TimeOnly.MinValue).ToString(pattern, CultureInfo.InvariantCulture);

    /// <summary>The .NET format for one written in any of the usual ways: <c>dd/MM/yyyy</c>, <c>dd/mm/yyyy</c>, <c>DD-MM-YYYY</c>, <c>d/m/Y</c>,
    /// <c>hh/bb/tttt</c>.</summary>
    /// <returns>Null: not the format of a whole date.</returns>
    public static string? Pattern(string format)
    {
        string text = format.Trim().Replace("%", "", StringComparison.Ordinal);
        if (text.Length is 0 or > 40) return null;
        string pattern = Php().IsMatch(text) ? FromPhp(text) : FromLetters(text);
        return pattern.Contains('d') && pattern.Contains('M') && pattern.Contains('y') ? pattern : null;
    }

    /// <returns>A .NET format; null: the field shows none.</returns>
    static string? Shown(IElement field)
    {
        foreach (string name in (string[])["data-date-format", "data-format", "data-dateformat", "placeholder"])
            if (field.GetAttribute(name) is { Length: > 0 } format && Pattern(format) is { } pattern) return pattern;
        return OfValue(field.GetAttribute("pattern"), ForPattern) ?? OfValue(field.GetAttribute("value"), ForValue) ?? OfValue(field.GetAttribute("placeholder"), ForValue);
    }

    static string? OfValue(string? text, Func<string, string?> read) => string.IsNullOrWhiteSpace(text) ? null : read(text.Trim());

    static string? ForPattern(string pattern) => pattern.Replace("[0-9]", @"\d", StringComparison.Ordinal).TrimStart('^').TrimEnd('$') switch
    {
        @"\d{4}-\d{2}-\d{2}" => "yyyy-MM-dd",
        @"\d{4}/\d{2}/\d{2}" => "yyyy'/'MM'/'dd",
        _ => null,
    };

    /// <summary>An example shows its order where the year comes first, or where the day is beyond 12.</summary>
    static string? ForValue(string value)
    {
        if (YearFirst().Match(value) is { Success: true } iso) return $"yyyy'{iso.Groups[1].Value}'MM'{iso.Groups[1].Value}'dd";
        if (YearLast().Match(value) is not { Success: true } local) return null;
        int first = int.Parse(local.Groups[1].Value, CultureInfo.InvariantCulture);
        int second = int.Parse(local.Groups[3].Value, CultureInfo.InvariantCulture);
        string by = $"'{local.Groups[2].Value}'";
        if (first > 12 && second <= 12) return $"dd{by}MM{by}yyyy";
        return second > 12 && first <= 12 ? $"MM{by}dd{by}yyyy" : null;
    }

    static string FromPhp(string format) => string.Concat(format.Select(letter => letter switch
    {
        'd' => "dd", 'j' => "d", 'm' => "MM", 'n' => "M", 'M' => "MMM", 'F' => "MMMM", 'Y' => "yyyy", 'y' => "yy", 'H' => "HH", 'i' => "mm", 's' => "ss",
        _ => Literal(letter),
    }));

    static string FromLetters(string format)
    {
        bool indonesian = Indonesian().IsMatch(format);
        // Lower-case m means months unless there are upper-case ones, or it follows the hours.
        bool upper = format.Contains('M');
        return Run().Replace(format, match => Letters(match.Value, upper, indonesian, AfterHours(format, match.Index)));
    }

    static string Letters(string run, bool upper, bool indonesian, bool afterHours) => (char.ToLowerInvariant(run[0]), run.Length) switch
    {
        ('h' or 't' or 'b', _) when indonesian => run[0] is 'h' or 'H' ? "dd" : run[0] is 'b' or 'B' ? "MM" : "yyyy",
        ('d', _) => run.Length == 1 ? "d" : "dd",
        ('m', _) when run[0] == 'M' || (!upper && !afterHours) => new string('M', Math.Min(run.Length, 4)),
        ('m', _) => "mm",
        ('y', 2) => "yy",
        ('y', _) => "yyyy",
        ('h', _) => run.Length == 1 ? "H" : "HH",
        ('s', _) => "ss",
        _ => string.Concat(run.Select(Literal)),
    };

    static bool AfterHours(string format, int index) => format[..index].Contains('h', StringComparison.OrdinalIgnoreCase);

    static string Literal(char c) => c is '\'' or '\\' ? "\\" + c : $"'{c}'";

    [GeneratedRegex(@"^(\S{6,12}(?: \d{2}:\d{2}(?::\d{2})?)?)( - | – |-(?=\d{1,2}/)| to | s/d | sampai | ~ |~| / )(\S{6,12}(?: \d{2}:\d{2}(?::\d{2})?)?)$", RegexOptions.IgnoreCase)]
    private static partial Regex TwoDays();

    [GeneratedRegex("^[djmnYyMF]([-/. ,]+[djmnYyMF]){2}( H:i(:s)?)?$")]
    private static partial Regex Php();

    [GeneratedRegex(@"([A-Za-z])\1*|[^A-Za-z]")]
    private static partial Regex Run();

    [GeneratedRegex("^(hh|HH)(.)(bb|BB)(.)(tttt|TTTT)$|^(tttt|TTTT)(.)(bb|BB)(.)(hh|HH)$")]
    private static partial Regex Indonesian();

    [GeneratedRegex(@"^\d{4}([-/.])\d{1,2}\1\d{1,2}$")]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"^(\d{1,2})([-/.])(\d{1,2})\2\d{4}$")]
    private static partial Regex YearLast();
}
