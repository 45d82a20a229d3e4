using System.IO.Compression;

namespace Kurir.Connectors;

/// <summary>One entry's unpacked bytes, forward only: bounded while they come, and checked against the archive's length and checksum at their end.</summary>
sealed class EntryStream(ZipArchiveEntry entry, Stream packed, Archive archive) : ReadStream
{
    Crc32 crc;
    long count;
    bool ended;

    public override int Read(Span<byte> buffer)
    {
        if (ended || buffer.IsEmpty) return 0;
        int read = packed.Read(buffer);
        if (read == 0)
        {
            End();
            return 0;
        }

        count += read;
        archive.Unpacked(entry, read, count);
        crc.Append(buffer[..read]);
        return read;
    }

    /// <summary>Reads what is left, so that the checksum is looked at.</summary>
    public void Drain()
    {
        Span<byte> rest = stackalloc byte[4096];
        while (Read(rest) > 0)
        {
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) packed.Dispose();
        base.Dispose(disposing);
    }

    void End()
    {
        ended = true;
        if (count < entry.Length) throw new EndOfStreamException();
        // Some writers leave the checksum out.
        if (count > entry.Length || (entry.Crc32 != 0 && entry.Crc32 != crc.Value))
            throw new InvalidDataException($"'{entry.Name}' does not have the checksum it should have.");
    }
}
