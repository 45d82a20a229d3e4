using System.Text;

namespace Kurir.Connectors;

/// <summary>Turns what <see cref="CellWriter"/> wrote back into cells.</summary>
ref struct CellReader
{
    readonly ReadOnlySpan<byte> bytes;
    readonly IReadOnlyList<string> formats;
    int position;

    CellReader(ReadOnlySpan<byte> bytes, IReadOnlyList<string> formats)
    {
        this.bytes = bytes;
        this.formats = formats;
    }

    /// <param name="bytes">As kept.</param>
    /// <param name="formats">Those of the row's recording.</param>
    /// <param name="atLeast">How many cells are asked for; missing ones are Empty: they were so, or their column came later.</param>
    /// <exception cref="LedgerDamage">The bytes are not a row's cells.</exception>
    public static Cell[] Read(ReadOnlySpan<byte> bytes, IReadOnlyList<string> formats, int atLeast)
    {
        try
        {
            return new CellReader(bytes, formats).Cells(atLeast);
        }
        catch (Exception exception) when (exception is ArgumentException or IndexOutOfRangeException)
        {
            throw new LedgerDamage("a row's cells are damaged", exception);
        }
    }

    Cell[] Cells(int atLeast)
    {
        if (bytes[position++] != CellWriter.Version) throw new LedgerDamage("a row's cells are in no known form");
        int count = Number();
        if (count > bytes.Length - position) throw new LedgerDamage("a row's cells are damaged");
        var cells = new Cell[Math.Max(count, atLeast)];
        for (int i = 0; i < count; i++) cells[i] = Next();
        return cells;
    }

    Cell Next()
    {
        byte flags = bytes[position++];
        var type = (CellType)(flags & CellWriter.TypeBits);
        if (type == CellType.Empty) return Cell.Empty;
        string text = Text();
        string value = (flags & CellWriter.HasValue) != 0 ? Text() : text;
        string? format = (flags & CellWriter.HasFormat) != 0 ? formats[Number()] : (flags & CellWriter.HasOwnFormat) != 0 ? Text() : null;
        return Cell.Typed(text, type, value, format);
    }

    string Text()
    {
        int length = Number();
        string text = Encoding.UTF8.GetString(bytes.Slice(position, length));
        position += length;
        return text;
    }

    int Number()
    {
        uint number = 0;
        for (int shift = 0; shift < 32; shift += 7)
        {
            byte part = bytes[position++];
            number |= (uint)(part & 0x7F) << shift;
            if (part < 0x80) return checked((int)(number & int.MaxValue));
        }

        throw new LedgerDamage("a row's cells are damaged");
    }
}
