namespace Kurir.Connectors;

/// <summary>A JSON object as people and programs mangle it, read sign by sign: other quotation marks or none, escaped ones, line ends within texts, comments, commas, no end.</summary>
/// <remarks>Linear in time; nested values are passed over. A valid JSON object gives exactly what it says.</remarks>
sealed class LooseObject
{
    static readonly System.Buffers.SearchValues<char> Letters = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");

    static readonly System.Buffers.SearchValues<char> Structure = System.Buffers.SearchValues.Create(":={}[],");
    static readonly System.Buffers.SearchValues<char> DoubleQuotes = System.Buffers.SearchValues.Create(Quotes.Double);

    readonly string text;
    readonly SortedSet<KeyDamage> damages = [];
    readonly Dictionary<string, string> fields = [];
    readonly HashSet<string> names = [];
    int at;

    LooseObject(string text) => this.text = text;

    /// <summary>By the letters of their names alone, lower case: <c>clientemail</c>. The last of a name counts.</summary>
    public IReadOnlyDictionary<string, string> Fields => fields;

    /// <summary>Also those whose values are nested or were cut off.</summary>
    public IReadOnlySet<string> Names => names;

    public SortedSet<KeyDamage> Damages => damages;

    /// <summary>The private key before its escapes were undone, since a backslash may have been put before a letter of the key itself.</summary>
    public string? KeyAsWritten { get; private set; }

    /// <summary>The text ended before the object did.</summary>
    public bool Unclosed { get; private set; }

    /// <summary>Something stood there that is no part of an object.</summary>
    public bool Broken { get; private set; }

    /// <summary>The field in which the text ended; null where it ended between fields or not at all.</summary>
    public string? CutIn { get; private set; }

    /// <summary>Whether a text begins as an object does, or as what is within one.</summary>
    public static bool IsLike(string text)
    {
        ReadOnlySpan<char> rest = text.AsSpan().TrimStart('\\');
        bool comment = rest.StartsWith("//") || rest.StartsWith("/*") || rest.StartsWith('#');
        return rest.StartsWith('{') || (comment && rest.Contains(':')) || KeyFields.Begins(rest) || (rest.Length > 0 && Quotes.IsAny(rest[0]) && NameOnly(rest[1..]));
    }

    public static LooseObject Read(string text)
    {
        var reader = new LooseObject(text);
        reader.Read();
        return reader;
    }

    static bool NameOnly(ReadOnlySpan<char> rest)
    {
        int end = rest.IndexOfAnyExcept(Letters);
        if (end < 1 || !Quotes.IsAny(rest[end..].TrimStart('\\') is { Length: > 0 } after ? after[0] : ' ')) return false;
        return rest[end..].TrimStart('\\')[1..].TrimStart().StartsWith(':');
    }

    void Read()
    {
        Between();
        while (Now == '\\') at++;
        if (Now == '{') at++;
        else damages.Add(KeyDamage.BraceMissing);
        while (Field())
        {
        }

        if (!Broken && !Unclosed && text.AsSpan(at).Trim(" \t\r\n\\\"'`;,)}\u201C\u201D\u2018\u2019").Trim("nr\\").Length > 0) damages.Add(KeyDamage.TextAround);
    }

    /// <returns>False at the end of the object, whatever its end is.</returns>
    bool Field()
    {
        int commas = Between();
        if (Now is '}' or '\0')
        {
            if (commas > 0) damages.Add(KeyDamage.CommaAdded);
            if (Now == '\0') Unclosed = true;
            at++;
            return false;
        }

        if (commas > (fields.Count + names.Count == 0 ? 0 : 1)) damages.Add(KeyDamage.CommaAdded);
        if (Name() is not { } name) return false;
        if (Value(name) is { } value) fields[name] = value;
        return !Broken && !Unclosed;
    }

    string? Name()
    {
        bool quoted = Quoted(out string? written, out _);
        int start = at;
        if (!quoted)
        {
            int end = text.AsSpan(at).IndexOfAny(Structure);
            written = end > 0 && text[at + end] is ':' or '=' ? text[at..(at + end)] : null;
            if (end > 0) at += end;
            damages.Add(KeyDamage.QuotesLost);
        }

        Between();
        if (written is null || Now is not (':' or '='))
        {
            Unclosed = at >= text.Length;
            Broken = !Unclosed;
            return null;
        }

        at += Now == '=' && at + 1 < text.Length && text[at + 1] == '>' ? 2 : 1;
        if (!quoted) written = Bare(written, start);
        string name = string.Concat(written.Where(char.IsAsciiLetter)).ToLowerInvariant();
        names.Add(name);
        if (KeyFields.IsRenamed(name, written)) damages.Add(KeyDamage.FieldsRenamed);
        return name;
    }

    /// <summary>The last word, for where a line end has lost its backslash; and its first letter back, where a lost quotation mark's backslash made it look like one.</summary>
    string Bare(string written, int start)
    {
        string word = written.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? "";
        string longer = start > 1 && text[start - 2] == '\\' ? text[start - 1] + word : word;
        return KeyFields.AsWritten(string.Concat(longer.Where(char.IsAsciiLetter))) is null ? word : longer;
    }

