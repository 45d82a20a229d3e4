using System.Globalization;
using System.IO.Compression;
using CsCheck;
using Kurir.Connectors;

namespace Kurir.Tests.Formats;

public sealed class XlsxWriterTests
{
    static byte[] Write(IReadOnlyList<string> headings, IEnumerable<Cell[]> rows, string name = "Data")
    {
        var bytes = new MemoryStream();
        XlsxWriter.Write(bytes, [new XlsxTable(name, headings, rows)], default);
        return bytes.ToArray();
    }

    static Cell RoundTrip(Cell cell) => Documents.Grid(Documents.Of(Write(["a"], [[cell]]))).Rows.Last().Cells[0];

    static string Part(byte[] book, string path)
    {
        using var zip = new ZipArchive(new MemoryStream(book));
        using var reader = new StreamReader(zip.GetEntry(path)!.Open());
        return reader.ReadToEnd();
    }

    static readonly Gen<string> Texts = Gen.OneOf(
        Gen.String[1, 40],
        Gen.String[Gen.Char["=+-@'0123456789_xX<>&\"\r\n\t aA\u0001\uD83D\uDE00é"], 1, 30],
        Gen.OneOf<string>("=1+1", "00017", "N/A", "3E10", "_x000D_", "_x005F_", " ", "  pad ", "TRUE", "1.234,50", "\uFFFE", "\uD83D"));

