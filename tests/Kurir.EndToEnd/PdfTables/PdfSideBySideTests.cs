using Kurir.PdfTables;

namespace Kurir.EndToEnd;

/// <summary>Two tables beside one another without drawn columns, and single tables that look like two.</summary>
public sealed class PdfSideBySideTests
{
    static readonly double[] Left = [40, 110], Right = [300, 350, 410];

    [Fact]
    public void Rules_that_end_at_the_gutter_on_both_sides_part_two_tables()
    {
        var tables = Read([.. Table(Left, 60, 14, "Branch Total", "Jakarta 12", "Bandung 15"), .. Table(Right, 60, 14, "Code Paid Open", "A1 100 20", "A2 300 50")], (36, 63, 150), (296, 63, 450));
        Assert.Equal(["Branch|Total", "Jakarta|12", "Bandung|15", "Code|Paid|Open", "A1|100|20", "A2|300|50"], tables.SelectMany(Lines));
    }

    [Fact]
    public void Rows_of_different_heights_part_two_tables()
    {
        var tables = Read([.. Table(Left, 60, 14, "Branch Total", "Jakarta 12", "Bandung 15", "Medan 9"), .. Table(Right, 63, 19, "Code Paid Open", "A1 100 20", "A2 300 50", "A3 70 5")]);
        Assert.Equal(["Branch|Total", "Jakarta|12", "Bandung|15", "Medan|9", "Code|Paid|Open", "A1|100|20", "A2|300|50", "A3|70|5"], tables.SelectMany(Lines));
    }

    [Fact]
    public void The_left_table_comes_first_although_the_right_one_begins_higher()
    {
        var tables = Read([.. Table(Left, 66, 19, "Branch Total", "Jakarta 12", "Bandung 15", "Medan 9"), .. Table(Right, 60, 14, "Code Paid Open", "A1 100 20", "A2 300 50", "A3 70 5")]);
        Assert.Equal(["Branch|Total", "Code|Paid|Open"], tables.Select(t => string.Join('|', t.Columns)));
    }

    [Fact]
    public void A_side_that_goes_on_alone_is_a_table_of_its_own()
    {
        var tables = Read([.. Table(Left, 60, 14, "Branch Total", "Jakarta 12", "Bandung 15"), .. Table(Right, 60, 14, "Code Paid Open", "A1 100 20", "A2 300 50", "A3 70 5", "A4 80 6")]);
        Assert.Equal([2, 4], tables.Select(t => t.Rows.Count));
    }

    [Fact]
    public void A_wide_gap_alone_does_not_part_a_table()
    {
        var table = Assert.Single(Read([.. Table(Left, 60, 14, "Branch Total", "Jakarta 12", "Bandung 15"), .. Table(Right, 60, 14, "Code Paid Open", "A1 100 20", "A2 300 50")]));
        Assert.Equal(["Branch|Total|Code|Paid|Open", "Jakarta|12|A1|100|20", "Bandung|15|A2|300|50"], Lines(table));
    }

    [Fact]
    public void A_rule_across_the_gap_keeps_a_table_whole()
    {
        var table = Assert.Single(Read([.. Table(Left, 60, 14, "Branch Total", "Jakarta 12", "Bandung 15"), .. Table(Right, 60, 14, "Code Paid Open", "A1 100 20", "A2 300 50", "A3 70 5")], (36, 63, 450)));
        Assert.Equal(3, table.Rows.Count);
    }

    [Fact]
    public void Two_grids_of_one_height_are_two_tables()
    {
        (double, double, double)[] levels = [.. new[] { 50.0, 64, 78 }.SelectMany(y => new[] { (36, y, 150.0), (296, y, 450) })];
        (double, double, double)[] uprights = [.. new[] { 36.0, 100, 150, 296, 345, 405, 450 }.Select(x => (x, 50.0, 78.0))];
        var tables = Read([.. Table(Left, 60, 14, "Branch Total", "Jakarta 12"), .. Table(Right, 60, 14, "Code Paid Open", "A1 100 20")], levels, uprights);
        Assert.Equal(["Branch|Total", "Jakarta|12", "Code|Paid|Open", "A1|100|20"], tables.SelectMany(Lines));
    }

    static IEnumerable<(double X, double Down, string Text)> Table(double[] columns, double down, double step, params string[] rows) =>
        rows.SelectMany((row, i) => row.Split(' ').Select((text, c) => (columns[c], down + (i * step), text)));

    static IEnumerable<string> Lines(PdfTable table) => [string.Join('|', table.Columns), .. table.Rows.Select(r => string.Join('|', r.Texts))];

    static IReadOnlyList<PdfTable> Read((double X, double Down, string Text)[] texts, params (double X0, double Y, double X1)[] levels) => Read(texts, levels, []);

    static IReadOnlyList<PdfTable> Read((double X, double Down, string Text)[] texts, (double X0, double Y, double X1)[] levels, (double X, double Y0, double Y1)[] uprights) =>
        PdfSheet.Read(new PdfSheet(texts, levels, uprights));
}
