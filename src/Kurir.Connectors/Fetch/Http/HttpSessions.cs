namespace Kurir.Connectors;

/// <summary>Opens sessions over plain HTTP.</summary>
/// <param name="memory">Asked before a password is sent, and told when it is refused: the ledger.</param>
/// <param name="matches">Knows what exports brought before: the ledger.</param>
/// <param name="tickets">Remembers what was ordered in panels' queues: the ledger.</param>
/// <param name="kept">Keeps sessions from run to run; null: none is kept.</param>
/// <param name="say">Told what a person should know of it.</param>
public sealed class HttpSessions(DocumentStore store, ISecrets secrets, ISignInMemory memory, IMatchMemory matches, ITicketMemory tickets, SessionStore? kept, Action<string> say, TimeProvider time) : ISessions
{
    /// <summary>What refusals are remembered under: a panel, and a user name or <c>token</c>.</summary>
    public static string Account(Site site, string user) => $"{site.Address.Authority} {user}";

    public ISession Open(Site site)
    {
        var wire = new Wire(site, time);
        var judge = new ReplyJudge(time);
        var credentials = new Credentials(site, secrets, memory, time);
        ISignIn signIn = SignIns.Of(wire, credentials, judge, time);
        SessionKeeper? keeper = SignIns.Ends(site) ? new SessionKeeper(signIn, wire, judge, credentials, site.KeepSession ? kept : null, room: null, secrets, say, time) : null;
        var panel = new Panel(wire, keeper ?? signIn, judge);
        return new HttpSession(panel, store, new ExportQueue(panel, store, tickets, browse: null, time), keeper, matches, time);
    }
}
