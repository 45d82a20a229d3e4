namespace Kurir.Connectors;

/// <summary>What came, after redirects. The body flows when it is read; disposing gives the slot back.</summary>
sealed class Reply(HttpResponseMessage response, Request request, Uri asked, bool redirected, SemaphoreSlim slot) : IDisposable
{
    byte[] peeked = [];
    BodyStream? body;
    bool ended;
    bool disposed;

    /// <summary>Where it is noted how much came; null: nobody looks.</summary>
    public Asking? Asking { get; init; }

    /// <summary>The last request of the chain.</summary>
    public Request Request => request;

    /// <summary>Where the reply really comes from.</summary>
    public Uri Address => request.Address;

    public Uri Asked => asked;

    public bool Redirected => redirected;

    public int Status => (int)response.StatusCode;

    public string Reason => string.IsNullOrEmpty(response.ReasonPhrase) ? $"{Status}" : $"{Status} {response.ReasonPhrase}";

    public string? MediaType => response.Content.Headers.ContentType?.MediaType;

    public string? Charset => response.Content.Headers.ContentType?.CharSet?.Trim('"');

    public bool IsHtml => MediaType is "text/html" or "application/xhtml+xml";

    public bool IsAttachment => Header("Content-Disposition")?.TrimStart().StartsWith("attachment", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The name that the panel gives the file.</summary>
    public string? FileName => FileNames.Parse(Header("Content-Disposition"));

    /// <summary>How long to wait; <paramref name="now"/> is needed for a date.</summary>
    public TimeSpan? RetryAfter(DateTimeOffset now) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > now ? date - now : TimeSpan.Zero,
        _ => null,
    };

    public string? Header(string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values) || response.Content.Headers.TryGetValues(name, out values)
            ? values.FirstOrDefault()
            : null;

    /// <summary>The first bytes, at most <paramref name="most"/>; what is peeked at is not lost.</summary>
    public async Task<byte[]> Peek(int most, CancellationToken ct)
    {
        BodyStream stream = await Open(ct);
        while (peeked.Length < most && !ended)
        {
            // Grows with what comes: most pages are far smaller than the largest that is accepted.
            byte[] buffer = new byte[Math.Min(most, Math.Max(16 * 1024, peeked.Length * 2))];
            peeked.CopyTo(buffer, 0);
            int length = peeked.Length + await stream.ReadAtLeastAsync(buffer.AsMemory(peeked.Length), buffer.Length - peeked.Length, throwOnEndOfStream: false, ct);
            ended = length < buffer.Length;
            peeked = ended ? buffer[..length] : buffer;
        }

        return peeked.Length <= most ? peeked : peeked[..most];
    }

    /// <summary>All of the body, in memory.</summary>
    public async Task<byte[]> Bytes(CancellationToken ct)
    {
        using var all = new MemoryStream();
        await CopyTo(all, ct);
        return all.ToArray();
    }

    public async Task CopyTo(Stream to, CancellationToken ct)
    {
        BodyStream stream = await Open(ct);
        await to.WriteAsync(peeked, ct);
        await stream.CopyToAsync(to, ct);
    }

    async Task<BodyStream> Open(CancellationToken ct)
    {
        if (body is not null) return body;
        Stream raw = await response.Content.ReadAsStreamAsync(ct);
        return body = new BodyStream(Unpacked.Open(raw, response.Content.Headers.ContentEncoding, request), request);
    }

    public void Dispose()
    {
        if (disposed) return;
        disposed = true;
        if (body is not null && Asking is not null) Asking.Bytes = body.Received;
        body?.Dispose();
        response.Dispose();
        slot.Release();
    }
}
