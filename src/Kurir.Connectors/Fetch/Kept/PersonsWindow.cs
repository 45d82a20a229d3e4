using System.Text.Json;
using Microsoft.Playwright;

namespace Kurir.Connectors;

/// <summary>A browser window in which a person does what a person must, and which is only looked at.</summary>
sealed class PersonsWindow : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    readonly PanelBrowser browser;
    readonly Wire wire;
    volatile string? authorization;
    volatile bool isClosed;
    string first = "";

    PersonsWindow(PanelBrowser browser, Wire wire)
    {
        this.browser = browser;
        this.wire = wire;
        browser.Context.Close += (_, _) => isClosed = true;
        browser.Context.Request += (_, sent) => authorization = BrowserSignIn.Authorization(wire, sent) ?? authorization;
        browser.Context.Dialog += (_, _) => { /* the person answers it */ };
    }

    /// <summary>Whether the person has closed it.</summary>
    public bool IsClosed => isClosed || browser.Context.Pages.Count == 0;

    /// <exception cref="Fault">There is no screen, no browser, or no such page.</exception>
    public static async Task<PersonsWindow> Open(Wire wire, Uri address, string folder, Action<string> say, TimeProvider time, CancellationToken ct)
    {
        if (OperatingSystem.IsLinux() && !IsSet("DISPLAY") && !IsSet("WAYLAND_DISPLAY")) throw NoScreen("neither DISPLAY nor WAYLAND_DISPLAY is set", null);
        PersonsWindow window;
        try
        {
            window = new PersonsWindow(await BrowserRoom.Start(wire.Site, agent: null, folder, say, time, ct), wire);
        }
        catch (Fault broken) when (broken.Name == FaultName.BrowserFailed && broken.InnerException is { } inner && inner.Message.Contains("X server", StringComparison.OrdinalIgnoreCase))
        {
            throw NoScreen("the one that DISPLAY names does not answer", broken);
        }

        try
        {
            await window.Show(address, ct);
            return window;
        }
        catch
        {
            await window.DisposeAsync();
            throw;
        }
    }

    async Task Show(Uri address, CancellationToken ct)
    {
        IPage page = browser.Context.Pages is [var shown, ..] ? shown : await browser.Context.NewPageAsync().Named(Stage.SignIn, address, ct);
        try
        {
            await page.GotoAsync(address.AbsoluteUri, new() { WaitUntil = WaitUntilState.Commit, Timeout = 60_000 }).Named(Stage.SignIn, address, ct);
            if (Uri.TryCreate(page.Url, UriKind.Absolute, out Uri? at) && wire.IsOwn(at)) first = SafeAddress.Path(at);
        }
        catch (Fault) when (IsClosed)
        {
            throw Closed(wire.Site);
        }
    }

    /// <summary>The newest tab that shows a page of the panel; null: none does, or it is just going elsewhere.</summary>
    public async Task<PersonsLook?> Look(CancellationToken ct)
    {
        try
        {
            IPage? page = browser.Context.Pages.LastOrDefault(page => Uri.TryCreate(page.Url, UriKind.Absolute, out Uri? at) && wire.IsOwn(at));
            return page is null ? null : await Look(page, ct);
        }
        catch (Exception notNow) when (notNow is PlaywrightException or TimeoutException)
        {
            return null;
        }
    }

    async Task<PersonsLook> Look(IPage page, CancellationToken ct)
    {
        PanelPage shown = PanelPage.Parse(new Uri(page.Url), await page.ContentAsync().WaitAsync(Patience, ct));
        JsonElement fields = await page.EvaluateAsync<JsonElement>(PageScript.SignInFields).WaitAsync(Patience, ct);
        string? token = await page.EvaluateAsync<string?>(PageScript.Token).WaitAsync(Patience, ct);
        IReadOnlyList<BrowserContextCookiesResult> cookies = await browser.Context.CookiesAsync().WaitAsync(Patience, ct);
        bool asksPassword = fields.EnumerateArray().Any(field => SignInField.Of(field).Type == "password");
        return new PersonsLook(shown, first, asksPassword || IsHalfway(shown) || PersonsWay.IsOutside(shown), authorization ?? (token is null ? null : "Bearer " + token),
            [.. cookies.Select(BrowserRoom.Of).Where(cookie => cookie.IsForHost(wire.Site.Address.Host))],
            await page.EvaluateAsync<string[]>(PageScript.OfOrigin).WaitAsync(Patience, ct), await page.EvaluateAsync<string[]>(PageScript.OfTab).WaitAsync(Patience, ct),
            await page.EvaluateAsync<string>("() => navigator.userAgent").WaitAsync(Patience, ct));
    }

    /// <summary>"We have sent you a link": no menu, and words of a check that is still to come.</summary>
    static bool IsHalfway(PanelPage page) => page.Document.QuerySelectorAll("a[href]").Length <= SignInSteps.FewLinks && SignInMessages.SpeaksOfCheck(page.Text);

    public static Fault Closed(Site site) => new(Stage.SignIn, FaultName.Interrupted, FaultKind.Retry, site.Address.Authority,
        "the window was closed before anybody was signed in; nothing is kept", $"Begin anew: {PersonsWay.Command(site)}");

    static Fault NoScreen(string seen, Exception? inner) => new(Stage.SignIn, FaultName.DisplayMissing, FaultKind.Ask, "screen",
        $"there is no screen here on which a person could sign in: {seen}",
        "Do it where there is one, with the same KURIR_SECRET_KEY, pipeline and user name, and copy .kurir/sessions to this machine; or lend this machine a screen: ssh -X.", inner);

    static bool IsSet(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 };

    public ValueTask DisposeAsync() => browser.DisposeAsync();
}

/// <summary>What the window shows of the panel.</summary>
/// <param name="First">The path that it showed first; "" where that was another host's.</param>
/// <param name="IsOutside">The page still asks for something that belongs to signing in.</param>
/// <param name="Authorization">The header with the token that the page's scripts keep or send; null: none.</param>
/// <param name="Cookies">The panel's own, and none of the host that signs in for it.</param>
sealed record PersonsLook(
    PanelPage Page, string First, bool IsOutside, string? Authorization, IReadOnlyList<CookieJar.Cookie> Cookies, IReadOnlyList<string> Local, IReadOnlyList<string> Tab, string UserAgent)
{
    public bool CanSignOut => SignInMessages.CanSignOut(Page);
}
