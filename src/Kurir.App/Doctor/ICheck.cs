using Kurir.Connectors;

namespace Kurir.App;

/// <summary>One thing that <c>kurir doctor</c> looks at. A check is its file and its line in <see cref="Checks"/>.</summary>
interface ICheck
{
    /// <summary>What it belongs to: <c>google</c>.</summary>
    string Area { get; }

    /// <summary>Changes nothing anywhere.</summary>
    /// <returns>One result for each thing it looked at; none where there is nothing to look at.</returns>
    /// <exception cref="Fault">Becomes a failed result.</exception>
    Task<IReadOnlyList<CheckResult>> Look(Patient patient, CancellationToken ct);
}

/// <summary>What the checks look at.</summary>
/// <param name="Pipelines">Those that are meant; perhaps none.</param>
/// <param name="Home">The folder that holds everything.</param>
/// <param name="Ledger">Null where nothing has run yet.</param>
/// <param name="Sessions">Opens sessions as a run does.</param>
sealed record Patient(ISecrets Secrets, IReadOnlyList<PipelineDefinition> Pipelines, TimeProvider Time, string Home, ILedger? Ledger, Func<ISessions> Sessions)
{
    public IEnumerable<IDestination> Destinations => Pipelines.SelectMany(pipeline => pipeline.Exports).SelectMany(export => export.Destinations).DistinctBy(destination => destination.Id);

    public bool DeliversToSheets => Destinations.Any(destination => destination is GoogleSheetsDestination);
}

/// <param name="Area">The check's.</param>
/// <param name="Subject">What was looked at: <c>key</c>, <c>clock</c>.</param>
/// <param name="Seen">What was seen, one sentence without a full stop.</param>
/// <param name="Remedy">What to do; null where all is well.</param>
sealed record CheckResult(string Area, string Subject, CheckState State, string Seen, string? Remedy = null);

enum CheckState
{
    Pass,
    Warn,
    Fail,
}
