namespace Kurir.Connectors;

/// <summary>The secrets of one site, and what is remembered of their refusal.</summary>
sealed class Credentials(Site site, ISecrets secrets, ISignInMemory memory, TimeProvider time)
{
    OneTimeCode? code;

    public string UserName => secrets.Find(site.SecretsPrefix + "/username")?.Reveal() ?? "";

    /// <summary>To compare with, never to send; "" where there is none.</summary>
    public string PasswordOrNone => secrets.Find(PasswordName)?.Reveal() ?? "";

    /// <exception cref="Fault"><see cref="FaultName.SecretMissing"/>.</exception>
    public string User(Stage stage) => secrets.Require(site.SecretsPrefix + "/username", stage).Reveal();

    public Secret Password(Stage stage) => secrets.Require(PasswordName, stage);

    public Secret Token(Stage stage) => secrets.Require(TokenName, stage);

    /// <summary>The authenticator of the panel's user; null where no secret of one is kept.</summary>
    /// <exception cref="Fault"><see cref="FaultName.SecretDamaged"/>.</exception>
    public OneTimeCode? Authenticator()
    {
        if (code is not null || secrets.Find(AuthenticatorName) is not { } secret) return code;
        string account = Account(User(Stage.SignIn));
        var made = new OneTimeCode(secret.Reveal(), (step, ct) => memory.TakeCode(account, step, ct), time);
        return code = made.IsGood ? made : throw new Fault(Stage.SignIn, FaultName.SecretDamaged, FaultKind.Ask, AuthenticatorName,
            "the authenticator's secret is not Base32", $"Copy it once more from where the panel shows it beside the square to scan: kurir secret set {AuthenticatorName}");
    }

    public string AuthenticatorName => site.SecretsPrefix + "/totp";

    public Fault CodeRefused(string subject, Seen? seen) => new(Stage.SignIn, FaultName.CodeRequired, FaultKind.Ask, subject,
        "the panel refused two codes of the authenticator", $"Compare this machine's clock with another one, and the secret with the panel's: kurir secret set {AuthenticatorName}") { Seen = seen };

    /// <summary>The right to send the password, until it is disposed of; by then it is remembered whether it was refused.</summary>
    /// <exception cref="Fault"><see cref="FaultName.PasswordRefused"/>: this very password was refused before, and nothing is sent.</exception>
    public async Task<IDisposable> Attempt(Request request, CancellationToken ct)
    {
        IDisposable claim = await memory.Claim(Account(User(Stage.SignIn)), ct);
        try
        {
            await RefuseKnown(request, ct);
            return claim;
        }
        catch
        {
            claim.Dispose();
            throw;
        }
    }

    /// <exception cref="Fault"><see cref="FaultName.PasswordRefused"/>: this very password was refused before, and nothing is sent.</exception>
    public async Task RefuseKnown(Request request, CancellationToken ct)
    {
        string user = User(Stage.SignIn);
        if (await memory.RefusedAt(Account(user), Password(Stage.SignIn), ct) is not { } when) return;
        throw Fault(request.Subject, $"the password was refused on {when:yyyy-MM-dd HH:mm} UTC and was not sent again, so that the account is not locked", null);
    }

    public Task Refused(CancellationToken ct) => memory.RememberRefusal(Account(User(Stage.SignIn)), Password(Stage.SignIn), ct);

    /// <exception cref="Fault"><see cref="FaultName.PasswordRefused"/>: this very token was refused before.</exception>
    public async Task RefuseKnownToken(Request request, CancellationToken ct)
    {
        if (await memory.RefusedAt(Account("token"), Token(Stage.SignIn), ct) is { } when)
            throw TokenFault(request.Subject, $"the token was refused on {when:yyyy-MM-dd HH:mm} UTC and was not sent again");
    }

    public Task RefusedToken(CancellationToken ct) => memory.RememberRefusal(Account("token"), Token(Stage.SignIn), ct);

    public Fault Fault(string subject, string cause, Seen? seen) => new(
        Stage.SignIn, FaultName.PasswordRefused, FaultKind.Ask, subject, cause,
        $"Set the right password: kurir secret set {PasswordName}. A new password is tried by itself; the same one with: kurir run {site.Name} --retry-password") { Seen = seen };

    public Fault TokenFault(string subject, string cause) => new(
        Stage.SignIn, FaultName.PasswordRefused, FaultKind.Ask, subject, cause, $"Set a valid token: kurir secret set {TokenName}. A new token is tried by itself; the same one with: kurir run {site.Name} --retry-password");

    string PasswordName => site.SecretsPrefix + "/password";

    string TokenName => site.SecretsPrefix + "/token";

    string Account(string user) => HttpSessions.Account(site, user);
}
