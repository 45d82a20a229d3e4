using System.Text.Json;
using Microsoft.Playwright;

namespace Kurir.Connectors;

/// <summary>A site's browser, started when first needed, and the session that it shares with plain HTTP: cookies, tokens, storage.</summary>
/// <param name="folder">Holds the profiles: <c>.kurir/browser</c>.</param>
/// <param name="hide">Told each token that is found.</param>
sealed class BrowserRoom(Wire wire, string folder, Action<string> say, Action<string> hide, TimeProvider time) : IAsyncDisposable
{
    const int LongestWord = 16; // shorter cookie values are words such as "dark", which must not be blanked out of texts
    static readonly TimeSpan DriverTime = TimeSpan.FromSeconds(60);
    readonly SemaphoreSlim gate = new(1);
    readonly BrowserTrace trace = new();
    PanelBrowser? browser;
    int given = -1;
    bool carriesCredential;
    int puts;
    bool putsLocal;

    public string? Downloads => browser?.Downloads;

    public bool IsOpen => browser is not null;

    /// <summary>What the page's scripts keep for the site: key, value, key, value.</summary>
    public IReadOnlyList<string> Local { get; private set; } = [];

    /// <summary>The same for the tab.</summary>
    public IReadOnlyList<string> Tab { get; private set; } = [];

    /// <summary>Puts back what the page's scripts kept in an earlier run, when a tab is first opened.</summary>
    public void TakeUp(IReadOnlyList<string> local, IReadOnlyList<string> tab)
    {
        (Local, Tab) = (local, tab);
        putsLocal |= local.Count > 0;
        given = -1;
    }

    /// <summary>Presses what signs out on a page.</summary>
    /// <returns>False: there is nothing of the kind.</returns>
    public async Task<bool> PressSignOut(Uri address, CancellationToken ct)
    {
        await using BrowserVisit visit = await Visit(Stage.SignIn, ct);
        using Reply _ = await visit.Go(address, ct);
        if (!await visit.Page.EvaluateAsync<bool>(PageScript.PressSignOut).Named(Stage.SignIn, address, ct)) return false;
        await visit.Calm(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(8), ct);
        return true;
    }

