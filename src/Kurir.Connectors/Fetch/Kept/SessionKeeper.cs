using System.Security.Cryptography;

namespace Kurir.Connectors;

/// <summary>Takes up the session of an earlier run where it still holds good, keeps the one of this run, or signs out at its end.</summary>
/// <param name="store">Null: nothing is kept.</param>
/// <param name="room">Null: no browser is used here.</param>
sealed class SessionKeeper(ISignIn inner, Wire wire, ReplyJudge judge, Credentials credentials, SessionStore? store, BrowserRoom? room, ISecrets secrets, Action<string> say, TimeProvider time) : ISignIn
{
    const int MostOfReply = 4 << 20;
    const int LongestWord = 16;
    static readonly TimeSpan EndTime = TimeSpan.FromSeconds(15);
    bool tried, isTakenUp, isSignedIn, isBroken;
    PersonsSignIn? person;

    /// <summary>The session that a person opened, as it is now; null: it goes on with none.</summary>
    public PersonsSession? Person => isTakenUp ? PersonNow?.Told : null;

    PersonsSignIn? PersonNow => person?.With(wire.Cookies.All, KeptSession.TokenEnd(wire.Credential?.Value), time.GetUtcNow());

    Uri Page => new(wire.Site.Address, wire.Site.SignIn.Form?.Proof ?? wire.Site.SignIn.Form?.Page ?? "/");

    string Account => HttpSessions.Account(wire.Site, credentials.UserName);

    public async Task SignIn(CancellationToken ct)
    {
        if (!tried)
        {
            isSignedIn = isTakenUp = await TakeUp(ct);
            tried = true;
            if (isTakenUp) return;
        }

        if (person is not null)
        {
            if (await Holds(ct)) return; // only a token of a page was stale
            throw Ended();
        }

        if (isTakenUp) Drop();
        isSignedIn = false;
        isBroken = true; // interrupted on the way, a session may be open there all the same
        try
        {
            await inner.SignIn(ct);
            isSignedIn = true;
        }
        catch (Fault)
        {
            isBroken = false;
            throw;
        }

        isBroken = false;
        Keep(PersonNow);
    }

    /// <summary>The form of a session that was taken up was never seen.</summary>
    public bool IsAskedBy(PanelPage page, Reply reply) => isTakenUp
        ? page.Document.QuerySelector("input[type='password']") is not null && (reply.Redirected || page.Path == Page.AbsolutePath)
        : inner.IsAskedBy(page, reply);

    public Task<Fault?> Lost(Fault over, CancellationToken ct) => inner.Lost(over, ct);

    /// <summary>At the end of the run, however it ended: keeps the session as it is now, or signs out. Fails nothing.</summary>
    public async Task End()
    {
        if (!isSignedIn && !(isBroken && wire.Site.SignOut)) return;
        isSignedIn = isBroken = false;
        if (!wire.Site.SignOut)
        {
            Keep(PersonNow);
            return;
        }

        using var late = new CancellationTokenSource(EndTime, time);
        try
        {
            if (!await new SignOut(wire, room, Page).Leave(late.Token)) say(
                $"Nothing on {Page.AbsolutePath} signs out of {wire.Site.Address.Authority}; the session stays open there.{(wire.Site.SignIn.Json is null ? "" : " Name the address that ends it: sign_in.json.sign_out.")}");
        }
        catch (Exception failed) when (failed is Fault or OperationCanceledException)
        {
            say($"Signing out of {wire.Site.Address.Authority} failed: {(failed as Fault)?.Cause ?? "it took too long"}");
        }
    }

    async Task<bool> TakeUp(CancellationToken ct)
    {
        if (Found() is not { } kept) return person is null ? false : throw Ended();
        wire.Cookies.Replace(kept.Cookies.Where(cookie => cookie.Expires > time.GetUtcNow()));
        if (person is not null) wire.UserAgent = person.UserAgent;
        wire.Credential = kept.Header is [var name, var value] ? (name, value) : null;
        foreach (string secret in kept.Cookies.Select(cookie => cookie.Value).Append(wire.Credential?.Value.Split(' ')[^1] ?? "").Where(text => text.Length >= LongestWord)) secrets.Hide(secret);
        room?.TakeUp(kept.Local, kept.Tab);
        if (await Holds(ct)) return true;
        if (person is not null) throw Ended();
        Drop();
        return false;
    }

    KeptSession? Found()
    {
        if (store is null) return null;
        try
        {
            if (store.Find(Account) is not { } kept) return null;
            person = kept.Person;
            if ((person is null ? kept.IsOf(credentials.UserName, credentials.PasswordOrNone) : !person.IsOver) && !kept.IsOver(time.GetUtcNow())) return kept;
            if (person is null) store.Forget(Account);
        }
        catch (Fault unreadable)
        {
            say($"The kept session is not used: {unreadable.Cause}");
        }

        return null;
    }

    /// <summary>Asks a page that shows a guest the sign-in form. A page that only a script makes tells nothing; then the first report's own request tells, and a refusal signs in.</summary>
    async Task<bool> Holds(CancellationToken ct)
    {
        Uri asked = person is null ? Page : new Uri(wire.Site.Address, person.Proof);
        using Reply reply = await wire.Send(new Request { Address = asked, Stage = Stage.SignIn, MostBytes = MostOfReply }, ct);
        if (person is not null) return await PersonsWay.IsIn(reply, Page, judge, ct);
        if (reply.Status is < 200 or >= 300) return false;
        if (!reply.IsHtml) return wire.Site.SignIn.Form?.Proof is not null;
        PanelPage page = await PanelPage.Read(reply, ct);
        if (SignInForm.Candidates(new FormControls(page)).Count > 0) return false;
        if (wire.Site.SignIn.Form?.Proof is not null) return !reply.Redirected;
        return SignInMessages.CanSignOut(page) || (reply.Redirected && page.Path != Page.AbsolutePath) || wire.Credential is not null;
    }

    void Drop()
    {
        Leave();
        store?.Forget(Account);
    }

    void Leave()
    {
        isTakenUp = isSignedIn = false;
        wire.Cookies.Replace([]);
        wire.Credential = null;
        room?.TakeUp([], []);
    }

    /// <summary>It stays written down, without anything of the session: later runs ask for the person and not the panel.</summary>
    Fault Ended()
    {
        Leave();
        Keep(person! with { IsOver = true });
        return PersonsWay.Over(wire.Site, person);
    }

    void Keep(PersonsSignIn? signedIn)
    {
        if (store is null || wire.Site.SignOut) return;
        byte[] salt = RandomNumberGenerator.GetBytes(16);
        try
        {
            if (store.Find(Account)?.Person?.At != person?.At) return; // a person signed in while this run was under way
            store.Keep(Account, new KeptSession(salt, KeptSession.Hash(salt, credentials.UserName, credentials.PasswordOrNone), wire.Cookies.All,
                wire.Credential is { } header ? [header.Name, header.Value] : null, room?.Local ?? [], room?.Tab ?? []) { Person = signedIn });
        }
        catch (Fault unwritable)
        {
            say($"The session is not kept: {unwritable.Cause}");
        }
    }
}
