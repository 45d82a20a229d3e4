namespace Kurir.Connectors;

/// <summary>Opens sessions as their site asks for: over plain HTTP, in a browser, or over HTTP with a browser for what needs one. None is started before that.</summary>
/// <param name="memory">Asked before a password is sent, and told when it is refused: the ledger.</param>
/// <param name="routes">Remembers what was learned of clicks: the ledger.</param>
/// <param name="matches">Remembers what steps in a browser matched: the ledger.</param>
/// <param name="tickets">Remembers what was ordered in panels' queues: the ledger.</param>
/// <param name="kept">Keeps sessions from run to run; null: none is kept.</param>
/// <param name="folder">For the browser's profiles while they are in use: <c>.kurir/browser</c>.</param>
/// <param name="say">Told what a person should know of the browser.</param>
public sealed class SiteSessions(DocumentStore store, ISecrets secrets, ISignInMemory memory, IRouteMemory routes, IMatchMemory matches, ITicketMemory tickets, SessionStore? kept, string folder, Action<string> say, TimeProvider time) : ISessions
{
    readonly DocumentReader reader = new();

    public ISession Open(Site site) => site.Session == SessionMode.Http ? new HttpSessions(store, secrets, memory, matches, tickets, kept, say, time).Open(site) : WithBrowser(site);

    BrowserSession WithBrowser(Site site)
    {
        var wire = new Wire(site, time);
        var judge = new ReplyJudge(time);
        var credentials = new Credentials(site, secrets, memory, time);
        var room = new BrowserRoom(wire, folder, say, secrets.Hide, time);
        ISignIn plain = SignIns.Of(wire, credentials, judge, time);
        ISignIn signIn = site.SignIn switch
        {
            { None: null, Basic: null, Header: null, Json: null } when site.Session == SessionMode.Browser => InBrowser(),
            { None: null, Basic: null, Header: null, Json: null } => new EitherSignIn(plain, InBrowser),
            _ => plain,
        };
        SessionKeeper? keeper = SignIns.Ends(site) ? new SessionKeeper(signIn, wire, judge, credentials, site.KeepSession ? kept : null, room, secrets, say, time) : null;
        var panel = new Panel(wire, keeper ?? signIn, judge);
        bool always = site.Session == SessionMode.Browser;
        var fetch = new RouteFetch(panel, wire, new DownloadFetch(panel, store));
        var learner = new RouteLearner(fetch, wire, routes, (document, token) => reader.Read(document, ReadLimits.Default, token), time);
        bool learns = site.Learn && !always;
        var queue = new ExportQueue(panel, store, tickets, new BrowserLook(room, panel).At, time);
        return new BrowserSession(new HttpSession(panel, store, queue, keeper, matches, time), keeper, room, panel, store, queue, always, learns ? fetch : null, learns ? learner : null, routes, matches, time);

        ISignIn InBrowser() => new BrowserSignIn(room, wire, site.SignIn.Form ?? new FormSignInConfig(), credentials, judge, time);
    }
}
