using System.Security.Cryptography;

namespace Kurir.Connectors;

/// <summary>The key of the store: 32 random bytes, as base64 in a file of the user's configuration folder or in <c>KURIR_SECRET_KEY</c>.</summary>
sealed class SecretKey(string configFolder, string? keyText)
{
    const int Bytes = 32;
    readonly string file = Path.Combine(configFolder, "kurir", "secret.key");

    public string Place => keyText is null ? $"the key in {file}" : "the key in KURIR_SECRET_KEY";

    /// <returns>Null where there is no key yet.</returns>
    public byte[]? Read()
    {
        if (keyText is not null) return Parse(keyText, "environment variable KURIR_SECRET_KEY");
        return configFolder.Length > 0 && File.Exists(file) ? Parse(SecretText.ReadFile(file, "secret.key") ?? "", file) : null;
    }

    public byte[] ReadOrCreate() => Read() ?? Create();

    byte[] Create()
    {
        if (configFolder.Length == 0)
            throw Wrong("there is no home folder to keep the key of the secrets in", "Set KURIR_SECRET_KEY, made with: openssl rand -base64 32");
        PrivateFiles.CreateFolder(Path.GetDirectoryName(file)!);
        byte[] made = RandomNumberGenerator.GetBytes(Bytes);
        // Whoever comes second takes the key of the first.
        return PrivateFiles.TryCreate(file, Convert.ToBase64String(made)) ? made : Read()!;
    }

    static byte[] Parse(string text, string place)
    {
        var bytes = new byte[Bytes];
        return Convert.TryFromBase64String(text.Trim(), bytes, out int length) && length == Bytes
            ? bytes
            : throw Wrong($"the {place} does not hold a key: 32 bytes in base64", "Make one with: openssl rand -base64 32");
    }

    static Fault Wrong(string cause, string remedy) => new(Stage.Configure, FaultName.ConfigurationInvalid, FaultKind.Ask, "secrets", cause, remedy);
}
