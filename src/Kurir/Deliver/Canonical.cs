namespace Kurir;

/// <summary>Canonical numbers; see <see cref="Cell"/>.</summary>
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
    public static int SignificantDigits(string number) =>
        number.TrimStart('-').Replace(".", "", StringComparison.Ordinal).TrimStart('0').TrimEnd('0').Length;

    static bool AllDigits(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9');
}
