using System.Text;

namespace Kurir.Connectors;

/// <summary>Turns a row's cells into the bytes that the ledger keeps. One per recording: formats are numbered in it.</summary>
/// <remarks>
/// Byte 0 is the encoding's version, 1. Then the number of cells (those at the end that are empty are left out), then per cell one byte, type plus flags,
/// and as the flags say: text, canonical value where it is not the text, the format's number in the recording's list (or, beyond
/// <see cref="MaxFormats"/>, the format itself). Numbers are LEB128, texts UTF-8 after their length in bytes.
/// </remarks>
sealed class CellWriter
{
    public const byte Version = 1;
    public const byte TypeBits = 0x07;
    public const byte HasValue = 0x08;
    public const byte HasFormat = 0x10;
    public const byte HasOwnFormat = 0x20;
    public const int MaxFormats = 1_000;

    readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    readonly List<string> formats = [];
    byte[] buffer = new byte[1024];
    int length;

    public IReadOnlyList<string> Formats => formats;

    /// <returns>Valid until the next call.</returns>
    public ReadOnlySpan<byte> Write(Cell[] cells)
    {
        int count = cells.Length;
        while (count > 0 && cells[count - 1].IsEmpty) count--;
        length = 0;
        Byte(Version);
        Number(count);
        for (int i = 0; i < count; i++) Write(cells[i]);
        return buffer.AsSpan(0, length);
    }

    void Write(Cell cell)
    {
        if (cell.IsEmpty)
        {
            Byte((byte)CellType.Empty);
            return;
        }

        string text = cell.Text, value = cell.Value;
        bool differs = !ReferenceEquals(text, value) && !string.Equals(text, value, StringComparison.Ordinal);
        int format = cell.Format is null ? -1 : NumberOf(cell.Format);
        byte flags = (byte)((byte)cell.Type | (differs ? HasValue : 0));
        if (cell.Format is not null) flags |= format >= 0 ? HasFormat : HasOwnFormat;
        Byte(flags);
        Text(text);
        if (differs) Text(value);
        if (format >= 0) Number(format);
        else if (cell.Format is not null) Text(cell.Format);
    }

    /// <summary>-1 where the list is full: a document with thousands of formats must not make each recording carry them.</summary>
    int NumberOf(string format)
    {
        if (numbers.TryGetValue(format, out int number)) return number;
        if (formats.Count == MaxFormats) return -1;
        formats.Add(format);
        return numbers[format] = formats.Count - 1;
    }

    void Text(string text)
    {
        Room(text.Length * 3 + 5);
        // Nearly every text is shorter than 128 bytes: its length is written behind it, into the one byte left free.
        int bytes = text.Length <= 42 ? -1 : Encoding.UTF8.GetByteCount(text);
        if (bytes < 0)
        {
            bytes = Encoding.UTF8.GetBytes(text, buffer.AsSpan(length + 1));
            buffer[length] = (byte)bytes;
            length += bytes + 1;
            return;
        }

        Number(bytes);
        length += Encoding.UTF8.GetBytes(text, buffer.AsSpan(length));
    }

    void Byte(byte value)
    {
        Room(1);
        buffer[length++] = value;
    }

    void Number(int number)
    {
        Room(5);
        uint rest = (uint)number;
        for (; rest >= 0x80; rest >>= 7) buffer[length++] = (byte)(rest & 0x7F | 0x80);
        buffer[length++] = (byte)rest;
    }

    void Room(int bytes)
    {
        if (buffer.Length - length < bytes) Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length + bytes));
    }
}
