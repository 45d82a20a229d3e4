using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Kurir.Connectors;

/// <summary>Hands what is written to another stream on a thread of its own: a sheet is compressed while its next rows are put together.</summary>
/// <remarks>The thread begins with the first full block, so little things cost none. What fails there is thrown at the next write, or at the end.</remarks>
sealed class WriteBehind(Stream to) : Stream
{
    const int BlockLength = 1 << 16;
    const int MostWaiting = 8;

    readonly BlockingCollection<ArraySegment<byte>> waiting = new(MostWaiting);
    byte[] block = new byte[BlockLength];
    int filled;
    Thread? behind;
    volatile ExceptionDispatchInfo? failure;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            if (filled == BlockLength) HandOver();
            int taken = Math.Min(buffer.Length, BlockLength - filled);
            buffer[..taken].CopyTo(block.AsSpan(filled));
            filled += taken;
            buffer = buffer[taken..];
        }
    }

    /// <summary>Nothing: what is written arrives by the end.</summary>
    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && block.Length > 0)
        {
            try
            {
                Finish();
            }
            finally
            {
                block = [];
                to.Dispose();
                waiting.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    void HandOver()
    {
        failure?.Throw();
        behind ??= Begin();
        waiting.Add(new ArraySegment<byte>(block, 0, filled));
        block = new byte[BlockLength];
        filled = 0;
    }

    void Finish()
    {
        if (behind is null)
        {
            to.Write(block, 0, filled);
            return;
        }

        waiting.Add(new ArraySegment<byte>(block, 0, filled));
        waiting.CompleteAdding();
        behind.Join();
        failure?.Throw();
    }

    Thread Begin()
    {
        var thread = new Thread(WriteWaiting) { IsBackground = true, Name = nameof(WriteBehind) };
        thread.Start();
        return thread;
    }

    void WriteWaiting()
    {
        // After a failure the rest is taken and dropped, so that the writer never waits for room.
        foreach (ArraySegment<byte> next in waiting.GetConsumingEnumerable())
        {
            if (failure is not null) continue;
            try
            {
                to.Write(next);
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        }
    }
}
