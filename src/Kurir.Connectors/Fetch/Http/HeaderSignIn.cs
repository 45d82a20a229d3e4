using System.Text;

namespace Kurir.Connectors;

/// <summary>HTTP Basic, or a fixed token: nothing is asked beforehand, each request carries it.</summary>
sealed class HeaderSignIn(Wire wire, HeaderSignInConfig? header, Credentials credentials) : ISignIn
{
    bool IsToken => header is not null;

    public async Task SignIn(CancellationToken ct)
    {
        var request = new Request { Address = wire.Site.Address, Stage = Stage.SignIn };
        await (IsToken ? credentials.RefuseKnownToken(request, ct) : credentials.RefuseKnown(request, ct));
        wire.Credential = header is null ? ("Authorization", "Basic " + Basic()) : (header.Name, Token(header));
    }

    public bool IsAskedBy(PanelPage page, Reply reply) => reply.Redirected && SignInForm.Candidates(new FormControls(page)).Count > 0;

    /// <summary>There is nothing to renew: it is refused, and not sent again.</summary>
    public async Task<Fault?> Lost(Fault over, CancellationToken ct)
    {
        await (IsToken ? credentials.RefusedToken(ct) : credentials.Refused(ct));
        string cause = $"{(IsToken ? "the token" : "user name or password")} was refused: {over.Cause}";
        return IsToken ? credentials.TokenFault(over.Subject, cause) : credentials.Fault(over.Subject, cause, over.Seen);
    }

    string Basic() => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credentials.User(Stage.SignIn)}:{credentials.Password(Stage.SignIn).Reveal()}"));

    string Token(HeaderSignInConfig config)
    {
        string prefix = config.Prefix ?? (config.Name.Equals("Authorization", StringComparison.OrdinalIgnoreCase) ? "Bearer" : "");
        return $"{prefix} {credentials.Token(Stage.SignIn).Reveal()}".Trim();
    }
}
