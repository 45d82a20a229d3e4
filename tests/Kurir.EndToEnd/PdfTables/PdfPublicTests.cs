namespace Kurir.EndToEnd;

/// <summary>
/// The ICDAR 2013 documents are others' data and not part of the repository. Where they lie beside it, the reading is scored as the
/// data's own script scores it: aligned rows, one mapping of columns, F1 over cells that are not empty.
/// </summary>
public sealed class PdfPublicTests
{
    const double Promised = 0.80;

    [Fact]
    public void Real_reports_of_governments_reach_the_promised_cell_score()
    {
        var folder = Path.Combine(Repository.Root, "..", "shared", "corpus", "pdf-public");
        if (!Directory.Exists(folder))
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{folder} is not there: nothing was scored.");
            return;
        }
        var scores = Directory.GetFiles(folder, "*.pdf").Select(f => Score(folder, Path.GetFileNameWithoutExtension(f))).ToList();
        TestContext.Current.TestOutputHelper?.WriteLine($"{scores.Count} files, mean cell F1 {scores.Average():0.000}");
        Assert.True(scores.Average() >= Promised, $"mean cell F1 {scores.Average():0.000}");
    }

    [Fact]
    public void The_score_counts_matching_cells_once()
    {
        var truth = Table(["A", "B"], ["1", "x"], ["2", "y"]);
        Assert.Equal(1, PdfScore.CellF1([truth], [truth]));
        Assert.Equal(0, PdfScore.CellF1([truth], []));
        Assert.Equal(2 * 4 / 10.0, PdfScore.CellF1([truth], [Table(["A", "B"], ["1", "x"])]));
        Assert.Equal(1, PdfScore.CellF1([truth], [Table(["", "A", "B"], ["", "1", "x"], ["", "2", "y"])]));
        Assert.Equal(2 * 6 / 18.0, PdfScore.CellF1([truth], [truth, truth]));
    }

    static PdfCorpus.Grid Table(params string[][] rows) => new(rows[0], rows[1..]);

    static double Score(string folder, string name)
    {
        var truth = PdfCorpus.Truth(folder, name);
        var read = PdfCorpus.Grids(PdfCorpus.Read(File.ReadAllBytes(Path.Combine(folder, name + ".pdf")))).Select(g => g.Totals is null ? g : g with { Rows = [.. g.Rows, g.Totals] }).ToList();
        return PdfScore.CellF1(truth, read);
    }
}
