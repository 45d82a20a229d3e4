using Kurir.Connectors;

namespace Kurir.App;

/// <summary>Whether a browser is there for what only a script can do, and runs.</summary>
sealed class BrowserCheck : ICheck
{
    const string Install = "Install Chromium (Debian and Ubuntu: apt-get install chromium), or name a browser with CHROME_BIN";

    public string Area => "browser";

    public async Task<IReadOnlyList<CheckResult>> Look(Patient patient, CancellationToken ct)
    {
        PipelineDefinition[] own = [.. patient.Pipelines.Where(pipeline => pipeline.Site is { Session: not SessionMode.Http, Browser: null })];
        if (patient.Pipelines.Count > 0 && own.Length == 0) return [];
        // A panel that plain HTTP can ask needs none.
        CheckState missing = Array.Exists(own, pipeline => pipeline.Site.Session == SessionMode.Browser) ? CheckState.Fail : CheckState.Warn;
        string executable;
        try
        {
            executable = InstalledBrowser.Find();
        }
        catch (Fault none) when (none.Name == FaultName.BrowserMissing)
        {
            return [new CheckResult(Area, "installed", missing, $"{none.Cause}; exports that only a script can make will fail", Install)];
        }

        return [await InstalledBrowser.Version(executable, ct) is { } version
            ? new CheckResult(Area, "installed", CheckState.Pass, $"{version} at {executable}")
            : new CheckResult(Area, "installed", missing, $"{executable} does not run", Install)];
    }
}