    string? Value(string name)
    {
        int after = at;
        Between();
        if (Now is '{' or '[') return Nested();
        if (Quoted(out string? value, out string? raw))
        {
            if (name == KeyFields.PrivateKey) KeyAsWritten = raw;
            return value ?? Cut(name);
        }

        int end = text.AsSpan(after).IndexOfAny(",}");
        if (end < 0) return Cut(name);
        at = after + end;
        return text[after..at].Trim().Trim('\\').Trim();
    }

    string? Cut(string name)
    {
        (Unclosed, CutIn, at) = (true, name, text.Length);
        return null;
    }

    /// <summary>A text in quotation marks of any sort, with any number of backslashes before them.</summary>
    /// <param name="value">Null where it does not end.</param>
    /// <param name="raw">The same before its escapes were undone.</param>
    /// <returns>False where none begins here.</returns>
    bool Quoted(out string? value, out string? raw)
    {
        (value, raw) = (null, null);
        int slashes = Run(at);
        if (at + slashes >= text.Length || !Quotes.IsAny(text[at + slashes])) return false;
        char opening = text[at + slashes];
        Note(opening, slashes);
        int start = at + slashes + 1;
        for (int look = start; look < text.Length; look++)
        {
            int run = Run(look);
            look += run;
            bool closes = look < text.Length && Quotes.AreAlike(opening, text[look]) && (slashes == 0 ? run % 2 == 0 : run == slashes);
            if (!closes || !EndsHere(look + 1)) continue;
            string content = raw = text[start..(look - (slashes == 0 ? 0 : run))];
            if (text[look] != opening) Note(text[look], 0);
            if (content.Contains('\n', StringComparison.Ordinal)) damages.Add(KeyDamage.LineEndsInText);
            value = Escapes.Undone(content);
            at = look + 1;
            return true;
        }

        at = text.Length;
        return true;
    }

    void Note(char quote, int slashes)
    {
        if (slashes > 0) damages.Add(KeyDamage.EscapedQuotes);
        if (quote == '\'') damages.Add(KeyDamage.SingleQuotes);
        else if (quote != '"') damages.Add(KeyDamage.CurlyQuotes);
    }

    /// <summary>What follows the end of a text: a sign of the object's structure, a comment, or nothing.</summary>
    bool EndsHere(int from)
    {
        int look = from;
        while (look < text.Length && (char.IsWhiteSpace(text[look]) || EscapedSpace(look) > 0)) look += Math.Max(1, EscapedSpace(look));
        return look >= text.Length || text[look] is ',' or '}' or ']' or ':' or '=' or '#' or '/';
    }

    /// <summary>Over an object or a list, whatever is in it.</summary>
    string? Nested()
    {
        int depth = 0;
        do
        {
            if (Now == '\0')
            {
                Unclosed = true;
                return null;
            }

            if (Quoted(out _, out _)) continue;
            if (Now is '{' or '[') depth++;
            else if (Now is '}' or ']') depth--;
            at++;
        }
        while (depth > 0);
        return null;
    }

    char Now => at < text.Length ? text[at] : '\0';

    int Run(int from)
    {
        int end = from;
        while (end < text.Length && text[end] == '\\') end++;
        return end - from;
    }

    /// <summary>Over white space, real or escaped, commas and comments.</summary>
    /// <returns>How many commas.</returns>
    int Between()
    {
        int commas = 0;
        for (; at < text.Length; at++)
        {
            if (text[at] == ',') commas++;
            else if (EscapedSpace(at) is > 0 and var length) at += length - 1;
            else if (Comment() is > 0 and var comment) at += comment - 1;
            else if (!char.IsWhiteSpace(text[at])) break;
        }

        return commas;
    }

    /// <returns>How long <c>\n</c>, <c>\\n</c> and the like are; 0: it is none.</returns>
    int EscapedSpace(int from)
    {
        int run = Run(from);
        return run > 0 && from + run < text.Length && text[from + run] is 'n' or 'r' or 't' or '\n' or '\r' ? run + 1 : 0;
    }

    int Comment()
    {
        ReadOnlySpan<char> rest = text.AsSpan(at);
        bool line = rest.StartsWith("//") || rest.StartsWith('#');
        if (!line && !rest.StartsWith("/*")) return 0;
        damages.Add(KeyDamage.Comments);
        int end = line ? rest.IndexOf('\n') : rest.IndexOf("*/");
        // Where all line ends were lost, a comment ends at the latest where a text or another comment begins.
        if (line && end < 0 && rest.IndexOfAny(DoubleQuotes) is > 0 and var quote) return quote;
        if (line && end < 0 && rest.IndexOf("/*") is > 0 and var other) return other;
        return end < 0 ? rest.Length : end + (line ? 1 : 2);
    }
}
