using Kurir.Connectors;

namespace Kurir.App;

/// <summary>Whether workbooks, csv files and databases can be read and written; sheets are Google's part.</summary>
sealed class DestinationCheck : ICheck
{
    public string Area => "destination";

    public async Task<IReadOnlyList<CheckResult>> Look(Patient patient, CancellationToken ct)
    {
        var results = new List<CheckResult>();
        foreach (IDestination destination in patient.Destinations.Where(destination => destination is not GoogleSheetsDestination))
            results.Add(await Look(destination, ct));
        return results;
    }

    async Task<CheckResult> Look(IDestination destination, CancellationToken ct)
    {
        try
        {
            return new CheckResult(Area, destination.Description, CheckState.Pass, await destination.Probe(ct));
        }
        catch (Fault fault)
        {
            // Whoever has it open now may have closed it when the run comes.
            return new CheckResult(Area, destination.Description, fault.Name == FaultName.DestinationBusy ? CheckState.Warn : CheckState.Fail, fault.Cause, fault.Remedy);
        }
    }
}
