using System.Text.RegularExpressions;

namespace Kurir.Connectors;

/// <summary>The text of a private key, from whatever became of it: line ends, first and last line, alphabet. Several ways to read it are tried; the one that proves to be a key counts.</summary>
static partial class PrivateKeyText
{
    const string Dashes = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2022\u00AD\uFE58\uFE63\uFF0D";
    const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const int Line = 64;
    const int ShortestLine = 40;
    const int LongestLine = 100;
    const int LongestFirstLine = 64;

    static readonly System.Buffers.SearchValues<char> Base64 = System.Buffers.SearchValues.Create(Alphabet);

    static readonly System.Buffers.SearchValues<char> DashOrTrace = System.Buffers.SearchValues.Create("-nr \r\n");

    /// <param name="Pem">Null where there is a problem.</param>
    /// <param name="Count">Of what the problem counts: characters lost, in excess or foreign.</param>
    /// <param name="HasEnd">Whether the last line was there: what is missing then was lost before it.</param>
    public sealed record Result(string? Pem, KeyProblem? Problem, int Count, bool HasEnd, SortedSet<KeyDamage> Damages);

    /// <summary>Whether there is anything of a key in a text.</summary>
    public static bool IsLike(string text) => First().IsMatch(text) || text.AsSpan(0, Math.Min(text.Length, LongestFirstLine)).Contains("MII", StringComparison.Ordinal);

    /// <param name="text">With the escapes of the JSON undone.</param>
    /// <param name="asWritten">Before that; null where it is the same.</param>
    public static Result Read(string text, string? asWritten = null)
    {
        var damages = new SortedSet<KeyDamage>();
        string visible = ValueText.Visible(text, damages);
        if (visible.Contains('\r', StringComparison.Ordinal)) damages.Add(KeyDamage.CarriageReturns);
        Result plain = ReadPlain(Escapes.Collapsed(visible, damages), damages);
        if (plain.Pem is not null || !(asWritten ?? text).Contains('\\', StringComparison.Ordinal)) return plain;
        // A line was broken within an escape; or the backslash was put before a line end that was lost later, and is none of an escape.
        SortedSet<KeyDamage> others = [.. damages, KeyDamage.LineEndsEscaped];
        Result joined = ReadPlain(Escapes.Collapsed(visible.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal), others), others);
        if (joined.Pem is not null) return joined;
        foreach (string way in (string[])[text, asWritten ?? text])
        {
            Result bare = ReadPlain(ValueText.Visible(way, damages).Replace("\\", "", StringComparison.Ordinal), [.. damages, KeyDamage.BackslashesAdded]);
            if (bare.Pem is not null) return bare;
        }

