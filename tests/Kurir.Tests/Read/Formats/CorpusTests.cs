using System.Text;

namespace Kurir.Tests.Formats;

/// <summary>Documents of real generators in <c>tests/Corpus/formats</c>, each with what must be read from it beside it.</summary>
public sealed class CorpusTests
{
    public static readonly string Folder = Path.Combine(Repository.Root, "tests", "Corpus", "formats");

    public static TheoryData<string> Names() =>
        [.. Directory.GetFiles(Folder).Where(f => !f.EndsWith(".expected", StringComparison.Ordinal)).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_document_gives_its_expected_cells(string name)
    {
        string file = Path.Combine(Folder, name), expected = file + ".expected";
        string seen = Describe(Documents.Of(File.ReadAllBytes(file), name));
        if (!File.Exists(expected)) File.WriteAllText(expected + ".new", seen);
        Assert.Equal(File.ReadAllText(expected), seen);
    }

    static string Describe(Document document)
    {
        var text = new StringBuilder();
        foreach (var grid in Documents.Grids(document))
        {
            text.Append($"{grid.Place} “{grid.Name}”\n");
            foreach (var row in grid.Rows)
                for (int i = 0; i < row.Cells.Length; i++)
                    if (!row.Cells[i].IsEmpty) text.Append($"  {Headings.Letters(i)}{row.Number} {row.Cells[i].Shown().Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal)}\n");
        }

        return text.ToString();
    }
}
