using System.Buffers.Binary;

namespace Kurir.Connectors;

/// <summary>The error cells of a BIFF workbook (<c>#N/A</c>), which the library that reads it gives as empty ones.</summary>
sealed class XlsErrors
{
    const int Eof = 0x0A, BoundSheet = 0x85, Formula = 0x06, BoolErr = 0x0205;
    const int MaxErrors = 1_000_000;

    static readonly int[] Beginnings = [0x0009, 0x0209, 0x0409, 0x0809];

    readonly List<Dictionary<(int Row, int Column), string>> sheets = [];
    int count;

    /// <param name="sheet">Among the sheets with cells, from 0.</param>
    public string? Find(int sheet, int row, int column) =>
        sheet < sheets.Count && sheets[sheet].TryGetValue((row, column), out string? text) ? text : null;

    /// <exception cref="InvalidDataException">There are more error cells than any report has.</exception>
    public static XlsErrors Read(Stream workbook)
    {
        var errors = new XlsErrors();
        using var stream = new BufferedStream(workbook, 64 << 10);
        var starts = new List<uint>();
        byte[] data = new byte[ushort.MaxValue];
        while (Next(stream, data, out int id, out int length) && id != Eof)
            if (id == BoundSheet && length > 5 && data[5] == 0) starts.Add(BinaryPrimitives.ReadUInt32LittleEndian(data));
        foreach (uint start in starts)
        {
            stream.Position = start;
            errors.sheets.Add(errors.ReadSheet(stream, data));
        }

        return errors;
    }

    Dictionary<(int Row, int Column), string> ReadSheet(Stream stream, byte[] data)
    {
        var cells = new Dictionary<(int, int), string>();
        int depth = 0;
        while (Next(stream, data, out int id, out int length))
        {
            // A chart among the cells has a beginning and an end of its own.
            if (Beginnings.Contains(id)) depth++;
            if (id == Eof && --depth <= 0) break;
            int? code = id switch
            {
                BoolErr when length >= 8 && data[7] == 1 => data[6],
                Formula when length >= 14 && data[6] == 2 && data[12] == 0xFF && data[13] == 0xFF => data[8],
                _ => null,
            };
            if (code is null || depth != 1) continue;
            cells[(BinaryPrimitives.ReadUInt16LittleEndian(data), BinaryPrimitives.ReadUInt16LittleEndian(data.AsSpan(2)))] = Name(code.Value);
            if (++count > MaxErrors) throw new InvalidDataException("It has far too many error cells.");
        }

        return cells;
    }

    static bool Next(Stream stream, byte[] data, out int id, out int length)
    {
        Span<byte> head = stackalloc byte[4];
        (id, length) = (0, 0);
        if (stream.ReadAtLeast(head, 4, throwOnEndOfStream: false) < 4) return false;
        id = BinaryPrimitives.ReadUInt16LittleEndian(head);
        length = BinaryPrimitives.ReadUInt16LittleEndian(head[2..]);
        return stream.ReadAtLeast(data.AsSpan(0, length), length, throwOnEndOfStream: false) == length;
    }

    static string Name(int code) => code switch
    {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        _ => "#ERROR",
    };
}
