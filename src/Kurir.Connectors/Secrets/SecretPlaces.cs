namespace Kurir.Connectors;

/// <summary>All places where secrets are looked up, one after the other: environment, secrets folder, the store of <c>kurir secret set</c>.</summary>
/// <remarks>Whatever is found is told to the redactor before anybody gets it.</remarks>
public sealed class SecretPlaces(IReadOnlyList<ISecrets> places, Redactor redactor) : ISecrets
{
    /// <summary>The places of this machine.</summary>
    /// <param name="home">The folder that holds <c>.kurir</c>.</param>
    /// <param name="redactor">Learns each secret.</param>
    /// <param name="variable">Gives an environment variable's value, or null; by default this process's.</param>
    public static SecretPlaces Of(string home, Redactor redactor, Func<string, string?>? variable = null)
    {
        variable ??= Environment.GetEnvironmentVariable;
        string[] folders = variable("KURIR_SECRETS") is { Length: > 0 } own ? [own] : ["/run/secrets", "/etc/secrets"];
        return new SecretPlaces([new EnvironmentSecrets(variable), .. folders.Select(folder => new FolderSecrets(folder)), StoreOf(home, variable)], redactor);
    }

    /// <summary>The store of <c>kurir secret set</c> on this machine.</summary>
    public static SecretStore StoreOf(string home, Func<string, string?>? variable = null)
    {
        string config = Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        string? key = (variable ?? Environment.GetEnvironmentVariable)("KURIR_SECRET_KEY");
        return new SecretStore(home, config, string.IsNullOrWhiteSpace(key) ? null : key);
    }

    public Secret? Find(string name)
    {
        foreach (ISecrets place in places)
        {
            if (place.Find(name) is not { } secret) continue;
            redactor.Hide(secret.Reveal());
            return secret;
        }

        return null;
    }

    public IEnumerable<FoundSecret> All(string name) => places.SelectMany(place => place.All(name));

    public void Hide(string text) => redactor.Hide(text);

    public IReadOnlyList<string> Places(string name) => [.. places.SelectMany(place => place.Places(name))];
}
