namespace Kurir.EndToEnd;

enum PdfLines { Grid, Horizontal, HeaderOnly, Vertical, Zebra, None }

enum PdfSet { Left, Right, Centre }

/// <summary>How the words of a cell reach the page: as one string, word by word with the spaces between, or word by word without any.</summary>
enum PdfWords { Strings, WithSpaces, WithoutSpaces }

enum PdfHang { Top, Middle, Bottom }

/// <summary>A column of a drawn table; <paramref name="Top"/> is the heading above it and its neighbours, if any.</summary>
sealed record PdfDrawnColumn(string Name, PdfSet Set, double Width, string? Top = null);

/// <summary>A table and how it shall look on paper.</summary>
sealed record PdfLayout
{
    public required IReadOnlyList<PdfDrawnColumn> Columns { get; init; }
    public required IReadOnlyList<IReadOnlyList<string>> Rows { get; init; }
    public IReadOnlyList<string>? Totals { get; init; }

    /// <summary>Headings inside the body, each printed above the row of that index.</summary>
    public IReadOnlyDictionary<int, string> Groups { get; init; } = new Dictionary<int, string>();
    public PdfLines Lines { get; init; }
    public PdfWords Words { get; init; }
    public PdfHang Hang { get; init; }
    public double Size { get; init; } = 8;
    public double PadX { get; init; } = 3;
    public double PadY { get; init; } = 2;
    public bool BoldHeadings { get; init; } = true;
    public bool PaintedHeadings { get; init; }
    public bool RepeatHeadings { get; init; } = true;
    public bool Title { get; init; } = true;
    public bool PageNumbers { get; init; } = true;

    /// <summary>A line under the table.</summary>
    public string? Note { get; init; }
    public double PageHeight { get; init; } = 842;

    public override string ToString() =>
        $"{Lines} {Words} {Hang} size {Size} pad {PadX}/{PadY} bold {BoldHeadings} painted {PaintedHeadings} repeat {RepeatHeadings} title {Title} "
        + $"columns [{string.Join(" | ", Columns.Select(c => $"{c.Top}/{c.Name} {c.Set} {c.Width:0}"))}] rows {Rows.Count} groups {Groups.Count} totals {Totals is not null}";
}
