using Kurir.PdfTables;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace Kurir.EndToEnd;

/// <summary>Reports set in letters of one width, with columns made of blanks and lines made of dashes.</summary>
public sealed class PdfReportsOfCharactersTests
{
    [Fact]
    public void Underlined_headings_show_the_columns()
    {
        var table = Read("""
                              STOCK LEDGER REPORT
            Date: 30/09/2025                                             Page: 1

            Code     Description              Qty Unit   Price       Amount
            -------- ------------------------ --- ---- --------- ------------
            A001     Paper A4 80 gr            12 box     45.000      540.000
            A002     Pen blue                 100 pcs      2.500      250.000
            A004     Stapler                      pcs     15.000
            -------- ------------------------ --- ---- --------- ------------
            TOTAL                                                     790.000
            """);
        Assert.Equal(["Code", "Description", "Qty", "Unit", "Price", "Amount"], table.Columns);
        Assert.Equal(["A001|Paper A4 80 gr|12|box|45.000|540.000", "A002|Pen blue|100|pcs|2.500|250.000", "A004|Stapler||pcs|15.000|"], Lines(table));
        Assert.Equal("790.000", Assert.Single(table.Totals).Texts[^1]);
    }

    [Fact]
    public void Blanks_that_stay_free_show_the_columns()
    {
        var table = Read("""
            Bank statement
            No  Date       Description            Debit      Credit     Balance
            1   2025-09-01 OPENING BALANCE                              1000.00
            2   2025-09-02 CARD PAYMENT SHOP      20.00                  980.00
            3   2025-09-03 TRANSFER FROM ANN                 500.00     1480.00
            4   2025-09-04 ATM WITHDRAWAL        100.00                 1380.00
            """);
        Assert.Equal(["No", "Date", "Description", "Debit", "Credit", "Balance"], table.Columns);
        Assert.Equal("3|2025-09-03|TRANSFER FROM ANN||500.00|1480.00", Lines(table)[2]);
    }

    [Fact]
    public void Bars_and_dashes_are_a_grid()
    {
        var table = Read("""
            +------+----------------------+----------+
            | ID   | Name                 |   Amount |
            +------+----------------------+----------+
            | 1    | Budi Santoso         |   12.000 |
            | 2    | Ayu Lestari          |    1.500 |
            +------+----------------------+----------+
            """);
        Assert.Equal(["ID", "Name", "Amount"], table.Columns);
        Assert.Equal(["1|Budi Santoso|12.000", "2|Ayu Lestari|1.500"], Lines(table));
    }

    [Fact]
    public void Wrapped_texts_join_their_row()
    {
        var table = Read("""
            No  Date        Goods                       Count      Total
            ============================================================
            1   01/09/2025  Paper A4 80 gr                 12    540.000
            2   01/09/2025  Ink refill black for the        5    175.000
                            office printer
            3   02/09/2025  Envelope                        1      1.000
            """);
        Assert.Equal("2|01/09/2025|Ink refill black for the office printer|5|175.000", Lines(table)[1]);
        Assert.Equal(3, table.Rows.Count);
    }

    [Theory]
    [InlineData("\u05DD\u05D5\u05DC\u05E9", "\u05E9\u05DC\u05D5\u05DD")]
    [InlineData("2025 \u05D0", "\u05D0 2025")]
    [InlineData("plain", "plain")]
    public void Words_of_scripts_read_from_right_to_left_come_in_reading_order(string onPaper, string read) => Assert.Equal(read, ReadingOrder.FromPaper(onPaper));

    [Theory]
    [InlineData("\uFB01le \uFB02at o\uFB03ce", "file flat office")]
    [InlineData("\u2FA6\u984D", "\u91D1\u984D")]
    [InlineData("soft\u00ADhyphen", "softhyphen")]
    [InlineData("½ m²", "½ m²")]
    public void Characters_are_given_as_people_type_them(string printed, string typed) => Assert.Equal(typed, Letters.Tidy(printed));

    static PdfTable Read(string report)
    {
        using var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.Courier);
        var page = builder.AddPage(792, 612);
        var y = 580.0;
        foreach (var line in report.Split('\n').Select(l => l.TrimEnd()))
        {
            if (line.Length > 0) page.AddText(line, 8, new PdfPoint(30, y), font);
            y -= 9.6;
        }
        return Assert.Single(PdfCorpus.Read(builder.Build()));
    }

    static List<string> Lines(PdfTable table) => [.. table.Rows.Select(r => string.Join('|', r.Texts))];
}
