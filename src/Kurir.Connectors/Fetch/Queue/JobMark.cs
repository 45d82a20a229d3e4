using System.Globalization;
using System.Text.RegularExpressions;

namespace Kurir.Connectors;

/// <summary>What tells one entry of a list of exports from the others and does not change while its job runs.</summary>
static partial class JobMark
{
    static readonly string[] Months = ["jan", "feb", "mar", "apr", "mei|may", "jun", "jul", "agu|aug", "sep", "okt|oct", "nov", "des|dec"];

    /// <summary>The first date with a time in the text, which is when the job was made; else the first cell that is a number. "" where there is neither.</summary>
    public static (string Mark, DateTime? At) Of(string text)
    {
        if (Time().Match(text) is { Success: true } time) return (time.Value, Read(time));
        return Number().Match(text) is { Success: true } number ? ("#" + number.Groups[1].Value, null) : ("", null);
    }

    /// <summary>Of a mark that <see cref="Of"/> gave.</summary>
    public static DateTime? TimeOf(string mark) => Time().Match(mark) is { Success: true } time ? Read(time) : null;

    /// <summary>Days before months where both are possible; all entries of a list are read the same way, and only compared with each other.</summary>
    static DateTime? Read(Match time)
    {
        int Part(string name) => int.TryParse(time.Groups[name].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
        int year = Part("y"), month = time.Groups["name"].Success ? MonthOf(time.Groups["name"].Value) : Part("m"), day = Part("d");
        if (month > 12) (day, month) = (month, day);
        bool twelve = time.Groups["am"].Success || time.Groups["pm"].Success;
        if (Part("h") > (twelve ? 12 : 23)) return null;
        int hour = (twelve ? Part("h") % 12 : Part("h")) + (time.Groups["pm"].Success ? 12 : 0);
        return year is > 1900 and < 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) && Part("min") < 60 && Part("s") < 60
            ? new DateTime(year, month, day, hour, Part("min"), Part("s"), DateTimeKind.Unspecified)
            : null;
    }

    static int MonthOf(string name) => 1 + Array.FindIndex(Months, month => month.Split('|').Any(start => name.StartsWith(start, StringComparison.OrdinalIgnoreCase)));

    [GeneratedRegex(@"(?<![\d])(?:(?<y>\d{4})[-/.](?<m>\d{1,2})[-/.](?<d>\d{1,2})|(?<d>\d{1,2})[-/.](?<m>\d{1,2})[-/.](?<y>\d{4})|(?<d>\d{1,2})[ -](?<name>\p{L}{3,10})[ -](?<y>\d{4})|(?<name>\p{L}{3,10}) (?<d>\d{1,2}),? (?<y>\d{4}))"
        + @"(?:T| \| |[, ]{1,3}(?:at |pukul )?)(?<h>\d{1,2})[:.](?<min>\d{2})(?:[:.](?<s>\d{2}))?(?: ?(?:(?<am>a)|(?<pm>p))\.?m)?(?!\d)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Time();

    [GeneratedRegex(@"(?:^|\| )#?(\d{1,12})(?= \||$)", RegexOptions.None, 1000)]
    private static partial Regex Number();
}
