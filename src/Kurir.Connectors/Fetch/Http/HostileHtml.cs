namespace Kurir.Connectors;

/// <summary>Whether a page is nested so deeply that parsing it would take minutes: the parser's time grows with the square of the depth.</summary>
static class HostileHtml
{
    const int Deepest = 5000;

    // Elements that hold nothing, or that end by themselves where the next one begins.
    static readonly HashSet<string> Flat = new(StringComparer.OrdinalIgnoreCase)
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
        "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "tbody", "thead", "tfoot", "colgroup", "html", "head", "body",
    };

    /// <summary>Counts what is opened and not closed, name by name, so that a stray closing tag does not hide an opening one.</summary>
    public static bool IsTooDeep(string html)
    {
        var open = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> byName = open.GetAlternateLookup<ReadOnlySpan<char>>();
        int depth = 0;
        for (int at = html.IndexOf('<'); at >= 0 && at + 1 < html.Length; at = html.IndexOf('<', at + 1))
        {
            bool closes = html[at + 1] == '/';
            ReadOnlySpan<char> name = Name(html.AsSpan(at + (closes ? 2 : 1)));
            if (name.IsEmpty || Flat.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name)) continue;
            byName.TryGetValue(name, out int count);
            if (closes && count == 0) continue;
            byName[name] = count + (closes ? -1 : 1);
            depth += closes ? -1 : 1;
            if (depth > Deepest) return true;
        }

        return false;
    }

    static ReadOnlySpan<char> Name(ReadOnlySpan<char> tag)
    {
        int length = 0;
        while (length < tag.Length && length < 32 && (char.IsAsciiLetterOrDigit(tag[length]) || tag[length] is '-' or ':')) length++;
        return length > 0 && char.IsAsciiLetter(tag[0]) ? tag[..length] : default;
    }
}