    static readonly Gen<Cell> Cells = Gen.OneOf(
        Gen.Const(Cell.Empty),
        Texts.Select(Cell.OfText),
        Gen.Select(Gen.Long[-99_999_999_999_999, 99_999_999_999_999], n => Number(n.ToString(CultureInfo.InvariantCulture))),
        Gen.Select(Gen.Int[-9_999_999, 9_999_999], Gen.Int[1, 99], (n, c) => Number(PlainCents(n, c))),
        Gen.Date[new DateTime(1900, 3, 1), new DateTime(9999, 12, 30)].Select(d => Typed(d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), CellType.Date, "yyyy-mm-dd")),
        Gen.Select(Gen.Date[new DateTime(1900, 3, 1), new DateTime(9999, 12, 30)], Gen.Int[0, 86_399_999], Moment),
        Gen.Int[0, 400_000].Select(s => Typed($"{s / 3600:00}:{s / 60 % 60:00}:{s % 60:00}", CellType.Time, "[h]:mm:ss")),
        Gen.Bool.Select(b => Cell.Typed(b ? "TRUE" : "FALSE", CellType.Boolean, b ? "true" : "false")),
        Gen.OneOf<string>("#N/A", "#REF!", "#DIV/0!").Select(Cell.OfError));

    static Cell Number(string value) => Cell.Typed(value, CellType.Number, value);

    static string PlainCents(int whole, int cents) => $"{whole}.{cents:00}".TrimEnd('0');

    static Cell Typed(string text, CellType type, string format) => Cell.Typed(text, type, text, format);

    static Cell Moment(DateTime day, int ms)
    {
        var moment = day.AddMilliseconds(ms);
        string text = moment.ToString("yyyy-MM-dd HH:mm:ss.FFF", CultureInfo.InvariantCulture);
        return Cell.Typed(text, CellType.DateTime, text.Replace(' ', 'T'), text.Contains('.') ? "yyyy-mm-dd hh:mm:ss.000" : "yyyy-mm-dd hh:mm:ss");
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        Gen.Select(Cells, Cells, Cells).List[0, 12].Sample(rows =>
        {
            var written = rows.Select(r => new[] { r.Item1, r.Item2, r.Item3 }).Where(r => r.Any(c => !c.IsEmpty)).ToList();
            var read = Documents.Grid(Documents.Of(Write(["a", "b", "c"], written))).Rows.Skip(1).Select(r => r.Cells).ToList();
            Assert.Equal(written.Count, read.Count);
            for (int i = 0; i < written.Count; i++)
                for (int c = 0; c < 3; c++)
                    Assert.Equal(written[i][c].Shown(), (c < read[i].Length ? read[i][c] : Cell.Empty).Shown());
        }, iter: 400);
    }

    [Theory]
    [InlineData("12345678901234567")]
    [InlineData("1234567890.123456")]
    public void A_number_too_long_for_a_spreadsheet_is_written_as_text(string digits)
    {
        var cell = RoundTrip(Number(digits));
        Assert.Equal((CellType.Text, digits), (cell.Type, cell.Text));
    }

    [Fact]
    public void Formats_of_numbers_and_dates_are_kept()
    {
        Assert.Equal("\"Rp\" #,##0", RoundTrip(Cell.Typed("85000", CellType.Number, "85000", "\"Rp\" #,##0")).Format);
        Assert.Equal("dd/mm/yyyy", RoundTrip(Cell.Typed("2025-09-23", CellType.Date, "2025-09-23", "dd/mm/yyyy")).Format);
        Assert.Equal("yyyy-mm-dd hh:mm:ss", RoundTrip(Cell.Typed("x", CellType.DateTime, "2025-09-23T18:39:00", "dd/mm/yyyy")).Format);
    }

    [Fact]
    public void What_a_spreadsheet_cannot_hold_as_a_date_stays_text()
    {
        Assert.Equal("Text 1900-01-15 [1900-01-15]", RoundTrip(Typed("1900-01-15", CellType.Date, "yyyy-mm-dd")).Shown());
        Assert.Equal("Text #FEHLER [#FEHLER]", RoundTrip(Cell.OfError("#FEHLER")).Shown());
    }

    [Fact]
    public void Text_that_looks_like_a_formula_stays_text_when_it_is_typed_again()
    {
        byte[] book = Write(["a"], [[Cell.OfText("=1+1")], [Cell.OfText("plain")]]);
        string sheet = Part(book, "xl/worksheets/sheet1.xml");
        Assert.Contains("<c r=\"A2\" s=\"2\" t=\"inlineStr\"><is><t>=1+1</t>", sheet);
        Assert.Contains("<c r=\"A3\" t=\"inlineStr\"><is><t>plain</t>", sheet);
        Assert.DoesNotContain("<f>", sheet);
        Assert.Contains("quotePrefix=\"1\"", Part(book, "xl/styles.xml"));
    }

    [Fact]
    public void Headings_are_bold_and_frozen_with_a_filter_and_widths()
    {
        string sheet = Part(Write(["Nama", "No"], [[Cell.OfText(new string('x', 30)), Number("1")]]), "xl/worksheets/sheet1.xml");
        Assert.Contains("<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>", sheet);
        Assert.Contains("<col min=\"1\" max=\"1\" width=\"32\" customWidth=\"1\"/><col min=\"2\" max=\"2\" width=\"6\"", sheet);
        Assert.Contains("<c r=\"A1\" s=\"1\" t=\"inlineStr\">", sheet);
        Assert.Contains("<autoFilter ref=\"A1:B2\"/>", sheet);
    }

    [Fact]
    public void Rows_beyond_a_sheet_go_on_in_the_next_one()
    {
        var bytes = new MemoryStream();
        var rows = Enumerable.Range(1, 25).Select(i => new[] { Number(i.ToString(CultureInfo.InvariantCulture)) });
        XlsxWriter.Write(bytes, [new XlsxTable("Data", ["n"], rows), new XlsxTable("data", ["n"], [])], 11, default);
        var grids = Documents.Grids(Documents.Of(bytes.ToArray()));
        Assert.Equal(["Data 11", "Data (2) 11", "Data (3) 6", "data (4) 1"], grids.Select(g => $"{g.Name} {g.Rows.Count()}"));
        Assert.Equal(Enumerable.Range(1, 25).Select(i => $"{i}"), grids.SelectMany(g => g.Rows.Skip(1)).Select(r => r.Cells[0].Text));
    }

    [Theory]
    [InlineData("a/b:c*[1]", "a b c  1")]
    [InlineData("'quoted'", "quoted")]
    [InlineData("", "Sheet")]
    [InlineData("a name that is far too long for a tab", "a name that is far too long for")]
    [InlineData("<&>", "<&>")]
    public void A_tabs_name_is_made_fit(string name, string tab) => Assert.Equal(tab, Documents.Grid(Documents.Of(Write(["a"], [], name))).Name);

    [Fact]
    public void Equal_content_gives_equal_bytes() => Assert.Equal(Write(["a"], [[Number("1")]]), Write(["a"], [[Number("1")]]));

    [Fact]
    public void A_text_too_long_for_a_cell_is_refused_not_cut()
    {
        var fault = Assert.Throws<Fault>(() => Write(["a"], [[Cell.OfText(new string('x', 40_000))]]));
        Assert.Equal((Stage.Deliver, FaultName.DestinationFull), (fault.Stage, fault.Name));
    }
}
