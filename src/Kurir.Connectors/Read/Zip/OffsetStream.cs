namespace Kurir.Connectors;

/// <summary>A seekable stream without its first bytes: a zip behind the stray output of a script.</summary>
sealed class OffsetStream(Stream inner, long offset) : ReadStream
{
    public override bool CanSeek => true;

    public override long Length => inner.Length - offset;

    public override long Position { get; set; }

    public override int Read(Span<byte> buffer)
    {
        inner.Position = Position + offset;
        int read = inner.Read(buffer);
        Position += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
