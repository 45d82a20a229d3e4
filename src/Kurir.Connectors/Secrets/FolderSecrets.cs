namespace Kurir.Connectors;

/// <summary>Secrets as files in a folder, as containers mount them: <c>/run/secrets/backend_password</c> or <c>/run/secrets/backend/password</c>.</summary>
public sealed class FolderSecrets(string folder) : ISecrets
{
    public Secret? Find(string name)
    {
        foreach (string file in Files(name).Where(File.Exists))
            if (SecretText.ReadFile(file, name) is { } value) return new Secret(value);
        return null;
    }

    public IEnumerable<FoundSecret> All(string name) => Files(name).Distinct().Where(File.Exists)
        .Select(file => new FoundSecret(SecretPlace.File, $"file {file}", SecretText.ReadBytes(file, name)))
        .Where(found => !found.Value.IsEmpty);

    public IReadOnlyList<string> Places(string name) =>
        [.. Files(name).Distinct().Select(file => File.Exists(file) ? $"file {file} (which is empty)" : $"file {file}")];

    IEnumerable<string> Files(string name)
    {
        SecretName.Checked(name);
        yield return Path.Combine(folder, SecretName.Flat(name));
        if (name == GoogleCredentials.SecretName) yield return Path.Combine(folder, "google.json"); // as it is downloaded
        if (name.Contains('/', StringComparison.Ordinal)) yield return Path.Combine(folder, Path.Combine(name.Split('/')));
    }
}
