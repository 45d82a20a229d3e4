using Kurir.Connectors;

namespace Kurir.App;

/// <summary>Whether a token is given for the key, and each sheet of the pipelines can be read and written.</summary>
sealed class GoogleSheetsCheck : ICheck
{
    public string Area => "google";

    public async Task<IReadOnlyList<CheckResult>> Look(Patient patient, CancellationToken ct)
    {
        if (new GoogleCredentials(patient.Secrets).Look().First?.Reading.Key is null) return [];
        GoogleSheetsDestination[] sheets = [.. patient.Destinations.OfType<GoogleSheetsDestination>()];
        if (sheets.Length == 0) return [new CheckResult(Area, "sheets", CheckState.Warn, "no pipeline here delivers to a sheet, so no token was asked for", "Name a sheet in a pipeline: to: { sheet: ID }")];
        var results = new List<CheckResult>();
        foreach (GoogleSheetsDestination sheet in sheets) results.Add(await Look(sheet, ct));
        return results;
    }

    async Task<CheckResult> Look(GoogleSheetsDestination sheet, CancellationToken ct)
    {
        try
        {
            return new CheckResult(Area, sheet.Description, CheckState.Pass, $"a token is given, and it can be read and written; {await sheet.Probe(ct)}");
        }
        catch (Fault fault)
        {
            return new CheckResult(Area, sheet.Description, CheckState.Fail, fault.Cause, fault.Remedy);
        }
    }
}
