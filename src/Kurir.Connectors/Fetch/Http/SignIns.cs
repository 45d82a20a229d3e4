namespace Kurir.Connectors;

/// <summary>The ways to sign in over plain HTTP.</summary>
static class SignIns
{
    public static ISignIn Of(Wire wire, Credentials credentials, ReplyJudge judge, TimeProvider time) => wire.Site.SignIn switch
    {
        { None: not null } => new NoSignIn(),
        { Basic: not null } => new HeaderSignIn(wire, null, credentials),
        { Header: { } header } => new HeaderSignIn(wire, header, credentials),
        { Json: { } json } => new JsonSignIn(wire, json, credentials, judge, time),
        _ => new FormSignIn(wire, wire.Site.SignIn.Form ?? new FormSignInConfig(), credentials, judge, time),
    };
}
