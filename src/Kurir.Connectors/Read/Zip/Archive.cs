using System.Buffers.Binary;
using System.IO.Compression;

namespace Kurir.Connectors;

/// <summary>A zip opened with distrust: bytes before it are skipped, its entries are bounded in number, size and ratio.</summary>
sealed class Archive : IDisposable
{
    const int EndLength = 22;
    const long RatioMatters = 10 << 20;

    readonly Document document;
    readonly ReadLimits limits;
    readonly Stream stream;
    readonly ZipArchive zip;
    readonly Dictionary<string, ZipArchiveEntry> entries = new(StringComparer.OrdinalIgnoreCase);
    long unpacked;

    /// <exception cref="Fault">It is truncated, damaged, encrypted or hostile.</exception>
    public Archive(Document document, ReadLimits limits)
    {
        this.document = document;
        this.limits = limits;
        stream = OpenAtSignature(document);
        try
        {
            CheckEnd();
            zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            foreach (var entry in zip.Entries) entries.TryAdd(Normal(entry.FullName), entry);
        }
        catch (Exception e)
        {
            stream.Dispose();
            if (e is InvalidDataException or ArgumentException or EndOfStreamException or IndexOutOfRangeException)
                throw Unreadable.Damaged(document, "The list of contents at the end of the zip is damaged.", e);
            throw;
        }

        if (zip.Entries.Count > limits.MaxEntries) throw TooMany(zip.Entries.Count);
    }

    public IReadOnlyList<ZipArchiveEntry> Entries => zip.Entries;

    /// <summary>By path, without regard to case, a leading slash or the slash's direction; null where there is none.</summary>
    public ZipArchiveEntry? Find(string path) => entries.GetValueOrDefault(Normal(path));

    public EntryStream Open(ZipArchiveEntry entry)
    {
        if (entry.IsEncrypted) throw Unreadable.Encrypted(document, $"'{Unreadable.Short(entry.FullName, 80)}' inside is locked with a password.");
        CheckSize(entry, entry.Length);
        return new EntryStream(entry, entry.Open(), this);
    }

    public void Dispose()
    {
        zip.Dispose();
        stream.Dispose();
    }

    internal void Unpacked(ZipArchiveEntry entry, int more, long ofEntry)
    {
        unpacked += more;
        CheckSize(entry, ofEntry);
        if (unpacked > limits.MaxUnpackedBytes) throw Bomb(entry, unpacked);
    }

    void CheckSize(ZipArchiveEntry entry, long length)
    {
        if (length > limits.MaxUnpackedBytes) throw Bomb(entry, length);
        if (length > RatioMatters && length / Math.Max(1, entry.CompressedLength) > limits.MaxRatio) throw Bomb(entry, length);
    }

    Fault Bomb(ZipArchiveEntry entry, long length) => Unreadable.Hostile(document,
        $"'{Unreadable.Short(entry.FullName, 80)}' inside unpacks from {entry.CompressedLength:N0} to {length:N0} bytes or more: a zip bomb, or far larger than a report.");

    Fault TooMany(long count) => Unreadable.Hostile(document, $"The zip has {count:N0} entries; {limits.MaxEntries:N0} are read at most.");

    /// <summary>A zip without its end record was cut off; one that declares too many entries is not even listed.</summary>
    void CheckEnd()
    {
        long length = stream.Length;
        byte[] tail = new byte[Math.Min(length, ushort.MaxValue + EndLength)];
        stream.Position = length - tail.Length;
        stream.ReadExactly(tail);
        stream.Position = 0;
        int end = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || end + EndLength > tail.Length)
            throw Unreadable.Truncated(document, $"The zip's end is missing: of the file only {document.Length:N0} bytes came.");
        int declared = BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(end + 10));
        if (declared > limits.MaxEntries) throw TooMany(declared);
    }

    static Stream OpenAtSignature(Document document)
    {
        var stream = document.Open();
        byte[] head = new byte[Signatures.HeadLength];
        int length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        int start = Signatures.ZipStart(head.AsSpan(0, length));
        stream.Position = 0;
        return start > 0 ? new OffsetStream(stream, start) : stream;
    }

    static string Normal(string path) => path.Replace('\\', '/').TrimStart('/');
}
