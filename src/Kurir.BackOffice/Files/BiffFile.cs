using System.Text;

namespace Kurir.BackOffice;

/// <summary>
/// A true .xls: BIFF8 records in the one stream of an OLE2 file. Texts stand in LABEL records, which readers take although Excel itself
/// writes a shared table.
/// </summary>
static class BiffFile
{
    const ushort Bof = 0x0809, Eof = 0x000A, BoundSheet = 0x0085, Format = 0x041E, Font = 0x0031, Xf = 0x00E0;
    const ushort Label = 0x0204, Number = 0x0203, BoolErr = 0x0205;
    const int Sector = 512;

    public static byte[] Write(Paper paper) => Compound(Workbook(Sheet(paper)));

    static byte[] Workbook(byte[] sheet)
    {
        var head = new MemoryStream();
        Record(head, Bof, [.. Word(0x0600), .. Word(0x0005), .. new byte[12]]);
        for (var i = 0; i < 4; i++)
            Record(head, Font, [.. Word(200), .. Word(0), .. Word(0x7FFF), .. Word(400), .. new byte[6], .. Short("Calibri")]);
        Record(head, Format, [.. Word(164), .. Long("\"Rp \"#,##0")]);
        Record(head, Format, [.. Word(165), .. Long("dd mmm yyyy")]);
        Record(head, Format, [.. Word(166), .. Long("dd mmm yyyy hh:mm")]);
        for (var i = 0; i < 15; i++) Record(head, Xf, [.. Word(0), .. Word(0), .. Word(0xFFF5), .. new byte[14]]);
        foreach (var format in (int[])[0, 3, 164, 165, 166, 0]) Record(head, Xf, [.. Word(0), .. Word(format), .. Word(1), .. new byte[14]]);
        byte[] name = [.. Word(0), .. Short("Worksheet")];
        var start = (int)head.Length + 4 + 4 + name.Length + 4;
        Record(head, BoundSheet, [.. BitConverter.GetBytes(start), .. name]);
        Record(head, Eof, []);
        return [.. head.ToArray(), .. sheet];
    }

    static byte[] Sheet(Paper paper)
    {
        var body = new MemoryStream();
        Record(body, Bof, [.. Word(0x0600), .. Word(0x0010), .. new byte[12]]);
        var row = 0;
        foreach (var line in paper.Lead) Row(body, row++, [new(line)]);
        foreach (var heading in paper.Headings) Row(body, row++, [.. heading.Select(BackOfficeCell.Of)]);
        foreach (var cells in paper.Rows.Take(65_536 - row)) Row(body, row++, cells);
        Record(body, Eof, []);
        return body.ToArray();
    }

    static void Row(MemoryStream to, int row, BackOfficeCell[] cells)
    {
        for (var column = 0; column < cells.Length; column++)
        {
            byte[] place = [.. Word(row), .. Word(column), .. Word(15 + (int)cells[column].Kind)];
            if (cells[column].Value is decimal number) Record(to, Number, [.. place, .. BitConverter.GetBytes((double)number)]);
            else if (cells[column].Value is DateTime time) Record(to, Number, [.. place, .. BitConverter.GetBytes(time.ToOADate())]);
            else if (cells[column].Kind == BackOfficeKind.Error) Record(to, BoolErr, [.. place, 0x2A, 1]);
            else if (cells[column].Text.Length > 0) Record(to, Label, [.. place, .. Long(cells[column].Text)]);
        }
    }

    static byte[] Word(int value) => BitConverter.GetBytes((ushort)value);

    /// <summary>A record holds at most 8,224 bytes; longer texts are cut, which no report of the panel needs.</summary>
    static byte[] Long(string text) => text.Length > 4_000 ? Long(text[..4_000]) : [.. Word(text.Length), 1, .. Encoding.Unicode.GetBytes(text)];

    static byte[] Short(string text) => [(byte)text.Length, 1, .. Encoding.Unicode.GetBytes(text)];

    static void Record(MemoryStream to, ushort type, byte[] data) => to.Write([.. Word(type), .. Word(data.Length), .. data]);

    /// <summary>The smallest OLE2 file: allocation table, directory, then the workbook, each in sectors of 512 bytes.</summary>
    static byte[] Compound(byte[] stream)
    {
        var size = Math.Max(stream.Length, 4_096); // a shorter stream would have to live in the mini stream
        var data = (size + Sector - 1) / Sector;
        var tables = 1;
        while (tables * (Sector / 4) < tables + 1 + data) tables++;
        if (tables > 109) throw new InvalidOperationException("Too many rows for an .xls without a double-indirect table.");
        var file = new byte[(1 + tables + 1 + data) * Sector];
        Header(file, tables);
        Allocation(file.AsSpan(Sector, tables * Sector), tables, data);
        Directory(file.AsSpan((1 + tables) * Sector), tables + 1, size);
        stream.CopyTo(file.AsSpan((2 + tables) * Sector));
        return file;
    }

    static void Header(Span<byte> header, int tables)
    {
        ((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).CopyTo(header);
        foreach (var (at, value) in ((int, int)[])[(0x18, 0x3E), (0x1A, 3), (0x1C, 0xFFFE), (0x1E, 9), (0x20, 6)]) Word(value).CopyTo(header[at..]);
        foreach (var (at, value) in ((int, int)[])[(0x2C, tables), (0x30, tables), (0x38, 4_096), (0x3C, -2), (0x44, -2)]) Int(header, at, value);
        for (var i = 0; i < 109; i++) Int(header, 0x4C + i * 4, i < tables ? i : -1);
    }

    static void Allocation(Span<byte> table, int tables, int data)
    {
        table.Fill(0xFF);
        for (var i = 0; i < tables; i++) Int(table, i * 4, -3);
        Int(table, tables * 4, -2);
        for (var i = 0; i < data; i++) Int(table, (tables + 1 + i) * 4, i == data - 1 ? -2 : tables + 2 + i);
    }

    static void Directory(Span<byte> sector, int firstData, int size)
    {
        Node(sector, "Root Entry", 5, child: 1, start: -2, size: 0);
        Node(sector[128..], "Workbook", 2, child: -1, firstData, size);
        Node(sector[256..], "", 0, child: -1, 0, 0);
        Node(sector[384..], "", 0, child: -1, 0, 0);
    }

    static void Node(Span<byte> node, string name, byte kind, int child, int start, int size)
    {
        Encoding.Unicode.GetBytes(name).CopyTo(node);
        Word(name.Length == 0 ? 0 : (name.Length + 1) * 2).CopyTo(node[0x40..]);
        (node[0x42], node[0x43]) = (kind, 1);
        foreach (var (at, value) in ((int, int)[])[(0x44, -1), (0x48, -1), (0x4C, child), (0x74, start), (0x78, size)]) Int(node, at, value);
    }

    static void Int(Span<byte> to, int at, int value) => BitConverter.TryWriteBytes(to[at..], value);
}
