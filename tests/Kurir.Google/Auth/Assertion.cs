using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Kurir.Google;

/// <summary>A signed JSON web token.</summary>
/// <param name="Signed">What the signature is of.</param>
sealed record Assertion(JsonElement Header, JsonElement Claims, byte[] Signed, byte[] Signature)
{
    /// <summary>Null: it is none.</summary>
    public static Assertion? Parse(string text)
    {
        string[] parts = text.Split('.');
        if (parts.Length != 3 || text.Contains('=', StringComparison.Ordinal)) return null;
        try
        {
            using JsonDocument header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0])), claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
            return new Assertion(header.RootElement.Clone(), claims.RootElement.Clone(), Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]));
        }
        catch (Exception broken) when (broken is FormatException or JsonException)
        {
            return null;
        }
    }

    public string? Claim(string name) => Claims.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Whole seconds since the epoch; null: missing, or something else.</summary>
    public long? Seconds(string name) => Claims.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long seconds) ? seconds : null;

    public bool IsSignedBy(ServiceAccount account) =>
        Header.ValueKind == JsonValueKind.Object && Header.TryGetProperty("alg", out JsonElement algorithm) && algorithm.GetString() == "RS256"
        && (!Header.TryGetProperty("kid", out JsonElement kid) || kid.GetString() == account.KeyId)
        && account.Key.VerifyData(Signed, Signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
}
