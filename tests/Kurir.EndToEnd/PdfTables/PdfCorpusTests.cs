using Kurir.PdfTables;

namespace Kurir.EndToEnd;

public sealed class PdfCorpusTests
{
    public static TheoryData<string> Files => [.. PdfCorpus.Names];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_table_of_the_corpus_is_read_exactly(string name)
    {
        var truth = PdfCorpus.Truth(name);
        var read = PdfCorpus.Grids(PdfCorpus.Read(PdfCorpus.Bytes(name)));
        Assert.Equal(truth.Count, read.Count);
        foreach (var (want, got) in truth.Zip(read))
        {
            Assert.Equal(want.Columns, got.Columns);
            Assert.Equal(want.Rows.Count, got.Rows.Count);
            foreach (var (wantRow, gotRow) in want.Rows.Zip(got.Rows)) Assert.Equal(wantRow, gotRow);
            if (want.Totals is not null) Assert.Equal(string.Concat(want.Totals), string.Concat(got.Totals ?? []));
        }
    }

    [Fact]
    public void Every_letter_of_a_region_is_in_exactly_one_cell()
    {
        foreach (var name in PdfCorpus.Names.Where(n => PdfCorpus.Bytes(n).Length < 400_000))
        {
            foreach (var page in Pages(name))
            {
                foreach (var region in RegionFinder.Find(page, LineBuilder.Build(page)))
                {
                    if (TableReader.Read(page, region, null) is not { } table) continue;
                    var body = table.Region.Lines.Skip(table.HeadingLines.Count).SelectMany(l => l.Pieces).Select(p => p.Text);
                    var cells = table.Rows.SelectMany(r => r.Texts);
                    Assert.Equal(Sorted(body), Sorted(cells));
                }
            }
        }
    }

    [Fact]
    public void Rows_come_in_reading_order_with_as_many_cells_as_columns_and_boxes_on_the_page()
    {
        foreach (var name in PdfCorpus.Names.Where(n => PdfCorpus.Bytes(n).Length < 400_000))
        {
            foreach (var table in PdfCorpus.Read(PdfCorpus.Bytes(name)))
            {
                var at = (Page: 0, Top: 0.0);
                foreach (var row in table.Rows)
                {
                    Assert.Equal(table.Columns.Count, row.Cells.Count);
                    var top = row.Cells.Where(c => c.Box is not null).Min(c => c.Box!.Value.Top);
                    Assert.True(row.Page > at.Page || (row.Page == at.Page && top >= at.Top), $"{name}: page {row.Page}, {top} after {at}");
                    at = (row.Page, top);
                    Assert.All(row.Cells, c => Assert.Equal(c.Text.Length == 0, c.Box is null));
                    Assert.All(row.Cells, c => Assert.True(c.Box is null or { Left: > -5, Top: > -5, Width: > 0, Height: > 0 }));
                }
            }
        }
    }

    [Fact]
    public void Streaming_gives_what_reading_all_gives()
    {
        using var report = PdfReport.Open(new MemoryStream(PdfCorpus.Bytes("dev16-fpdf-bank")));
        Assert.Equal(53, report.PageCount);
        var table = Assert.Single(report.Tables());
        Assert.Equal(3000, table.Rows().Count());
        Assert.Equal((1, 53), (table.FirstPage, table.LastPage));
    }

    static IEnumerable<PageContent> Pages(string name)
    {
        using var document = UglyToad.PdfPig.PdfDocument.Open(PdfCorpus.Bytes(name));
        foreach (var page in document.GetPages()) yield return PageReader.Read(page, PdfTablesOptions.Default, new Deadline(PdfTablesOptions.Default, CancellationToken.None));
    }

    static string Sorted(IEnumerable<string> texts) => string.Concat(texts.SelectMany(t => t).Where(c => !char.IsWhiteSpace(c)).Order());
}
