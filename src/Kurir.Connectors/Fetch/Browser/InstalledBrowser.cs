using System.Diagnostics;

namespace Kurir.Connectors;

/// <summary>The browser of this machine, for whoever wants to know before a run does.</summary>
public static class InstalledBrowser
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <returns>The executable that a run would start.</returns>
    /// <exception cref="Fault"><see cref="FaultName.BrowserMissing"/>.</exception>
    public static string Find() => Chromium.Find(isShown: false, Environment.GetEnvironmentVariable, File.Exists);

    /// <summary>What it calls itself: <c>Chromium 156.0.8078.79</c>; null: it does not run.</summary>
    public static async Task<string?> Version(string executable, CancellationToken ct)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(ct);
        late.CancelAfter(Patience);
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(executable, ["--version"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            try
            {
                Task<string> error = process.StandardError.ReadToEndAsync(late.Token);
                string said = await process.StandardOutput.ReadToEndAsync(late.Token);
                await error;
                await process.WaitForExitAsync(late.Token);
                return process.ExitCode == 0 && said.Trim().Length > 0 ? PageText.Cut(PageText.Fold(said), 80) : null;
            }
            finally
            {
                if (!process.HasExited) process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception broken) when (broken is System.ComponentModel.Win32Exception or IOException || (broken is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return null;
        }
    }
}
