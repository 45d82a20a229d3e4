using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kurir.Google;

/// <summary>A service account with a key that was made when the tests ran.</summary>
public sealed class ServiceAccount
{
    // One key for all accounts of a process that do not ask for their own: making one takes longer than most tests.
    static readonly Lazy<RSA> Shared = new(() => RSA.Create(2048));

    readonly RSA key;

    public ServiceAccount(string email = "kurir@example-project.iam.gserviceaccount.com", bool ownKey = false)
    {
        Email = email;
        key = ownKey ? RSA.Create(2048) : Shared.Value;
        KeyId = IdOf(key);
    }

    /// <param name="pem">A private key as key files have it.</param>
    public ServiceAccount(string email, string pem)
    {
        (Email, key) = (email, RSA.Create());
        key.ImportFromPem(pem);
        KeyId = IdOf(key);
    }

    static string IdOf(RSA key) => Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))[..40];

    public string Email { get; }

    public string KeyId { get; }

    internal RSA Key => key;

    /// <summary>A signed assertion with these claims, as the key's holder makes it.</summary>
    public string Sign(JsonObject claims)
    {
        string signed = $"{Encoded(new JsonObject { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = KeyId })}.{Encoded(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(System.Text.Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    static string Encoded(JsonObject part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));

    /// <summary>The key file, as Google's console gives it.</summary>
    public string Json(string tokenUri) => new JsonObject
    {
        ["type"] = "service_account",
        ["project_id"] = "example-project",
        ["private_key_id"] = KeyId,
        ["private_key"] = key.ExportPkcs8PrivateKeyPem() + "\n",
        ["client_email"] = Email,
        ["client_id"] = "100000000000000000000",
        ["auth_uri"] = "https://accounts.google.com/o/oauth2/auth",
        ["token_uri"] = tokenUri,
        ["auth_provider_x509_cert_url"] = "https://www.googleapis.com/oauth2/v1/certs",
        ["client_x509_cert_url"] = $"https://www.googleapis.com/robot/v1/metadata/x509/{Uri.EscapeDataString(Email)}",
        ["universe_domain"] = "googleapis.com",
    }.ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
