using System.Diagnostics;
using Microsoft.Playwright;

namespace Kurir.EndToEnd;

/// <summary>A screen, and a person before it: acts in the window that Kurir opens, over a debugging port of the browser that Kurir knows nothing of.</summary>
sealed class PersonAtScreen : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);
    readonly Process screen;
    readonly string home;
    IPlaywright? driver;

    PersonAtScreen(Process screen, string home) => (this.screen, this.home) = (screen, home);

    /// <summary>Gives Kurir a screen (Debian: xvfb) and a browser with that port.</summary>
    public static async Task<PersonAtScreen> Before(KurirProcess kurir)
    {
        Process screen = Process.Start(new ProcessStartInfo("Xvfb", ["-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _ = screen.StandardError.ReadToEndAsync();
        kurir.Environment["DISPLAY"] = ":" + (await screen.StandardOutput.ReadLineAsync().WaitAsync(Patience))!.Trim();
        string browser = kurir.PathOf("browser.sh");
        await File.WriteAllTextAsync(browser, $"#!/bin/sh\nexec {Environment.GetEnvironmentVariable("CHROME_BIN") ?? "chromium"} --remote-debugging-port=0 \"$@\"\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(browser, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        kurir.Environment["CHROME_BIN"] = browser;
        return new PersonAtScreen(screen, kurir.Home);
    }

    /// <summary>The tab in the window, as soon as it shows a page of the panel.</summary>
    public async Task<IPage> Sees(Uri panel)
    {
        using var late = new CancellationTokenSource(Patience);
        string? port;
        while ((port = Port()) is null) await Task.Delay(50, late.Token);
        driver ??= await Playwright.CreateAsync();
        IBrowser browser = await driver.Chromium.ConnectOverCDPAsync("http://127.0.0.1:" + port);
        while (true)
        {
            if (browser.Contexts.SelectMany(context => context.Pages).FirstOrDefault(page => page.Url.StartsWith("http", StringComparison.Ordinal)) is { } page) return page;
            await Task.Delay(50, late.Token);
        }
    }

    string? Port()
    {
        string folder = Path.Combine(home, ".kurir", "browser");
        string? file = Directory.Exists(folder) ? Directory.EnumerateDirectories(folder).Select(run => Path.Combine(run, "profile", "DevToolsActivePort")).FirstOrDefault(File.Exists) : null;
        return file is not null && File.ReadAllLines(file) is [var port, ..] && port.Length > 0 ? port : null;
    }

    public async ValueTask DisposeAsync()
    {
        driver?.Dispose();
        screen.Kill();
        await screen.WaitForExitAsync();
        screen.Dispose();
    }
}
