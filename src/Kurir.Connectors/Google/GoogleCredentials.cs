using System.Security.Cryptography;
using System.Text.Json;

namespace Kurir.Connectors;

/// <summary>The key of the Google service account, from wherever this machine keeps it: the secret named <c>google</c>.</summary>
public sealed class GoogleCredentials(ISecrets secrets)
{
    public const string SecretName = "google";

    static readonly Uri GoogleTokens = new("https://oauth2.googleapis.com/token");

    /// <exception cref="Fault"><see cref="FaultName.SecretMissing"/>, with the places that were tried; <see cref="FaultName.SecretDamaged"/>, with what is wrong.</exception>
    public ServiceAccountKey Require(Stage stage)
    {
        FoundSecret found = secrets.All(SecretName).OrderBy(found => found.Place).FirstOrDefault() ?? throw new Fault(
            stage, FaultName.SecretMissing, FaultKind.Ask, SecretName,
            $"there is no key of a Google service account; looked in {string.Join(", ", secrets.Places(SecretName))}",
            "Set one of these to the whole JSON file of the key, or run: kurir secret set google < key.json");
        try
        {
            using JsonDocument json = JsonDocument.Parse(found.Value);
            using var rsa = RSA.Create();
            rsa.ImportFromPem(Text(json, "private_key"));
            return new ServiceAccountKey
            {
                ClientEmail = Text(json, "client_email")!,
                PrivateKey = new Secret(rsa.ExportPkcs8PrivateKeyPem() + "\n"),
                TokenUri = Text(json, "token_uri") is { } uri ? new Uri(uri) : GoogleTokens,
                ProjectId = Text(json, "project_id"),
                PrivateKeyId = Text(json, "private_key_id"),
                Fingerprint = Convert.ToHexStringLower(SHA256.HashData([.. "kurir google key\n"u8, .. rsa.ExportPkcs8PrivateKey()]))[..8],
            };
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException or CryptographicException or UriFormatException or InvalidOperationException)
        {
            throw new Fault(
                stage, FaultName.SecretDamaged, FaultKind.Ask, SecretName, $"{found.Where} does not hold a whole key of a Google service account",
                "Enter the whole JSON file of the key again");
        }
    }

    static string? Text(JsonDocument json, string name) => json.RootElement.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
}
