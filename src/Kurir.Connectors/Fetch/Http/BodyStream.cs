namespace Kurir.Connectors;

/// <summary>A reply's body: unpacked, bounded, and with the network's failures as faults.</summary>
sealed class BodyStream(Stream inner, Request request) : ReadingStream
{
    long received;

    /// <summary>In bytes, unpacked.</summary>
    public long Received => received;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read;
        try
        {
            read = await inner.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception broken) when (TransportFaults.Explains(broken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw TransportFaults.Receiving(request, received, broken);
        }

        received += read;
        return received <= request.MostBytes ? read : throw TransportFaults.TooLarge(request, request.MostBytes);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
