using System.Globalization;
using System.Text;

namespace Kurir.Connectors;

/// <summary>Text as spreadsheets write it into XML: what XML cannot hold is <c>_x000D_</c>, and text that looks so is <c>_x005F_x000D_</c>.</summary>
static class CellText
{
    public const int MaxLength = 32_767;

    const char CutMark = '…';

    /// <summary>As much of a text as one cell holds, "…" where it was cut; halves of characters that lost the other become U+FFFD.</summary>
    public static string Fit(string text)
    {
        if (text.Length > MaxLength) text = text[..(MaxLength - 1)] + CutMark;
        return Unicode.Whole(text);
    }

    public static bool IsCut(string text) => text.Length == MaxLength && text[^1] == CutMark;

    public static string Encode(string text)
    {
        int first = 0;
        while (first < text.Length && !IsEscaped(text, first)) first++;
        if (first == text.Length) return text;
        var encoded = new StringBuilder(text, 0, first, text.Length + 16);
        for (int i = first; i < text.Length; i++)
            if (IsEscaped(text, i)) encoded.Append(CultureInfo.InvariantCulture, $"_x{(int)text[i]:X4}_");
            else encoded.Append(text[i]);
        return encoded.ToString();
    }

    public static string Decode(string text)
    {
        if (!text.Contains("_x", StringComparison.Ordinal)) return text;
        var decoded = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (!IsEscape(text, i)) decoded.Append(text[i]);
            else
            {
                decoded.Append((char)int.Parse(text.AsSpan(i + 2, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 6;
            }
        }

        return decoded.ToString();
    }

    static bool IsEscaped(string text, int i) => text[i] switch
    {
        '\t' or '\n' => false,
        < ' ' or '\uFFFE' or '\uFFFF' => true,
        '_' => IsEscape(text, i),
        _ => false,
    };

    static bool IsEscape(string text, int i) =>
        text.Length - i >= 7 && text[i] == '_' && text[i + 1] == 'x' && text[i + 6] == '_'
        && char.IsAsciiHexDigit(text[i + 2]) && char.IsAsciiHexDigit(text[i + 3]) && char.IsAsciiHexDigit(text[i + 4]) && char.IsAsciiHexDigit(text[i + 5]);
}
