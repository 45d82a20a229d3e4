using System.Buffers.Binary;
using System.Text;

namespace Kurir.Connectors;

/// <summary>The container of old Office files: which streams it has, and that their chains of sectors neither turn in circles nor leave the file.</summary>
sealed class Ole2
{
    const int HeaderLength = 512;
    const uint EndOfChain = 0xFFFFFFFE;
    const int EntryLength = 128;
    const int MaxEntries = 65_536;

    readonly Stream stream;
    readonly int sectorSize;
    readonly uint[] next;

    /// <exception cref="InvalidDataException">Its structure is broken.</exception>
    public Ole2(Stream stream)
    {
        this.stream = stream;
        byte[] header = new byte[HeaderLength];
        stream.Position = 0;
        stream.ReadExactly(header);
        int shift = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(30));
        if (shift is not (9 or 12)) throw new InvalidDataException("The file's sectors have an impossible size.");
        sectorSize = 1 << shift;
        next = ReadTable(header);
        Entries = ReadEntries(BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(48)));
        CutOff = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(56));
        Chain(BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(60)));
    }

    /// <param name="Type">2 is a stream.</param>
    public sealed record Entry(string Name, int Type, uint Start, long Size);

    public IReadOnlyList<Entry> Entries { get; }

    /// <summary>Smaller streams lie elsewhere.</summary>
    public long CutOff { get; }

    public Entry? Find(params ReadOnlySpan<string> names)
    {
        foreach (var entry in Entries)
            foreach (string name in names)
                if (entry.Type == 2 && entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return entry;
        return null;
    }

    /// <summary>A stream of at least <see cref="CutOff"/> bytes, seekable.</summary>
    public Stream Open(Entry entry) => new Ole2Stream(stream, [.. Chain(entry.Start)], sectorSize, entry.Size);

    /// <summary>The sectors from one on.</summary>
    List<uint> Chain(uint start)
    {
        var chain = new List<uint>();
        for (uint sector = start; sector < EndOfChain - 4; sector = next[sector])
        {
            if (sector >= next.Length || chain.Count > next.Length) throw new InvalidDataException("The file's chain of sectors is broken.");
            chain.Add(sector);
        }

        return chain;
    }

    uint[] ReadTable(byte[] header)
    {
        uint count = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(44));
        long sectors = (stream.Length - HeaderLength) / sectorSize + 1;
        if (count * (long)(sectorSize / 4) > sectors + sectorSize) throw new EndOfStreamException();
        var places = new List<uint>();
        for (int i = 0; i < 109 && places.Count < count; i++) places.Add(BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(76 + i * 4)));
        byte[] sector = new byte[sectorSize];
        uint more = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(68));
        while (places.Count < count && more < EndOfChain - 4)
        {
            ReadSector(more, sector);
            for (int i = 0; i < sectorSize / 4 - 1 && places.Count < count; i++) places.Add(BinaryPrimitives.ReadUInt32LittleEndian(sector.AsSpan(i * 4)));
            more = BinaryPrimitives.ReadUInt32LittleEndian(sector.AsSpan(sectorSize - 4));
        }

        var table = new List<uint>();
        foreach (uint place in places)
        {
            ReadSector(place, sector);
            for (int i = 0; i < sectorSize / 4; i++) table.Add(BinaryPrimitives.ReadUInt32LittleEndian(sector.AsSpan(i * 4)));
        }

        return [.. table];
    }

    List<Entry> ReadEntries(uint start)
    {
        var entries = new List<Entry>();
        byte[] sector = new byte[sectorSize];
        foreach (uint place in Chain(start))
        {
            ReadSector(place, sector);
            for (int at = 0; at < sectorSize; at += EntryLength)
            {
                var entry = sector.AsSpan(at, EntryLength);
                int length = Math.Clamp(BinaryPrimitives.ReadUInt16LittleEndian(entry[64..]) - 2, 0, 62);
                long size = BinaryPrimitives.ReadUInt32LittleEndian(entry[120..]);
                if (entry[66] != 0) entries.Add(new Entry(Encoding.Unicode.GetString(entry[..length]), entry[66], BinaryPrimitives.ReadUInt32LittleEndian(entry[116..]), size));
                if (entries.Count > MaxEntries) throw new InvalidDataException("The file has far too many parts.");
            }
        }

        return entries;
    }

    void ReadSector(uint sector, byte[] bytes)
    {
        stream.Position = (sector + 1L) * sectorSize;
        stream.ReadExactly(bytes);
    }

    sealed class Ole2Stream(Stream inner, uint[] sectors, int sectorSize, long length) : ReadStream
    {
        public override bool CanSeek => true;

        public override long Length => Math.Min(length, (long)sectors.Length * sectorSize);

        public override long Position { get; set; }

        public override int Read(Span<byte> buffer)
        {
            int most = (int)Math.Clamp(Length - Position, 0, buffer.Length);
            if (most == 0) return 0;
            int within = (int)(Position % sectorSize);
            inner.Position = (sectors[Position / sectorSize] + 1L) * sectorSize + within;
            int read = inner.Read(buffer[..Math.Min(most, sectorSize - within)]);
            Position += read;
            return read;
        }
    }
}
