using System.IO.Compression;
using System.Text;

namespace Kurir.Tests;

/// <summary>A workbook as people make them: a table with a filter, formats, rules, names, a formula beside it; a second tab that adds up; a picture, a chart.</summary>
static class RichWorkbook
{
    const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const string Package = "http://schemas.openxmlformats.org/package/2006/relationships";
    const string Content = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    /// <summary>Headings in row 3, under a title; two rows of sales; column F is a formula of a person; row 5 is hidden.</summary>
    public const string Sheet = $"""
        <worksheet xmlns="{Main}" xmlns:r="{Relations}" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac"><sheetPr><tabColor rgb="FFFF0000"/></sheetPr><dimension ref="A1:F5"/><sheetViews><sheetView workbookViewId="0" tabSelected="1"><pane ySplit="3" topLeftCell="A4" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15" x14ac:dyDescent="0.25"/><cols><col min="1" max="1" width="33.5" customWidth="1"/></cols><sheetData><row r="1" spans="1:6"><c r="A1" t="s"><v>0</v></c></row><row r="3" spans="1:6" x14ac:dyDescent="0.3"><c r="A3" s="1" t="s"><v>1</v></c><c r="B3" s="1" t="s"><v>2</v></c><c r="C3" s="1" t="s"><v>3</v></c><c r="D3" s="1" t="s"><v>4</v></c><c r="E3" s="1" t="s"><v>5</v></c><c r="F3" s="1" t="s"><v>6</v></c></row><row r="4" spans="1:6"><c r="A4" t="s"><v>7</v></c><c r="B4" t="s"><v>8</v></c><c r="C4" s="2"><v>85000</v></c><c r="D4" s="3"><v>DAY1</v></c><c r="E4" t="s"><v>9</v></c><c r="F4"><f>C4*2</f><v>170000</v></c></row><row r="5" spans="1:6" hidden="1"><c r="A5" t="s"><v>10</v></c><c r="B5" t="s"><v>11</v></c><c r="C5" s="2"><v>1234.5</v></c><c r="D5" s="3"><v>DAY2</v></c><c r="E5" t="s"><v>9</v></c><c r="F5"><f>C5*2</f><v>2469</v></c></row></sheetData><conditionalFormatting sqref="C4:C5"><cfRule type="cellIs" dxfId="0" priority="1" operator="greaterThan"><formula>10000</formula></cfRule></conditionalFormatting><dataValidations count="1"><dataValidation type="list" allowBlank="1" sqref="E4:E5 H1"><formula1>"PENDING,TERIMA,TOLAK"</formula1></dataValidation></dataValidations><hyperlinks><hyperlink ref="A1" r:id="rId1"/></hyperlinks><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><drawing r:id="rId2"/><tableParts count="1"><tablePart r:id="rId3"/></tableParts></worksheet>
        """;

    static readonly string[] Texts = ["Sales of the shop", "Order ID", "Customer", "Amount", "Day", "Status", "Twice", "00017233", "Budi", "PENDING", "00017234", "Sari"];

    /// <param name="path">Where to; folders are made.</param>
    /// <param name="is1904">Days are counted from 1904.</param>
    /// <param name="change">Changes a part's content before it is written: name and content.</param>
    public static void Write(string path, bool is1904 = false, Func<string, string, string>? change = null)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach ((string name, string content) in Parts(is1904))
        {
            using Stream stream = zip.CreateEntry(name).Open();
            stream.Write(Encoding.UTF8.GetBytes(change?.Invoke(name, content) ?? content));
        }

