using System.Text;

namespace Kurir.Tests.Formats;

public sealed class XlsxReaderTests
{
    static string Cell(string xml) => new Workbooks().Cell(xml).Shown();

    static string Formatted(string format, string value, bool date1904 = false) =>
        new Workbooks { Formats = [format], Date1904 = date1904 }.Cell($"<c r='A1' s='1'><v>{value}</v></c>").Shown();

    [Theory]
    [InlineData("12345678901234567", "Number 12345678901234567 [12345678901234567]")]
    [InlineData("1E+16", "Number 10000000000000000 [10000000000000000]")]
    [InlineData("2.6000972175851E+16", "Number 26000972175851000 [26000972175851000]")]
    [InlineData("1.5E-3", "Number 0.0015 [0.0015]")]
    [InlineData("0.30000000000000004", "Number 0.3 [0.3]")]
    [InlineData("1234.5600000000001", "Number 1234.56 [1234.56]")]
    [InlineData("33.333333333333336", "Number 33.333333333333336 [33.333333333333336]")]
    [InlineData("123456789012345.67", "Number 123456789012345.67 [123456789012345.67]")]
    [InlineData("9007199254740993", "Number 9007199254740993 [9007199254740993]")]
    [InlineData("1234.50", "Number 1234.50 [1234.5]")]
    [InlineData("-0", "Number -0 [0]")]
    [InlineData("007", "Number 007 [7]")]
    [InlineData("1E+999", "Text 1E+999 [1E+999]")]
    public void A_number_keeps_its_digits(string raw, string shown) => Assert.Equal(shown, Cell($"<c r='A1'><v>{raw}</v></c>"));

    [Theory]
    [InlineData("dd/mm/yyyy", "45923", "Date 2025-09-23 [2025-09-23] dd/mm/yyyy")]
    [InlineData("[$-421]dd mmmm yyyy;@", "45923", "Date 2025-09-23 [2025-09-23] [$-421]dd mmmm yyyy;@")]
    [InlineData("mmm yyyy", "45923", "Date 2025-09-23 [2025-09-23] mmm yyyy")]
    [InlineData("dd mmm yyyy hh:mm", "45923.777083333334", "DateTime 2025-09-23 18:39:00 [2025-09-23T18:39:00] dd mmm yyyy hh:mm")]
    [InlineData("yyyy-mm-dd hh:mm:ss", "45923", "DateTime 2025-09-23 00:00:00 [2025-09-23T00:00:00] yyyy-mm-dd hh:mm:ss")]
    [InlineData("dd/mm/yyyy", "45923.5", "DateTime 2025-09-23 12:00:00 [2025-09-23T12:00:00] dd/mm/yyyy")]
    [InlineData("yyyy-mm-dd hh:mm:ss.000", "45923.777083333334", "DateTime 2025-09-23 18:39:00 [2025-09-23T18:39:00] yyyy-mm-dd hh:mm:ss.000")]
    [InlineData("h:mm AM/PM", "0.75", "Time 18:00:00 [18:00:00] h:mm AM/PM")]
    [InlineData("[h]:mm", "1.0625", "Time 25:30:00 [25:30:00] [h]:mm")]
    [InlineData("mm:ss", "0.001388888888888889", "Time 00:02:00 [00:02:00] mm:ss")]
    [InlineData("dd/mm/yyyy", "1", "Date 1900-01-01 [1900-01-01] dd/mm/yyyy")]
    [InlineData("dd/mm/yyyy", "59", "Date 1900-02-28 [1900-02-28] dd/mm/yyyy")]
    [InlineData("dd/mm/yyyy", "60", "Number 60 [60] dd/mm/yyyy")]
    [InlineData("dd/mm/yyyy", "61", "Date 1900-03-01 [1900-03-01] dd/mm/yyyy")]
    [InlineData("dd/mm/yyyy", "2958465", "Date 9999-12-31 [9999-12-31] dd/mm/yyyy")]
    [InlineData("dd/mm/yyyy", "2958466", "Number 2958466 [2958466] dd/mm/yyyy")]
    [InlineData("dd/mm/yyyy", "0", "Number 0 [0] dd/mm/yyyy")]
    public void A_date_format_makes_a_date(string format, string value, string shown) => Assert.Equal(shown, Formatted(format, value));

    [Fact]
    public void A_workbook_of_1904_counts_from_1904()
    {
        Assert.Equal("Date 2025-09-23 [2025-09-23] dd/mm/yyyy", Formatted("dd/mm/yyyy", "44461", date1904: true));
        Assert.Equal("Date 1904-01-01 [1904-01-01] dd/mm/yyyy", Formatted("dd/mm/yyyy", "0", date1904: true));
    }

