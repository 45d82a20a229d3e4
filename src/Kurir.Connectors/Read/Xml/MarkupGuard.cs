namespace Kurir.Connectors;

/// <summary>Stops XML whose next tag is too far away: no name, attribute or text may grow without bound inside the parser.</summary>
sealed class MarkupGuard(Stream inner, Document document, ReadLimits limits) : Stream
{
    readonly long longest = 6L * limits.MaxCellLength + (64 << 10);
    long run;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        int read = inner.Read(buffer);
        var bytes = buffer[..read];
        int last = bytes.LastIndexOf((byte)'<');
        run = last < 0 ? run + read : read - last;
        if (run > longest) throw Unreadable.Hostile(document, $"The XML inside holds a single text or tag of more than {longest:N0} bytes.");
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
