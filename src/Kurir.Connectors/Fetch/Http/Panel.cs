namespace Kurir.Connectors;

/// <summary>A site as a signed-in person sees it: signs in when first asked, and once again where the session ends on the way.</summary>
sealed class Panel(Wire wire, ISignIn signIn, ReplyJudge judge) : IDisposable
{
    readonly SemaphoreSlim gate = new(1);
    int generation;
    int attempts;
    bool signingIn;
    bool refused;
    Fault? failed;

    public Uri Address => wire.Site.Address;

    public bool IsOwn(Uri address) => wire.IsOwn(address);

    /// <summary>Does something that needs the session, at most twice: the second time after a new sign-in.</summary>
    public async Task<T> Do<T>(Func<CancellationToken, Task<T>> work, CancellationToken ct)
    {
        try
        {
            return await Twice(work, ct);
        }
        finally
        {
            if (Trail.Now is { } trail) wire.Confide(trail);
        }
    }

    async Task<T> Twice<T>(Func<CancellationToken, Task<T>> work, CancellationToken ct)
    {
        int used = await SignedInAfter(0, ct);
        try
        {
            return await work(ct);
        }
        catch (Fault over) when (over.Name == FaultName.SessionOver)
        {
            if (await signIn.Lost(over, ct) is { } lost)
            {
                Volatile.Write(ref refused, true); // the next export asks the sign-in again, which knows what was refused
                throw lost;
            }
        }

        await SignedInAfter(used, ct);
        try
        {
            return await work(ct);
        }
        catch (Fault over) when (over.Name == FaultName.SessionOver)
        {
            throw OverAgain(over);
        }
    }

    /// <summary>Asks, and gives only a reply that is what was asked for.</summary>
    /// <exception cref="Fault">By status; <see cref="FaultName.SessionOver"/> where the panel wants a new sign-in.</exception>
    public async Task<Reply> Ask(Request request, CancellationToken ct)
    {
        Reply reply = await wire.Send(request, await Session(ct), ct);
        try
        {
            await judge.Check(reply, signIn, ct);
            return reply;
        }
        catch
        {
            reply.Dispose();
            throw;
        }
    }

    /// <summary>The same look at a reply that came in another way.</summary>
    public Task Check(Reply reply, CancellationToken ct) => judge.Check(reply, signIn, ct);

    public async Task<PanelPage> Page(Request request, CancellationToken ct)
    {
        using Reply reply = await Ask(request, ct);
        return await PanelPage.Read(reply, ct);
    }

    /// <summary>Makes sure of a session newer than that of the given generation. Whoever waits while another signs in shares the result.</summary>
    async Task<int> SignedInAfter(int old, CancellationToken ct)
    {
        int before = Volatile.Read(ref attempts);
        if (IsSignedInAfter(old)) return generation;
        await gate.WaitAsync(ct);
        try
        {
            if (IsSignedInAfter(old)) return generation;
            if (failed is { } fault && (before != attempts || fault.Kind != FaultKind.Retry)) throw fault;
            await SignIn(ct);
            return ++generation;
        }
        finally
        {
            gate.Release();
        }
    }

    bool IsSignedInAfter(int old) => Volatile.Read(ref generation) > old && !Volatile.Read(ref refused);

    /// <summary>The session, while nobody signs in: a request beside that would be answered for a guest, with cookies that end the new session.</summary>
    async Task<int> Session(CancellationToken ct)
    {
        while (true)
        {
            int session = wire.Session; // before the look at the flag: a sign-in that begins after it makes this one old
            if (!Volatile.Read(ref signingIn)) return session;
            await gate.WaitAsync(ct);
            gate.Release();
        }
    }

    async Task SignIn(CancellationToken ct)
    {
        failed = null;
        Volatile.Write(ref signingIn, true);
        Trail.Now?.At($"signing in to {wire.Site.Address.Authority}", "sign_in");
        wire.BeginSession();
        try
        {
            await signIn.SignIn(ct);
            Volatile.Write(ref refused, false);
        }
        catch (Fault fault)
        {
            failed = PersonsWay.Offered(fault, wire.Site);
            if (failed == fault) throw;
            throw failed;
        }
        finally
        {
            Volatile.Write(ref signingIn, false);
            attempts++;
        }
    }

    static Fault OverAgain(Fault over) => new(
        over.Stage, FaultName.SessionOver, FaultKind.Stop, over.Subject,
        $"the panel ended the session again, right after a new sign-in: {over.Cause}",
        "If the panel allows one session for each user, give Kurir a user of its own.", over)
    { Seen = over.Seen };

    public void Dispose()
    {
        gate.Dispose();
        wire.Dispose();
    }
}
