namespace Kurir.Connectors;

/// <summary>Where a browser is installed: <c>CHROME_BIN</c>, else the places where distributions and installers put Chromium and Chrome.</summary>
static class Chromium
{
    public const string Install = "Install one (Debian and Ubuntu: apt-get install chromium), or name it with CHROME_BIN, or write a remote one as browser: ws://…; "
        + "or write the address of the file as download:, and none is needed.";

    static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "microsoft-edge"];

    /// <summary>Chromium without a window: it starts in less than half the time, and draws the same pages.</summary>
    static readonly string[] Shells = ["chromium-headless-shell", "chrome-headless-shell"];

    static readonly string[] Places =
    [
        "/usr/lib/chromium/chromium",
        "/opt/google/chrome/chrome",
        "/snap/bin/chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
        @"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
        @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    /// <param name="isShown">Whether a person must see it.</param>
    /// <param name="variable">Gives an environment variable's value, or null.</param>
    /// <param name="exists">Whether a file is there.</param>
    /// <returns>An executable.</returns>
    /// <exception cref="Fault"><see cref="FaultName.BrowserMissing"/>.</exception>
    public static string Find(bool isShown, Func<string, string?> variable, Func<string, bool> exists)
    {
        if (variable("CHROME_BIN") is { Length: > 0 } named && !(isShown && Path.GetFileName(named).Contains("headless", StringComparison.Ordinal)))
            return exists(named) ? named : throw Missing($"CHROME_BIN names {named}, and there is no such file");
        string[] folders = (variable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        IEnumerable<string> OnPath(string[] names) => folders.SelectMany(folder => names.Select(name => Path.Combine(folder, name)));
        return (isShown ? [] : OnPath(Shells)).Concat(OnPath(Names)).Concat(Places).FirstOrDefault(exists)
            ?? throw Missing("no Chromium and no Chrome was found on this machine");
    }

    static Fault Missing(string cause) => new(Stage.Fetch, FaultName.BrowserMissing, FaultKind.Ask, "browser", cause, Install);
}
