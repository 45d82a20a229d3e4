namespace Kurir;

/// <summary>A secret. Its text form is <c>***</c>; only <see cref="Reveal"/> gives the value, and whoever looked it up told the <see cref="Redactor"/>.</summary>
public sealed class Secret(string value)
{
    public string Reveal() => value;

    public override string ToString() => "***";
}

/// <summary>Where secrets are looked up, by names such as <c>backend/password</c>.</summary>
public interface ISecrets
{
    /// <summary>The secret; null where no place holds it.</summary>
    /// <exception cref="Fault">A place holds it but cannot be read.</exception>
    Secret? Find(string name);

    /// <summary>The places tried for a name, in order, as a person would go to them: <c>environment variable BACKEND_PASSWORD</c>.</summary>
    IReadOnlyList<string> Places(string name);

    /// <summary>The value in every place that holds one, as it stands there, untrimmed; for secrets that are worth comparing. Whoever takes one tells <see cref="Hide"/>.</summary>
    /// <exception cref="Fault">A place holds it but cannot be read.</exception>
    IEnumerable<FoundSecret> All(string name) => Find(name) is { } secret
        ? [new FoundSecret(SecretPlace.Variable, name, System.Text.Encoding.UTF8.GetBytes(secret.Reveal()))]
        : [];

    /// <summary>Tells the redactor a secret, in a form in which no place holds it.</summary>
    void Hide(string text)
    {
    }
}

/// <param name="Place">The sort of place.</param>
/// <param name="Where">For people: <c>environment variable GOOGLE_SERVICE_ACCOUNT_JSON</c>; never a part of the value.</param>
/// <param name="Value">Bytes, since the damage may lie in their encoding; they have no text form.</param>
public sealed record FoundSecret(SecretPlace Place, string Where, ReadOnlyMemory<byte> Value);

/// <summary>Where a secret was found, in the order of trust: a file comes as it was put there, a variable passes through shells, forms and parsers.</summary>
public enum SecretPlace
{
    File,
    Variable,
    Store,
}

public static class SecretsExtensions
{
    /// <exception cref="Fault"><see cref="FaultName.SecretMissing"/>, with the places that were tried.</exception>
    public static Secret Require(this ISecrets secrets, string name, Stage stage) => secrets.Find(name) ?? throw new Fault(
        stage, FaultName.SecretMissing, FaultKind.Ask, name,
        $"no secret named {name}; looked in {string.Join(", ", secrets.Places(name))}",
        $"Set one of these, or run: kurir secret set {name}");
}
