namespace Kurir.Connectors;

/// <summary>The ways to sign in over plain HTTP.</summary>
static class SignIns
{
    /// <summary>Whether something is to be done at the end of a run: a token that is sent with each request has no session.</summary>
    public static bool Ends(Site site) => (site.KeepSession || site.SignOut) && site.SignIn is { None: null, Basic: null, Header: null };

    public static ISignIn Of(Wire wire, Credentials credentials, ReplyJudge judge, TimeProvider time) => wire.Site.SignIn switch
    {
        { None: not null } => new NoSignIn(),
        { Basic: not null } => new HeaderSignIn(wire, null, credentials),
        { Header: { } header } => new HeaderSignIn(wire, header, credentials),
        { Json: { } json } => new JsonSignIn(wire, json, credentials, judge, time),
        _ => new FormSignIn(wire, wire.Site.SignIn.Form ?? new FormSignInConfig(), credentials, judge, time),
    };
}
