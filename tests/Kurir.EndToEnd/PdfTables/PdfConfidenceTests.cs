using Kurir.PdfTables;

namespace Kurir.EndToEnd;

public sealed class PdfConfidenceTests
{
    static readonly PdfLayout Sales = new()
    {
        Columns = [new("Code", PdfSet.Left, 80), new("Sold on", PdfSet.Left, 90), new("Amount", PdfSet.Right, 80)],
        Rows = [["TRX1000", "1 Sep 2025", "1.000"], ["TRX1001", "2 Sep 2025", "2.500"], ["TRX1002", "3 Sep 2025", "500"]],
        Lines = PdfLines.Horizontal,
    };

    [Fact]
    public void A_plain_report_is_read_without_doubt()
    {
        var table = Read(Sales with { Totals = ["Total", "", "4.000"] });
        Assert.Equal(1, table.Confidence.Value);
        Assert.Empty(table.Confidence.Reasons);
        Assert.Equal(["Total", "", "4.000"], Assert.Single(table.Totals).Texts);
    }

    [Fact]
    public void Doubts_are_told_in_words()
    {
        Assert.Equal(["The document's sum of \"Amount\" is 9.999; the rows give 4000."], Reasons(Sales with { Totals = ["Total", "", "9.999"] }));
        Assert.Equal(["Column 2 has no heading."], Reasons(Sales with { Columns = [Sales.Columns[0], Sales.Columns[1] with { Name = "" }, Sales.Columns[2]] }));
        Assert.Equal(["Nothing but their place sets the headings apart from the rows."], Reasons(Sales with { BoldHeadings = false, Lines = PdfLines.None }));
    }

    [Theory]
    [InlineData("Total rows: 3", true)]
    [InlineData("Jumlah data: 4", false)]
    public void A_stated_count_is_compared_with_the_rows(string words, bool agrees)
    {
        var table = Read(Sales with { Note = words });
        var stated = Assert.Single(table.Announced);
        Assert.Equal((words, agrees), (stated.Text, stated.Agrees));
        Assert.Equal(agrees ? [] : [$"Page 1 states \"{words}\"; 3 rows were read."], table.Confidence.Reasons);
    }

    [Fact]
    public void A_row_painted_on_both_sides_of_a_page_cut_counts_once_and_is_told()
    {
        var table = Assert.Single(PdfCorpus.Read(PdfCorpus.Bytes("dev19-wkhtmltopdf-stockmove")));
        Assert.Equal(45, table.Rows.Count);
        Assert.Contains("Page 2 begins with the row that ends page 1; it counts once.", table.Confidence.Reasons);
    }

    [Fact]
    public void Equal_rows_at_a_page_cut_stay_two_where_nothing_else_tells_rows_apart()
    {
        var rows = Enumerable.Range(0, 40).Select(_ => (IReadOnlyList<string>)["Pen", "Store 1", "500"]).ToList();
        Assert.Equal(40, Read(Sales with { Rows = rows, PageHeight = 400 }).Rows.Count);
    }

    [Fact]
    public void What_makes_a_reading_doubtful_is_told_in_the_same_words_for_the_whole_corpus()
    {
        var told = PdfCorpus.Names.Where(n => PdfCorpus.Bytes(n).Length < 20_000)
            .SelectMany(n => PdfCorpus.Read(PdfCorpus.Bytes(n)).SelectMany((t, i) => t.Confidence.Reasons.Select(r => $"{n} {i + 1}, {t.Confidence.Value}: {r}")));
        Golden.Match(string.Join('\n', told), "corpus-doubts");
    }

    static PdfTable Read(PdfLayout layout) => Assert.Single(PdfCorpus.Read(PdfLayoutWriter.Write(layout)));

    static IReadOnlyList<string> Reasons(PdfLayout layout) => Read(layout).Confidence.Reasons;
}
