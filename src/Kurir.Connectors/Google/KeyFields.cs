using System.Text.RegularExpressions;

namespace Kurir.Connectors;

/// <summary>The fields of a service account's key that are needed, and how they are told from others.</summary>
static partial class KeyFields
{
    public const string Email = "clientemail", PrivateKey = "privatekey", PrivateKeyId = "privatekeyid", ProjectId = "projectid", TokenUri = "tokenuri", Type = "type";

    static readonly Dictionary<string, string> Written = new()
    {
        [Email] = "client_email", [PrivateKey] = "private_key", [PrivateKeyId] = "private_key_id", [ProjectId] = "project_id", [TokenUri] = "token_uri", [Type] = "type",
    };

    /// <summary>As Google writes it; null for names that may be anything and are not to be repeated.</summary>
    public static string? AsWritten(string name) => Written.GetValueOrDefault(name);

    /// <summary>Whether a text begins with the name of one of them and a colon, without quotation marks.</summary>
    public static bool Begins(ReadOnlySpan<char> text)
    {
        int colon = text.IndexOf(':');
        return colon is > 0 and < 40 && AsWritten(text[..colon].Trim().ToString().Replace("_", "", StringComparison.Ordinal)) is not null;
    }

    public static bool IsRenamed(string name, string written) =>
        Written.TryGetValue(name, out string? right) && string.Concat(written.Where(c => char.IsAsciiLetter(c) || c is '_' or '-')) != right;

    /// <summary>Without white space, backslashes and quotation marks: none of these fields holds any.</summary>
    /// <remarks>A letter after a backslash within a field may be its own or that of an escape; such a value stays as it is and is not sound.</remarks>
    public static string? Cleaned(string? value)
    {
        if (value is null) return null;
        string plain = Escapes.Collapsed(value.Trim().Trim('\\'), new HashSet<KeyDamage>()).Trim();
        if (DoubtfulEscape().IsMatch(value.Trim())) return value;
        string cleaned = string.Concat(plain.Where(c => !char.IsWhiteSpace(c) && !Quotes.IsAny(c)));
        return cleaned.Length == 0 ? null : cleaned;
    }

    [GeneratedRegex(@"[^\\\s]\\+[nrt]\s*[^\s\\]", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex DoubtfulEscape();
}
