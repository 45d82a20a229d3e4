using System.Text.RegularExpressions;

namespace Kurir;

/// <summary>Says in plain words why YAML could not be read, and what to write instead.</summary>
/// <param name="lines">The file.</param>
/// <param name="last">The last thing that could be read.</param>
sealed partial class SyntaxProblem(string[] lines, Place last)
{
    /// <param name="message">The parser's own, which names tokens and contexts that nobody who writes a file knows.</param>
    /// <param name="at">Where the parser gave up.</param>
    /// <param name="brace">The innermost { or [ that is still open; null where none is.</param>
    public (Place Place, string Text) Explain(string message, Place at, Place? brace)
    {
        if (Tab() is { } tab) return (tab, "a tab stands here. Indent with spaces");
        if (message.Contains("cannot start any token", StringComparison.Ordinal))
            return (at, $"a value cannot begin with {CharacterAt(at)}. Put it in quotes: \"{CharacterAt(at)}…\"");
        if (brace is { } open) return Unclosed(open, at);
        if (message.Contains("found invalid mapping", StringComparison.Ordinal)) return (at, Misplaced(at));
        if (message.Contains("quoted scalar", StringComparison.Ordinal)) return (at, Quoted(message));
        if (message.Contains("Block sequence entries", StringComparison.Ordinal))
            return (at, "a list cannot begin on the line of its name. Put each '- item' on a line of its own, or write [a, b]");
        if (message.Contains("did not find expected", StringComparison.Ordinal))
            return (at, "this line does not fit the lines above it. Settings that belong together begin in the same column, and a list has '- ' before each item");
        if (message.Contains("block scalar", StringComparison.Ordinal)) return (at, "a value cannot begin with > or |. Put it in quotes");
        return (at.Line > 1 || at.Column > 1 ? at : last, "this cannot be read as YAML. Check quotes, colons and indentation on this line and the one above it");
    }

    /// <summary>The first tab in an indentation: editors hide it, so it is looked for first.</summary>
    Place? Tab()
    {
        for (int i = Math.Max(0, last.Line - 1); i < Math.Min(lines.Length, last.Line + 2); i++)
        {
            Match tab = TabIndent().Match(lines[i]);
            if (tab.Success) return new Place(i + 1, tab.Length);
        }

        return null;
    }

    (Place Place, string Text) Unclosed(Place open, Place at)
    {
        string brace = CharacterAt(open);
        for (int i = open.Line - 1; i < Math.Min(lines.Length, Math.Max(at.Line, open.Line)); i++)
        {
            Match comment = CommentInBraces().Match(lines[i], i == open.Line - 1 ? Math.Min(open.Column - 1, lines[i].Length) : 0);
            if (comment.Success)
                return (new Place(i + 1, comment.Groups[1].Index + 1), $"from # to the end of the line is a comment. Write it in quotes: \"{Texts.Shown(UpToBreak(comment.Groups[1].Value))}\"");
        }

        if (at.Line <= lines.Length && CharacterAt(at) is "{" or "}" or "[" or "]")
            return (at, $"{CharacterAt(at)} cannot stand in a value inside {brace}. Put the value in quotes");
        return (open, $"this {brace} is not closed with {(brace == "[" ? "]" : "}")}, or a value inside it with a comma, colon or bracket is not quoted");
    }

    string Misplaced(Place at)
    {
        bool sameLine = at.Line <= lines.Length && lines[at.Line - 1][..Math.Min(at.Column - 1, lines[at.Line - 1].Length)].Contains(": ", StringComparison.Ordinal);
        return sameLine
            ? "a value with a colon and a space must be quoted: \"…: …\""
            : "this line is indented as if it belonged to the value above it. Begin it in the column of its neighbours";
    }

    static string Quoted(string message) => message switch
    {
        _ when message.Contains("escape", StringComparison.Ordinal) => "\\ means something special between double quotes. Use single quotes, or write \\\\",
        _ when message.Contains("end of stream", StringComparison.Ordinal) => "this quote is never closed",
        _ => "the text between quotes cannot be read",
    };

    string CharacterAt(Place at) =>
        at.Line <= lines.Length && at.Column <= lines[at.Line - 1].Length ? lines[at.Line - 1][at.Column - 1].ToString() : "this";

    static string UpToBreak(string text) => text.TrimEnd().Split(',', '}', ']')[0].TrimEnd();

    [GeneratedRegex(@"^ *\t")]
    private static partial Regex TabIndent();

    [GeneratedRegex(@"(?<=[\s,\[{])(#.*)$")]
    private static partial Regex CommentInBraces();
}
