namespace Kurir.Connectors;

/// <summary>Secrets in the environment: <c>BACKEND_PASSWORD</c>, or <c>BACKEND_PASSWORD_FILE</c> with the name of a file that holds it.</summary>
/// <param name="variable">Gives an environment variable's value, or null.</param>
public sealed class EnvironmentSecrets(Func<string, string?> variable) : ISecrets
{
    public Secret? Find(string name)
    {
        string key = SecretName.ToVariable(SecretName.Checked(name));
        string? value = SecretText.Trimmed(variable(key));
        if (value is null && SecretText.Trimmed(variable($"{key}_FILE")) is { } file) value = SecretText.ReadFile(file, name);
        return value is null ? null : new Secret(value);
    }

    public IReadOnlyList<string> Places(string name)
    {
        string key = SecretName.ToVariable(SecretName.Checked(name));
        return [Place(key), Place($"{key}_FILE")];
    }

    string Place(string key) => variable(key) switch
    {
        null => $"environment variable {key}",
        { } value when SecretText.Trimmed(value) is null => $"environment variable {key} (which is set, but empty)",
        { } file when key.EndsWith("_FILE", StringComparison.Ordinal) => $"environment variable {key} (the file {file} is empty)",
        _ => $"environment variable {key} (which is set)",
    };
}
