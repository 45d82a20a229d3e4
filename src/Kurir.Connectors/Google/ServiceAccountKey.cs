using System.Text;
using System.Text.Json;

namespace Kurir.Connectors;

/// <summary>The key of a Google service account, whole and proven: its numbers belong together and it has signed a test text.</summary>
public sealed record ServiceAccountKey
{
    /// <summary>The account's address; what people share a sheet with. No secret.</summary>
    public required string ClientEmail { get; init; }

    /// <summary>PKCS#8 in PEM with line ends <c>\n</c>, as <see cref="System.Security.Cryptography.RSA.ImportFromPem(ReadOnlySpan{char})"/> takes it.</summary>
    public required Secret PrivateKey { get; init; }

    /// <summary>Where tokens are asked for; <c>https</c>, or <c>http</c> on this machine alone.</summary>
    /// <value>Google's own where the key names none.</value>
    public required Uri TokenUri { get; init; }

    public string? ProjectId { get; init; }

    /// <summary>The <c>kid</c> of the assertion.</summary>
    public string? PrivateKeyId { get; init; }

    /// <summary>Eight hexadecimal digits, the same for the same key in whatever form it came; gives nothing of the key away.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The file as Google gives it, without the fields that nobody needs. The whole secret: for the store alone.</summary>
    public string ToJson()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("type", "service_account");
            if (ProjectId is not null) json.WriteString("project_id", ProjectId);
            if (PrivateKeyId is not null) json.WriteString("private_key_id", PrivateKeyId);
            json.WriteString("private_key", PrivateKey.Reveal());
            json.WriteString("client_email", ClientEmail);
            json.WriteString("token_uri", TokenUri.AbsoluteUri);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
