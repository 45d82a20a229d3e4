namespace Kurir;

/// <summary>One format. Chosen by content: the first reader of the catalogue that recognises the document's beginning reads it.</summary>
public interface IReader
{
    /// <summary>What <c>kurir list readers</c> calls it: <c>xlsx</c>, <c>csv</c>.</summary>
    string Kind { get; }

    /// <summary>What it reads, for <c>kurir list readers</c>: half a line.</summary>
    string Description { get; }

    /// <summary>Whether a document that begins with these bytes (up to 8 KiB) is this format.</summary>
    bool Recognises(ReadOnlySpan<byte> head);

    /// <summary>The document's grids, in its order. The document may not be touched before a grid's rows are enumerated, but what makes it
    /// unreadable as a whole (encrypted, truncated, damaged) is thrown here.</summary>
    /// <exception cref="Fault">Of stage Read: what the document is instead, or how it is broken.</exception>
    IReadOnlyList<Grid> Read(Document document, ReadLimits limits, CancellationToken ct);
}

/// <summary>The bounds within which a document is read. Beyond one the fault is <see cref="FaultName.FileHostile"/> or <see cref="FaultName.FileTooLarge"/>.</summary>
public sealed record ReadLimits
{
    public static ReadLimits Default { get; } = new();

    /// <value>Unpacked bytes of one archive, 2 GiB.</value>
    public long MaxUnpackedBytes { get; init; } = 2L << 30;

    /// <value>Unpacked over packed size of one entry, 200, looked at beyond 10 MiB.</value>
    public int MaxRatio { get; init; } = 200;

    /// <value>Entries of one archive, 10,000.</value>
    public int MaxEntries { get; init; } = 10_000;

    /// <value>Rows of one grid, 5,000,000.</value>
    public int MaxRows { get; init; } = 5_000_000;

    /// <value>Columns of one grid, 16,384.</value>
    public int MaxColumns { get; init; } = 16_384;

    /// <value>Characters of one cell, 1,000,000.</value>
    public int MaxCellLength { get; init; } = 1_000_000;

    /// <value>Nesting of JSON and XML, 64.</value>
    public int MaxDepth { get; init; } = 64;
}