    /// <summary>Opens a tab with the session that plain HTTP has.</summary>
    public async Task<BrowserVisit> Visit(Stage stage, CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            browser ??= await Start(wire.Site, wire.UserAgent, folder, say, time, ct);
            if (given != wire.Session) await Give(browser.Context, ct);
            if (stage == Stage.SignIn) await trace.SignInBegins();
            return new BrowserVisit(await browser.Context.NewPageAsync().Named(stage, wire.Site.Address, ct), stage, time) { Closed = stage == Stage.SignIn ? trace.SignInEnded : null };
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Does something in a tab, traced where that is asked for.</summary>
    public Task<T> Traced<T>(BrowserVisit visit, Func<Task<T>> work, CancellationToken ct) => Trail.Now is { IsTraced: true } trail ? trace.During(visit, trail, work, ct) : work();

    /// <summary>Hands the session of a sign-in in the browser to plain HTTP.</summary>
    /// <param name="authorization">The header that the page's scripts sent; null: none yet, and the one token that the page keeps is taken for it.</param>
    public async Task TakeOver(IPage page, string? authorization, CancellationToken ct)
    {
        IReadOnlyList<BrowserContextCookiesResult> cookies = await page.Context.CookiesAsync().Named(Stage.SignIn, wire.Site.Address, ct);
        wire.Cookies.Replace(cookies.Select(Of));
        foreach (BrowserContextCookiesResult cookie in cookies.Where(cookie => cookie.Value.Length >= LongestWord)) hide(cookie.Value);
        authorization ??= await page.EvaluateAsync<string?>(PageScript.Token).Named(Stage.SignIn, wire.Site.Address, ct) is { } token ? "Bearer " + token : null;
        wire.Credential = authorization is null ? null : ("Authorization", authorization);
        if (authorization is not null) hide(authorization.Split(' ')[^1]);
        await KeepStorage(page, ct);
        given = wire.Session;
        carriesCredential = true; // the page's own scripts send it
    }

    /// <summary>As <see cref="PanelBrowser.Start"/>, within a time.</summary>
    public static async Task<PanelBrowser> Start(Site site, string? agent, string folder, Action<string> say, TimeProvider time, CancellationToken ct)
    {
        using var slow = new CancellationTokenSource(DriverTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, slow.Token);
        try
        {
            return await PanelBrowser.Start(site, agent, folder, say, either.Token);
        }
        catch (OperationCanceledException late) when (!ct.IsCancellationRequested)
        {
            throw BrowserFaults.NotStarted(new TimeoutException($"nothing within {DriverTime.TotalSeconds:N0} s", late));
        }
    }

    async Task Give(IBrowserContext context, CancellationToken ct)
    {
        await context.ClearCookiesAsync().Named(Stage.Fetch, wire.Site.Address, ct);
        Microsoft.Playwright.Cookie[] cookies = [.. wire.Cookies.All.Select(Of)];
        if (cookies.Length > 0) await context.AddCookiesAsync(cookies).Named(Stage.Fetch, wire.Site.Address, ct);
        if (wire.Credential is not null && !carriesCredential)
        {
            await context.RouteAsync(address => Uri.TryCreate(address, UriKind.Absolute, out Uri? to) && wire.IsOwn(to), AddCredential).Named(Stage.Fetch, wire.Site.Address, ct);
            carriesCredential = true;
        }

        await PutStorage(context, ct);
        given = wire.Session;
    }

    /// <summary>What later tabs find in their storage when they are first opened. The newest goes before all that were put there earlier, which cannot be taken back.</summary>
    async Task PutStorage(IBrowserContext context, CancellationToken ct)
    {
        if (Tab.Count == 0 && Local.Count == 0 && puts == 0) return;
        puts++;
        string Put(IReadOnlyList<string> kept, string place) => $"{place}.clear(); " + string.Join(' ', kept.Chunk(2).Select(pair => $"{place}.setItem({Quoted(pair[0])}, {Quoted(pair[1])});"));
        string origin = Quoted(wire.Site.Address.GetLeftPart(UriPartial.Authority));
        string local = putsLocal ? Put(Local, "localStorage") : "";
        await context.AddInitScriptAsync($"if (location.origin === {origin} && +(sessionStorage.getItem('{PageScript.PutMark}') || 0) < {puts}) {{ {local} {Put(Tab, "sessionStorage")} sessionStorage.setItem('{PageScript.PutMark}', '{puts}'); }}")
            .Named(Stage.Fetch, wire.Site.Address, ct);
    }

    Task AddCredential(IRoute route)
    {
        var headers = new Dictionary<string, string>(route.Request.Headers, StringComparer.OrdinalIgnoreCase);
        if (wire.Credential is { } credential) headers[credential.Name] = credential.Value;
        return route.ContinueAsync(new() { Headers = headers });
    }

    /// <summary>A tab's own storage does not pass to the next tab by itself; the origin's does, unless older values were put there.</summary>
    async Task KeepStorage(IPage page, CancellationToken ct)
    {
        Local = await page.EvaluateAsync<string[]>(PageScript.OfOrigin).Named(Stage.SignIn, wire.Site.Address, ct);
        Tab = await page.EvaluateAsync<string[]>(PageScript.OfTab).Named(Stage.SignIn, wire.Site.Address, ct);
        if (Tab.Count > 0 || puts > 0) await PutStorage(page.Context, ct);
    }

    static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    public static CookieJar.Cookie Of(BrowserContextCookiesResult cookie) => new(
        cookie.Name, cookie.Value, cookie.Domain.TrimStart('.'), !cookie.Domain.StartsWith('.'), cookie.Path, cookie.Secure, cookie.HttpOnly,
        cookie.Expires > 0 ? DateTimeOffset.FromUnixTimeSeconds((long)cookie.Expires) : DateTimeOffset.MaxValue);

    static Microsoft.Playwright.Cookie Of(CookieJar.Cookie cookie) => new()
    {
        Name = cookie.Name,
        Value = cookie.Value,
        Domain = cookie.HostOnly ? cookie.Domain : "." + cookie.Domain,
        Path = cookie.Path,
        Secure = cookie.Secure,
        HttpOnly = cookie.HttpOnly,
        Expires = -1, // the browser ends with the run, and what is over was not handed to it
    };

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        trace.Dispose();
        gate.Dispose();
    }
}
