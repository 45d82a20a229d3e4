namespace Kurir.PdfTables;

/// <summary>Tables out of PDF files, without options.</summary>
public static class PdfTables
{
    /// <summary>All tables of a document in reading order; a document with text but without a table gives none.</summary>
    /// <exception cref="PdfTablesException">Not a PDF, broken, locked, without text, or beyond a bound.</exception>
    public static IReadOnlyList<PdfTable> Read(Stream pdf, PdfTablesOptions? options = null, CancellationToken ct = default)
    {
        using var report = PdfReport.Open(pdf, options, ct);
        return [.. report.Tables().Select(t => t.ToTable())];
    }
}
