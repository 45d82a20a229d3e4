using System.Text;

namespace Kurir.Connectors;

/// <summary>Secrets in the environment: <c>BACKEND_PASSWORD</c>, or <c>BACKEND_PASSWORD_FILE</c> with the name of a file that holds it.</summary>
/// <param name="variable">Gives an environment variable's value, or null.</param>
public sealed class EnvironmentSecrets(Func<string, string?> variable) : ISecrets
{
    public Secret? Find(string name)
    {
        string key = SecretName.ToVariable(SecretName.Checked(name));
        string? value = SecretText.Trimmed(variable(key));
        if (value is null && SecretText.Trimmed(variable($"{key}_FILE")) is { } file) value = SecretText.ReadNamedText(file, $"{key}_FILE", name);
        return value is null ? null : new Secret(value);
    }

    public IEnumerable<FoundSecret> All(string name)
    {
        string key = SecretName.ToVariable(SecretName.Checked(name));
        if (variable($"{key}_FILE") is { Length: > 0 } file && !string.IsNullOrWhiteSpace(file)) yield return Named(file, $"{key}_FILE", name);
        if (variable(key) is { Length: > 0 } value && !string.IsNullOrWhiteSpace(value))
            yield return new FoundSecret(SecretPlace.Variable, $"environment variable {key}", Encoding.UTF8.GetBytes(value));
    }

    /// <summary>The file, or the value itself where people put that in place of the file's name.</summary>
    static FoundSecret Named(string file, string key, string name)
    {
        string trimmed = file.Trim();
        if (SecretText.CannotBePath(trimmed)) return new FoundSecret(SecretPlace.Variable, $"environment variable {key}", Encoding.UTF8.GetBytes(file));
        return new FoundSecret(SecretPlace.File, $"the file that {key} names", SecretText.ReadNamed(trimmed, key, name));
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
