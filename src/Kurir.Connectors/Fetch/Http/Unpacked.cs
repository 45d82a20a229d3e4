using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;

namespace Kurir.Connectors;

/// <summary>Unpacks <c>Content-Encoding</c>. The framework's own streams end silently where a packed body was cut; these do not.</summary>
static class Unpacked
{
    /// <summary>What we ask for.</summary>
    public const string Accepted = "gzip, br";

    public static Stream Open(Stream raw, IEnumerable<string> encodings, Request request) =>
        encodings.Where(encoding => !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase)).ToArray() switch
        {
            [] => raw,
            [var one] when one.Equals("gzip", StringComparison.OrdinalIgnoreCase) || one.Equals("x-gzip", StringComparison.OrdinalIgnoreCase) => new GzipBody(raw),
            [var one] when one.Equals("br", StringComparison.OrdinalIgnoreCase) => new BrotliBody(raw),
            var others => throw TransportFaults.Malformed(request, $"the reply is packed in a way that was not asked for: {string.Join(", ", others)}"),
        };
}

/// <summary>gzip, whose last four bytes say how long the unpacked content is.</summary>
sealed class GzipBody : ReadingStream
{
    readonly Tail tail;
    readonly GZipStream unpacking;
    long given;

    public GzipBody(Stream raw)
    {
        tail = new Tail(raw);
        unpacking = new GZipStream(tail, CompressionMode.Decompress);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = await unpacking.ReadAsync(buffer, cancellationToken);
        given += read;
        if (read == 0 && buffer.Length > 0 && tail.Length > 0 && tail.LastNumber != unchecked((uint)given))
            throw new EndOfStreamException("The packed content ends too early.");
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) unpacking.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Remembers the last four bytes that went through.</summary>
    sealed class Tail(Stream raw) : ReadingStream
    {
        readonly byte[] last = new byte[4];

        public new long Length { get; private set; }

        public uint LastNumber => BinaryPrimitives.ReadUInt32LittleEndian(last);

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int read = await raw.ReadAsync(buffer, cancellationToken);
            Remember(buffer.Span[..read]);
            return read;
        }

        void Remember(ReadOnlySpan<byte> bytes)
        {
            Length += bytes.Length;
            ReadOnlySpan<byte> end = bytes[Math.Max(0, bytes.Length - last.Length)..];
            last.AsSpan(end.Length).CopyTo(last);
            end.CopyTo(last.AsSpan(last.Length - end.Length));
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) raw.Dispose();
            base.Dispose(disposing);
        }
    }
}

sealed class BrotliBody(Stream raw) : ReadingStream
{
    readonly byte[] packed = new byte[16 * 1024];
    BrotliDecoder decoder;
    int from;
    int to;
    bool any;
    bool done;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!done && buffer.Length > 0)
        {
            OperationStatus status = decoder.Decompress(packed.AsSpan(from, to - from), buffer.Span, out int consumed, out int written);
            from += consumed;
            done = status == OperationStatus.Done;
            if (status == OperationStatus.InvalidData) throw new InvalidDataException("The packed content is damaged.");
            if (written > 0) return written;
            if (!done && status == OperationStatus.NeedMoreData && !await Fill(cancellationToken)) return 0;
        }

        return 0;
    }

    /// <returns>False: there was nothing at all, which is an empty body.</returns>
    async ValueTask<bool> Fill(CancellationToken ct)
    {
        from = 0;
        to = await raw.ReadAsync(packed, ct);
        if (to == 0 && any) throw new EndOfStreamException("The packed content ends too early.");
        any = true;
        return to > 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            decoder.Dispose();
            raw.Dispose();
        }

        base.Dispose(disposing);
    }
}
