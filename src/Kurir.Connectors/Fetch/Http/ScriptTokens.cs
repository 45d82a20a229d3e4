using System.Text;

namespace Kurir.Connectors;

enum ScriptTokenKind
{
    Name,
    Text,

    /// <summary>What stands between backticks, as written.</summary>
    Template,
    Number,
    Sign,
}

readonly record struct ScriptToken(ScriptTokenKind Kind, string Text)
{
    public bool Is(string sign) => Kind == ScriptTokenKind.Sign && Text == sign;

    public bool IsName(string name) => Kind == ScriptTokenKind.Name && Text == name;
}

/// <summary>Cuts JavaScript into tokens; enough of it to find an address, and never more than so many.</summary>
static class ScriptTokens
{
    const int Most = 200_000;
    static readonly string[] Signs = ["===", "!==", "...", "=>", "==", "!=", "+=", "&&", "||", "??", "?.", "<=", ">=", "++", "--"];

    public static IReadOnlyList<ScriptToken> Cut(string script)
    {
        var tokens = new List<ScriptToken>();
        int at = 0;
        while (at < script.Length && tokens.Count < Most)
        {
            char c = script[at];
            if (char.IsWhiteSpace(c)) at++;
            else if (Starts(script, at, "//") || Starts(script, at, "<!--")) at = After(script, at, "\n");
            else if (Starts(script, at, "/*")) at = After(script, at + 2, "*/");
            else if (c is '"' or '\'') tokens.Add(new(ScriptTokenKind.Text, Quoted(script, ref at)));
            else if (c == '`') tokens.Add(new(ScriptTokenKind.Template, Template(script, ref at)));
            else if (char.IsLetter(c) || c is '_' or '$') tokens.Add(new(ScriptTokenKind.Name, While(script, ref at, IsPart)));
            else if (char.IsAsciiDigit(c)) tokens.Add(new(ScriptTokenKind.Number, While(script, ref at, part => IsPart(part) || part == '.')));
            else if (c == '/' && MayBePattern(tokens)) tokens.Add(new(ScriptTokenKind.Number, Pattern(script, ref at)));
            else tokens.Add(new(ScriptTokenKind.Sign, Sign(script, ref at)));
        }

        return tokens;
    }

    /// <summary>The pieces of a template: texts at even places, expressions at odd ones.</summary>
    public static IReadOnlyList<string> Pieces(string template)
    {
        var pieces = new List<string>();
        int from = 0;
        for (int at = 0; at < template.Length; at++)
        {
            if (!Starts(template, at, "${")) continue;
            int end = Closing(template, at + 2);
            pieces.Add(template[from..at]);
            pieces.Add(template[(at + 2)..end]);
            at = end;
            from = Math.Min(template.Length, end + 1);
        }

        pieces.Add(template[from..]);
        return pieces;
    }

    static bool IsPart(char c) => char.IsLetterOrDigit(c) || c is '_' or '$';

    static bool Starts(string script, int at, string what) => string.CompareOrdinal(script, at, what, 0, what.Length) == 0;

    static int After(string script, int from, string what) => script.IndexOf(what, from, StringComparison.Ordinal) is >= 0 and int found ? found + what.Length : script.Length;

    static string While(string script, ref int at, Func<char, bool> holds)
    {
        int from = at;
        while (at < script.Length && holds(script[at])) at++;
        return script[from..at];
    }

    static string Sign(string script, ref int at)
    {
        int from = at;
        string sign = Signs.FirstOrDefault(known => Starts(script, from, known)) ?? script[from].ToString();
        at += sign.Length;
        return sign;
    }

    static string Quoted(string script, ref int at)
    {
        char quote = script[at++];
        var text = new StringBuilder();
        while (at < script.Length && script[at] != quote && script[at] != '\n')
        {
            if (script[at] == '\\' && at + 1 < script.Length) text.Append(Escaped(script, ref at));
            else text.Append(script[at++]);
        }

        at++;
        return text.ToString();
    }

    static char Escaped(string script, ref int at)
    {
        char letter = script[at + 1];
        at += 2;
        if (letter == 'u' && at + 4 <= script.Length && ushort.TryParse(script.AsSpan(at, 4), System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture, out ushort code))
        {
            at += 4;
            return (char)code;
        }

        return letter switch { 'n' => '\n', 't' => '\t', 'r' => '\r', _ => letter };
    }

    static string Template(string script, ref int at)
    {
        int from = ++at;
        while (at < script.Length && script[at] != '`')
        {
            if (script[at] == '\\') at++;
            else if (Starts(script, at, "${")) at = Closing(script, at + 2);
            at++;
        }

        string text = script[from..Math.Min(at, script.Length)];
        at++;
        return text;
    }

    /// <summary>Where the brace closes that was opened before <paramref name="at"/>.</summary>
    static int Closing(string script, int at)
    {
        for (int depth = 1; at < script.Length; at++)
        {
            if (script[at] == '{') depth++;
            if (script[at] == '}' && --depth == 0) return at;
        }

        return script.Length;
    }

    static bool MayBePattern(List<ScriptToken> tokens) => tokens.Count == 0
        || (tokens[^1].Kind == ScriptTokenKind.Sign && tokens[^1].Text is not (")" or "]" or "}"))
        || tokens[^1].IsName("return");

    static string Pattern(string script, ref int at)
    {
        int from = at++;
        bool inClass = false;
        while (at < script.Length && script[at] != '\n' && (inClass || script[at] != '/'))
        {
            if (script[at] == '\\') at++;
            else if (script[at] is '[' or ']') inClass = script[at] == '[';
            at++;
        }

        at = Math.Min(at + 1, script.Length);
        While(script, ref at, char.IsAsciiLetter);
        return script[from..at];
    }
}
