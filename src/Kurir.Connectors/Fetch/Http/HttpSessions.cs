namespace Kurir.Connectors;

/// <summary>Opens sessions over plain HTTP.</summary>
/// <param name="memory">Asked before a password is sent, and told when it is refused: the ledger.</param>
/// <param name="tickets">Remembers what was ordered in panels' queues: the ledger.</param>
public sealed class HttpSessions(DocumentStore store, ISecrets secrets, ISignInMemory memory, ITicketMemory tickets, TimeProvider time) : ISessions
{
    /// <summary>What refusals are remembered under: a panel, and a user name or <c>token</c>.</summary>
    public static string Account(Site site, string user) => $"{site.Address.Authority} {user}";

    public ISession Open(Site site)
    {
        var wire = new Wire(site, time);
        var judge = new ReplyJudge(time);
        var panel = new Panel(wire, SignIns.Of(wire, new Credentials(site, secrets, memory, time), judge, time), judge);
        return new HttpSession(panel, store, new ExportQueue(panel, store, tickets, browse: null, time), time);
    }
}
