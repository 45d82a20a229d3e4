namespace Kurir.PdfTables;

/// <summary>A rectangle on a page as it is shown: points, x from the left edge, y from the top edge downwards.</summary>
public readonly record struct PdfBox(double Left, double Top, double Right, double Bottom)
{
    public double Width => Right - Left;

    public double Height => Bottom - Top;

    internal PdfBox Union(PdfBox other) =>
        new(Math.Min(Left, other.Left), Math.Min(Top, other.Top), Math.Max(Right, other.Right), Math.Max(Bottom, other.Bottom));
}

/// <summary>One cell. <paramref name="Text"/> is as printed, wrapped lines joined by one space; an empty cell is "" and has no box.</summary>
/// <param name="Page">The page, counted from 1, on which the cell begins.</param>
public sealed record PdfCell(string Text, int Page, PdfBox? Box);

/// <summary>What a line of a table's body is.</summary>
public enum PdfRowKind
{
    Row,

    /// <summary>A heading inside the body ("Cabang: Jakarta"), printed over the rows that follow; its text is in the first cell it touches.</summary>
    GroupHeading,

    /// <summary>A sum of the rows above, at the end of the table or of a group.</summary>
    Total,
}

/// <summary>One row; as many cells as the table has columns.</summary>
/// <param name="Page">The page, counted from 1, on which the row begins.</param>
public sealed record PdfRow(IReadOnlyList<PdfCell> Cells, int Page, PdfRowKind Kind = PdfRowKind.Row)
{
    /// <summary>The cells' texts, in the order of the columns.</summary>
    public IReadOnlyList<string> Texts => [.. Cells.Select(c => c.Text)];
}

/// <summary>A number that the document itself states about a table: "Jumlah data: 118" or a column's total.</summary>
/// <param name="Text">The words as printed.</param>
/// <param name="Agrees">Whether the table's rows give the same.</param>
public sealed record PdfAnnouncement(string Text, long Count, int Page, bool Agrees);

/// <summary>How sure the reading is, between 0 and 1, and everything that lowered it, in words for people.</summary>
public sealed record PdfConfidence(double Value, IReadOnlyList<string> Reasons);

/// <summary>One logical table, however many pages it fills.</summary>
/// <param name="Columns">Headings; of two levels "Top Sub"; "" where the document prints none.</param>
/// <param name="Rows">Rows and group headings in reading order, without repeated headings and without <paramref name="Totals"/>.</param>
/// <param name="Totals">The sum rows at the table's end; sums of groups stay among the rows.</param>
/// <param name="Announced">The numbers of rows that the pages state, each compared with the rows read.</param>
public sealed record PdfTable(
    IReadOnlyList<string> Columns,
    IReadOnlyList<PdfRow> Rows,
    IReadOnlyList<PdfRow> Totals,
    PdfConfidence Confidence,
    IReadOnlyList<PdfAnnouncement> Announced,
    int FirstPage,
    int LastPage);
