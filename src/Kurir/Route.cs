namespace Kurir;

/// <summary>The bare request that brings a report: learned from what a click in the browser sent, kept once a replay of it brought the same rows.</summary>
/// <remarks>
/// Texts hold placeholders between ⟨ and ⟩: <c>⟨start:yyyy-MM-dd⟩</c> and <c>⟨end:…⟩</c> are the window's days, <c>⟨meta:csrf-token⟩</c>, <c>⟨field:_token⟩</c>
/// and <c>⟨cookie:XSRF-TOKEN⟩</c> are looked up when the request is made. No value that looks like a secret is kept.
/// </remarks>
public sealed record Route
{
    /// <summary><c>GET</c> or <c>POST</c>.</summary>
    public required string Method { get; init; }

    /// <summary>Path and query, on the site.</summary>
    public required string Address { get; init; }

    public string? Body { get; init; }

    public string? BodyType { get; init; }

    /// <summary>Those that a page's script sets; what every browser sends is not among them.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The address that announces how many rows there are; null: none does.</summary>
    public string? Count { get; init; }

    /// <summary>The headings that the report had. Others mean that the request no longer brings what was meant.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>What the export was set to do when it was learned: other settings, another route.</summary>
    public required string For { get; init; }

    public required DateTimeOffset LearnedAt { get; init; }

    /// <exception cref="Fault">It has other headings than the report had.</exception>
    public void Require(Table table)
    {
        if (!table.Columns.Select(column => column.Heading).SequenceEqual(Columns)) throw Outdated("other headings came than when it was learned");
    }

    /// <exception cref="Fault">It holds the delivery, which the report itself may not.</exception>
    public void Require(Verdict verdict)
    {
        if (verdict.Held) throw Outdated($"what came is held back: {Fault.CodeOf(verdict.Holds[0].Name)}");
    }

    Fault Outdated(string cause) => new(
        Stage.Check, FaultName.PageChanged, FaultKind.Stop, Address.Split('?')[0], $"the learned request no longer brings the report: {cause}", "Run again; it is learned anew in the browser.");

    /// <summary>All texts that may hold placeholders.</summary>
    public IEnumerable<string> Texts => [Address, .. Body is null ? [] : (string[])[Body], .. Headers.Values];
}

/// <summary>Remembers learned requests.</summary>
public interface IRouteMemory
{
    /// <summary>Null where none was learned.</summary>
    Task<Route?> FindRoute(ExportId export, CancellationToken ct);

    /// <summary>Keeps the newest; null forgets it.</summary>
    Task KeepRoute(ExportId export, Route? route, CancellationToken ct);
}
