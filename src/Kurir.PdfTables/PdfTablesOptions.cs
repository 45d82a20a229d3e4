namespace Kurir.PdfTables;

/// <summary>Bounds for documents that nobody vouches for, and a password. None of it says how a table looks.</summary>
public sealed record PdfTablesOptions
{
    internal static readonly PdfTablesOptions Default = new();

    /// <summary>The password of an encrypted file. <value>null: the empty one is tried, which opens files that only restrict printing or copying.</value></summary>
    public string? Password { get; init; }

    /// <summary>Largest file. <value>200 MB</value></summary>
    public long MaxBytes { get; init; } = 200L * 1024 * 1024;

    /// <summary>Most pages. <value>20,000</value></summary>
    public int MaxPages { get; init; } = 20_000;

    /// <summary>Most letters on one page. <value>400,000</value></summary>
    public int MaxGlyphsPerPage { get; init; } = 400_000;

    /// <summary>Most drawn lines and areas on one page. <value>400,000</value></summary>
    public int MaxPathsPerPage { get; init; } = 400_000;

    /// <summary>Longest time for the whole document. <value>10 minutes</value></summary>
    public TimeSpan MaxTime { get; init; } = TimeSpan.FromMinutes(10);

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
