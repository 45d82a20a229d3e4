using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Kurir.Connectors;

/// <summary>What a workbook or a tab of our own begins with.</summary>
static class NewWorkbook
{
    const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const string Declaration = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""";
    const int Sampled = 500;

    /// <summary>By this a workbook shows that nobody but us has written it, so that it has no formulas.</summary>
    public const string Application = "Kurir";

    static readonly (string Part, string Content)[] Parts =
    [
        ("[Content_Types].xml",
            """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>"""),
        ("_rels/.rels",
            """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties" Target="docProps/app.xml"/></Relationships>"""),
        ("docProps/app.xml",
            $"""<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>{Application}</Application></Properties>"""),
        ("xl/workbook.xml",
            $"""<workbook xmlns="{Main}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets></sheets></workbook>"""),
        ("xl/_rels/workbook.xml.rels",
            """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"""),
        ("xl/styles.xml", Styles),
    ];

    /// <summary>The styles of a workbook that has none.</summary>
    public const string Styles =
        $"""<styleSheet xmlns="{Main}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>""";

    /// <summary>A workbook without tabs, which is no whole workbook yet.</summary>
    public static Stream Empty()
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach ((string part, string content) in Parts)
                using (Stream entry = zip.CreateEntry(part, CompressionLevel.NoCompression).Open())
                    entry.Write(Encoding.UTF8.GetBytes(Declaration + content));
        stream.Position = 0;
        return stream;
    }

    /// <summary>A tab without rows: a frozen heading, a filter, columns as wide as the first rows need.</summary>
    /// <param name="ns">The workbook's namespace, which a strict file has of its own.</param>
    public static XmlReader EmptySheet(DeliveryPlan plan, string ns, bool isFirst)
    {
        var sheet = new StringBuilder();
        using (XmlWriter to = XmlWriter.Create(sheet))
        {
            to.WriteStartElement("worksheet", ns);
            WriteView(to, ns, isFirst);
            WriteColumns(to, ns, plan);
            to.WriteStartElement("sheetData", ns);
            to.WriteEndElement();
            to.WriteStartElement("autoFilter", ns);
            to.WriteAttributeString("ref", new CellRange(0, 1, plan.Delivery.Columns.Count - 1, 1 + plan.NewCount).ToString());
        }

        return XmlReader.Create(new StringReader(sheet.ToString()), XlsxPackage.Reading);
    }

    static void WriteView(XmlWriter to, string ns, bool isFirst)
    {
        to.WriteStartElement("sheetViews", ns);
        to.WriteStartElement("sheetView", ns);
        if (isFirst) to.WriteAttributeString("tabSelected", "1");
        to.WriteAttributeString("workbookViewId", "0");
        to.WriteStartElement("pane", ns);
        to.WriteAttributeString("ySplit", "1");
        to.WriteAttributeString("topLeftCell", "A2");
        to.WriteAttributeString("activePane", "bottomLeft");
        to.WriteAttributeString("state", "frozen");
        to.WriteEndElement();
        to.WriteEndElement();
        to.WriteEndElement();
    }

    static void WriteColumns(XmlWriter to, string ns, DeliveryPlan plan)
    {
        int[] widths = [.. plan.Delivery.Columns.Select(column => column.Heading.Length + 3)]; // the filter's button
        foreach (Cell[] row in plan.NewRows.Take(Sampled))
            for (int i = 0; i < widths.Length; i++) widths[i] = Math.Max(widths[i], WidthOf(row[i], plan.Delivery.Columns[i]));
        to.WriteStartElement("cols", ns);
        for (int i = 0; i < widths.Length; i++)
        {
            to.WriteStartElement("col", ns);
            to.WriteAttributeString("min", (i + 1).ToString(CultureInfo.InvariantCulture));
            to.WriteAttributeString("max", (i + 1).ToString(CultureInfo.InvariantCulture));
            to.WriteAttributeString("width", Math.Clamp(widths[i] + 1, 8, 60).ToString(CultureInfo.InvariantCulture));
            to.WriteAttributeString("customWidth", "1");
            to.WriteEndElement();
        }

        to.WriteEndElement();
    }

    // As shown, not as stored: separators, a currency.
    static int WidthOf(Cell cell, ColumnContract column) => cell.Type switch
    {
        CellType.Date => 10,
        CellType.DateTime => 19,
        CellType.Number when column.Format is not null => (cell.Value.Length * 4 / 3) + 4,
        _ => cell.Value.Split('\n', 2)[0].Length,
    };
}
