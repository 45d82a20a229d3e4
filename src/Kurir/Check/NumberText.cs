namespace Kurir;

/// <summary>A printed number taken apart: what stands around it, and its digits with their separators.</summary>
/// <remarks>Nothing is decided here about what the separators mean; <see cref="Numbers"/> and a column's style do.</remarks>
readonly ref struct NumberText
{
    /// <value>Longer texts are no numbers.</value>
    public const int MaxLength = 64;

    NumberText(ReadOnlySpan<char> body, ReadOnlySpan<char> mark, string? currency)
    {
        Body = body;
        Mark = mark;
        Currency = currency;
    }

    /// <summary>Digits, dots, commas, spaces and apostrophes, with at least one digit.</summary>
    public ReadOnlySpan<char> Body { get; }

    /// <summary>The mark of money as printed: <c>Rp</c>; empty where there is none.</summary>
    public ReadOnlySpan<char> Mark { get; }

    /// <summary>The ISO code of <see cref="Mark"/>; null where there is none.</summary>
    public string? Currency { get; }

    public bool MarkAfter { get; private init; }

    /// <summary>White space stands between mark and digits.</summary>
    public bool MarkApart { get; private init; }

    public bool Negative { get; private init; }

    /// <summary>Negative by parentheses: <c>(1,234)</c>.</summary>
    public bool InParentheses { get; private init; }

    public bool Percent { get; private init; }

    /// <returns>False where the text is no number in any style.</returns>
    public static bool TryScan(ReadOnlySpan<char> text, out NumberText number)
    {
        number = default;
        ReadOnlySpan<char> rest = text.Trim();
        if (rest.Length is 0 or > MaxLength) return false;
        int signs = TakeSign(ref rest);
        bool parentheses = TakeParentheses(ref rest);
        bool percent = TakePercent(ref rest);
        string? currency = TakeMarkBefore(ref rest, out var mark, out bool apart);
        bool after = currency is null && (currency = TakeMarkAfter(ref rest, out mark, out apart)) is not null;
        if (currency is not null)
        {
            signs += TakeSign(ref rest);
            if (!parentheses) parentheses = TakeParentheses(ref rest);
            TakeDash(ref rest);
        }

        if (signs == 0 && rest.Length > 1 && rest[^1] is '-' or '−')
        {
            signs++;
            rest = rest[..^1].TrimEnd();
        }

        if (signs + (parentheses ? 1 : 0) > 1 || !IsBody(rest)) return false;
        number = new NumberText(rest, mark, currency)
        {
            MarkAfter = after, MarkApart = apart, Negative = signs == 1 || parentheses, InParentheses = parentheses, Percent = percent,
        };
        return true;
    }

    // A plus is not taken: what begins with one is a telephone number.
    static int TakeSign(ref ReadOnlySpan<char> rest)
    {
        if (rest.Length < 2 || rest[0] is not ('-' or '−')) return 0;
        rest = rest[1..].TrimStart();
        return 1;
    }

    static bool TakeParentheses(ref ReadOnlySpan<char> rest)
    {
        if (rest.Length < 3 || rest[0] != '(' || rest[^1] != ')') return false;
        rest = rest[1..^1].Trim();
        return true;
    }

    static bool TakePercent(ref ReadOnlySpan<char> rest)
    {
        if (rest.Length < 2 || rest[^1] != '%') return false;
        rest = rest[..^1].TrimEnd();
        return true;
    }

    // "Rp 85.000,-" and "85.000,-- IDR": a dash for no cents.
    static void TakeDash(ref ReadOnlySpan<char> rest)
    {
        int end = rest.Length;
        while (end > 0 && rest[end - 1] is '-' or '–' or '−' && rest.Length - end < 2) end--;
        if (end < rest.Length && end > 1 && rest[end - 1] is ',' or '.') rest = rest[..(end - 1)];
    }

    static string? TakeMarkBefore(scoped ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> mark, out bool apart)
    {
        int end = 0;
        while (end < rest.Length && (Currencies.IsMark(rest[end]) || (rest[end] == '.' && end > 0))) end++;
        mark = rest[..end];
        apart = end < rest.Length && char.IsWhiteSpace(rest[end]);
        if (end == 0 || Currencies.CodeOf(mark) is not { } code)
        {
            mark = default;
            return null;
        }

        rest = rest[end..].TrimStart();
        return code;
    }

    static string? TakeMarkAfter(scoped ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> mark, out bool apart)
    {
        int start = rest.Length;
        while (start > 0 && Currencies.IsMark(rest[start - 1])) start--;
        mark = rest[start..];
        apart = start > 0 && char.IsWhiteSpace(rest[start - 1]);
        if (start == rest.Length || Currencies.CodeOf(mark) is not { } code)
        {
            mark = default;
            return null;
        }

        rest = rest[..start].TrimEnd();
        return code;
    }

    static bool IsBody(ReadOnlySpan<char> rest)
    {
        bool digit = false;
        foreach (char c in rest)
        {
            if (char.IsAsciiDigit(c)) digit = true;
            else if (c is not ('.' or ',') && !IsSpaceGroup(c)) return false;
        }

        return digit;
    }

    /// <summary>Separators that only ever group: spaces of all widths and apostrophes.</summary>
    public static bool IsSpaceGroup(char c) => c is ' ' or '\u00a0' or '\u2009' or '\u202f' or '\'' or '’';
}
