using System.Threading.Channels;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Exceptions;

namespace Kurir.PdfTables;

/// <summary>Opens a document and hands out its pages one after the other; the next ones are being read meanwhile.</summary>
/// <remarks>
/// One reader: a second one, with a document of its own, took 10 to 30 % off the wall time of a long report on two cores once warm, and
/// made a fresh process, the usual one, a fifth slower, since both compile and learn the fonts.
/// </remarks>
sealed class PageSource : IDisposable
{
    const int Ahead = 3;
    readonly PdfTablesOptions _options;
    readonly CancellationTokenSource _stop;
    readonly Channel<PageContent> _pages = Channel.CreateBounded<PageContent>(new BoundedChannelOptions(Ahead) { SingleReader = true, SingleWriter = true });
    readonly byte[] _bytes;
    readonly Deadline _deadline;
    Task? _work;

    PageSource(byte[] bytes, PdfTablesOptions options, CancellationToken ct)
    {
        _bytes = bytes;
        _options = options;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        _deadline = new Deadline(options, _stop.Token);
    }

    public int PageCount { get; private set; }

    public static PageSource Open(Stream pdf, PdfTablesOptions options, CancellationToken ct)
    {
        var bytes = Bytes(pdf, options);
        FileMark.Check(bytes);
        FileMark.CheckEnd(bytes);
        var source = new PageSource(bytes, options, ct);
        try
        {
            source.Start(ct);
            return source;
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    static byte[] Bytes(Stream pdf, PdfTablesOptions options)
    {
        using var copy = new MemoryStream();
        var buffer = new byte[81920];
        int read;
        while ((read = pdf.Read(buffer, 0, buffer.Length)) > 0)
        {
            if (copy.Length + read > options.MaxBytes) throw new PdfTablesException(PdfProblem.TooLarge, $"The file is larger than {options.MaxBytes / 1024 / 1024} MB.");
            copy.Write(buffer, 0, read);
        }
        return copy.ToArray();
    }

    // Opening waits for the page count, so that a broken or locked file is told at once.
    void Start(CancellationToken ct)
    {
        var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _work = Task.Factory.StartNew(() => Work(opened), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Wait(opened.Task, ct);
    }

    void Work(TaskCompletionSource opened)
    {
        try
        {
            using var document = PdfDocument.Open(_bytes, Parsing());
            PageCount = document.NumberOfPages;
            if (PageCount > _options.MaxPages) throw new PdfTablesException(PdfProblem.TooManyPages, $"The file has {PageCount} pages; the bound is {_options.MaxPages}.");
            if (PageCount == 0) throw new PdfTablesException(FileMark.Broken(_bytes), "No page can be reached in the file.");
            opened.SetResult();
            var fonts = new FontTrust(document);
            for (var n = 1; n <= PageCount; n++) Send(document, fonts, n);
            _pages.Writer.Complete();
        }
        catch (Exception e)
        {
            var named = Named(e);
            opened.TrySetException(named);
            _pages.Writer.TryComplete(named);
        }
    }

    void Send(PdfDocument document, FontTrust fonts, int number)
    {
        _stop.Token.ThrowIfCancellationRequested();
        var page = document.GetPage(number);
        var content = PageReader.Read(page, _options, _deadline, fonts.Unreadable(page), PageCount == 1);
        while (!_pages.Writer.TryWrite(content))
        {
            if (!_pages.Writer.WaitToWriteAsync(_stop.Token).AsTask().GetAwaiter().GetResult()) return;
        }
    }

    ParsingOptions Parsing() => new()
    {
        ClipPaths = false, SkipMissingFonts = true, UseLenientParsing = true, MaxStackDepth = 128,
        Passwords = _options.Password is { } password ? [password, ""] : [""],
    };

    Exception Named(Exception e) => e switch
    {
        PdfTablesException or OperationCanceledException => e,
        PdfDocumentEncryptedException => new PdfTablesException(PdfProblem.PasswordNeeded,
            _options.Password is null ? "The file is locked with a password." : "The given password does not open the file.", null, e),
        _ => new PdfTablesException(FileMark.Broken(_bytes), FileMark.Broken(_bytes) == PdfProblem.Truncated
            ? "The file ends in the middle; it was not received whole." : $"The file's structure is broken: {e.Message}", null, e),
    };

    /// <summary>The next page, or null after the last one.</summary>
    public PageContent? Next(CancellationToken ct)
    {
        var reader = _pages.Reader;
        if (reader.TryRead(out var page)) return page;
        var more = Wait(reader.WaitToReadAsync(ct).AsTask(), ct);
        return more && reader.TryRead(out page) ? page : null;
    }

    T Wait<T>(Task<T> task, CancellationToken ct)
    {
        Wait((Task)task, ct);
        return task.GetAwaiter().GetResult();
    }

    void Wait(Task task, CancellationToken ct)
    {
        var left = _deadline.Left;
        try
        {
            if (left <= 0 || !task.Wait((int)Math.Min(int.MaxValue, left + 1), ct)) throw _deadline.Over();
        }
        catch (AggregateException e) when (e.InnerException is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(e.InnerException).Throw();
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _pages.Writer.TryComplete();
        if (_work is null || _work.IsCompleted) _stop.Dispose();
    }
}
