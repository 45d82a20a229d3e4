using System.Globalization;

namespace Kurir.Connectors;

/// <summary>Numbers as digits: no exponent, no double in between, any length.</summary>
static class PlainNumber
{
    const int MaxExponent = 400;

    /// <summary>The canonical value of a number as a program writes it (<c>1E+16</c>, <c>-0.50</c>); null where it is no such number.</summary>
    /// <returns>The same string where it is canonical already.</returns>
    public static string? Canonical(string raw)
    {
        if (IsCanonical(raw)) return raw;
        if (!Split(raw, out bool negative, out string digits, out int point)) return null;
        int first = digits.AsSpan().IndexOfAnyExcept('0');
        if (first < 0) return "0";
        int end = digits.AsSpan().LastIndexOfAnyExcept('0') + 1;
        string whole = point <= first ? "0" : digits[first..Math.Min(point, digits.Length)].PadRight(point - first, '0');
        string fraction = end <= point ? "" : point < 0 ? new string('0', -point) + digits[..end] : digits[point..end];
        return (negative ? "-" : "") + whole + (fraction.Length == 0 ? "" : "." + fraction);
    }

    /// <summary>As <see cref="Canonical"/>, without what a spreadsheet's binary arithmetic left behind: <c>0.30000000000000004</c> is 0.3.
    /// Whole numbers are never touched.</summary>
    public static string? OfSpreadsheet(string raw)
    {
        string? value = Canonical(raw);
        if (value is null || value.Length < 17 || !value.Contains('.')) return value;
        int significant = Significant(value);
        if (significant < 16) return value;
        string rounded = Canonical(double.Parse(value, CultureInfo.InvariantCulture).ToString("G15", CultureInfo.InvariantCulture))!;
        // Where rounding saves nothing (a third; a real fifteen-digit amount with cents) the digits are data.
        return Significant(rounded) + 3 <= significant ? rounded : value;
    }

    public static string? OfDouble(double number) => double.IsFinite(number) ? OfSpreadsheet(number.ToString("R", CultureInfo.InvariantCulture)) : null;

    static int Significant(string value)
    {
        int count = 0;
        foreach (char c in value)
            if (char.IsAsciiDigit(c) && (count > 0 || c != '0')) count++;
        return count;
    }

    static bool IsCanonical(string raw)
    {
        var text = raw.AsSpan(raw is ['-', ..] ? 1 : 0);
        int point = text.IndexOfAnyExceptInRange('0', '9');
        var whole = point < 0 ? text : text[..point];
        if (whole.IsEmpty || (whole.Length > 1 && whole[0] == '0')) return false;
        if (point < 0) return raw is not "-0";
        var fraction = text[(point + 1)..];
        return text[point] == '.' && !fraction.IsEmpty && fraction[^1] != '0' && fraction.IndexOfAnyExceptInRange('0', '9') < 0;
    }

    /// <summary>Splits into digits and where the point stands among them, which may lie outside.</summary>
    static bool Split(string raw, out bool negative, out string digits, out int point)
    {
        var text = raw.AsSpan().Trim();
        negative = text is ['-', ..];
        if (text is ['-' or '+', ..]) text = text[1..];
        int exponent = 0;
        int e = text.IndexOfAny('e', 'E');
        bool valid = e < 0 || (int.TryParse(text[(e + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)
            && exponent is >= -MaxExponent and <= MaxExponent);
        if (e >= 0) text = text[..e];
        int dot = text.IndexOf('.');
        digits = dot < 0 ? text.ToString() : string.Concat(text[..dot], text[(dot + 1)..]);
        point = (dot < 0 ? digits.Length : dot) + exponent;
        return valid && digits.Length > 0 && digits.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;
    }
}
