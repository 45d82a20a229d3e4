using System.Globalization;
using Kurir.Connectors;

namespace Kurir.App;

/// <summary>Whether the ledger can be opened or made, written, and is whole.</summary>
sealed class LedgerCheck : ICheck
{
    public string Area => "ledger";

    public async Task<IReadOnlyList<CheckResult>> Look(Patient patient, CancellationToken ct)
    {
        try
        {
            SqliteLedger.ProveWritable(Workspace.At(patient.Home).Ledger);
            return patient.Ledger is { } ledger ? await Look(ledger, patient, ct) : [new CheckResult(Area, "file", CheckState.Pass, "nothing has run yet; the first run makes it")];
        }
        catch (Fault fault)
        {
            return [new CheckResult(Area, "file", CheckState.Fail, fault.Cause, fault.Remedy)];
        }
    }

    async Task<IReadOnlyList<CheckResult>> Look(ILedger ledger, Patient patient, CancellationToken ct)
    {
        IReadOnlyList<string> damage = await ledger.Inspect(ct);
        if (damage.Count > 0)
            return [new CheckResult(Area, "file", CheckState.Fail, $"it is damaged: {damage[0]}", "Put back a copy of it, or move it away: the next run begins a new one, and adopts the rows that stand in the destinations")];
        return [new CheckResult(Area, "file", CheckState.Pass, "it is whole"), .. await Recent(ledger, patient, ct)];
    }

    async Task<IReadOnlyList<CheckResult>> Recent(ILedger ledger, Patient patient, CancellationToken ct)
    {
        var seen = new List<CheckResult>();
        foreach (PipelineDefinition pipeline in patient.Pipelines)
        {
            if (await ledger.Runs(pipeline.Name, 1, ct) is not [var last]) continue;
            string when = TimeZoneInfo.ConvertTime(last.StartedAt, pipeline.Zone).ToString("d MMM yyyy HH:mm", CultureInfo.InvariantCulture);
            seen.Add(new CheckResult(Area, pipeline.Name, CheckState.Pass, $"last run {when}"));
        }

        return seen;
    }
}