    [Theory]
    [InlineData("0.00%", "0.125", "Number 0.125 [0.125] 0.00%")]
    [InlineData("\"Rp\" #,##0", "85000", "Number 85000 [85000] \"Rp\" #,##0")]
    [InlineData("[$Rp-421]#,##0.00", "85000", "Number 85000 [85000] [$Rp-421]#,##0.00")]
    [InlineData("_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)", "5", "Number 5 [5] _(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)")]
    [InlineData("#,##0 \"days\"", "5", "Number 5 [5] #,##0 \"days\"")]
    [InlineData("0.00E+00", "5", "Number 5 [5] 0.00E+00")]
    [InlineData("# ?/?", "0.5", "Number 0.5 [0.5] # ?/?")]
    [InlineData("0", "5", "Number 5 [5] 0")]
    [InlineData("[Red]0.00;[Blue]-0.00", "5", "Number 5 [5] [Red]0.00;[Blue]-0.00")]
    public void Other_formats_stay_with_the_number(string format, string value, string shown) => Assert.Equal(shown, Formatted(format, value));

    [Theory]
    [InlineData("00000", "17", "Text 00017 [00017]")]
    [InlineData("00000", "1234567", "Text 1234567 [1234567]")]
    [InlineData("000", "-5", "Text -005 [-005]")]
    [InlineData("\"INV-\"0000", "17", "Text INV-0017 [INV-0017]")]
    [InlineData("0000\\-0000\\-0000", "81234567890", "Text 0812-3456-7890 [0812-3456-7890]")]
    [InlineData("00000", "17.5", "Number 17.5 [17.5] 00000")]
    [InlineData("@", "1234567", "Text 1234567 [1234567]")]
    public void Leading_zeros_that_a_format_shows_are_text(string format, string value, string shown) => Assert.Equal(shown, Formatted(format, value));

    [Theory]
    [InlineData("<c r='A1' t='inlineStr'><is><t>A</t><t>B</t></is></c>", "Text AB [AB]")]
    [InlineData("<c r='A1' t='inlineStr'><is>\n <r><rPr><b/></rPr><t>Rich </t></r>\n <r><t>text</t></r><rPh sb='0' eb='1'><t>no</t></rPh></is></c>", "Text Rich text [Rich text]")]
    [InlineData("<c r='A1' t='inlineStr'><is><t xml:space='preserve'> a_x000D_\nb_x005F_x0041_ </t></is></c>", "Text  a\r\nb_x0041_  [ a\r\nb_x0041_ ]")]
    [InlineData("<c r='A1' t='str'><f>A2</f><v>x</v></c>", "Text x [x]")]
    [InlineData("<c r='A1'><f>1+1</f><v>2</v></c>", "Number 2 [2]")]
    [InlineData("<c r='A1' t='b'><v>1</v></c>", "Boolean TRUE [true]")]
    [InlineData("<c r='A1' t='b'><v>0</v></c>", "Boolean FALSE [false]")]
    [InlineData("<c r='A1' t='e'><v>#N/A</v></c>", "Error #N/A [#N/A]")]
    [InlineData("<c r='A1' t='e'><f>1/0</f><v>#DIV/0!</v></c>", "Error #DIV/0! [#DIV/0!]")]
    [InlineData("<c r='A1'><f>SUM(B1:B9)</f></c>", "Error =SUM(B1:B9) [=SUM(B1:B9)]")]
    [InlineData("<c r='A1'><f>SUM(B1:B9)</f><v></v></c>", "Error =SUM(B1:B9) [=SUM(B1:B9)]")]
    [InlineData("<c r='A1' t='d'><v>2025-09-23T18:39:00</v></c>", "DateTime 2025-09-23 18:39:00 [2025-09-23T18:39:00]")]
    [InlineData("<c r='A1' t='d'><v>2025-09-23</v></c>", "Date 2025-09-23 [2025-09-23]")]
    [InlineData("<c r='A1' t='d'><v>18:39:00</v></c>", "Time 18:39:00 [18:39:00]")]
    [InlineData("<c r='A1'><v>N/A</v></c>", "Text N/A [N/A]")]
    [InlineData("<c r='A1' t='inlineStr'><is><t>&#x1;<![CDATA[<b>]]>&amp;</t></is></c>", "Text \u0001<b>& [\u0001<b>&]")]
    public void A_cell_of_each_type_arrives_as_it_was(string xml, string shown) => Assert.Equal(shown, Cell(xml));

