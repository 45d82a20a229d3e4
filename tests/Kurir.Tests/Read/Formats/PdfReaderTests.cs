using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace Kurir.Tests.Formats;

public sealed class PdfReaderTests
{
    static byte[] Pdf(params string[][][] pages)
    {
        var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.Helvetica);
        foreach (string[][] rows in pages)
        {
            var page = builder.AddPage(PageSize.A4);
            for (int r = 0; r < rows.Length; r++)
                for (int c = 0; c < rows[r].Length; c++)
                {
                    page.DrawRectangle(new PdfPoint(50 + c * 120, 780 - r * 20 - 5), 120, 20);
                    if (rows[r][c].Length > 0) page.AddText(rows[r][c], 10, new PdfPoint(54 + c * 120, 780 - r * 20), font);
                }
        }

        return builder.Build();
    }

    public static byte[] Sample() => Pdf([["No", "Nama", "Jumlah"], ["1", "Budi", "Rp 85.000"], ["2", "Siti", "Rp 5.000"]]);

    static readonly string[] Head = ["No", "Nama", "Jumlah"];

    [Fact]
    public void A_printed_table_gives_headings_rows_and_places()
    {
        byte[] pdf = Pdf([Head, ["1", "Budi", "Rp 85.000"], ["2", "Siti", "Rp 5.000"]], [Head, ["3", "Wati", "Rp 1.000"]]);
        var grid = Documents.Grid(Documents.Of(pdf, "report.xlsx"));
        Assert.Equal(Head, grid.Headings);
        Assert.Equal(["1|Budi|Rp 85.000", "2|Siti|Rp 5.000", "3|Wati|Rp 1.000"], grid.Texts());
        Assert.Equal(["page 1 1", "page 1 2", "page 2 1"], grid.Rows.Select(r => $"{r.Place} {r.Number}"));
        Assert.Equal(grid.Texts(), grid.Texts());
    }

    [Fact]
    public void A_picture_of_a_page_is_no_report() =>
        Assert.Equal(FaultName.ScannedPage, Documents.Fails(Documents.Of(Pdf([[[""]]]))).Name);

    [Fact]
    public void A_broken_PDF_has_a_named_fault()
    {
        byte[] pdf = Pdf([Head, ["1", "Budi", "Rp 85.000"]]);
        Assert.Contains(Documents.Fails(Documents.Of(pdf[..(pdf.Length / 3)])).Name, new[] { FaultName.FileTruncated, FaultName.FileDamaged });
    }
}
