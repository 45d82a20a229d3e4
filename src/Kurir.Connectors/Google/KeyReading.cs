namespace Kurir.Connectors;

/// <summary>What became of a value that should be the key of a service account: a key, or a diagnosis. Holds no character of the value but the account's address.</summary>
public sealed record KeyReading
{
    /// <summary>Null where there is a <see cref="Problem"/>.</summary>
    public ServiceAccountKey? Key { get; init; }

    /// <summary>What was undone, in the order in which it was met; with a problem: what was met on the way to it.</summary>
    public IReadOnlyList<KeyDamage> Damages { get; init; } = [];

    public KeyProblem? Problem { get; init; }

    /// <summary>The problem in one sentence, without a full stop; empty where there is none.</summary>
    public string Words { get; init; } = "";

    public required ValueShape Shape { get; init; }
}