    [Fact]
    public void Shared_texts_are_found_in_any_order_and_keep_their_rich_parts()
    {
        var texts = string.Concat(Enumerable.Range(0, 1000).Select(i => i == 500 ? "<si><r><t>five</t></r><r><t xml:space='preserve'> hundred</t></r><rPh><t>x</t></rPh></si>" : $"<si><t>text {i}</t></si>"));
        var book = new Workbooks { SharedStrings = texts }.Sheet("<row r='1'><c r='A1' t='s'><v>999</v></c><c r='B1' t='s'><v>0</v></c><c r='C1' t='s'><v>500</v></c></row>");
        Assert.Equal(["text 999|text 0|five hundred"], Documents.Grid(Documents.Of(book.Bytes())).Texts());
    }

    [Fact]
    public void Cells_and_rows_without_a_reference_follow_each_other()
    {
        var book = new Workbooks().Sheet("<row><c><v>1</v></c><c r='D1'><v>4</v></c><c><v>5</v></c></row><row r='7'><c><v>6</v></c></row><row><c r='B8' s='1'/></row><row/><row><c><v>7</v></c></row>");
        var rows = Documents.Grid(Documents.Of(book.Bytes())).Rows.ToList();
        Assert.Equal([1, 7, 10], rows.Select(r => r.Number));
        Assert.Equal(["1", "", "", "4", "5"], rows[0].Cells.Select(c => c.Text));
    }

    [Fact]
    public void Strict_workbooks_and_prefixed_ones_are_read()
    {
        var strict = new Workbooks { Namespace = Workbooks.StrictMain, RelationNamespace = Workbooks.StrictRelations, Formats = ["dd/mm/yyyy"] };
        Assert.Equal("Date", strict.Cell("<c r='A1' s='1'><v>45923</v></c>").Type.ToString());
        var parts = new Workbooks().Sheet("<row r='1'><c r='A1'><v>5</v></c></row>").Parts();
        var prefixed = parts.Select(p => (p.Item1, p.Item1.Contains("sheet1")
            ? $"<x:worksheet xmlns:x='{Workbooks.Main}'><x:sheetData><x:row r='1'><x:c r='A1'><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>" : p.Item2)).ToArray();
        Assert.Equal(["5"], Documents.Grid(Documents.Of(Documents.Zip(prefixed))).Texts());
    }

    [Fact]
    public void Hidden_sheets_are_left_out_unless_nothing_else_is_there()
    {
        const string row = "<row r='1'><c r='A1'><v>1</v></c></row>";
        var some = Documents.Grids(Documents.Of(new Workbooks().Sheet(row, "a", "hidden").Sheet(row, "b").Sheet(row, "c", "veryHidden").Bytes()));
        Assert.Equal(("b", "sheet 2"), (Assert.Single(some).Name, some[0].Place));
        Assert.Equal("a", Documents.Grid(Documents.Of(new Workbooks().Sheet(row, "a", "hidden").Bytes())).Name);
    }

