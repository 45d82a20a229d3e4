using System.Security.Cryptography;
using System.Text;

namespace Kurir.Connectors;

/// <summary>Sessions between runs: one file for each account under <c>.kurir/sessions</c>, encrypted with the key of the secrets' store, readable by their owner alone.</summary>
/// <param name="folder"><c>.kurir/sessions</c>.</param>
public sealed class SessionStore(string folder, SecretStore secrets)
{
    public static SessionStore At(string home) => new(Path.Combine(home, ".kurir", "sessions"), SecretPlaces.StoreOf(home));

    /// <returns>Null: there is none, or none that this key opens.</returns>
    internal KeptSession? Find(string account)
    {
        string file = FileOf(account);
        return File.Exists(file) && SecretText.ReadFile(file, "session") is { } text && secrets.Opened(NameOf(account), text) is { } json ? KeptSession.Of(json) : null;
    }

    /// <exception cref="Fault">The file, or the key, cannot be written.</exception>
    internal void Keep(string account, KeptSession session)
    {
        PrivateFiles.CreateFolder(folder);
        PrivateFiles.Replace(FileOf(account), secrets.Sealed(NameOf(account), session.ToJson()));
    }

    internal void Forget(string account)
    {
        if (File.Exists(FileOf(account))) File.Delete(FileOf(account));
    }

    string FileOf(string account) => Path.Combine(folder, NameOf(account)[8..] + ".session");

    /// <summary>Bound into the file, so that files cannot be swapped; it does not tell whose it is.</summary>
    static string NameOf(string account) => "session/" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(account)))[..32];
}
