using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Kurir.BackOffice;

/// <summary>How the workbook is laid out where its kind leaves a choice.</summary>
/// <param name="InlineStrings">Texts stand in the cells; otherwise in a part of their own, each once.</param>
/// <param name="From1904">Days are counted from 1904, as on old Macintoshes.</param>
/// <param name="Padding">So many spaces follow the sheet's last row: a small file that is huge once unpacked.</param>
sealed record XlsxLayout(bool InlineStrings = false, bool From1904 = false, int Padding = 0);

/// <summary>
/// A workbook with the parts and the manner of those that PhpSpreadsheet writes: one sheet named "Worksheet", shared strings, styled numbers.
/// </summary>
static class XlsxFile
{
    static readonly XlsxLayout s_usual = new();

    public static byte[] Write(Paper paper, XlsxLayout? layout = null)
    {
        layout ??= s_usual;
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part(zip, "[Content_Types].xml", XlsxParts.ContentTypes);
            Part(zip, "_rels/.rels", XlsxParts.Relations);
            Part(zip, "docProps/app.xml", XlsxParts.App);
            Part(zip, "docProps/core.xml", XlsxParts.Core(paper.Title));
            Part(zip, "xl/_rels/workbook.xml.rels", XlsxParts.WorkbookRelations);
            Part(zip, "xl/styles.xml", XlsxParts.Styles);
            Part(zip, "xl/workbook.xml", XlsxParts.Workbook(layout.From1904));
            var strings = new SharedStrings();
            Sheet(zip, paper, layout, strings);
            Part(zip, "xl/sharedStrings.xml", strings.Xml());
        }
        return memory.ToArray();
    }

    static void Part(ZipArchive zip, string name, string xml)
    {
        using var stream = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        stream.Write(Encoding.UTF8.GetBytes(xml));
    }

    static void Sheet(ZipArchive zip, Paper paper, XlsxLayout layout, SharedStrings strings)
    {
        using var part = zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open();
        using var xml = new StreamWriter(part, new UTF8Encoding(false), 1 << 16);
        xml.Write(XlsxParts.SheetHead);
        var row = 0;
        foreach (var line in paper.Lead) Row(xml, ++row, [new(line)], XlsxParts.Bold, layout, strings);
        foreach (var heading in paper.Headings) Row(xml, ++row, [.. heading.Select(BackOfficeCell.Of)], XlsxParts.Bold, layout, strings);
        foreach (var cells in paper.Rows) Row(xml, ++row, cells, null, layout, strings);
        Pad(xml, layout.Padding);
        xml.Write(XlsxParts.SheetFoot);
    }

    static void Pad(StreamWriter xml, int spaces)
    {
        var block = new string(' ', 1 << 20);
        for (; spaces > 0; spaces -= block.Length) xml.Write(block);
    }

    static void Row(StreamWriter xml, int row, BackOfficeCell[] cells, int? style, XlsxLayout layout, SharedStrings strings)
    {
        xml.Write(string.Create(CultureInfo.InvariantCulture, $"<row r=\"{row}\" spans=\"1:{cells.Length}\">"));
        for (var column = 0; column < cells.Length; column++)
        {
            var start = string.Create(CultureInfo.InvariantCulture, $"<c r=\"{Letters(column)}{row}\" s=\"{style ?? (int)cells[column].Kind}\"");
            Cell(xml, start, cells[column], layout, strings);
        }
        xml.Write("</row>");
    }

    static void Cell(StreamWriter xml, string start, BackOfficeCell cell, XlsxLayout layout, SharedStrings strings)
    {
        xml.Write(start);
        if (cell.Value is decimal number) xml.Write($"><v>{number.ToString(CultureInfo.InvariantCulture)}</v></c>");
        else if (cell.Value is DateTime time) xml.Write($"><v>{Serial(time, layout.From1904).ToString("R", CultureInfo.InvariantCulture)}</v></c>");
        else if (cell.Text.Length == 0) xml.Write("/>");
        else if (cell.Kind == BackOfficeKind.Error) xml.Write($" t=\"e\"><v>{cell.Text}</v></c>");
        else if (layout.InlineStrings) xml.Write($" t=\"inlineStr\"><is>{SharedStrings.Text(cell.Text)}</is></c>");
        else xml.Write($" t=\"s\"><v>{strings.Index(cell.Text).ToString(CultureInfo.InvariantCulture)}</v></c>");
    }

    static double Serial(DateTime time, bool from1904) =>
        (time - (from1904 ? new DateTime(1904, 1, 1) : new DateTime(1899, 12, 30))).TotalDays;

    static string Letters(int column) => column < 26 ? $"{(char)('A' + column)}" : Letters(column / 26 - 1) + (char)('A' + column % 26);
}
