using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Kurir.App;

/// <summary>What runs here, whose time it is, and how much room there is.</summary>
sealed class MachineCheck : ICheck
{
    const long Full = 100L << 20;
    const long Tight = 1L << 30;

    public string Area => "machine";

    public Task<IReadOnlyList<CheckResult>> Look(Patient patient, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<CheckResult>>([Version(), .. patient.Pipelines.Select(pipeline => pipeline.Zone).DistinctBy(zone => zone.Id).Select(zone => Zone(zone, patient.Time)), Disk(patient.Home)]);

    CheckResult Version()
    {
        string version = typeof(MachineCheck).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        return new CheckResult(Area, "version", CheckState.Pass, $"Kurir {version}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}");
    }

    CheckResult Zone(TimeZoneInfo zone, TimeProvider time)
    {
        DateTimeOffset there = TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone);
        return new CheckResult(Area, zone.Id, CheckState.Pass, there.ToString("'it is' HH:mm 'on' d MMM yyyy 'there, UTC'zzz", CultureInfo.InvariantCulture));
    }

    CheckResult Disk(string home)
    {
        long free = new DriveInfo(home).AvailableFreeSpace;
        string seen = string.Create(CultureInfo.InvariantCulture, $"{free / 1e9:0.0} GB are free where {home} lies");
        return free >= Tight
            ? new CheckResult(Area, "disk", CheckState.Pass, seen)
            : new CheckResult(Area, "disk", free < Full ? CheckState.Fail : CheckState.Warn, seen, "Make room: the ledger, the documents and the workbooks grow");
    }
}
