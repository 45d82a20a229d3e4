namespace Kurir;

/// <summary>The bytes that came, kept before anybody reads them. What they really are is decided by content, never by name.</summary>
public sealed record Document
{
    /// <summary>SHA-256 of the bytes, 64 lower-case hexadecimal digits: the document's identity.</summary>
    public required string Sha256 { get; init; }

    /// <summary>In bytes.</summary>
    public required long Length { get; init; }

    /// <summary>What the panel called it; a claim, never used as a path.</summary>
    public string? FileName { get; init; }

    /// <summary>The Content-Type the panel sent; a claim.</summary>
    public string? MediaType { get; init; }

    /// <summary>Where it came from, without secrets; null for a local file.</summary>
    public Uri? Source { get; init; }

    public required DateTimeOffset FetchedAt { get; init; }

    /// <summary>How many rows the panel said there are ("of 1,734 entries", a total in the grid's JSON); null where it said nothing.</summary>
    public long? Announced { get; init; }

    /// <summary>The page's own words for "no data", where the page showed them; null else.</summary>
    public string? NoDataText { get; init; }

    /// <summary>The learned request that brought it; null: it came another way.</summary>
    public Route? Route { get; init; }

    /// <summary>What was used in place of fields and buttons that the page no longer has; empty: nothing was.</summary>
    public IReadOnlyList<Repair> Repairs { get; init; } = [];

    /// <summary>Whether it came by a way that may not bring what it should: there is another.</summary>
    internal bool IsDoubtful => Route is not null || Repairs.Count > 0;

    /// <summary>Opens the bytes from their beginning, seekable; may be called any number of times.</summary>
    public required Func<Stream> Open { get; init; }
}
