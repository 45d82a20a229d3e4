namespace Kurir.EndToEnd;

/// <summary>Grids with a rule between each two rows: rows cut at a page's end, and words broken by the cell.</summary>
public sealed class PdfGridTests
{
    static readonly double[] Four = [30, 90, 200, 310, 460];
    const string Heads = "Code|Item|Address|Notes";

    [Fact]
    public void A_row_cut_at_the_page_end_is_one_row_although_all_but_one_column_go_on()
    {
        var rows = Rows(
            PdfSheet.Grid(Four, Heads, "A1|Pen|Jakarta|none", "A2|Ink|Bandung|paid", "A2|Ink|Kudus|paid", "A3|Large box;of blue|Station Road;120 New|returned by;the customer"),
            PdfSheet.Grid(Four, Heads, "|paper|York|and paid", "A4|Clip|Medan|open"));
        Assert.Equal(["A1|Pen|Jakarta|none", "A2|Ink|Bandung|paid", "A2|Ink|Kudus|paid", "A3|Large box of blue paper|Station Road 120 New York|returned by the customer and paid", "A4|Clip|Medan|open"], rows);
    }

    [Fact]
    public void A_row_without_a_code_at_the_head_of_a_page_stays_a_row_where_no_cell_above_was_cut()
    {
        var rows = Rows(PdfSheet.Grid(Four, Heads, "A1|Pen|Jakarta|none", "A2|Ink|Bandung|paid", "A3|Box|Medan|open"), PdfSheet.Grid(Four, Heads, "|Paper|Kudus|paid", "A4|Clip|Medan|open"));
        Assert.Equal(5, rows.Count);
        Assert.Equal("|Paper|Kudus|paid", rows[3]);
    }

    [Fact]
    public void Equal_rows_on_both_sides_of_a_cut_stay_two()
    {
        var rows = Rows(PdfSheet.Grid(Four, Heads, "A1|Pen|Jakarta|none", "A1|Pen|Jakarta|none", "A1|Pen|Jakarta|none", "A1|Pen;blue|Jakarta;west|none;yet"), PdfSheet.Grid(Four, Heads, "A1|Pen;blue|Jakarta;west|none;yet", "A4|Clip|Medan|open"));
        Assert.Equal(6, rows.Count);
    }

    [Fact]
    public void A_lone_row_of_two_lines_is_one_row_where_rules_parted_the_rows_before()
    {
        var rows = Rows(PdfSheet.Grid(Four, Heads, "A1|Pen|Jakarta|none", "A2|Ink|Bandung|paid", "A3|Box|Medan|open"), PdfSheet.Grid(Four, Heads, "A4;old|Large;box|Station;Road|open;still"));
        Assert.Equal("A4 old|Large box|Station Road|open still", rows[3]);
    }

    [Fact]
    public void Numbers_broken_by_a_narrow_cell_are_whole_again()
    {
        var rows = Rows(PdfSheet.Grid([30, 90, 150, 300], "Code|Phone|Name", "A1|0812345678;90|Ayu", "A2|081298765|Budi", "A3|0855512312;3|Citra"));
        Assert.Equal(["A1|081234567890|Ayu", "A2|081298765|Budi", "A3|08555123123|Citra"], rows);
    }

    [Fact]
    public void Addresses_broken_by_a_narrow_cell_are_whole_again()
    {
        var rows = Rows(PdfSheet.Grid([30, 90, 170, 300], "Code|Mail|Name", "A1|ayu.b@examp;le.com|Ayu", "A2|budi7@examp;le.com|Budi", "A3|dewi1@examp;le.com|Dewi", "A4|ekos2@examp;le.com|Eko"));
        Assert.Equal(["A1|ayu.b@example.com|Ayu", "A2|budi7@example.com|Budi", "A3|dewi1@example.com|Dewi", "A4|ekos2@example.com|Eko"], rows);
    }

    [Theory]
    [InlineData("2025-05-01;09:15", "2025-05-02;17:40")]
    [InlineData("0812345678;0898765432", "0812345111;0898765222")]
    [InlineData("Respondent;unsure", "Respondent;unsure")]
    [InlineData("Ayu;Lestari", "Budi;Santoso")]
    [InlineData("0812345678;90", "none yet")]
    public void Two_texts_in_one_cell_stay_two(string first, string second)
    {
        var rows = Rows(PdfSheet.Grid([30, 90, 150, 300], "Code|Text|Name", $"A1|{first}|Ayu", $"A2|{second}|Budi"));
        Assert.Equal([$"A1|{first.Replace(';', ' ')}|Ayu", $"A2|{second.Replace(';', ' ')}|Budi"], rows);
    }

    static List<string> Rows(params PdfSheet[] sheets) => [.. Assert.Single(PdfSheet.Read(sheets)).Rows.Select(r => string.Join('|', r.Texts))];
}
