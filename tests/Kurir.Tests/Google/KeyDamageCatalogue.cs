using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kurir.Connectors;

namespace Kurir.Tests;

/// <summary>What happens to keys on their way into a variable or file, each as people have met it, with what must come of it.</summary>
static class KeyDamageCatalogue
{
    /// <summary>The order in which things happen to a key on its way.</summary>
    public enum Level
    {
        /// <summary>To the PEM, before it is written into the JSON.</summary>
        Pem,

        /// <summary>Another text in place of the whole.</summary>
        Instead,

        /// <summary>To the JSON.</summary>
        Json,

        /// <summary>To whatever text there is.</summary>
        Text,

        /// <summary>To the bytes, at the very end.</summary>
        Bytes,
    }

    /// <param name="Id">The catalogue's number and a word.</param>
    /// <param name="Apply">From text to text; null where it has nothing to act upon.</param>
    /// <param name="Expected">None: the key loads, equal to the one that was damaged.</param>
    public sealed record Harm(string Id, Level Level, Func<string, string?> Apply, params KeyProblem[] Expected)
    {
        /// <summary>In place of <see cref="Apply"/>, for what happens to bytes.</summary>
        public Func<byte[], byte[]>? OnBytes { get; init; }

        /// <summary>What is also a right name for it together with another damage.</summary>
        public IReadOnlyList<KeyProblem> Also { get; init; } = [];

        /// <summary>What it does to another damage's traces so that no one can tell them from letters of the key.</summary>
        public IReadOnlyList<string> Hides { get; init; } = [];

        public override string ToString() => Id;
    }

    // Before the list that uses them.
    static readonly KeyProblem[] Cut = [KeyProblem.CutOff, KeyProblem.KeyCut, KeyProblem.FirstLineOnly];

