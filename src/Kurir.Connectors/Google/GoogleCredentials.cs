using System.Text;

namespace Kurir.Connectors;

/// <summary>The key of the Google service account, from wherever this machine keeps it: the secret named <c>google</c>.</summary>
/// <remarks>
/// Files count before the variable with the JSON, that before the one with base64, that before one variable for each field, that before the store:
/// what passes through fewest hands comes first. The first place that holds anything counts, whole or not: another key is never taken silently.
/// </remarks>
/// <param name="secrets">Where to look.</param>
/// <param name="variable">Tells the platform, for remedies; by default this process's environment.</param>
public sealed class GoogleCredentials(ISecrets secrets, Func<string, string?>? variable = null)
{
    public const string SecretName = "google";

    static readonly string[] OtherParts = ["client_email", "token_uri", "project_id", "private_key_id"];

    /// <exception cref="Fault"><see cref="FaultName.SecretMissing"/>, with the places that were tried; <see cref="FaultName.SecretDamaged"/>, with what is wrong.</exception>
    public ServiceAccountKey Require(Stage stage)
    {
        GoogleKeyFinding found = Look();
        return found.First is null ? throw Missing(stage) : found.First.Reading.Key ?? throw Damaged(stage, found);
    }

    /// <summary>What every place holds.</summary>
    /// <exception cref="Fault">A place cannot be read.</exception>
    public GoogleKeyFinding Look()
    {
        List<FoundSecret> whole = [.. secrets.All(SecretName).OrderBy(found => found.Place)];
        IEnumerable<GoogleKeySource> sources =
        [
            .. whole.Where(found => found.Place != SecretPlace.Store).Concat(secrets.All($"{SecretName}/base64")).Select(Read),
            .. Parts() is { } parts ? [parts] : Array.Empty<GoogleKeySource>(),
            .. whole.Where(found => found.Place == SecretPlace.Store).Select(Read),
        ];
        return new GoogleKeyFinding([.. sources]);
    }

    /// <summary>What is wrong with a value, and how to enter it on this platform.</summary>
    /// <param name="variable">Tells the platform; by default this process's environment.</param>
    public static Fault Refusal(Stage stage, string where, KeyReading reading, string more = "", Func<string, string?>? variable = null) => new(
        stage, FaultName.SecretDamaged, FaultKind.Ask, SecretName,
        $"{where}: {reading.Words} ({reading.Shape}){(reading.Damages.Count == 0 ? "" : "; also seen: " + string.Join(", ", reading.Damages.Select(KeyDamages.Words)))}.{more}",
        KeyRemedy.For(reading.Problem!.Value, variable ?? Environment.GetEnvironmentVariable));

    Func<string, string?> Variable => variable ?? Environment.GetEnvironmentVariable;

    GoogleKeySource Read(FoundSecret found) => Known(found.Where, ServiceAccountReader.Read(found.Value.Span), found.Value);

    GoogleKeySource? Parts()
    {
        if (secrets.All($"{SecretName}/private_key").FirstOrDefault() is not { } key) return null;
        var others = new Dictionary<string, string>();
        foreach (string part in OtherParts)
            if (secrets.All($"{SecretName}/{part}").FirstOrDefault() is { } found) others[part] = Encoding.UTF8.GetString(found.Value.Span).Trim();
        return Known($"{key.Where} with those beside it", ServiceAccountReader.ReadParts(key.Value.Span, others), key.Value);
    }

    /// <summary>Nothing of it may be shown from now on, in whatever form; not even of one that cannot be used.</summary>
    GoogleKeySource Known(string where, KeyReading reading, ReadOnlyMemory<byte> value)
    {
        if (reading.Problem is not (KeyProblem.PathGiven or KeyProblem.VariableNotReplaced or KeyProblem.CommandNotRun or KeyProblem.EmailAlone or KeyProblem.Masked))
            secrets.Hide(Encoding.UTF8.GetString(value.Span).Trim());
        if (reading.Key is not { } key) return new GoogleKeySource(where, reading);
        string pem = key.PrivateKey.Reveal();
        string[] lines = pem.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..^1];
        secrets.Hide(pem);
        secrets.Hide(string.Concat(lines));
        foreach (string line in lines) secrets.Hide(line);
        return new GoogleKeySource(where, reading);
    }

    Fault Missing(Stage stage) => new(
        stage, FaultName.SecretMissing, FaultKind.Ask, SecretName,
        $"there is no key of a Google service account; looked in {string.Join(", ", secrets.Places(SecretName))}",
        KeyRemedy.Entering(Variable));

    Fault Damaged(Stage stage, GoogleKeyFinding found) => Refusal(stage, found.First!.Where, found.First.Reading, string.Concat(found.Warnings.Select(warning => $" But {warning}.")), variable);
}
