using System.Security.Cryptography;

namespace Kurir.Connectors;

/// <summary>The keys of kept documents, out of the secret <c>documents/key</c>: each 32 bytes in base64, several divided by white space. The first one encrypts, all decrypt.</summary>
public sealed class DocumentKeys
{
    public const string Name = "documents/key";
    public const int Bytes = 32, IdBytes = 8;
    readonly List<(byte[] Id, byte[] Key)> keys = [];

    /// <summary>None: documents are not encrypted.</summary>
    public static DocumentKeys None { get; } = new();

    /// <exception cref="Fault">The secret is there and holds no keys.</exception>
    public static DocumentKeys Of(ISecrets secrets)
    {
        var found = new DocumentKeys();
        foreach (string text in secrets.Find(Name)?.Reveal().Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            secrets.Hide(text);
            var key = new byte[Bytes];
            if (!Convert.TryFromBase64String(text, key, out int length) || length != Bytes) throw Wrong();
            found.keys.Add((SHA256.HashData(key)[..IdBytes], key));
        }

        return found;
    }

    public bool IsEmpty => keys.Count == 0;

    /// <summary>The one that encrypts.</summary>
    internal (byte[] Id, byte[] Key) First => keys[0];

    internal byte[]? Find(ReadOnlySpan<byte> id)
    {
        foreach (var (known, key) in keys)
            if (id.SequenceEqual(known)) return key;
        return null;
    }

    static Fault Wrong() => new(
        Stage.Configure, FaultName.ConfigurationInvalid, FaultKind.Ask, Name, $"the secret {Name} does not hold a key: 32 bytes in base64, or several of them divided by white space",
        "Make one with: openssl rand -base64 32");
}
