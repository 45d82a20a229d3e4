using System.Text.RegularExpressions;

namespace Kurir.Connectors;

/// <summary>What a text is that should be a key and is none.</summary>
static partial class ValueDiagnosis
{
    const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;
    const int LongestPath = 512;

    public static KeyProblem Of(string text) => text switch
    {
        "" => KeyProblem.Empty,
        _ when IsMask(text) => KeyProblem.Masked,
        _ when Command().IsMatch(text) => KeyProblem.CommandNotRun,
        _ when IsPlaceholder(text) => KeyProblem.VariableNotReplaced,
        _ when PrivateKeyOnly(text) is { } problem => problem,
        _ when text[0] == '{' => text.Length < 4 ? KeyProblem.FirstLineOnly : KeyProblem.JsonBroken,
        _ when text.Length < LongestPath && Path().IsMatch(text) && text.Any(char.IsAsciiLetter) => KeyProblem.PathGiven,
        _ when text.StartsWith("AIza", StringComparison.Ordinal) => KeyProblem.ApiKey,
        _ when Secret().IsMatch(text) => KeyProblem.OtherSecret,
        _ when Email().IsMatch(text) => KeyProblem.EmailAlone,
        _ when IsGarbled(text) => KeyProblem.DecodedNeedlessly,
        _ when text[0] == '<' => KeyProblem.OtherFile,
        _ => KeyProblem.NotRecognised,
    };

    /// <summary>Asterisks and the like, as logs show secrets.</summary>
    public static bool IsMask(string text) => text.Length > 0 && Mask().IsMatch(text);

    /// <summary>The name of a variable in the syntax of some shell or tool, or an invitation to put something here.</summary>
    public static bool IsPlaceholder(string text) => Variable().IsMatch(text);

    /// <summary>The account's address: no more than what such addresses hold.</summary>
    public static bool IsEmail(string text) => text.Length <= 320 && Email().IsMatch(text);

    static KeyProblem? PrivateKeyOnly(string text)
    {
        int begin = text.AsSpan(0, Math.Min(text.Length, 16)).IndexOf("BEGIN");
        if (begin < 0) return IsBody(text) ? KeyProblem.BodyAlone : null;
        if (text.Length < 64) return KeyProblem.FirstLineOnly;
        return PrivateKeyText.Read(text).Problem is { } other and (KeyProblem.KeyEncrypted or KeyProblem.OtherKey) ? other : KeyProblem.PemAlone;
    }

    static bool IsBody(string text) => text.Length > 200 && text.StartsWith("MII", StringComparison.Ordinal) && !text.AsSpan().ContainsAny("{}\":");

    /// <summary>What base64 makes of text that was not base64: bytes that are no text.</summary>
    static bool IsGarbled(string text)
    {
        int odd = 0;
        foreach (char c in text)
            if (c == '\uFFFD' || (char.IsControl(c) && !char.IsWhiteSpace(c))) odd++;
        return odd * 20 > text.Length;
    }

    [GeneratedRegex(@"^[\[<({]*\s*(?:[*•●xX.…]{3,}|(?i:redacted|hidden|masked|secret|filtered|removed|sensitive|\*+))\s*[\])}>]*$", Options)]
    private static partial Regex Mask();

    [GeneratedRegex(@"^(?:\$\(|`)\s*[a-z]", Options)]
    private static partial Regex Command();

    [GeneratedRegex(@"^(?:\$\{{0,2}\s*[A-Za-z_][A-Za-z0-9_. },]{0,200}|\$?\{\{[^{}]{0,200}\}\}|\$\{[^{}]{0,200}\}|\$env:[A-Za-z0-9_]+|%[A-Za-z0-9_]+%|<[A-Za-z][A-Za-z0-9 _-]{0,80}>|secrets\.[A-Za-z0-9_]+)$", Options)]
    private static partial Regex Variable();

    [GeneratedRegex(@"^(?:file:)?(?:~|\.{1,2}|[A-Za-z]:)?[/\\][^\r\n{}""]*$|^[^\r\n{}""/\\]*\.(?:json|pem|p12|key|txt)$|^(?:[A-Za-z0-9_.-]{1,60}[/\\]){1,20}[^\r\n{}""/\\]*\.(?:json|pem|p12|key|txt)$", Options)]
    private static partial Regex Path();

    [GeneratedRegex(@"^(?:ya29\.|1//|GOCSPX-)[A-Za-z0-9._/-]+$|^[0-9]+-[a-z0-9]+\.apps\.googleusercontent\.com$", Options)]
    private static partial Regex Secret();

    [GeneratedRegex(@"^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$", Options)]
    private static partial Regex Email();
}
