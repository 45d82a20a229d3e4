using Kurir.PdfTables;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace Kurir.EndToEnd;

/// <summary>Headings in plain type with no row below, no rule and no painting: a report of a day without data.</summary>
public sealed class PdfLoneHeadingTests
{
    static readonly (double X, double Down, string Text)[] Headings = [(40, 60, "No."), (90, 60, "Item Name"), (230, 60, "Qty"), (300, 60, "Amount")];

    [Fact]
    public void Headings_alone_under_a_title_are_a_table_without_rows()
    {
        var table = Assert.Single(Read([(40, 20, "Sales report"), (40, 35, "Period: 1 May 2025 - 31 May 2025"), .. Headings, (40, 85, "No data available."), (180, 400, "Page 1 of 1")]));
        Assert.Equal(["No.", "Item Name", "Qty", "Amount"], table.Columns);
        Assert.Empty(table.Rows);
        Assert.Equal(["Only headings and no rows were found; nothing but their place under the title shows that they are headings."], table.Confidence.Reasons);
        Assert.Equal(0.7, table.Confidence.Value);
    }

    [Theory]
    [InlineData(71)]
    [InlineData(49)]
    public void Headings_of_two_lines_alone_are_headings_and_no_row(double other)
    {
        var table = Assert.Single(Read([(40, 20, "Sales report"), (40, 35, "May 2025"), .. Headings, (230, other, "sold"), (300, other, "(Rp)"), (40, 95, "No data available.")]));
        Assert.Equal(other > 60 ? ["No.", "Item Name", "Qty sold", "Amount (Rp)"] : ["No.", "Item Name", "sold Qty", "(Rp) Amount"], table.Columns);
        Assert.Empty(table.Rows);
    }

    [Theory]
    [InlineData(40, 71)]
    [InlineData(90, 78)]
    public void A_row_that_fills_the_first_column_or_stands_apart_stays_a_row(double x, double down)
    {
        var table = Assert.Single(Read([(40, 20, "Sales report"), .. Headings, (x, down, "Pen"), (230, down, "none")]));
        Assert.Single(table.Rows);
    }

    [Fact]
    public void A_line_of_several_texts_without_a_title_above_is_no_table() => Assert.Empty(Read([.. Headings, (40, 85, "No data available.")]));

    [Fact]
    public void A_line_of_several_texts_over_running_text_is_no_table() =>
        Assert.Empty(Read([(40, 20, "Annual review"), .. Headings, .. Enumerable.Range(0, 12).Select(i => (40.0, 85.0 + (14 * i), "The year went well for every branch and all of its people, as shown."))]));

    [Fact]
    public void Figures_or_labels_with_values_are_no_headings()
    {
        Assert.Empty(Read([(40, 20, "Invoice"), (40, 60, "Jakarta"), (150, 60, "17 May 2025"), (300, 60, "Ref 12")]));
        Assert.Empty(Read([(40, 20, "Invoice"), (40, 60, "Branch: all"), (150, 60, "Status: paid"), (300, 60, "User: admin")]));
    }

    [Fact]
    public void A_title_page_with_names_side_by_side_is_no_table() => Assert.Empty(Read([(40, 20, "A study"), .. Headings], pages: 2));

    static IReadOnlyList<PdfTable> Read((double X, double Down, string Text)[] texts, int pages = 1)
    {
        using var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.Helvetica);
        for (var i = 0; i < pages; i++)
        {
            var page = builder.AddPage(450, 450);
            foreach (var (x, down, text) in i == 0 ? texts : [(40, 20, "The text begins here.")]) page.AddText(text, 9, new PdfPoint(x, 450 - down), font);
        }
        return PdfCorpus.Read(builder.Build());
    }
}
