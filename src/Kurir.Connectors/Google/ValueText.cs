using System.Text;

namespace Kurir.Connectors;

/// <summary>Bytes to text: UTF-8 or UTF-16, marked or not, without what cannot be seen.</summary>
static class ValueText
{
    /// <summary>Bytes that are no text become U+FFFD.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes, ISet<KeyDamage> damages)
    {
        if (bytes.StartsWith("\uFEFF"u8)) damages.Add(KeyDamage.ByteOrderMark);
        Encoding encoding = Utf16(bytes) ?? Encoding.UTF8;
        if (encoding != Encoding.UTF8) damages.Add(KeyDamage.Utf16);
        return Visible(encoding.GetString(bytes), damages);
    }

    /// <summary>Without zero-width characters and soft hyphens; every sort of space is one of ASCII.</summary>
    /// <remarks>None of these can be a part of a key, so nothing is lost.</remarks>
    public static string Visible(string text, ISet<KeyDamage> damages)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~')) return text;
        var kept = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (c < '\u0080') Keep(c, kept);
            else if (char.IsWhiteSpace(c)) Add(kept, ' ', damages, KeyDamage.NonBreakingSpaces);
            else if (IsInvisible(c)) damages.Add(c == '\uFEFF' && kept.Length == 0 ? KeyDamage.ByteOrderMark : KeyDamage.InvisibleCharacters);
            else kept.Append(c);
        }

        return kept.ToString();
    }

    static void Keep(char c, StringBuilder kept)
    {
        if (c != '\0') kept.Append(c);
    }

    static void Add(StringBuilder kept, char c, ISet<KeyDamage> damages, KeyDamage damage)
    {
        kept.Append(c);
        damages.Add(damage);
    }

    static bool IsInvisible(char c) => c is '\u00AD' or '\u034F' or '\u061C' or '\u180E' or '\uFEFF' or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E')
        or (>= '\u2060' and <= '\u2064') or (>= '\u2066' and <= '\u2069') or (>= '\uFE00' and <= '\uFE0F');

    /// <summary>Whether bytes can be text at all.</summary>
    public static bool IsText(ReadOnlySpan<byte> bytes) => Utf16(bytes) is not null || System.Text.Unicode.Utf8.IsValid(bytes);

    /// <summary>Marked as such, or of the beginning nearly every other byte is zero.</summary>
    static Encoding? Utf16(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return Encoding.Unicode;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return Encoding.BigEndianUnicode;
        int even = 0, odd = 0, pairs = Math.Min(bytes.Length, 512) / 2;
        for (int pair = 0; pair < pairs; pair++)
        {
            if (bytes[2 * pair] == 0) even++;
            if (bytes[2 * pair + 1] == 0) odd++;
        }

        return pairs < 2 ? null : odd * 2 > pairs && even == 0 ? Encoding.Unicode : even * 2 > pairs && odd == 0 ? Encoding.BigEndianUnicode : null;
    }
}
