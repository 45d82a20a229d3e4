using Kurir.Tests.Formats;

namespace Kurir.EndToEnd;

/// <summary>Workbooks, and the PDF that an office program printed of each.</summary>
public sealed class PdfTwinTests
{
    static readonly string s_folder = Path.Combine(Repository.Root, "tests", "Corpus", "pdf-pairs");

    public static TheoryData<string> Names => [.. Directory.GetFiles(s_folder, "*.xlsx").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_report_gives_the_same_rows_as_a_workbook_and_as_pdf(string name)
    {
        var workbook = Documents.Grid(Documents.Of(File.ReadAllBytes(Path.Combine(s_folder, name + ".xlsx")), name + ".xlsx"));
        var table = Assert.Single(PdfCorpus.Read(File.ReadAllBytes(Path.Combine(s_folder, name + ".pdf"))));
        var rows = workbook.Rows.Select(r => Row(Enumerable.Range(0, table.Columns.Count).Select(i => i < r.Cells.Length ? (r.Cells[i].Text ?? "") : ""))).ToList();
        Assert.Equal(rows, [Row(table.Columns), .. table.Rows.Select(r => Row(r.Texts))]);
    }

    static string Row(IEnumerable<string> cells) => string.Join('|', cells.Select(PdfCorpus.Norm));
}
