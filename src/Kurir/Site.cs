namespace Kurir;

/// <summary>A panel, resolved: where it is and how to sign in.</summary>
public sealed record Site
{
    /// <summary>The pipeline's name.</summary>
    public required string Name { get; init; }

    public required Uri Address { get; init; }

    public required SignInConfig SignIn { get; init; }

    /// <summary><c>backend</c>: its secrets are <c>backend/username</c>, <c>backend/password</c>, <c>backend/token</c>.</summary>
    public required string SecretsPrefix { get; init; }

    /// <summary><c>en</c> or <c>id</c>.</summary>
    public string Language { get; init; } = "en";

    /// <summary>How many requests may be under way at once, at least 1.</summary>
    public int Parallel { get; init; } = 4;
}
