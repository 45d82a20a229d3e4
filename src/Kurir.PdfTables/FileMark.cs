namespace Kurir.PdfTables;

/// <summary>What the first and last bytes tell about a file.</summary>
static class FileMark
{
    public static void Check(byte[] bytes)
    {
        if (bytes.Length == 0) throw new PdfTablesException(PdfProblem.NotAPdf, "The file is empty.");
        if (bytes.AsSpan(0, Math.Min(bytes.Length, 2048)).IndexOf("%PDF-"u8) < 0) throw new PdfTablesException(PdfProblem.NotAPdf, "The file does not begin as a PDF does.");
    }

    /// <summary>A file without its end mark could be read in part, and nobody would know what is missing.</summary>
    public static void CheckEnd(byte[] bytes)
    {
        if (Broken(bytes) == PdfProblem.Truncated) throw new PdfTablesException(PdfProblem.Truncated, "The file has no end mark; it was not received whole.");
    }

    /// <summary>How a file that cannot be read is broken.</summary>
    public static PdfProblem Broken(byte[] bytes) =>
        bytes.AsSpan(Math.Max(0, bytes.Length - 2048)).IndexOf("%%EOF"u8) < 0 ? PdfProblem.Truncated : PdfProblem.Damaged;
}
