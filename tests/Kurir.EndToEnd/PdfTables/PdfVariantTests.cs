using System.Text;
using Kurir.PdfTables;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace Kurir.EndToEnd;

public sealed class PdfVariantTests
{
    [Theory]
    [InlineData("owner-only-rc4", null)]
    [InlineData("user-password-aes256", "rahasia")]
    [InlineData("turned-90", null)]
    [InlineData("turned-180", null)]
    [InlineData("turned-270", null)]
    [InlineData("object-streams", null)]
    [InlineData("linearized", null)]
    public void The_same_report_locked_turned_or_packed_gives_the_same_table(string variant, string? password)
    {
        var want = Assert.Single(PdfCorpus.Truth("dev04-dompdf-small"));
        var got = Assert.Single(PdfCorpus.Grids(PdfCorpus.Read(PdfCorpus.Variant(variant), new PdfTablesOptions { Password = password })));
        Assert.Equal(want.Columns, got.Columns);
        Assert.Equal(want.Rows.Select(r => string.Join('|', r)), got.Rows.Select(r => string.Join('|', r)));
    }

    [Theory]
    [InlineData(null, "locked")]
    [InlineData("wrong", "does not open")]
    public void A_locked_file_asks_for_its_password(string? password, string words)
    {
        var fault = Fails(PdfCorpus.Variant("user-password-aes256"), PdfProblem.PasswordNeeded, new PdfTablesOptions { Password = password });
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_pdf_is_named()
    {
        Fails([], PdfProblem.NotAPdf);
        Fails(Encoding.UTF8.GetBytes("<!doctype html><title>Sign in</title>" + new string('x', 3000)), PdfProblem.NotAPdf);
    }

    [Fact]
    public void A_file_cut_off_anywhere_is_truncated_and_never_read_in_part()
    {
        var whole = PdfCorpus.Bytes("dev44-reportlab-sales");
        foreach (var length in new[] { 600, whole.Length / 2, whole.Length - 300 }) Fails(whole[..length], PdfProblem.Truncated);
    }

    [Fact]
    public void Pages_without_text_are_no_empty_table() => Fails(Drawn((page, _) => page.DrawRectangle(new PdfPoint(50, 50), 200, 200, 1)), PdfProblem.NoText);

    [Fact]
    public void Text_without_a_table_gives_no_table() =>
        Assert.Empty(PdfCorpus.Read(Drawn((page, font) => page.AddText("Nothing was sold in this period.", 12, new PdfPoint(50, 700), font))));

    [Fact]
    public void Each_bound_has_its_name()
    {
        var small = PdfCorpus.Bytes("dev04-dompdf-small");
        Fails(small, PdfProblem.TooLarge, new PdfTablesOptions { MaxBytes = 1000 });
        Fails(small, PdfProblem.TooManyGlyphs, new PdfTablesOptions { MaxGlyphsPerPage = 100 });
        Fails(small, PdfProblem.TooManyPaths, new PdfTablesOptions { MaxPathsPerPage = 10 });
        Fails(PdfCorpus.Bytes("dev16-fpdf-bank"), PdfProblem.TooManyPages, new PdfTablesOptions { MaxPages = 10 });
        Fails(PdfCorpus.Bytes("dev16-fpdf-bank"), PdfProblem.TooSlow, new PdfTablesOptions { MaxTime = TimeSpan.Zero });
    }

    [Fact]
    public void Reading_can_be_cancelled_between_pages()
    {
        using var stop = new CancellationTokenSource();
        using var report = PdfReport.Open(new MemoryStream(PdfCorpus.Bytes("dev16-fpdf-bank")), null, stop.Token);
        using var rows = report.Tables().First().Rows().GetEnumerator();
        Assert.True(rows.MoveNext());
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            while (rows.MoveNext())
            {
            }
        });
    }

    [Fact]
    public void A_cell_that_spans_rows_stands_in_the_first_of_them()
    {
        var table = Assert.Single(PdfCorpus.Read(Drawn((page, font) =>
        {
            double[] x = [50, 150, 250, 350];
            foreach (var at in x) page.DrawLine(new PdfPoint(at, 600), new PdfPoint(at, 700), 0.5);
            foreach (var y in new[] { 700, 680, 660, 600 }) page.DrawLine(new PdfPoint(50, y), new PdfPoint(350, y), 0.5);
            foreach (var y in new[] { 640, 620 }) page.DrawLine(new PdfPoint(150, y), new PdfPoint(350, y), 0.5);
            Cells(page, font, 686, "Branch", "Item", "Count");
            Cells(page, font, 666, "Medan", "Pens", "1");
            Cells(page, font, 646, "", "Ink", "2");
            Cells(page, font, 626, "Jakarta", "Paper", "3");
            Cells(page, font, 606, "", "Glue", "4");
        })));
        Assert.Equal(["Medan|Pens|1", "Jakarta|Ink|2", "|Paper|3", "|Glue|4"], table.Rows.Select(r => string.Join('|', r.Texts)));
    }

    static void Cells(PdfPageBuilder page, PdfDocumentBuilder.AddedFont font, double y, params string[] texts)
    {
        for (var i = 0; i < texts.Length; i++)
        {
            if (texts[i].Length > 0) page.AddText(texts[i], 9, new PdfPoint(55 + (100 * i), y), font);
        }
    }

    static PdfTablesException Fails(byte[] bytes, PdfProblem problem, PdfTablesOptions? options = null)
    {
        var fault = Assert.Throws<PdfTablesException>(() => PdfCorpus.Read(bytes, options));
        Assert.Equal(problem, fault.Problem);
        return fault;
    }

    static byte[] Drawn(Action<PdfPageBuilder, PdfDocumentBuilder.AddedFont> draw)
    {
        using var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.Helvetica);
        draw(builder.AddPage(PageSize.A4), font);
        return builder.Build();
    }
}
