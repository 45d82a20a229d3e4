namespace Kurir;

/// <summary>A column of a table. Columns are known by heading, never by position.</summary>
public sealed record Column
{
    /// <summary>As printed, inner white space folded; two-row headings flattened to <c>Top Sub</c>. Unique in its table: an empty
    /// heading becomes <c>Column C</c>, a repeated one gets <c> (2)</c>.</summary>
    public required string Heading { get; init; }

    /// <summary>Position in the source, from 0: gives <c>B</c> in "sheet 1, B12". -1 where the parts of a table have it at different ones.</summary>
    public required int SourceIndex { get; init; }

    /// <summary>The running number ("No", 1, 2, 3 …): kept as a cell, never part of an identity or a comparison.</summary>
    public bool IsCounter { get; init; }
}
