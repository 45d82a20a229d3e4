namespace Kurir.Connectors;

/// <summary>One way to read a value, and how far it came.</summary>
/// <param name="Key">Null where there is a problem.</param>
/// <param name="Detail">A sentence in place of the problem's general one.</param>
sealed record KeyAttempt(ServiceAccountKey? Key, KeyProblem? Problem, string? Detail, SortedSet<KeyDamage> Damages)
{
    public static KeyAttempt Failed(KeyProblem problem, string? detail = null, SortedSet<KeyDamage>? damages = null) => new(null, problem, detail, damages ?? []);
}