    static readonly Lazy<string> EncryptedPem = new(() =>
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(TestKey.Pem);
        return rsa.ExportEncryptedPkcs8PrivateKeyPem("example", new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1000)) + "\n";
    });

    public static IReadOnlyList<Harm> All { get; } = [.. Newlines(), .. QuotesAround(), .. Encodings(), .. Substitutions()];

    static IEnumerable<Harm> Newlines() =>
    [
        new("N1 \\n left as two characters", Level.Pem, pem => pem.Replace("\n", "\\n")),
        new("N2 \\n doubled", Level.Json, json => json.Replace("\\n", "\\\\n")),
        new("N3 \\n quadrupled", Level.Json, json => json.Replace("\\n", "\\\\\\\\n")),
        new("N4 real line ends in the text", Level.Json, json => json.Replace("\\n", "\n")),
        new("N5 real and escaped line ends mixed", Level.Json, json => Alternating(json, "\\n", "\n", "\\n", "\\\\n")),
        new("N6 line ends of the key became spaces", Level.Pem, pem => pem.Replace('\n', ' ')),
        new("N6 all line ends became spaces", Level.Text, text => text.Replace('\n', ' ')),
        new("N7 line ends of the key removed", Level.Pem, pem => pem.Replace("\n", "")),
        new("N7 all line ends removed", Level.Text, text => text.Contains("//", StringComparison.Ordinal) && text.Contains("// hand", StringComparison.Ordinal) ? null : text.Replace("\n", "")),
        new("N8 only the first line", Level.Text, text => text.TrimStart().Split('\n')[0], KeyProblem.FirstLineOnly, KeyProblem.CutOff, KeyProblem.KeyCut, KeyProblem.NotRecognised),
        new("N9 last line end missing", Level.Pem, pem => pem.TrimEnd('\n')),
        new("N10 extra line ends at the end", Level.Text, text => text + "\n\n\r\n"),
        new("N10 extra line ends in the key", Level.Pem, pem => pem.Replace("\n", "\n\n")),
        new("N11 backslash before each real line end", Level.Pem, pem => pem.Replace("\n", "\\\n")),
        new("N11 backslash before each line end in the JSON", Level.Json, json => json.Replace("\\n", "\\\n")),
        new("N13 CRLF in the key", Level.Pem, pem => pem.Replace("\n", "\r\n")),
        new("N13 CRLF throughout", Level.Text, text => text.Replace("\n", "\r\n")),
        new("N14 hard-wrapped key", Level.Pem, pem => Regex.Replace(pem.Replace("\n", ""), ".{50}", "$0\n")),
        new("N14 hard-wrapped file", Level.Text, text => Regex.Replace(text, "[^\n]{70}", "$0\n")),
    ];

    static IEnumerable<Harm> QuotesAround() =>
    [
        new("Q1 double quotes kept", Level.Text, text => $"\"{text}\""),
        new("Q2 single quotes kept", Level.Text, text => $"'{text}'"),
        new("Q3 nested quotes", Level.Text, text => $"'\"{text}\"'"),
        new("Q5 every quote escaped", Level.Json, json => json.Replace("\"", "\\\"")),
        new("Q5 everything escaped", Level.Json, json => JsonText(json)[1..^1]),
        new("Q6 JSON in a JSON text", Level.Text, JsonText),
        new("Q7 twice so", Level.Text, text => JsonText(JsonText(text))),
        new("Q8 single-quoted", Level.Json, json => json.Replace('"', '\'')),
        new("Q9 curly quotes", Level.Json, json => Alternating(json, "\"", "\u201C", "\u201D")),
        new("Q9 curly quotes, all alike", Level.Json, json => json.Replace('"', '\u201D')),
        new("Q9 curly single quotes", Level.Json, json => Alternating(json, "\"", "\u2018", "\u2019")),
        new("Q9 curly quotes around", Level.Text, text => $"\u201C{text}\u201D"),
        new("Q10 = left as \\u003d", Level.Pem, pem => pem.Replace("=", "\\u003d").Replace("+", "\\u002B")),
        new("Q10 slashes left escaped", Level.Pem, pem => pem.Replace("/", "\\/")),
        new("Q11 quotes removed by a shell", Level.Json, json => OneLine(json).Replace("\"", "")),
        new("Q11 quotes and backslashes removed by a shell", Level.Json, json => json.Contains("\\\n", StringComparison.Ordinal) ? null : OneLine(json).Replace("\"", "").Replace("\\", ""))
        {
            Hides = ["N5 real and escaped line ends mixed", "Q10 = left as \\u003d"],
        },
        new("Q12 trailing comma", Level.Json, json => Regex.Replace(json, @"\}\s*\z", ",}\n")),
        new("Q12 comments", Level.Json, json => Regex.Replace(json, @"\A\{", "{ // hand-edited\n/* twice */")),
        new("Q12 closing brace missing", Level.Json, json => Regex.Replace(json, @"\}\s*\z", "")) { Also = [KeyProblem.CutOff] },
        new("Q12 opening brace missing", Level.Json, json => json.TrimStart('{', '\n', ' ')),
    ];

    static IEnumerable<Harm> Encodings() =>
    [
        new("E1 base64", Level.Text, Base64),
        new("E2 decoded as base64", Level.Text, Mojibake, KeyProblem.DecodedNeedlessly),
        new("E3 base64 of 76 columns", Level.Text, text => Regex.Replace(Base64(text), ".{76}", "$0\n")),
        new("E3 base64 with spaces", Level.Text, text => Regex.Replace(Base64(text), ".{64}", "$0 ")),
        new("E4 base64 for addresses, unpadded", Level.Text, text => Base64(text).Replace('+', '-').Replace('/', '_').TrimEnd('=')),
        new("E4 base64 twice", Level.Text, text => Base64(Base64(text))),
        new("E5 command not run", Level.Instead, _ => "$(cat key.json | base64)", KeyProblem.CommandNotRun),
        new("E6 byte order mark", Level.Text, text => "\uFEFF" + text),
        new("E7 non-breaking spaces", Level.Text, text => text.Contains(' ', StringComparison.Ordinal) ? text.Replace(' ', '\u00A0') : null),
        new("E8 blank lines first", Level.Text, text => "\n \n\u200B" + text),
        new("E9 UTF-16", Level.Bytes, text => text) { OnBytes = bytes => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(bytes))] },
        new("E9 UTF-16 without mark", Level.Bytes, text => text) { OnBytes = bytes => Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(bytes)) },
        new("E9 UTF-16 the other way", Level.Bytes, text => text) { OnBytes = bytes => [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Encoding.UTF8.GetString(bytes))] },
        new("E10 zero-width characters", Level.Text, text => Regex.Replace(text, ".{33}", "$0\u200B\u00AD")),
        new("E10 zero-width characters in the key", Level.Pem, pem => Regex.Replace(pem, ".{40}", "$0\u2060")),
    ];

    static IEnumerable<Harm> Substitutions() =>
    [
        new("S1 variable", Level.Instead, _ => "$SERVICE_ACCOUNT_JSON", KeyProblem.VariableNotReplaced),
        new("S1 variable in braces", Level.Instead, _ => "${SERVICE_ACCOUNT_JSON}", KeyProblem.VariableNotReplaced),
        new("S1 expression", Level.Instead, _ => "${{ secrets.SERVICE_ACCOUNT_JSON }}", KeyProblem.VariableNotReplaced),
        new("S2 a part replaced by nothing", Level.Pem, pem => pem.Length < 1000 ? null : pem.Remove(600, 37), KeyProblem.KeyCut),
        new("S2 a part replaced by something", Level.Pem, pem => pem.Length < 1000 ? null : pem.Remove(600, 9).Insert(600, "$HOME"), KeyProblem.KeyForeign),
        new("S2 dollar doubled", Level.Pem, pem => pem.Length < 1000 ? null : pem.Insert(600, "$$"), KeyProblem.KeyForeign),
        new("S3 cut at the first third", Level.Text, text => text.Length < 200 ? null : text[..(text.Length / 3)], Cut),
        new("S3 cut in the middle", Level.Text, text => text.Length < 200 ? null : text[..(text.Length / 2)], Cut),
        new("S3 key cut", Level.Pem, pem => pem.Length < 1000 ? null : pem[..1000], KeyProblem.KeyCut),
        // More than one letter: a single one can be made up for, by chance of the key, by the n of a line end that lost its backslash.
        new("S3 key cut by a few", Level.Pem, pem => Regex.Replace(pem, @"[^-]{8}\n-----END", "\n-----END"), KeyProblem.KeyCut) { Hides = ["Q10 = left as \\u003d", "N14 hard-wrapped key"] },
        new("S4 empty", Level.Instead, _ => "", KeyProblem.Empty),
        new("S6 path", Level.Instead, _ => "/etc/secrets/google.json", KeyProblem.PathGiven),
        new("S6 path of Windows", Level.Instead, _ => "C:\\Users\\example\\key.json", KeyProblem.PathGiven),
        new("S6 file name", Level.Instead, _ => "service-account.json", KeyProblem.PathGiven),
        new("S7 OAuth client", Level.Instead, _ => OAuthClient(), KeyProblem.OAuthClient),
        new("S7 API key", Level.Instead, _ => "AIza" + new string('e', 35), KeyProblem.ApiKey),
        new("S7 authorized user", Level.Instead, _ => OtherAccount(), KeyProblem.OtherAccount) { Also = [KeyProblem.OAuthClient] },
        new("S8 another file", Level.Instead, _ => "{\n  \"name\": \"example\",\n  \"version\": \"1.0.0\",\n  \"dependencies\": { \"left\": \"1\" }\n}\n", KeyProblem.OtherFile),
        new("S9 only the PEM", Level.Instead, _ => TestKey.Pem, KeyProblem.PemAlone),
        new("S9 only the body", Level.Instead, _ => TestKey.Body, KeyProblem.BodyAlone),
        new("S9 dashes changed", Level.Pem, pem => pem.Replace("-----", "\u2013\u2013\u2013\u2013\u2013")),
        new("S9 dashes joined", Level.Pem, pem => pem.Replace("--", "\u2014")),
        new("S9 dashes lost", Level.Pem, pem => pem.Replace("-----", "---")),
        new("S9 first and last line gone", Level.Pem, _ => string.Concat(TestKey.Pem.Split('\n')[1..^2].Select(line => line + "\n"))),
        new("S9 first line of the body gone", Level.Pem, pem => string.Join('\n', TestKey.Pem.Split('\n').Where((_, number) => number != 1)), KeyProblem.KeyBeginLost),
        new("S10 encrypted", Level.Pem, _ => EncryptedPem.Value, KeyProblem.KeyEncrypted),
        new("S11 private_key missing", Level.Json, json => Without(json, "private_key"), KeyProblem.FieldMissing),
        new("S11 client_email missing", Level.Json, json => Without(json, "client_email"), KeyProblem.FieldMissing),
        new("S11 fields renamed", Level.Json, json => Renamed(json)),
        new("S13 masked", Level.Instead, _ => "***", KeyProblem.Masked),
        new("S13 redacted", Level.Instead, _ => "[REDACTED]", KeyProblem.Masked),
        new("S13 key masked", Level.Pem, _ => "-----BEGIN PRIVATE KEY-----\n***\n-----END PRIVATE KEY-----\n", KeyProblem.KeyMasked),
    ];

    static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    static string JsonText(string text) => "\"" + JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping) + "\"";

    static string OneLine(string json) => Regex.Replace(json, @"\n *", "");

    /// <summary>As a tool decodes that passes over what is not base64.</summary>
    static string Mojibake(string text)
    {
        string kept = string.Concat(text.Where(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/'));
        return Encoding.UTF8.GetString(Convert.FromBase64String(kept[..(kept.Length / 4 * 4)]));
    }

    static string Alternating(string text, string old, params string[] others)
    {
        int turn = 0;
        return Regex.Replace(text, Regex.Escape(old), _ => others[turn++ % others.Length]);
    }

    static string? Without(string json, string field) => Regex.Replace(json, $"\"{field}\":\\s*\"[^\"]*\",\\s*", "") is { } without && without != json ? without : null;

    static string? Renamed(string json) => json.Contains("\"client_email\"", StringComparison.Ordinal)
        ? json.Replace("\"client_email\"", "\"clientEmail\"").Replace("\"private_key\"", "\"privateKey\"").Replace("\"token_uri\"", "\"tokenUri\"").Replace("\"project_id\"", "\"projectId\"")
        : null;

    static string OAuthClient() => JsonSerializer.Serialize(new
    {
        installed = new { client_id = "1-example.apps.example.com", project_id = "example-project", auth_uri = "https://accounts.example.com", token_uri = TestKey.TokenUri, client_secret = "example" },
    });

    static string OtherAccount() => JsonSerializer.Serialize(new
    {
        client_id = "1-example.apps.example.com", client_secret = "example", refresh_token = "1//example", type = "authorized_user",
    });
}
