using Kurir.Connectors;

namespace Kurir.App;

/// <summary>Whether there is a key of a Google service account, whole, and which one.</summary>
sealed class GoogleKeyCheck : ICheck
{
    public string Area => "google";

    public Task<IReadOnlyList<CheckResult>> Look(Patient patient, CancellationToken ct)
    {
        var credentials = new GoogleCredentials(patient.Secrets);
        if (credentials.Look().First is null && patient.Pipelines.Count > 0 && !patient.DeliversToSheets) return Task.FromResult<IReadOnlyList<CheckResult>>([]);
        ServiceAccountKey key = credentials.Require(Stage.Configure);
        GoogleKeyFinding found = credentials.Look();
        IReadOnlyList<KeyDamage> damages = found.First!.Reading.Damages;
        string mended = damages.Count == 0 ? "" : $"; mended: {string.Join(", ", damages.Select(KeyDamages.Words))}";
        return Task.FromResult<IReadOnlyList<CheckResult>>(
        [
            new(Area, "key", CheckState.Pass, $"the key of {key.ClientEmail}, fingerprint {key.Fingerprint}, in {found.First.Where}{mended}"),
            .. found.Warnings.Select(warning => new CheckResult(Area, "key", CheckState.Warn, warning, "Remove the one that is not meant")),
        ]);
    }
}
