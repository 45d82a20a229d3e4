namespace Kurir;

/// <summary>What the digits and separators of one number can mean.</summary>
readonly record struct NumberShape
{
    /// <summary>It is a number if the dot is the decimal separator.</summary>
    public bool Dot { get; private init; }

    /// <summary>It is a number if the comma is the decimal separator.</summary>
    public bool Comma { get; private init; }

    /// <summary>Digits alone: it means the same in every style.</summary>
    public bool Plain { get; private init; }

    /// <summary>Groups of three are set apart, in the styles in which it is a number.</summary>
    public bool DotGrouped { get; private init; }

    public bool CommaGrouped { get; private init; }

    public int DotDecimals { get; private init; }

    public int CommaDecimals { get; private init; }

    public bool IsNumber => Dot || Comma;

    /// <summary><c>1.234</c>: a number in both styles, and not the same.</summary>
    public bool Doubtful => Dot && Comma && !Plain;

    public int DecimalsIn(NumberStyle style) => style == NumberStyle.CommaDecimal ? CommaDecimals : DotDecimals;

    /// <param name="body">Of a <see cref="NumberText"/>.</param>
    /// <param name="marked">It stands beside a mark of money, so that plain spaces may group it: <c>Rp 85 000</c>.</param>
    public static NumberShape Of(ReadOnlySpan<char> body, bool marked)
    {
        if (!body.ContainsAnyExceptInRange('0', '9'))
        {
            bool number = IsAmount(body);
            return new NumberShape { Dot = number, Comma = number, Plain = true };
        }

        bool dot = Fits(body, '.', marked, out int dotDecimals, out bool dotGrouped);
        bool comma = Fits(body, ',', marked, out int commaDecimals, out bool commaGrouped);
        return new NumberShape
        {
            Dot = dot, Comma = comma, DotDecimals = dotDecimals, CommaDecimals = commaDecimals, DotGrouped = dotGrouped, CommaGrouped = commaGrouped,
            Plain = dot && comma && dotDecimals == commaDecimals,
        };
    }

    // Leading zeros and more digits than a spreadsheet keeps are marks of an id.
    static bool IsAmount(ReadOnlySpan<char> digits) => digits.Length <= Numbers.MaxDigits && (digits.Length == 1 || digits[0] != '0');

    static bool Fits(ReadOnlySpan<char> body, char point, bool marked, out int decimals, out bool grouped)
    {
        int at = body.LastIndexOf(point);
        ReadOnlySpan<char> whole = at < 0 ? body : body[..at];
        ReadOnlySpan<char> fraction = at < 0 ? default : body[(at + 1)..];
        decimals = fraction.Length;
        grouped = false;
        if (at >= 0 && (fraction.IsEmpty || fraction.ContainsAnyExceptInRange('0', '9'))) return false;
        if (whole.IsEmpty) return true;
        if (!whole.ContainsAnyExceptInRange('0', '9'))
            return whole.Length + decimals <= Numbers.MaxDigits && (whole.Length == 1 || whole[0] != '0');
        grouped = true;
        return IsGrouped(whole, point, spaces: marked || decimals > 0);
    }

    static bool IsGrouped(ReadOnlySpan<char> whole, char point, bool spaces)
    {
        int first = whole.IndexOfAnyExceptInRange('0', '9');
        char separator = whole[first];
        if (separator == point || (separator is ' ' && !spaces)) return false;
        if (first is 0 or > 3 || whole[0] == '0' || (whole.Length - first) % 4 != 0) return false;
        for (int i = first; i < whole.Length; i++)
            if ((i - first) % 4 == 0 ? whole[i] != separator : !char.IsAsciiDigit(whole[i])) return false;
        return true;
    }
}
