using System.Buffers;
using System.Globalization;
using System.Text;

namespace Kurir.Connectors;

/// <summary>Texts as a workbook's XML holds them.</summary>
static class XlsxText
{
    static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>Escapes markup; what XML cannot hold (control characters, half a pair), or would change (a carriage return), becomes <c>_x000D_</c>.</summary>
    public static string Escape(string text)
    {
        int at = FirstSpecial(text);
        if (at < 0) return text;
        var xml = new StringBuilder(text.Length + 16).Append(text, 0, at);
        for (int i = at; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '&') xml.Append("&amp;");
            else if (c == '<') xml.Append("&lt;");
            else if (c == '>') xml.Append("&gt;");
            else if (c == '"') xml.Append("&quot;");
            else if (c == '_' && LooksEscaped(text, i)) xml.Append("_x005F_");
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) xml.Append(c).Append(text[++i]);
            else if (c < ' ' && c is not ('\t' or '\n') || char.IsSurrogate(c) || c >= '\uFFFE') xml.Append(CultureInfo.InvariantCulture, $"_x{(int)c:X4}_");
            else xml.Append(c);
        }

        return xml.ToString();
    }

    /// <summary>Typed again over its own cell, the text would become something else: a formula, a number, a date.</summary>
    public static bool LooksTyped(string text) => text[0] is '=' or '+' or '-' or '@' or '\'' or (>= '0' and <= '9') || text is "TRUE" or "FALSE" or "true" or "false";

    static int FirstSpecial(string text)
    {
        for (int i = 0; i < text.Length; i++)
            if (text[i] is '&' or '<' or '>' or '"' or '_' or < ' ' or >= '\uD800') return i;
        return -1;
    }

    static bool LooksEscaped(string text, int at) =>
        at + 6 < text.Length && text[at + 1] == 'x' && text[at + 6] == '_' && text.AsSpan(at + 2, 4).IndexOfAnyExcept(HexDigits) < 0;
}
