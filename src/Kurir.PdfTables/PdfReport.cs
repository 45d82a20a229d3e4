namespace Kurir.PdfTables;

/// <summary>
/// Reads a document page by page. Tables come as they begin, their rows as their pages are reached, so memory does not grow with the
/// number of pages. Not for several threads.
/// </summary>
public sealed class PdfReport : IDisposable
{
    readonly PageSource _source;
    readonly TableJoiner _joiner = new();
    readonly CancellationToken _ct;
    int _letters;
    int _unknown;
    bool _ended;

    PdfReport(PageSource source, CancellationToken ct)
    {
        _source = source;
        _ct = ct;
    }

    public int PageCount => _source.PageCount;

    /// <summary>Opens the file; the stream is read to its end at once and may be closed afterwards.</summary>
    /// <exception cref="PdfTablesException">Not a PDF, broken, locked, or beyond a bound.</exception>
    public static PdfReport Open(Stream pdf, PdfTablesOptions? options = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(pdf);
        return new PdfReport(PageSource.Open(pdf, options ?? PdfTablesOptions.Default, ct), ct);
    }

    /// <summary>The tables in reading order; to be enumerated once. The rows of one may be read before or after moving to the next.</summary>
    /// <exception cref="PdfTablesException">A page cannot be read, or the document holds no text.</exception>
    public IEnumerable<PdfTableReader> Tables()
    {
        while (true)
        {
            while (_joiner.Started.Count == 0)
            {
                if (!Advance()) yield break;
            }
            yield return _joiner.Started.Dequeue();
        }
    }

    /// <summary>Reads one page more; false after the last one.</summary>
    internal bool Advance()
    {
        if (_ended) return false;
        _ct.ThrowIfCancellationRequested();
        var page = _source.Next(_ct);
        if (page is null) return End();
        _letters += page.Letters;
        _unknown += page.UnknownLetters;
        _joiner.Add(page, this);
        return true;
    }

    bool End()
    {
        _ended = true;
        if (_letters == 0) throw new PdfTablesException(PdfProblem.NoText, "No page holds text; the document is a scan, a picture or empty.");
        if (_unknown > 0.3 * _letters) throw new PdfTablesException(PdfProblem.UnreadableFonts, "The document's fonts do not say which characters are printed.");
        _joiner.Close();
        return _joiner.Started.Count > 0;
    }

    public void Dispose() => _source.Dispose();
}
