namespace Kurir.Connectors;

/// <summary>A way to be signed in to a site.</summary>
interface ISignIn
{
    /// <summary>Signs in; called at most once at a time. Sends nothing that was refused before.</summary>
    /// <exception cref="Fault">Of stage SignIn.</exception>
    Task SignIn(CancellationToken ct);

    /// <summary>Whether a page asks for the sign-in, in place of what was wanted.</summary>
    bool IsAskedBy(PanelPage page, Reply reply);

    /// <summary>What it means that the session is over. Null: signing in again may help.</summary>
    Task<Fault?> Lost(Fault over, CancellationToken ct);
}
