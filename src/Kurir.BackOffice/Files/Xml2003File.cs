using System.Globalization;
using System.Security;
using System.Text;

namespace Kurir.BackOffice;

/// <summary>SpreadsheetML 2003: one XML document, usually named <c>.xls</c>.</summary>
static class Xml2003File
{
    const string Head = """
        <?xml version="1.0" encoding="UTF-8"?>
        <?mso-application progid="Excel.Sheet"?>
        <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
        <Styles><Style ss:ID="Date"><NumberFormat ss:Format="dd\ mmm\ yyyy"/></Style>
        <Style ss:ID="Moment"><NumberFormat ss:Format="dd\ mmm\ yyyy\ hh:mm"/></Style></Styles>
        <Worksheet ss:Name="Worksheet"><Table>

        """;

    public static string Write(Paper paper)
    {
        var xml = new StringBuilder(Head);
        foreach (var line in paper.Lead) Row(xml, [new(line)]);
        foreach (var heading in paper.Headings) Row(xml, [.. heading.Select(BackOfficeCell.Of)]);
        foreach (var row in paper.Rows) Row(xml, row);
        return xml.Append("</Table></Worksheet></Workbook>\n").ToString();
    }

    static void Row(StringBuilder xml, BackOfficeCell[] cells)
    {
        xml.Append("<Row>");
        foreach (var cell in cells) Cell(xml, cell);
        xml.Append("</Row>\n");
    }

    static void Cell(StringBuilder xml, BackOfficeCell cell)
    {
        var (style, type, value) = cell.Value switch
        {
            decimal number => ("", "Number", number.ToString(CultureInfo.InvariantCulture)),
            DateTime time => ($" ss:StyleID=\"{cell.Kind}\"", "DateTime", time.ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture)),
            _ => ("", cell.Kind == BackOfficeKind.Error ? "Error" : "String", SecurityElement.Escape(cell.Text).Replace("\n", "&#10;")),
        };
        xml.Append("<Cell").Append(style).Append("><Data ss:Type=\"").Append(type).Append("\">").Append(value).Append("</Data></Cell>");
    }
}
