using System.Security.Cryptography;

namespace Kurir.Connectors;

/// <summary>Writes a new file and hashes it on the way. Held for itself alone until it is closed.</summary>
sealed class DocumentStream(string path) : Stream
{
    readonly FileStream file = Open(path);
    readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    long length;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => length;

    public override long Position { get => length; set => throw new NotSupportedException(); }

    /// <summary>Makes the file durable and closes it.</summary>
    /// <returns>Its SHA-256, 64 lower-case hexadecimal digits.</returns>
    public string Finish()
    {
        try
        {
            file.Flush(flushToDisk: true);
            file.Dispose();
        }
        catch (IOException broken) when (DiskIsFull(broken))
        {
            throw Full(broken);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            file.Write(buffer);
        }
        catch (IOException broken) when (DiskIsFull(broken))
        {
            throw Full(broken);
        }

        Count(buffer);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            await file.WriteAsync(buffer, cancellationToken);
        }
        catch (IOException broken) when (DiskIsFull(broken))
        {
            throw Full(broken);
        }

        Count(buffer.Span);
    }

    public override void Flush() => file.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
            hash.Dispose();
        }

        base.Dispose(disposing);
    }

    void Count(ReadOnlySpan<byte> written)
    {
        hash.AppendData(written);
        length += written.Length;
    }

    static FileStream Open(string path)
    {
        try
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                Share = FileShare.None,
                Options = FileOptions.Asynchronous,
                BufferSize = 0, // so that closing writes nothing any more, and cannot fail
            };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            return new FileStream(path, options);
        }
        catch (IOException broken) when (DiskIsFull(broken))
        {
            throw Full(broken);
        }
    }

    /// <summary>ENOSPC or EDQUOT on Linux and macOS; ERROR_DISK_FULL or ERROR_HANDLE_DISK_FULL on Windows.</summary>
    static bool DiskIsFull(IOException broken) =>
        OperatingSystem.IsWindows() ? (broken.HResult & 0xFFFF) is 0x70 or 0x27 : broken.HResult is 28 or 122 or 69;

    static Fault Full(IOException broken) => new(
        Stage.Fetch, FaultName.DiskFull, FaultKind.Ask, "the disk",
        "there is no room left to keep the document", "Make room on the disk that holds .kurir, then run again.", broken);
}
