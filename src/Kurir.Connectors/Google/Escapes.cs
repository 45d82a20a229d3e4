using System.Globalization;
using System.Text;

namespace Kurir.Connectors;

/// <summary>Backslashes.</summary>
static class Escapes
{
    /// <summary>One level off, as a JSON reader takes it, but kind to what JSON forbids: line ends stay, an unknown escape stays as it is.</summary>
    public static string Undone(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (int at = 0; at < text.Length; at++)
        {
            if (text[at] != '\\' || at + 1 == text.Length) plain.Append(text[at]);
            else at += One(text, at + 1, plain);
        }

        return plain.ToString();
    }

    /// <summary>Every run of backslashes with what follows: <c>\n</c>, <c>\\n</c> and a backslash before a real line end are all a line end; others vanish.</summary>
    /// <remarks>Neither a PEM nor an address nor an account's name holds a backslash, so a run can only be an escape.</remarks>
    public static string Collapsed(string text, ISet<KeyDamage> damages)
    {
        if (!text.Contains('\\', StringComparison.Ordinal)) return text;
        var plain = new StringBuilder(text.Length);
        for (int at = 0; at < text.Length; at++)
        {
            if (text[at] != '\\')
            {
                plain.Append(text[at]);
                continue;
            }

            while (at < text.Length && text[at] == '\\') at++;
            at += AfterRun(text, at, plain, damages) - 1;
        }

        return plain.ToString();
    }

    /// <returns>How many characters after the run were used up.</returns>
    static int AfterRun(string text, int at, StringBuilder plain, ISet<KeyDamage> damages)
    {
        char next = at < text.Length ? text[at] : '\0';
        if (next == 'u' && Unicode(text, at + 1) is { } sign)
        {
            damages.Add(KeyDamage.SignsEscaped);
            plain.Append(sign);
            return 5;
        }

        bool space = next is 'n' or 'r' or 't';
        damages.Add(space ? KeyDamage.LineEndsEscaped : KeyDamage.BackslashesAdded);
        if (space) plain.Append(next switch { 'n' => '\n', 't' => ' ', _ => '\r' });
        return space ? 1 : 0;
    }

    /// <returns>How many characters after the backslash were used up.</returns>
    static int One(string text, int at, StringBuilder plain)
    {
        if (text[at] == 'u' && Unicode(text, at + 1) is { } sign)
        {
            plain.Append(sign);
            return 5;
        }

        string known = text[at] switch
        {
            'n' => "\n",
            'r' => "\r",
            't' => "\t",
            'b' or 'f' => " ",
            '"' or '\'' or '\\' or '/' => text[at].ToString(),
            _ => "\\" + text[at],
        };
        plain.Append(known);
        return 1;
    }

    static char? Unicode(string text, int at) =>
        at + 4 <= text.Length && ushort.TryParse(text.AsSpan(at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code) ? (char)code : null;
}
