using System.Globalization;

namespace Kurir;

/// <summary>Canonical values (see <see cref="Cell"/>) out of what destinations store.</summary>
public static class Canonical
{
    /// <summary>Whether a text is a canonical number: <c>-1234.5</c>; no sign but minus, no exponent, no needless zeros.</summary>
    public static bool IsNumber(string text)
    {
        ReadOnlySpan<char> digits = text.StartsWith('-') ? text.AsSpan(1) : text;
        int point = digits.IndexOf('.');
        ReadOnlySpan<char> whole = point < 0 ? digits : digits[..point];
        ReadOnlySpan<char> part = point < 0 ? default : digits[(point + 1)..];
        return AllDigits(whole) && (whole.Length == 1 || whole[0] != '0')
            && (point < 0 ? text != "-0" : AllDigits(part) && part[^1] != '0');
    }

    /// <summary>How many digits a canonical number has, without leading and trailing zeros.</summary>
    public static int SignificantDigits(string number)
    {
        string digits = number.TrimStart('-').Replace(".", "", StringComparison.Ordinal).TrimStart('0').TrimEnd('0');
        return digits.Length;
    }

    /// <summary>The canonical number of a double, at most <paramref name="digits"/> significant digits of it; null for what is not a number.</summary>
    /// <param name="value">Any double.</param>
    /// <param name="digits">15 is what a spreadsheet shows; 17 tells any two doubles apart.</param>
    public static string? Number(double value, int digits)
    {
        if (!double.IsFinite(value)) return null;
        string text = value.ToString(digits >= 17 ? "R" : "G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        int e = text.IndexOf('E', StringComparison.Ordinal);
        return e < 0 ? text == "-0" ? "0" : text : Plain(text[..e], int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
    }

    /// <summary>Date, or DateTime where it is not midnight, to the second or, where it has any, its parts.</summary>
    public static Cell Moment(DateTime moment)
    {
        if (moment.TimeOfDay == TimeSpan.Zero)
        {
            string day = moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            return Cell.Typed(day, CellType.Date, day);
        }

        string text = moment.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
        return Cell.Typed(text, CellType.DateTime, text);
    }

    // "1.25", 20 -> "125000000000000000000"; "1.25", -7 -> "0.000000125"
    static string Plain(string mantissa, int exponent)
    {
        string sign = mantissa.StartsWith('-') ? "-" : "";
        string digits = mantissa.TrimStart('-').Replace(".", "", StringComparison.Ordinal);
        return exponent < 0
            ? sign + "0." + new string('0', -exponent - 1) + digits
            : sign + digits.PadRight(exponent + 1, '0');
    }

    static bool AllDigits(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9');
}