        using Stream picture = zip.CreateEntry("xl/media/image1.png").Open();
        picture.Write([.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 31 % 251))]);
    }

    /// <summary>The parts' bytes, by name.</summary>
    public static Dictionary<string, byte[]> Read(string path)
    {
        using ZipArchive zip = ZipFile.OpenRead(path);
        return zip.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using Stream stream = entry.Open();
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return bytes.ToArray();
        });
    }

    static IEnumerable<(string Name, string Content)> Parts(bool is1904)
    {
        int first = is1904 ? 46347 - 1462 : 46347; // 2026-11-21
        yield return ("[Content_Types].xml", $"""
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/xl/workbook.xml" ContentType="{Content}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{Content}.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="{Content}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="{Content}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="{Content}.sharedStrings+xml"/><Override PartName="/xl/tables/table1.xml" ContentType="{Content}.table+xml"/><Override PartName="/xl/calcChain.xml" ContentType="{Content}.calcChain+xml"/><Override PartName="/xl/drawings/drawing1.xml" ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/><Override PartName="/xl/charts/chart1.xml" ContentType="application/vnd.openxmlformats-officedocument.drawingml.chart+xml"/></Types>
            """);
        yield return ("_rels/.rels", $"""<Relationships xmlns="{Package}"><Relationship Id="rId1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
        yield return ("xl/workbook.xml", $"""
            <workbook xmlns="{Main}" xmlns:r="{Relations}"><workbookPr{(is1904 ? " date1904=\"1\"" : "")}/><sheets><sheet name="sales" sheetId="4" r:id="rId1"/><sheet name="Total's" sheetId="2" r:id="rId2"/></sheets><definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">sales!$A$3:$F$5</definedName><definedName name="Amounts">sales!$C$4:$C$5</definedName></definedNames><calcPr calcId="191029"/></workbook>
            """);
        yield return ("xl/_rels/workbook.xml.rels", $"""
            <Relationships xmlns="{Package}"><Relationship Id="rId1" Type="{Relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{Relations}/worksheet" Target="/xl/worksheets/sheet2.xml"/><Relationship Id="rId3" Type="{Relations}/styles" Target="styles.xml"/><Relationship Id="rId4" Type="{Relations}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId5" Type="{Relations}/calcChain" Target="calcChain.xml"/></Relationships>
            """);
        yield return ("xl/worksheets/sheet1.xml", Sheet.Replace("DAY1", $"{first}", StringComparison.Ordinal).Replace("DAY2", $"{first + 1}", StringComparison.Ordinal));
        yield return ("xl/worksheets/_rels/sheet1.xml.rels", $"""
            <Relationships xmlns="{Package}"><Relationship Id="rId1" Type="{Relations}/hyperlink" Target="https://shop.example.com/" TargetMode="External"/><Relationship Id="rId2" Type="{Relations}/drawing" Target="../drawings/drawing1.xml"/><Relationship Id="rId3" Type="{Relations}/table" Target="../tables/table1.xml"/></Relationships>
            """);
        yield return ("xl/worksheets/sheet2.xml", $"""<worksheet xmlns="{Main}"><sheetData><row r="1"><c r="A1"><f>SUM(sales!C:C)</f><v>86234.5</v></c></row></sheetData></worksheet>""");
        yield return ("xl/sharedStrings.xml", $"""<sst xmlns="{Main}">{string.Concat(Texts.Select(text => text == "Sari" ? "<si><r><t>Sa</t></r><r><rPr><b/></rPr><t>ri</t></r><rPh sb=\"0\" eb=\"1\"><t>aid</t></rPh></si>" : $"<si><t>{text}</t></si>"))}</sst>""");
        yield return ("xl/styles.xml", $"""
            <styleSheet xmlns="{Main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="&quot;Rp&quot; #,##0"/><numFmt numFmtId="165" formatCode="dd/mm/yyyy"/></numFmts><fonts count="2"><font><sz val="10"/><name val="Arial"/></font><font><b/><sz val="10"/><name val="Arial"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="164" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles><dxfs count="1"><dxf><font><color rgb="FF9C0006"/></font></dxf></dxfs></styleSheet>
            """);
        yield return ("xl/tables/table1.xml", $"""
            <table xmlns="{Main}" id="1" name="Sales" displayName="Sales" ref="A3:F5" totalsRowShown="0"><autoFilter ref="A3:F5"/><tableColumns count="6"><tableColumn id="1" name="Order ID"/><tableColumn id="2" name="Customer"/><tableColumn id="3" name="Amount"/><tableColumn id="4" name="Day"/><tableColumn id="5" name="Status"/><tableColumn id="6" name="Twice"><calculatedColumnFormula>C4*2</calculatedColumnFormula></tableColumn></tableColumns><tableStyleInfo name="TableStyleMedium2" showRowStripes="1"/></table>
            """);
        yield return ("xl/calcChain.xml", $"""<calcChain xmlns="{Main}"><c r="F4" i="4"/><c r="F5" i="4"/><c r="A1" i="2"/></calcChain>""");
        yield return ("xl/drawings/drawing1.xml", $"""
            <xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor><xdr:from><xdr:col>8</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>2</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>14</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>16</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="Chart 1"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:r="{Relations}" r:id="rId1"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>
            """);
        yield return ("xl/drawings/_rels/drawing1.xml.rels", $"""<Relationships xmlns="{Package}"><Relationship Id="rId1" Type="{Relations}/chart" Target="../charts/chart1.xml"/></Relationships>""");
        yield return ("xl/charts/chart1.xml", """
            <c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:chart><c:plotArea><c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/><c:ser><c:idx val="0"/><c:order val="0"/><c:val><c:numRef><c:f>sales!$C$4:$C$5</c:f></c:numRef></c:val></c:ser><c:axId val="1"/><c:axId val="2"/></c:barChart><c:catAx><c:axId val="1"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="b"/><c:crossAx val="2"/></c:catAx><c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="l"/><c:crossAx val="1"/></c:valAx></c:plotArea><c:plotVisOnly val="1"/></c:chart></c:chartSpace>
            """);
    }
}
