using System.Security.Cryptography;
using System.Text;

namespace Kurir.Connectors;

/// <summary>What <c>kurir secret set</c> keeps: one file per secret under <c>.kurir/secrets</c>, encrypted with AES-256-GCM, readable by their owner alone.</summary>
/// <remarks>
/// The key lies elsewhere: in the user's configuration folder, or in <c>KURIR_SECRET_KEY</c>. So a copied, backed-up or committed <c>.kurir</c> gives nothing away.
/// It does not protect from whoever can read both as the same user. The secret's name is bound into its file, so files cannot be swapped.
/// </remarks>
public sealed class SecretStore : ISecrets
{
    const string Mark = "kurir-secret-1:";
    readonly string folder;
    readonly SecretKey key;

    /// <param name="home">The folder that holds <c>.kurir</c>.</param>
    /// <param name="configFolder">The user's configuration folder; empty where there is none.</param>
    /// <param name="keyText">The value of <c>KURIR_SECRET_KEY</c>; null where it is not set.</param>
    public SecretStore(string home, string configFolder, string? keyText)
    {
        folder = Path.Combine(home, ".kurir", "secrets");
        key = new SecretKey(configFolder, keyText);
    }

    /// <exception cref="Fault">The store holds it, but not under this key.</exception>
    public Secret? Find(string name)
    {
        string file = FileOf(name);
        if (!File.Exists(file)) return null;
        string text = SecretText.ReadFile(file, name) ?? throw Unreadable(name, null);
        return new Secret(Decrypted(name, text));
    }

    public IEnumerable<FoundSecret> All(string name) => Find(name) is { } secret
        ? [new FoundSecret(SecretPlace.Store, "the store of kurir secret set", Encoding.UTF8.GetBytes(secret.Reveal()))]
        : [];

    public IReadOnlyList<string> Places(string name)
    {
        SecretName.Checked(name);
        return [$"the store of kurir secret set in {folder}"];
    }

    /// <summary>Keeps a secret; replaces an older one of that name.</summary>
    /// <exception cref="Fault">The value is empty, or the store or its key cannot be written.</exception>
    public void Set(string name, string value)
    {
        string file = FileOf(name);
        string trimmed = SecretText.Trimmed(value) ?? throw new Fault(
            Stage.Configure, FaultName.ConfigurationInvalid, FaultKind.Stop, name, $"the value for {name} is empty", "Give a value, or run: kurir secret remove " + name);
        PrivateFiles.CreateFolder(folder);
        PrivateFiles.Replace(file, Encrypted(name, trimmed));
    }

    /// <returns>False where there was none.</returns>
    public bool Remove(string name)
    {
        string file = FileOf(name);
        if (!File.Exists(file)) return false;
        File.Delete(file);
        return true;
    }

    /// <summary>The names, sorted; never a value.</summary>
    public IReadOnlyList<string> List() => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*.secret").Select(file => Uri.UnescapeDataString(Path.GetFileNameWithoutExtension(file))).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>A text as the store would keep it under that name.</summary>
    internal string Sealed(string name, string text) => Encrypted(name, text);

    /// <returns>Null: it was not sealed under that name with this key.</returns>
    internal string? Opened(string name, string sealedText)
    {
        try
        {
            return Decrypted(name, sealedText);
        }
        catch (Fault other) when (other.Name == FaultName.SecretMissing)
        {
            return null;
        }
    }

    string FileOf(string name) => Path.Combine(folder, Uri.EscapeDataString(SecretName.Checked(name)) + ".secret");

    string Encrypted(string name, string value)
    {
        byte[] plain = Encoding.UTF8.GetBytes(value);
        byte[] nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var tag = new byte[AesGcm.TagByteSizes.MaxSize];
        var cipher = new byte[plain.Length];
        using var aes = new AesGcm(key.ReadOrCreate(), tag.Length);
        aes.Encrypt(nonce, plain, cipher, tag, Encoding.UTF8.GetBytes(name));
        return Mark + Convert.ToBase64String([.. nonce, .. tag, .. cipher]);
    }

    string Decrypted(string name, string text)
    {
        int nonce = AesGcm.NonceByteSizes.MaxSize, tag = AesGcm.TagByteSizes.MaxSize;
        if (!text.StartsWith(Mark, StringComparison.Ordinal)) throw Unreadable(name, null);
        try
        {
            byte[] all = Convert.FromBase64String(text[Mark.Length..]);
            if (all.Length < nonce + tag) throw Unreadable(name, null);
            var plain = new byte[all.Length - nonce - tag];
            using var aes = new AesGcm(key.Read() ?? throw Unreadable(name, null), tag);
            aes.Decrypt(all.AsSpan(0, nonce), all.AsSpan(nonce + tag), all.AsSpan(nonce, tag), plain, Encoding.UTF8.GetBytes(name));
            return Encoding.UTF8.GetString(plain);
        }
        catch (Exception failure) when (failure is CryptographicException or FormatException)
        {
            throw Unreadable(name, failure);
        }
    }

    Fault Unreadable(string name, Exception? inner) => new(
        Stage.Configure, FaultName.SecretMissing, FaultKind.Ask, name,
        $"the store in {folder} holds {name}, but it cannot be opened with {key.Place}",
        $"Bring back the key it was written with, or run: kurir secret set {name}", inner);
}
