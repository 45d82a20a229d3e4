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

    public string? Downloads => browser?.Downloads;

    /// <summary>Opens a tab with the session that plain HTTP has.</summary>
    public async Task<BrowserVisit> Visit(Stage stage, CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            browser ??= await Start(ct);
            if (given != wire.Session) await Give(browser.Context, ct);
            if (stage == Stage.SignIn) await trace.SignInBegins();
            return new BrowserVisit(await browser.Context.NewPageAsync().Named(stage, wire.Site.Address, ct), stage, time);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Does something in a tab, traced where that is asked for.</summary>
    public Task<T> Traced<T>(BrowserVisit visit, Func<Task<T>> work, CancellationToken ct) => Trail.Now is { IsTraced: true } trail ? trace.During(visit, trail, work, ct) : work();

    public void SignInEnded() => trace.SignInEnded();

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

    async Task<PanelBrowser> Start(CancellationToken ct)
    {
        using var slow = new CancellationTokenSource(DriverTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, slow.Token);
        try
        {
            return await PanelBrowser.Start(wire.Site, folder, say, either.Token);
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

        given = wire.Session;
    }

    Task AddCredential(IRoute route)
    {
        var headers = new Dictionary<string, string>(route.Request.Headers, StringComparer.OrdinalIgnoreCase);
        if (wire.Credential is { } credential) headers[credential.Name] = credential.Value;
        return route.ContinueAsync(new() { Headers = headers });
    }

    /// <summary>A tab's own storage does not pass to the next tab by itself.</summary>
    async Task KeepStorage(IPage page, CancellationToken ct)
    {
        string[] kept = await page.EvaluateAsync<string[]>(PageScript.OfTab).Named(Stage.SignIn, wire.Site.Address, ct);
        if (kept.Length == 0) return;
        string origin = Quoted(wire.Site.Address.GetLeftPart(UriPartial.Authority));
        string entries = string.Join(", ", kept.Chunk(2).Select(pair => $"[{Quoted(pair[0])}, {Quoted(pair[1])}]"));
        await page.Context.AddInitScriptAsync($"if (location.origin === {origin}) for (const [key, value] of [{entries}]) if (sessionStorage.getItem(key) === null) sessionStorage.setItem(key, value);")
            .Named(Stage.SignIn, wire.Site.Address, ct);
    }

    static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    static CookieJar.Cookie Of(BrowserContextCookiesResult cookie) => new(
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
