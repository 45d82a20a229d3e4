using Microsoft.Win32.SafeHandles;

namespace Kurir.Connectors;

/// <summary>Bytes that are written once and read anywhere: in memory while they are few, beyond that in a temporary file that has no name (or goes with its handle).</summary>
/// <param name="inMemory">Bytes kept in memory, at most.</param>
sealed class Scratch(int inMemory = 4 << 20) : IDisposable
{
    readonly MemoryStream memory = new();
    SafeFileHandle? file;

    public long Length { get; private set; }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (file is null && memory.Length + bytes.Length <= inMemory)
        {
            memory.Write(bytes);
        }
        else
        {
            file ??= Spill();
            RandomAccess.Write(file, bytes, Length);
        }

        Length += bytes.Length;
    }

    /// <summary>Fills <paramref name="bytes"/> from <paramref name="offset"/>; less only where the bytes end.</summary>
    public int Read(Span<byte> bytes, long offset)
    {
        if (file is null)
        {
            int count = (int)Math.Clamp(Length - offset, 0, bytes.Length);
            memory.GetBuffer().AsSpan((int)Math.Min(offset, Length), count).CopyTo(bytes);
            return count;
        }

        int read = 0;
        for (int n; read < bytes.Length && (n = RandomAccess.Read(file, bytes[read..], offset + read)) > 0;) read += n;
        return read;
    }

    /// <summary>The bytes as a seekable stream; the scratch must outlive it.</summary>
    public Stream Open() => new ScratchStream(this);

    public void Dispose()
    {
        file?.Dispose();
        memory.Dispose();
    }

    SafeFileHandle Spill()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, FileOptions.DeleteOnClose);
        // An open file without a name cannot be left behind by a killed process. Windows keeps the name until the handle goes.
        if (!OperatingSystem.IsWindows()) File.Delete(path);
        RandomAccess.Write(handle, memory.GetBuffer().AsSpan(0, (int)memory.Length), 0);
        memory.SetLength(0);
        memory.Capacity = 0;
        return handle;
    }

    sealed class ScratchStream(Scratch scratch) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => scratch.Length;

        public override long Position { get; set; }

        public override int Read(Span<byte> buffer)
        {
            int read = scratch.Read(buffer, Position);
            Position += read;
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => Position + offset,
            _ => Length + offset,
        };

        public override void Flush()
        {
        }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
