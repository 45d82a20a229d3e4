using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Kurir.Tests;

/// <summary>The key of an invented service account, made once a test run, in the form in which Google's console gives such files.</summary>
static class TestKey
{
    public const string Email = "courier@example-project.iam.gserviceaccount.com";
    public const string TokenUri = "https://oauth2.example.com/token";

    static readonly Lazy<string> Made = new(() =>
    {
        using var rsa = RSA.Create(2048);
        return rsa.ExportPkcs8PrivateKeyPem() + "\n";
    });

    static readonly JsonSerializerOptions Form = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Pem => Made.Value;

    /// <summary>The base64 between the PEM's first and last line, on one line.</summary>
    public static string Body => string.Concat(Pem.Split('\n').Where(line => !line.StartsWith('-')));

    public static string Json => JsonOf(Pem);

    public static string JsonOf(string pem) => JsonSerializer.Serialize(new Dictionary<string, string>(Fields()) { ["private_key"] = pem }, Form) + "\n";

    public static Dictionary<string, string> Fields() => new()
    {
        ["type"] = "service_account",
        ["project_id"] = "example-project",
        ["private_key_id"] = "0f1e2d3c4b5a69788796a5b4c3d2e1f001234567",
        ["private_key"] = Pem,
        ["client_email"] = Email,
        ["client_id"] = "100000000000000000001",
        ["auth_uri"] = "https://accounts.example.com/o/oauth2/auth",
        ["token_uri"] = TokenUri,
        ["auth_provider_x509_cert_url"] = "https://www.example.com/oauth2/v1/certs",
        ["client_x509_cert_url"] = "https://www.example.com/robot/v1/metadata/x509/courier%40example-project.iam.gserviceaccount.com",
        ["universe_domain"] = "example.com",
    };
}
