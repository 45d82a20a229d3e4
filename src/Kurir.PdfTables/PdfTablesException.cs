namespace Kurir.PdfTables;

/// <summary>Why a document could not be read.</summary>
public enum PdfProblem
{
    /// <summary>The bytes are something else: an HTML page, a workbook, nothing at all.</summary>
    NotAPdf,

    /// <summary>The file ends before its end mark and its pages cannot be reached.</summary>
    Truncated,

    /// <summary>The file's structure is broken.</summary>
    Damaged,

    /// <summary>Encrypted, and neither the empty password nor the given one opens it.</summary>
    PasswordNeeded,

    /// <summary>No page holds text: a scan, or text drawn as shapes.</summary>
    NoText,

    /// <summary>The fonts do not say which characters their letters are; the text would be wrong without notice.</summary>
    UnreadableFonts,
    TooLarge,
    TooManyPages,
    TooManyGlyphs,
    TooManyPaths,
    TooSlow,
}

/// <summary>The only exception that reading throws, besides <see cref="OperationCanceledException"/>.</summary>
public sealed class PdfTablesException(PdfProblem problem, string message, int? page = null, Exception? inner = null) : Exception(message, inner)
{
    public PdfProblem Problem { get; } = problem;

    /// <summary>The page, counted from 1, where one page is to blame.</summary>
    public int? Page { get; } = page;
}
