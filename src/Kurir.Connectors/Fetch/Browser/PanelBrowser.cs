using System.Text;
using Microsoft.Playwright;

namespace Kurir.Connectors;

/// <summary>One browser for one run, with one context for its site: an empty profile of its own, nothing fetched in the background, TLS verified.</summary>
/// <remarks>The browser is a child of the driver, and the driver of this process: both end with it, however it ends.</remarks>
sealed class PanelBrowser : IAsyncDisposable
{
    const int Width = 1366, Height = 900;

    /// <summary>What the driver switches off, and what else would ask elsewhere: of two such lists a browser heeds only the last, so this one has all of the driver's.</summary>
    const string Off = "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,DialMediaRouteProvider,GlobalMediaControls,HttpsUpgrades,LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,"
        + "BlockOriginHeaderModificationOnRedirect,AvoidCorsURLLoaderRestartOnRedirect,Translate,AutoDeElevate,OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,AutofillServerCommunication";

    static readonly string[] Quiet = ["--disable-sync", "--disable-domain-reliability", "--no-pings", "--disable-gpu", "--disable-features=" + Off];
    static readonly string[] Windowed = ["--disable-blink-features=AutomationControlled", "--window-size=1200,900", "--ozone-platform-hint=auto"];
    static readonly string[] Screen = ["DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "XDG_RUNTIME_DIR"];
    static readonly string[] Passed = ["PATH", "HOME", "LANG", "LC_ALL", "TZDIR", "FONTCONFIG_PATH", "LD_LIBRARY_PATH", "http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "SYSTEMROOT", "LOCALAPPDATA"];

    /// <summary>Files are saved, never shown in a viewer: what a viewer shows cannot be kept.</summary>
    const string Preferences = """{"plugins":{"always_open_pdf_externally":true},"credentials_enable_service":false,"profile":{"password_manager_enabled":false}}""";

    readonly IPlaywright driver;
    readonly BrowserFolder? folder;
    readonly IBrowser? remote;

    PanelBrowser(IPlaywright driver, IBrowserContext context, BrowserFolder? folder, IBrowser? remote)
    {
        this.driver = driver;
        this.folder = folder;
        this.remote = remote;
        Context = context;
    }

    public IBrowserContext Context { get; }

    /// <summary>Where downloads grow; null: in a browser elsewhere.</summary>
    public string? Downloads => folder?.Downloads;

    /// <exception cref="Fault"><see cref="FaultName.BrowserMissing"/>, <see cref="FaultName.BrowserFailed"/>.</exception>
    /// <param name="site">The site.</param>
    /// <param name="agent">What the browser calls itself; null: a window for a person, who sees and does everything there.</param>
    /// <param name="root">Holds the folders of all runs: <c>.kurir/browser</c>.</param>
    /// <param name="say">Told what a person should know of it.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<PanelBrowser> Start(Site site, string? agent, string root, Action<string> say, CancellationToken ct)
    {
        string? executable = site.Browser is null || agent is null ? Chromium.Find(isShown: agent is null, Environment.GetEnvironmentVariable, File.Exists) : null;
        IPlaywright driver = await Driver().WaitAsync(ct);
        try
        {
            return executable is null ? await Elsewhere(driver, site, agent!, ct) : await Here(driver, site, agent, root, executable, say, ct);
        }
        catch (PlaywrightException broken)
        {
            driver.Dispose();
            throw BrowserFaults.NotStarted(broken);
        }
        catch
        {
            driver.Dispose();
            throw;
        }
    }

    static async Task<IPlaywright> Driver()
    {
        try
        {
            return await Playwright.CreateAsync();
        }
        catch (Exception broken) when (broken is PlaywrightException or System.ComponentModel.Win32Exception or IOException)
        {
            throw BrowserFaults.NotStarted(broken);
        }
    }

    static async Task<PanelBrowser> Elsewhere(IPlaywright driver, Site site, string agent, CancellationToken ct)
    {
        IBrowser browser = await driver.Chromium.ConnectOverCDPAsync(site.Browser!).WaitAsync(ct);
        IBrowserContext context = await browser.NewContextAsync(new()
        {
            AcceptDownloads = true,
            Locale = Locale(site),
            TimezoneId = site.Zone.Id,
            UserAgent = agent,
            ServiceWorkers = ServiceWorkerPolicy.Block,
            ViewportSize = new() { Width = Width, Height = Height },
        }).WaitAsync(ct);
        return new PanelBrowser(driver, context, null, browser);
    }

    static async Task<PanelBrowser> Here(IPlaywright driver, Site site, string? agent, string root, string executable, Action<string> say, CancellationToken ct)
    {
        BrowserFolder folder = BrowserFolder.Make(root);
        try
        {
            Directory.CreateDirectory(Path.Combine(folder.Profile, "Default"));
            await File.WriteAllTextAsync(Path.Combine(folder.Profile, "Default", "Preferences"), Preferences, Encoding.ASCII, ct);
            bool sandbox = !IsRoot;
            if (!sandbox) say("The browser runs without its sandbox, since this process runs as root. Give it a user of its own.");
            IBrowserContext context;
            try
            {
                context = await Launch(driver, site, agent, folder, executable, sandbox).WaitAsync(ct);
            }
            catch (PlaywrightException refused) when (sandbox && refused.Message.Contains("sandbox", StringComparison.OrdinalIgnoreCase))
            {
                say("The browser runs without its sandbox, since this machine allows none (user namespaces are switched off).");
                context = await Launch(driver, site, agent, folder, executable, sandbox: false).WaitAsync(ct);
            }

            return new PanelBrowser(driver, context, folder, null);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    static Task<IBrowserContext> Launch(IPlaywright driver, Site site, string? agent, BrowserFolder folder, string executable, bool sandbox) =>
        driver.Chromium.LaunchPersistentContextAsync(folder.Profile, new()
        {
            ExecutablePath = executable,
            Headless = agent is not null,
            ChromiumSandbox = sandbox,
            AcceptDownloads = true,
            DownloadsPath = folder.Downloads,
            ArtifactsDir = folder.Temporary,
            Env = Variables(folder, agent is null ? [.. Passed, .. Screen] : Passed),
            HandleSIGINT = false, // the run is stopped by its own token, and closes the browser itself
            HandleSIGTERM = false,
            HandleSIGHUP = false,
            // A person's window is none that is automated, and does not say that it is: some ways to sign in end there.
            IgnoreDefaultArgs = agent is null ? ["--enable-automation"] : null,
            Args = [.. Quiet, .. agent is null ? Windowed : []],
            Locale = Locale(site),
            TimezoneId = site.Zone.Id,
            UserAgent = agent,
            ServiceWorkers = ServiceWorkerPolicy.Block,
            ViewportSize = agent is null ? ViewportSize.NoViewport : new() { Width = Width, Height = Height },
        });

    /// <summary>No secret of this process reaches the browser by its environment.</summary>
    static Dictionary<string, string> Variables(BrowserFolder folder, string[] passed)
    {
        var variables = new Dictionary<string, string> { ["TMPDIR"] = folder.Temporary, ["XDG_CACHE_HOME"] = folder.Temporary, ["XDG_CONFIG_HOME"] = folder.Temporary };
        foreach (string name in passed)
            if (Environment.GetEnvironmentVariable(name) is { } value) variables[name] = value;
        return variables;
    }

    static bool IsRoot => OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess;

    static string Locale(Site site) => site.Language == "id" ? "id-ID" : "en-US";

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Context.CloseAsync();
            if (remote is not null) await remote.CloseAsync();
        }
        catch (PlaywrightException)
        {
            // It is gone already.
        }
        finally
        {
            driver.Dispose();
            folder?.Dispose();
        }
    }
}
