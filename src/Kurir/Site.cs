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

    /// <summary>In whose days and hours the panel's scripts work.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    public SessionMode Session { get; init; } = SessionMode.Auto;

    /// <summary>Whether the requests behind clicks are learned.</summary>
    public bool Learn { get; init; } = true;

    /// <summary>Whether the session is kept from run to run.</summary>
    public bool KeepSession { get; init; }

    /// <summary>Whether each run signs out at its end.</summary>
    public bool SignOut { get; init; }

    /// <summary>The debugging address of a browser elsewhere; null: one on this machine.</summary>
    public string? Browser { get; init; }

    /// <summary>How many requests may be under way at once, at least 1.</summary>
    public int Parallel { get; init; } = 4;
}

/// <summary>How a site is asked.</summary>
public enum SessionMode
{
    /// <summary>Over plain HTTP; what a script does there, in a browser.</summary>
    Auto,

    /// <summary>Over plain HTTP alone.</summary>
    Http,

    /// <summary>Signing in and forms in a browser, each time.</summary>
    Browser,
}
