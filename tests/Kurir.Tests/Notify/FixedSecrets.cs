namespace Kurir;

/// <summary>Secrets out of a dictionary.</summary>
sealed class FixedSecrets(IReadOnlyDictionary<string, string> values) : ISecrets
{
    public Secret? Find(string name) => values.TryGetValue(name, out string? value) ? new Secret(value) : null;

    public IReadOnlyList<string> Places(string name) => [$"a dictionary, {name}"];
}
