namespace Kurir.Connectors;

/// <summary>Lets a person sign in in a browser window, notices by the page that it is done, and keeps the session. Types and presses nothing there.</summary>
/// <param name="folder">For the window's profile while it is open: <c>.kurir/browser</c>.</param>
/// <param name="say">Told what the person should know.</param>
public sealed class PersonSignIn(Site site, ISecrets secrets, SessionStore store, string folder, Action<string> say, TimeProvider time)
{
    const int MostOfReply = 4 << 20;
    static readonly TimeSpan Step = TimeSpan.FromMilliseconds(500), Again = TimeSpan.FromSeconds(5);
    readonly ReplyJudge judge = new(time);
    Dictionary<string, string> outside = [];
    string? outsideToken, asked, refusal;
    long askedAt;

    string Account => HttpSessions.Account(site, secrets.Find(site.SecretsPrefix + "/username")?.Reveal() ?? "");

    string? Proof => site.SignIn.Form?.Proof;

    Uri Address => new(site.Address, site.SignIn.Form?.Page ?? "/");

    /// <summary>Whether the site has sessions at all.</summary>
    public static bool IsFor(Site site) => site.SignIn is { None: null, Basic: null, Header: null };

    /// <summary>Forgets the session that is kept.</summary>
    public void Forget() => store.Forget(Account);

    /// <summary>Opens the window, waits, and keeps the session. Until then nothing is kept, and the window is gone at the end, however it ends.</summary>
    /// <exception cref="Fault">There is no screen; nobody was signed in in that time, or the window was closed.</exception>
    public async Task<PersonsSession> Wait(TimeSpan most, CancellationToken ct)
    {
        long start = time.GetTimestamp();
        using var wire = new Wire(site, time);
        await using PersonsWindow window = await PersonsWindow.Open(wire, Address, folder, say, time, ct);
        say($"A window is open at {site.Address.Authority}. Sign in there; it closes by itself when you are in, at the latest in {most.TotalMinutes:0.#} minutes.");
        PersonsLook? before = null;
        while (time.GetElapsedTime(start) < most)
        {
            PersonsLook? now = await window.Look(ct);
            if (window.IsClosed) throw PersonsWindow.Closed(site);
            if (now is not null && now.Page.Address == before?.Page.Address && MayBeIn(now) && await IsIn(now, wire, ct)) return Keep(now, wire);
            if (now is { IsOutside: true }) (outside, outsideToken) = (now.Cookies.DistinctBy(NameOf).ToDictionary(NameOf, cookie => cookie.Value), now.Authorization);
            before = now;
            await Task.Delay(Step, time, ct);
        }

        throw Late(before, most);
    }

    /// <summary>Whether the page looks like it. What it asks for is still to be asked over plain HTTP.</summary>
    bool MayBeIn(PersonsLook look)
    {
        if (look.IsOutside || (Proof is null && !look.CanSignOut && look.Page.Path == look.First)) return false;
        string shown = string.Join('\n', look.Cookies.Select(cookie => cookie.Value).Append(look.Page.Address.AbsoluteUri));
        if (shown == asked && time.GetElapsedTime(askedAt) < Again) return false;
        (asked, askedAt) = (shown, time.GetTimestamp());
        return true;
    }

    /// <summary>Asks a page over plain HTTP with the window's session, as later runs will.</summary>
    async Task<bool> IsIn(PersonsLook look, Wire wire, CancellationToken ct)
    {
        wire.Cookies.Replace(look.Cookies);
        wire.UserAgent = look.UserAgent;
        wire.Credential = look.Authorization is { } header ? ("Authorization", header) : null;
        var request = new Request { Address = new Uri(site.Address, Proof ?? look.Page.Address.AbsolutePath), Stage = Stage.SignIn, MostBytes = MostOfReply };
        try
        {
            using Reply reply = await wire.Send(request, ct);
            bool isIn = reply.Status is >= 200 and < 300 && await PersonsWay.IsIn(reply, Address, judge, ct) && !(Proof is not null && reply.Redirected);
            if (isIn && (Proof is not null || look.CanSignOut || look.Authorization != outsideToken || await IsClosedToGuests(request, ct))) return true;
            refusal = $"asked with that session, {request.Address.AbsolutePath} {(isIn ? "shows everybody the same" : $"answers {reply.Reason} as to a guest")}";
        }
        catch (Fault fault) when (fault.Kind == FaultKind.Retry || fault.Name == FaultName.CaptchaRequired)
        {
            refusal = fault.Cause;
        }

        return false;
    }

    async Task<bool> IsClosedToGuests(Request request, CancellationToken ct)
    {
        using var guest = new Wire(site, time);
        using Reply reply = await guest.Send(request, ct);
        return reply.Status >= 400 || reply.Redirected || !await PersonsWay.IsIn(reply, Address, judge, ct);
    }

    PersonsSession Keep(PersonsLook look, Wire wire)
    {
        IReadOnlyList<CookieJar.Cookie> cookies = wire.Cookies.All;
        string[] names = [.. look.Cookies.Where(cookie => outside.GetValueOrDefault(NameOf(cookie)) != cookie.Value).Select(cookie => cookie.Name).Distinct()];
        DateTimeOffset now = time.GetUtcNow();
        PersonsSignIn person = new PersonsSignIn(now, look.UserAgent, Proof ?? look.Page.Address.AbsolutePath, names, null, now, IsOver: false)
            .With(cookies, KeptSession.TokenEnd(look.Authorization), now);
        store.Keep(Account, new KeptSession([], [], cookies, look.Authorization is { } header ? ["Authorization", header] : null, look.Local, look.Tab) { Person = person });
        return person.Told;
    }

    static string NameOf(CookieJar.Cookie cookie) => $"{cookie.Domain} {cookie.Path} {cookie.Name}";

    Fault Late(PersonsLook? last, TimeSpan most) => new(Stage.SignIn, FaultName.SignInUnproven, FaultKind.Ask, site.Address.Authority,
        $"in {most.TotalMinutes:0.#} minutes nothing showed that somebody is signed in; the window {(last is null ? "showed no page of the panel" : $"showed {last.Page.Shows} at {last.Page.Path}")}{(refusal is null ? "" : $", and {refusal}")}",
        "Run it again, with a longer --timeout where it takes longer. If you were signed in, write a page that only a signed-in user sees as sign_in.form.proof.");
}