        return plain;
    }

    static Result ReadPlain(string plain, SortedSet<KeyDamage> damages)
    {
        if (Other(plain) is { } other) return new Result(null, other, 0, HasEnd: true, damages);
        (string body, bool hasEnd) = Framed(plain, damages);
        if (!body.Trim().Contains('\n', StringComparison.Ordinal)) damages.Add(KeyDamage.LineEndsLost);
        Result? best = null;
        foreach ((string way, KeyDamage? damage) in Ways(body))
        {
            Result result = Tried(way, hasEnd, damage is { } one ? [.. damages, one] : damages);
            if (result.Pem is not null) return result;
            if (best is null || Nearness(result).CompareTo(Nearness(best)) > 0) best = result;
        }

        return best!;
    }

    /// <summary>Of several ways to read a key, which is nearest to one: the right length with wrong numbers, then by how much the length is wrong.</summary>
    static (KeyProblem, int) Nearness(Result result) =>
        (result.Problem == KeyProblem.KeyTooLong ? KeyProblem.KeyCut : result.Problem!.Value, -result.Count);

    /// <summary>What is plainly no key of this kind.</summary>
    static KeyProblem? Other(string text)
    {
        if (text.Contains("ENCRYPTED", StringComparison.Ordinal)) return KeyProblem.KeyEncrypted;
        if (First().Match(text) is { Success: true } first) return first.Groups[1].Value is "EC" or "DSA" or "OPENSSH" ? KeyProblem.OtherKey : null;
        if (text.Contains("PUBLIC KEY", StringComparison.Ordinal) || text.Contains("CERTIFICATE", StringComparison.Ordinal)) return KeyProblem.OtherKey;
        if (ValueDiagnosis.IsMask(text)) return KeyProblem.KeyMasked;
        return IsLike(text) || text.Length > 10 * Line ? null : KeyProblem.KeyReplaced;
    }

    /// <summary>What stands between the first and the last line.</summary>
    static (string Body, bool HasEnd) Framed(string text, SortedSet<KeyDamage> damages)
    {
        Match first = First().Match(text);
        int start = first.Success ? AfterDashes(text, first.Index + first.Length) : Math.Max(0, text.AsSpan(0, Math.Min(text.Length, LongestFirstLine)).IndexOf("MII"));
        Match last = Last().Match(text, start);
        int end = last.Success ? BeforeDashes(text, last.Index, start) : FirstDashes(text, start);
        bool whole = first.Success && last.Success;
        if (!whole) damages.Add(KeyDamage.FirstOrLastLineRestored);
        else if (!IsFramed(text, first, start) || !IsFramed(text, last, AfterDashes(text, last.Index + last.Length))) damages.Add(KeyDamage.DashesChanged);
        return (WithoutDashes(text[start..end]).Trim('"', '\'', '\u201C', '\u201D', '\u2018', '\u2019'), last.Success || end < text.Length);
    }

    static bool IsFramed(string text, Match words, int after) =>
        text.AsSpan(0, words.Index).EndsWith("-----") && text.AsSpan(words.Index + words.Length, after - words.Index - words.Length).Trim().SequenceEqual("-----");

    static int AfterDashes(string text, int at)
    {
        while (at < text.Length && (char.IsWhiteSpace(text[at]) || Dashes.Contains(text[at], StringComparison.Ordinal))) at++;
        return at;
    }

    static int BeforeDashes(string text, int at, int start)
    {
        while (at > start && (char.IsWhiteSpace(text[at - 1]) || Dashes.Contains(text[at - 1], StringComparison.Ordinal))) at--;
        return at;
    }

    /// <summary>Also where a line was broken within the dashes of the last line and only the trace of that line end stands between them.</summary>
    static string WithoutDashes(string body)
    {
        int tail = Math.Max(0, body.Length - 12);
        int dash = body.AsSpan(tail).IndexOf('-');
        return dash >= 0 && body.AsSpan(tail + dash).IndexOfAnyExcept(DashOrTrace) < 0 ? body[..(tail + dash)] : body;
    }

    /// <summary>Where the rest of a last line begins: two dashes, or one that is no plain one.</summary>
    static int FirstDashes(string text, int start)
    {
        for (int at = start; at < text.Length; at++)
            if (Dashes.Contains(text[at], StringComparison.Ordinal) && (text[at] != '-' || (at + 1 < text.Length && text[at + 1] == '-'))) return at;
        return text.Length;
    }

    static IEnumerable<(string Body, KeyDamage? Damage)> Ways(string body)
    {
        string compact = Compact(body);
        yield return (compact, null);
        if (compact.AsSpan().IndexOfAny("-_") >= 0) yield return (compact.Replace('-', '+').Replace('_', '/'), KeyDamage.UrlAlphabet);
        string begun = compact.TrimStart('n', 'r');
        if (begun.Length < compact.Length) yield return (begun, KeyDamage.BackslashesLost);
        if (Excess(begun) > 0)
            foreach (string separator in (string[])["n", "rn", "nn", "rnrn"])
                foreach (string lines in Separated(compact, separator)) yield return (lines, KeyDamage.BackslashesLost);
        string spaced = body.Trim('\r', '\n');
        if (!spaced.Contains(' ', StringComparison.Ordinal)) yield break;
        yield return (Compact((Lines(spaced.Trim(), " ", Line, Line) ?? spaced).Replace(' ', '+')), KeyDamage.SpacesForPlus);
    }

    static string Compact(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    /// <summary>With a separator taken out wherever one stands at the end of each line, for every length of lines; the last one may be there or not.</summary>
    static IEnumerable<string> Separated(string text, string separator)
    {
        bool leads = text.StartsWith(separator, StringComparison.Ordinal);
        foreach (string whole in text.EndsWith(separator, StringComparison.Ordinal) ? (string[])[text, text[..^separator.Length]] : [text])
        {
            for (int length = ShortestLine; length <= LongestLine; length++)
            {
                for (int first = leads ? 0 : 1; first <= (leads ? 0 : length); first++)
                    if (Lines(whole, separator, first, length) is { } lines) yield return lines;
            }
        }
    }

    /// <param name="first">The length of the first line; 0: a separator comes first.</param>
    /// <returns>Null where a separator is missing.</returns>
    static string? Lines(string text, string separator, int first, int length)
    {
        int step = length + separator.Length;
        for (int at = first; at < text.Length; at += step)
            if (!text.AsSpan(at).StartsWith(separator)) return null;
        var lines = new System.Text.StringBuilder(text, 0, Math.Min(first, text.Length), text.Length);
        for (int at = first + separator.Length; at < text.Length; at += step) lines.Append(text, at, Math.Min(length, text.Length - at));
        return lines.ToString();
    }

    /// <summary>By how many characters a body is longer than it says itself; negative: shorter; null: it does not begin like a key.</summary>
    static int? Excess(string bare)
    {
        if (bare.Length < 8 || Known(bare[..8]) < 8) return null;
        byte[] head = Convert.FromBase64String(bare[..8]);
        if (head[0] != 0x30 || head[1] != 0x82) return null;
        int bytes = 4 + head[2] * 256 + head[3];
        return bare.Length - (bytes * 8 + 5) / 6;
    }

    static Result Tried(string body, bool hasEnd, SortedSet<KeyDamage> damages)
    {
        string bare = WithoutPadding(body);
        int foreign = bare.Length - Known(bare);
        if (foreign > 0) return Wrong(bare.Contains('*', StringComparison.Ordinal) ? KeyProblem.KeyMasked : KeyProblem.KeyForeign, foreign);
        if (bare.Length < 8) return Wrong(KeyProblem.KeyCut, 0);
        if (Excess(bare) is not { } excess) return Wrong(KeyProblem.KeyBeginLost, 0);
        if (excess != 0) return Wrong(excess < 0 ? KeyProblem.KeyCut : KeyProblem.KeyTooLong, Math.Abs(excess));
        byte[] der = Convert.FromBase64String(bare + new string('=', (4 - bare.Length % 4) % 4));
        KeyProblem? problem = RsaNumbers.Prove(der, out string? pem);
        return new Result(pem, problem, 0, hasEnd, damages);

        Result Wrong(KeyProblem problem, int count) => new(null, problem, count, hasEnd, damages);
    }

    /// <summary>Also where the padding is followed by what is left of a line end.</summary>
    static string WithoutPadding(string body)
    {
        int padding = body.IndexOf('=', StringComparison.Ordinal);
        return padding >= 0 && body.AsSpan(padding).IndexOfAnyExcept("=nr") < 0 ? body[..padding] : body;
    }

    static int Known(string text)
    {
        int known = 0;
        foreach (char c in text)
            if (Base64.Contains(c)) known++;
        return known;
    }

    [GeneratedRegex(@"BEGIN\s*(ENCRYPTED|RSA|EC|DSA|OPENSSH)?\s*PRIVATE\s*KEY", RegexOptions.NonBacktracking)]
    private static partial Regex First();

    [GeneratedRegex(@"END\s*(?:ENCRYPTED|RSA|EC|DSA|OPENSSH)?\s*PRIVATE\s*KEY", RegexOptions.NonBacktracking)]
    private static partial Regex Last();
}
