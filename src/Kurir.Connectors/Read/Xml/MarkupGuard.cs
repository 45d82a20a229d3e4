namespace Kurir.Connectors;

/// <summary>Stops XML whose next tag is too far away: no name, attribute or text may grow without bound inside the parser.</summary>
sealed class MarkupGuard(Stream inner, Document document, ReadLimits limits) : ReadStream
{
    readonly long longest = 6L * limits.MaxCellLength + (64 << 10);
    long run;

    public override int Read(Span<byte> buffer)
    {
        int read = inner.Read(buffer);
        var bytes = buffer[..read];
        int last = bytes.LastIndexOf((byte)'<');
        run = last < 0 ? run + read : read - last;
        if (run > longest) throw Unreadable.Hostile(document, $"The XML inside holds a single text or tag of more than {longest:N0} bytes.");
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
