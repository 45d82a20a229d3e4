using System.Text.RegularExpressions;

namespace Kurir.Connectors;

/// <summary>Names such as <c>backend/password</c>, and what they are called in each place.</summary>
static partial class SecretName
{
    /// <summary>Names that people already use for something that is not called so by rule.</summary>
    static readonly Dictionary<string, string> Known = new() { ["google"] = "GOOGLE_SERVICE_ACCOUNT_JSON", ["google/base64"] = "GOOGLE_SERVICE_ACCOUNT_JSON_BASE64" };

    /// <summary><c>backend/password</c> → <c>BACKEND_PASSWORD</c></summary>
    public static string ToVariable(string name) => Known.GetValueOrDefault(name) ?? Flat(name).Replace('-', '_').ToUpperInvariant();

    /// <summary><c>backend/password</c> → <c>backend_password</c></summary>
    public static string Flat(string name) => name.Replace('/', '_');

    /// <exception cref="Fault">The name could lead out of a folder, or be no variable.</exception>
    public static string Checked(string name) => Form().IsMatch(name) ? name : throw new Fault(
        Stage.Configure, FaultName.ConfigurationInvalid, FaultKind.Stop, "secret",
        "a secret's name consists of letters, digits, _ and -, in parts joined by /",
        "Write a name such as backend/password");

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}(/[A-Za-z0-9][A-Za-z0-9_-]{0,63}){0,3}\z")]
    private static partial Regex Form();
}
