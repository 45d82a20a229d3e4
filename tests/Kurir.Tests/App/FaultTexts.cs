using System.Text;
using System.Text.RegularExpressions;

namespace Kurir.Tests;

/// <summary>What the code says where it makes a fault or a hold: cause and remedy, as far as they are written there. Holes of interpolated texts are dots.</summary>
static partial class FaultTexts
{
    /// <returns>By code, in the order of files: Markdown lines.</returns>
    public static ILookup<string, string> Under(string folder) => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        .Select(File.ReadAllText)
        .SelectMany(code => Made().Matches(code).Select(made => (Code: Fault.CodeOf(Enum.Parse<FaultName>(made.Groups[1].Value)), Line: LineOf(code, made.Index + made.Length))))
        .Where(said => said.Line is not null).ToLookup(said => said.Code, said => said.Line!);

    static string? LineOf(string code, int at)
    {
        string[] texts = [.. Arguments(code, at).Where(text => text.Contains(' ', StringComparison.Ordinal) && !text.Contains('\n', StringComparison.Ordinal))];
        return texts switch
        {
            [.., var cause, var remedy] => $"{Sentence(cause)} {Sentence(remedy)}",
            _ => null,
        };
    }

    static string Sentence(string text)
    {
        string line = text.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Trim();
        return char.ToUpperInvariant(line[0]) + line[1..] + (line[^1] is '.' or '?' or '…' ? "" : ".");
    }

    /// <summary>The texts of a call's arguments from here to its end, of each argument the first.</summary>
    static IEnumerable<string> Arguments(string code, int at)
    {
        int depth = 0;
        string? text = null;
        for (; at < code.Length; at++)
        {
            char c = code[at];
            if (c == '\'') at = code.IndexOf('\'', at + 2);
            else if (code.AsSpan(at).StartsWith("\"\"\"")) at = code.IndexOf("\"\"\"", at + 3, StringComparison.Ordinal) + 2; // too long a story for a line
            else if (c == '"')
            {
                bool goesOn = text is not null && code[..at].TrimEnd('$', ' ', '\n', '\r') is [.., '+'];
                string read = Literal(code, ref at, code[at - 1] == '$');
                text = goesOn ? text + read : text ?? read;
            }
            else if (c is '(' or '[' or '{') depth++;
            else if (c is ')' or ']' or '}' && depth-- == 0) break;
            else if (c == ';') break;
            else if (c == ',' && depth == 0 && text is not null)
            {
                yield return text;
                text = null;
            }
        }

        if (text is not null) yield return text;
    }

    /// <summary>Leaves <paramref name="at"/> on the closing quote.</summary>
    static string Literal(string code, ref int at, bool interpolated)
    {
        var text = new StringBuilder();
        for (at++; code[at] != '"'; at++)
        {
            if (code[at] == '\\') text.Append(code[++at] == 'n' ? ' ' : code[at]);
            else if (interpolated && code[at] == '{' && code[at + 1] != '{')
            {
                SkipHole(code, ref at);
                text.Append('…');
            }
            else text.Append(code[at]);
        }

        return text.ToString();
    }

    static void SkipHole(string code, ref int at)
    {
        for (int depth = 0; ; at++)
        {
            if (code[at] == '\'') at = code.IndexOf('\'', at + 2);
            else if (code[at] == '"') Literal(code, ref at, code[at - 1] == '$');
            else if (code[at] == '{') depth++;
            else if (code[at] == '}' && --depth == 0) return;
        }
    }

    [GeneratedRegex(@"(?<!is |or |== |!= |case |not |cref="")FaultName\.([A-Z]\w+)(?=, )")]
    private static partial Regex Made();
}