    [Fact]
    public void Rows_may_be_read_again_and_stop_with_their_token()
    {
        var document = Documents.Of(new Workbooks().Sheet("<row r='1'><c r='A1'><v>1</v></c></row><row r='2'><c r='A2'><v>2</v></c></row>").Bytes());
        using var stop = new CancellationTokenSource();
        var grid = new Connectors.XlsxReader().Read(document, ReadLimits.Default, stop.Token)[0];
        Assert.Equal(grid.Texts(), grid.Texts());
        using var rows = grid.Rows.GetEnumerator();
        Assert.True(rows.MoveNext());
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => rows.MoveNext());
    }

    [Fact]
    public void Stray_output_before_the_zip_is_skipped()
    {
        var book = new Workbooks().Sheet("<row r='1'><c r='A1'><v>1</v></c></row>").Bytes();
        byte[] stray = [.. Encoding.UTF8.GetBytes("<br />\n<b>Warning</b>: Undefined variable $x in export.php on line 7<br />\n"), .. book];
        Assert.Equal(["1"], Documents.Grid(Documents.Of(stray)).Texts());
    }

    [Fact]
    public void A_cut_workbook_is_truncated_wherever_it_was_cut()
    {
        var book = new Workbooks().Sheet(string.Concat(Enumerable.Range(1, 500).Select(i => $"<row r='{i}'><c r='A{i}'><v>{i * 7919}</v></c></row>"))).Bytes();
        foreach (double part in (double[])[0.1, 0.5, 0.9, 0.999])
            Assert.Equal(FaultName.FileTruncated, Documents.Fails(Documents.Of(book[..(int)(book.Length * part)])).Name);
    }

    [Fact]
    public void A_changed_byte_inside_is_seen_by_the_checksum()
    {
        byte[] Stored(string value)
        {
            var bytes = new MemoryStream();
            using (var zip = new System.IO.Compression.ZipArchive(bytes, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
                foreach (var (name, content) in new Workbooks().Sheet($"<row r='1'><c r='A1'><v>{value}</v></c></row>").Parts())
                {
                    using var stream = zip.CreateEntry(name, System.IO.Compression.CompressionLevel.NoCompression).Open();
                    stream.Write(Encoding.UTF8.GetBytes(content));
                }

            return bytes.ToArray();
        }

        byte[] book = Stored("85000123");
        int at = book.AsSpan().IndexOf("85000123"u8);
        book[at] = (byte)'9';
        var fault = Documents.Fails(Documents.Of(book));
        Assert.Equal((FaultName.FileDamaged, FaultKind.Stop), (fault.Name, fault.Kind));
    }

    [Fact]
    public void A_zip_bomb_is_not_unpacked()
    {
        var book = new Workbooks().Sheet($"<row r='1'><c r='A1' t='inlineStr'><is><t>{new string('a', 30 << 20)}</t></is></c></row>").Bytes();
        Assert.Equal(FaultName.FileHostile, Documents.Fails(Documents.Of(book)).Name);
        var limits = ReadLimits.Default with { MaxRatio = int.MaxValue };
        Assert.Equal(FaultName.FileHostile, Documents.Fails(Documents.Of(book), limits with { MaxUnpackedBytes = 20 << 20 }).Name);
        Assert.Equal(FaultName.FileTooLarge, Documents.Fails(Documents.Of(book), limits).Name);
        Assert.Equal(FaultName.FileHostile, Documents.Fails(Documents.Of(book), ReadLimits.Default with { MaxEntries = 3 }).Name);
    }

    [Theory]
    [InlineData("<!DOCTYPE worksheet [<!ENTITY a 'aaaa'>]><worksheet><sheetData><row><c t='str'><v>&a;</v></c></row></sheetData></worksheet>", FaultName.FileDamaged)]
    [InlineData("<worksheet><sheetData><row><c><v>1</c></row></sheetData></worksheet>", FaultName.FileDamaged)]
    [InlineData("<worksheet><sheetData><row><c><v>1</v></c></row>", FaultName.FileTruncated)]
    [InlineData("<worksheet><sheetData><row><c t='s'><v>4</v></c></row></sheetData></worksheet>", FaultName.FileDamaged)]
    [InlineData("<worksheet><sheetData><row><c r='A1'><v>4</v></c><c r='A1'><v>5</v></c></row></sheetData></worksheet>", FaultName.FileDamaged)]
    [InlineData("<worksheet><sheetData><row><c r='XFE1'><v>4</v></c></row></sheetData></worksheet>", FaultName.FileTooLarge)]
    [InlineData("<worksheet/>", FaultName.FileDamaged)]
    public void Broken_sheets_have_a_named_fault(string sheet, FaultName name)
    {
        var parts = new Workbooks { SharedStrings = "<si><t>only</t></si>" }.Sheet("").Parts().Select(p => (p.Item1, p.Item1.Contains("sheet1") ? sheet : p.Item2)).ToArray();
        Assert.Equal(name, Documents.Fails(Documents.Of(Documents.Zip(parts))).Name);
    }

    [Fact]
    public void Deep_and_endless_markup_is_hostile()
    {
        string deep = string.Concat(Enumerable.Repeat("<a>", 100));
        string attribute = $"<worksheet><sheetData><row x='{new string('a', 9_000_000)}'/></sheetData></worksheet>";
        var limits = ReadLimits.Default with { MaxRatio = int.MaxValue };
        foreach (string sheet in (string[])[deep, attribute])
        {
            var parts = new Workbooks().Sheet("").Parts().Select(p => (p.Item1, p.Item1.Contains("sheet1") ? sheet : p.Item2)).ToArray();
            Assert.Equal(FaultName.FileHostile, Documents.Fails(Documents.Of(Documents.Zip(parts)), limits).Name);
        }
    }

    [Fact]
    public void Other_office_documents_are_named()
    {
        byte[] word = Documents.Zip(("[Content_Types].xml", "<Types/>"),
            ("_rels/.rels", $"<Relationships><Relationship Id='r' Type='{Workbooks.Relations}/officeDocument' Target='word/document.xml'/></Relationships>"));
        var fault = Documents.Fails(Documents.Of(word));
        Assert.Equal((FaultName.FileUnknown, "It is a Word document."), (fault.Name, fault.Cause));
    }
}
