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

    /// <summary>A part of the bytes as a seekable stream, which keeps the scratch from being collected.</summary>
    public Stream Open(long offset, long length) => new ScratchStream(this, offset, length);

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

    sealed class ScratchStream(Scratch scratch, long offset, long length) : ReadStream
    {
        public override bool CanSeek => true;

        public override long Length => length;

        public override long Position { get; set; }

        public override int Read(Span<byte> buffer)
        {
            int most = (int)Math.Clamp(length - Position, 0, buffer.Length);
            int read = most == 0 ? 0 : scratch.Read(buffer[..most], offset + Position);
            Position += read;
            return read;
        }
    }
}
