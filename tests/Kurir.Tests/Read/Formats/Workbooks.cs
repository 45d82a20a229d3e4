using System.Text;

namespace Kurir.Tests.Formats;

/// <summary>Workbooks written by hand: exactly the XML that a test is about.</summary>
sealed class Workbooks
{
    public const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    public const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    public const string StrictMain = "http://purl.oclc.org/ooxml/spreadsheetml/main";
    public const string StrictRelations = "http://purl.oclc.org/ooxml/officeDocument/relationships";

    readonly List<(string Name, string State, string SheetData)> sheets = [];

    public bool Date1904 { get; init; }

    public string? SharedStrings { get; init; }

    /// <summary>Number formats of the cell styles 1, 2, …</summary>
    public string[] Formats { get; init; } = [];

    public string Namespace { get; init; } = Main;

    public string RelationNamespace { get; init; } = Relations;

    public Workbooks Sheet(string rows, string name = "Data", string state = "visible")
    {
        sheets.Add((name, state, rows));
        return this;
    }

    public byte[] Bytes() => Documents.Zip(Parts());

    public (string, string)[] Parts()
    {
        var rels = new StringBuilder($"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>");
        var book = new StringBuilder($"<workbook xmlns='{Namespace}' xmlns:r='{RelationNamespace}'><workbookPr date1904='{(Date1904 ? 1 : 0)}'/><sheets>");
        for (int i = 1; i <= sheets.Count; i++)
        {
            rels.Append($"<Relationship Id='rId{i}' Type='{RelationNamespace}/worksheet' Target='worksheets/sheet{i}.xml'/>");
            book.Append($"<sheet name='{sheets[i - 1].Name}' sheetId='{i}' state='{sheets[i - 1].State}' r:id='rId{i}'/>");
        }

        rels.Append($"<Relationship Id='rIdS' Type='{RelationNamespace}/sharedStrings' Target='/xl/sharedStrings.xml'/>")
            .Append($"<Relationship Id='rIdF' Type='{RelationNamespace}/styles' Target='styles.xml'/></Relationships>");
        book.Append("</sheets></workbook>");
        var parts = new List<(string, string)>
        {
            ("[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"),
            ("_rels/.rels", $"<Relationships><Relationship Id='rId1' Type='{RelationNamespace}/officeDocument' Target='xl/workbook.xml'/></Relationships>"),
            ("xl/workbook.xml", book.ToString()),
            ("xl/_rels/workbook.xml.rels", rels.ToString()),
            ("xl/styles.xml", Styles()),
        };
        if (SharedStrings is not null) parts.Add(("xl/sharedStrings.xml", $"<sst xmlns='{Namespace}'>{SharedStrings}</sst>"));
        for (int i = 1; i <= sheets.Count; i++)
            parts.Add(($"xl/worksheets/sheet{i}.xml", $"<worksheet xmlns='{Namespace}'><sheetData>{sheets[i - 1].SheetData}</sheetData></worksheet>"));
        return [.. parts];
    }

    /// <summary>The one cell of a workbook with this cell XML.</summary>
    public Cell Cell(string xml) => Documents.Grid(Documents.Of(Sheet($"<row r='1'>{xml}</row>").Bytes())).Rows.Single().Cells[0];

    string Styles()
    {
        var custom = Formats.Select((f, i) => $"<numFmt numFmtId='{164 + i}' formatCode='{System.Security.SecurityElement.Escape(f)}'/>");
        var cells = Formats.Select((_, i) => $"<xf numFmtId='{164 + i}'/>");
        return $"<styleSheet xmlns='{Namespace}'><numFmts>{string.Concat(custom)}</numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
            + $"<cellXfs><xf numFmtId='0'/>{string.Concat(cells)}</cellXfs></styleSheet>";
    }
}
