using Microsoft.Playwright;

namespace Kurir.Connectors;

/// <summary>What went wrong around a browser, by name. No message of the driver is quoted whole: it may hold what was typed.</summary>
static class BrowserFaults
{
    /// <summary>Waits for something the driver does, at most until the run's own deadline; what breaks has a name.</summary>
    public static async Task<T> Named<T>(this Task<T> work, Stage stage, Uri about, CancellationToken ct)
    {
        try
        {
            return await work.WaitAsync(ct);
        }
        catch (Exception broken) when (broken is PlaywrightException or TimeoutException)
        {
            throw Of(stage, about, broken);
        }
    }

    public static async Task Named(this Task work, Stage stage, Uri about, CancellationToken ct)
    {
        try
        {
            await work.WaitAsync(ct);
        }
        catch (Exception broken) when (broken is PlaywrightException or TimeoutException)
        {
            throw Of(stage, about, broken);
        }
    }

    public static Fault NotStarted(Exception broken) => new(
        Stage.Fetch, FaultName.BrowserFailed, FaultKind.Retry, "browser", $"the browser did not start: {FirstLine(broken)}",
        "Start it by hand (chromium --headless --dump-dom about:blank) and see what it says.", broken);

    static Fault Of(Stage stage, Uri about, Exception broken)
    {
        string text = broken.Message;
        string host = about.Authority;
        int at = text.IndexOf("net::ERR_", StringComparison.Ordinal);
        string error = at < 0 ? "" : new([.. text.AsSpan(at + 5).ToString().TakeWhile(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '_')]);
        if (error.StartsWith("ERR_CERT", StringComparison.Ordinal) || error.StartsWith("ERR_SSL", StringComparison.Ordinal))
            return new(stage, FaultName.TlsUntrusted, FaultKind.Stop, host, $"the certificate of {host} is not trusted ({error})",
                "Ask whoever runs the panel to renew or complete its certificate, or correct the address under site.", broken);
        if (error.Length > 0)
            return new(stage, FaultName.Unreachable, FaultKind.Retry, host, $"the browser did not reach {SafeAddress.HostAndPath(about)} ({error})",
                "Check that the panel opens in a browser on this machine, and the address under site.", broken);
        return broken is TimeoutException
            ? new(stage, FaultName.TimedOut, FaultKind.Retry, SafeAddress.Path(about), "the page did not do in time what a browser was asked to do on it", "Run again later.", broken)
            : new(stage, FaultName.BrowserFailed, FaultKind.Retry, SafeAddress.Path(about), $"the browser failed: {FirstLine(broken)}", "Run again; look at the machine's memory if it happens each time.", broken);
    }

    static string FirstLine(Exception broken)
    {
        string line = broken.Message.Split('\n', 2)[0].Trim();
        return PageText.Cut(line, 160);
    }
}
