namespace Kurir.PdfTables;

/// <summary>A table as one page shows it.</summary>
sealed class PageTable
{
    public required Region Region { get; init; }
    public required Columns Columns { get; init; }
    public required string[] Headings { get; init; }
    public required bool HeadingsSure { get; init; }

    /// <summary>The heading lines as printed, to know them again overleaf.</summary>
    public required List<string> HeadingLines { get; init; }
    public HeaderFinder.Look HeadingLook { get; init; }
    public required List<PdfRow> Rows { get; init; }

    /// <summary>It is the next part of the table that was open when the page began.</summary>
    public bool Continues { get; init; }
    public bool RepeatsHeadings { get; init; }
    public int Page { get; init; }

    /// <summary>Of the last line.</summary>
    public double Size => Region.Lines[^1].Size;

    /// <summary>A rule stands between each two rows.</summary>
    public bool ByRules { get; init; }

    /// <summary>Texts of the body that run across a column's border.</summary>
    public int Crossing { get; init; }
}
