using System.Diagnostics.CodeAnalysis;

namespace Kurir;

/// <summary>Numbers as reports print them: <c>Rp 85.000</c>, <c>1.234,50</c>, <c>(1,234)</c>, <c>12,5%</c>. Exact: digits are moved, never calculated with.</summary>
/// <remarks>No number, whatever the style: leading zeros (<c>00017</c>), exponents (<c>3E10</c>), a plus in front, more than <see cref="MaxDigits"/> digits
/// without groups. A percentage is its hundredth, as in a spreadsheet: <c>12 %</c> is 0.12.</remarks>
public static class Numbers
{
    /// <value>15: as many as a spreadsheet keeps. Longer runs of digits are ids.</value>
    public const int MaxDigits = 15;

    /// <param name="text">As printed; white space around it does not matter.</param>
    /// <param name="style">The column's. <see cref="NumberStyle.Plain"/> takes digits alone: nothing is guessed from a separator.</param>
    /// <param name="value">Canonical; <paramref name="text"/> itself where it is that already.</param>
    public static bool TryParse(string text, NumberStyle style, [NotNullWhen(true)] out string? value) =>
        TryParse(text, style, currency: null, thousandths: true, out value);

    /// <param name="currency">The only money that is meant, by its ISO code; null: any, or none.</param>
    /// <param name="thousandths">Whether <c>1.234</c> may have three decimals.</param>
    internal static bool TryParse(string text, NumberStyle style, string? currency, bool thousandths, [NotNullWhen(true)] out string? value)
    {
        value = null;
        if (!NumberText.TryScan(text, out var number)) return false;
        if (currency is not null && number.Currency is not null && currency != number.Currency) return false;
        var shape = NumberShape.Of(number.Body, number.Currency is not null);
        if (!Fits(shape, style) || (!thousandths && shape.Doubtful && shape.DecimalsIn(style) == 3)) return false;
        value = Canonical(number, style == NumberStyle.CommaDecimal ? ',' : '.', text);
        return true;
    }

    static bool Fits(NumberShape shape, NumberStyle style) => style switch
    {
        NumberStyle.DotDecimal => shape.Dot,
        NumberStyle.CommaDecimal => shape.Comma,
        _ => shape is { Plain: true, IsNumber: true },
    };

    static string Canonical(in NumberText number, char point, string text)
    {
        Span<char> digits = stackalloc char[NumberText.MaxLength + 4];
        int count = 0, scale = 0;
        int at = number.Body.LastIndexOf(point);
        for (int i = 0; i < number.Body.Length; i++)
        {
            if (!char.IsAsciiDigit(number.Body[i])) continue;
            digits[count++] = number.Body[i];
            if (at >= 0 && i > at) scale++;
        }

        return Written(digits[..count], scale + (number.Percent ? 2 : 0), number.Negative, text);
    }

    // digits × 10^-scale
    static string Written(ReadOnlySpan<char> digits, int scale, bool negative, string text)
    {
        Span<char> buffer = stackalloc char[NumberText.MaxLength + 8];
        int length = 0;
        if (negative && digits.ContainsAnyExcept('0')) buffer[length++] = '-';
        int whole = Math.Max(0, digits.Length - scale);
        ReadOnlySpan<char> left = digits[..whole].TrimStart('0');
        if (left.IsEmpty) left = "0";
        left.CopyTo(buffer[length..]);
        length += left.Length;
        int zeros = Math.Max(0, scale - digits.Length);
        ReadOnlySpan<char> right = digits[whole..].TrimEnd('0');
        if (!right.IsEmpty)
        {
            buffer[length++] = '.';
            buffer.Slice(length, zeros).Fill('0');
            right.CopyTo(buffer[(length + zeros)..]);
            length += zeros + right.Length;
        }

        ReadOnlySpan<char> written = buffer[..length];
        return written.SequenceEqual(text) ? text : new string(written);
    }
}
