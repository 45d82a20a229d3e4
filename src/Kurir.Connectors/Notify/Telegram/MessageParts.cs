namespace Kurir.Connectors;

/// <summary>Cuts a text into messages that Telegram takes: 4,096 UTF-16 units, at line ends, else between words, where there are any.</summary>
static class MessageParts
{
    public const int Longest = 4096;

    /// <summary>A longer text is cut off: a chat is no place for a book.</summary>
    public const int Most = 5;

    public static IEnumerable<string> Split(string text)
    {
        string rest = text.Trim();
        for (int part = 1; rest.Length > 0; part++)
        {
            int length = LengthOf(rest);
            bool cut = part == Most && length < rest.Length;
            yield return cut ? rest[..Whole(rest, Longest - 2)].TrimEnd() + "\n…" : rest[..length].TrimEnd();
            if (cut) yield break;
            rest = rest[length..].TrimStart('\n', '\r', ' ');
        }
    }

    static int LengthOf(string rest)
    {
        if (rest.Length <= Longest) return rest.Length;
        foreach (char end in "\n ")
        {
            // A break in the first quarter would leave a message of almost nothing.
            if (rest.LastIndexOf(end, Longest) is > Longest / 4 and var at) return at;
        }

        return Whole(rest, Longest);
    }

    /// <summary>The length, or one less where it would part a surrogate pair.</summary>
    static int Whole(string text, int length) => char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;
}
