namespace Kurir.Connectors;

/// <summary>Every place that holds something meant to be the key, in the order in which they count, and what each of them holds.</summary>
public sealed record GoogleKeyFinding(IReadOnlyList<GoogleKeySource> Sources)
{
    /// <summary>The one that counts; null where there is none.</summary>
    public GoogleKeySource? First => Sources.Count > 0 ? Sources[0] : null;

    /// <summary>Where other places hold another key, or none that can be used: one sentence each.</summary>
    public IReadOnlyList<string> Warnings => [.. Sources.Skip(1).Select(Warning).OfType<string>()];

    string? Warning(GoogleKeySource other) => (First!.Reading.Key, other.Reading.Key) switch
    {
        ({ } used, { } second) when used.Fingerprint != second.Fingerprint =>
            $"{other.Where} holds another key ({second.ClientEmail}, fingerprint {second.Fingerprint}) than {First.Where} ({used.ClientEmail}, fingerprint {used.Fingerprint}), which is the one that is used",
        ({ }, null) => $"{other.Where} is not used, and holds no usable key: {other.Reading.Words} ({other.Reading.Shape})",
        (null, { } whole) => $"{other.Where} holds a whole key ({whole.ClientEmail}, fingerprint {whole.Fingerprint}), which is not used while {First.Where} holds something",
        _ => null,
    };
}

/// <param name="Where">For people: <c>environment variable GOOGLE_SERVICE_ACCOUNT_JSON</c>.</param>
public sealed record GoogleKeySource(string Where, KeyReading Reading);
