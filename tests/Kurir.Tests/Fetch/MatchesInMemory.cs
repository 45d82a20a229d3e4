namespace Kurir.Tests.Fetch;

/// <summary>No browser was ever used; whether the exports brought a report before is told.</summary>
sealed class MatchesInMemory : IMatchMemory
{
    public bool AreKnown { get; set; }

    public Task<IReadOnlyList<Matched>> FindMatches(ExportId export, CancellationToken ct) => Task.FromResult<IReadOnlyList<Matched>>([]);

    public Task<bool> IsKnown(ExportId export, CancellationToken ct) => Task.FromResult(AreKnown);

    public Task KeepMatches(ExportId export, IReadOnlyList<Matched> matches, CancellationToken ct) => Task.CompletedTask;
}
