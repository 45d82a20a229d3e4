using System.Text;

namespace Kurir.Tests.Formats;

public sealed class HtmlReaderTests
{
    const string Head = "<thead><tr><th>No</th><th>Nama</th><th>Status</th></tr></thead>";

    static string Page(string body, string title = "Transaksi") => $"<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>";

    static Grid Grid(string body) => Documents.Grid(Documents.Of(Page(body)));

    [Fact]
    public void A_table_with_a_thead_says_its_headings()
    {
        var grid = Grid($"<h2>Histori Poin</h2><table>{Head}<tbody><tr><td>1</td><td>Budi</td><td>TERIMA</td></tr></tbody></table>");
        Assert.Equal(["No", "Nama", "Status"], grid.Headings);
        Assert.Equal(["1|Budi|TERIMA"], grid.Texts());
        Assert.Equal(("Histori Poin", "table 1", 2), (grid.Name, grid.Place, grid.Rows.Single().Number));
    }

    [Fact]
    public void A_first_row_of_th_is_a_heading_and_a_caption_a_name()
    {
        var grid = Grid("<table><caption>Koin</caption><tr><th colspan=2>Laporan Koin</th></tr><tr><th>No<th>Nama<tr><td>1<td>Budi</table>");
        Assert.Equal(("Koin", "No,Nama", "Laporan Koin"), (grid.Name, string.Join(',', grid.Headings!), grid.Titles.Single()));
        Assert.Equal(["1|Budi"], grid.Texts());
    }

    [Fact]
    public void Two_heading_rows_are_left_to_be_flattened()
    {
        var grid = Grid("<table><thead><tr><th rowspan=2>No</th><th colspan=2>Jumlah</th></tr><tr><th>Koin</th><th>Rupiah</th></tr></thead><tr><td>1<td>2<td>3</table>");
        Assert.Null(grid.Headings);
        Assert.Equal(["No|Jumlah", "|Koin|Rupiah", "1|2|3"], grid.Texts());
    }

    [Fact]
    public void Spans_of_rows_repeat_their_text_and_spans_of_columns_leave_gaps()
    {
        var grid = Grid("<table><tr><th>a<th>b<th>c</tr><tr><td rowspan=2>x<td colspan=2>y</tr><tr><td>1<td>2</tr><tr><td>p<td>q<td>r</table>");
        Assert.Equal(["x|y", "x|1|2", "p|q|r"], grid.Texts());
    }

    [Theory]
    [InlineData("<a href='/x'>TRX-1</a> <span class='badge'>LUNAS</span>", "TRX-1 LUNAS")]
    [InlineData("Jl. Mawar<br>No&nbsp;5", "Jl. Mawar\nNo 5")]
    [InlineData("<div>A</div><div>B</div>", "A\nB")]
    [InlineData("  Rp\n  85.000 ", "Rp 85.000")]
    [InlineData("&lt;b&gt; &amp; &#8212; &eacute;", "<b> & — é")]
    [InlineData("<span style='display: none'>20250923</span>23 Sep 2025", "23 Sep 2025")]
    [InlineData("<span class='d-none'>x</span><span class='d-none d-md-inline'>y</span><span hidden>z</span>", "y")]
    [InlineData("<input name=qty value='5'><input type=hidden name=id value=9><input type=checkbox value=on>", "5")]
    [InlineData("<select><option>A<option selected>B</select>", "B")]
    [InlineData("<textarea>catatan</textarea><script>x()</script>", "catatan")]
    [InlineData("Zero\u200Bwidth", "Zerowidth")]
    public void A_cell_is_what_a_person_sees(string html, string text) =>
        Assert.Equal($"1|{text}", Grid($"<table><tr><th>No<th>Isi</tr><tr><td>1</td><td>{html}</td></tr></table>").Texts().Single());

    [Fact]
    public void Hidden_rows_and_columns_are_left_out()
    {
        var grid = Grid("<table><tr><th>No<th style='display:none'>id<th class='hidden md:table-cell'>Nama</tr>"
            + "<tr><td>1<td style='display:none'>77<td>Budi</tr><tr style='display:none'><td>2<td>78<td>Tersembunyi</tr></table>");
        Assert.Equal(["No", "Nama"], grid.Headings);
        Assert.Equal(["1|Budi"], grid.Texts());
    }

    [Fact]
    public void Layout_tables_and_scrolling_clones_are_no_data()
    {
        string data = $"<table>{Head}<tr><td>1<td>Budi<td>TERIMA</tr></table>";
        Assert.Equal(["1|Budi|TERIMA"], Grid($"<table><tr><td>Menu</td><td>{data}</td></tr></table>").Texts());
        Assert.Equal(["1|Budi|TERIMA"], Grid($"<div class='dataTables_scrollHead'><table>{Head}</table></div><div class='dataTables_scrollBody'>{data}</div>").Texts());
        Assert.Equal(["1|Budi\nx y|TERIMA"], Grid($"<table>{Head}<tr><td>1<td>Budi<table><tr><td>x<td>y</table><td>TERIMA</tr></table>").Texts());
    }

    [Fact]
    public void Several_tables_give_several_grids()
    {
        var grids = Documents.Grids(Documents.Of(Page($"<h3>Masuk</h3><table>{Head}<tr><td>1<td>a<td>b</table><h3>Keluar</h3><table>{Head}<tr><td>2<td>c<td>d</table>")));
        Assert.Equal(["Masuk table 1", "Keluar table 2"], grids.Select(g => $"{g.Name} {g.Place}"));
    }

    [Fact]
    public void A_tfoot_is_a_total_unless_it_repeats_the_heading()
    {
        var total = Grid($"<table>{Head}<tfoot><tr><td>Total<td><td>5</tfoot><tbody><tr><td>1<td>a<td>5</tbody></table>").Rows.ToList();
        Assert.Equal([false, true], total.Select(r => r.IsTotal));
        Assert.Single(Grid($"<table>{Head}<tbody><tr><td>1<td>a<td>5</tbody><tfoot><tr><th>No<th>Nama<th>Status</tfoot></table>").Rows);
    }

    [Theory]
    [InlineData("<td colspan=3 class='dataTables_empty'>Tidak ada data yang tersedia pada tabel ini</td>")]
    [InlineData("<td colspan=3>No data available in table</td>")]
    [InlineData("<td colspan=3>No matching records found</td>")]
    [InlineData("<td colspan=3><i>Belum ada transaksi.</i></td>")]
    [InlineData("<td class='dt-empty' colspan=3>Sepi sekali hari ini</td>")]
    public void Words_for_no_data_are_no_row(string cell)
    {
        var grid = Grid($"<table>{Head}<tbody><tr>{cell}</tr></tbody></table>");
        Assert.Equal((0, 0L, 3), (grid.Rows.Count(), grid.Announced, grid.Headings!.Count));
    }

    [Fact]
    public void An_empty_body_without_words_announces_nothing()
    {
        var grid = Grid($"<table>{Head}<tbody></tbody></table>");
        Assert.Equal((0, (long?)null), (grid.Rows.Count(), grid.Announced));
    }

    [Fact]
    public void Rows_that_a_script_will_fetch_are_a_fault()
    {
        var fault = Documents.Fails(Documents.Of(Page($"<table>{Head}<tr><td colspan=3 class='dataTables_empty'>Loading...</td></tr></table>")));
        Assert.Equal(FaultName.NeedsBrowser, fault.Name);
    }

    [Fact]
    public void The_number_of_entries_is_taken_from_beside_the_table()
    {
        string one = $"<div class='w'><table>{Head}<tr><td>1<td>a<td>b</table><div class='dataTables_info'>Showing 1 to 10 of 1,734 entries</div></div>";
        string two = $"<div class='w'><table>{Head}<tr><td>1<td>a<td>b</table><div>Menampilkan 1 sampai 10 dari 57 data</div></div>";
        Assert.Equal(1734, Grid(one).Announced);
        Assert.Equal([1734L, 57L], Documents.Grids(Documents.Of(Page(one + two))).Select(g => g.Announced));
    }

    [Fact]
    public void A_sign_in_page_is_told_from_a_report_with_a_password_dialog()
    {
        const string form = "<form><input name=email><input type=password name=password><button>Log In</button></form>";
        var fault = Documents.Fails(Documents.Of(Page(form, "Masuk | Panel"), "report.xlsx"));
        Assert.Equal((FaultName.FileIsSignInPage, "report.xlsx"), (fault.Name, fault.Subject));
        Assert.Contains("Masuk | Panel", fault.Cause);
        Assert.Equal(FaultName.FileIsSignInPage, Documents.Fails(Documents.Of(Page($"<table><tr><td>Email<td><input></tr><tr><td>Password<td>{form}</table>"))).Name);
        Assert.Single(Grid($"<table>{Head}<tr><td>1<td>a<td>b</table><div class='modal'>{form}</div>").Rows);
    }

    [Theory]
    [InlineData("500 | Server Error", "<h1>Server Error</h1>", FaultKind.Retry)]
    [InlineData("Server Error in '/' Application.", "<table><tr><td>a<td>b<tr><td>c<td>d</table>", FaultKind.Retry)]
    [InlineData("Page Expired", "<div>419</div>", FaultKind.Stop)]
    [InlineData("", "<p>Maaf, terjadi kesalahan.</p>", FaultKind.Stop)]
    [InlineData("Not Found", "", FaultKind.Stop)]
    public void An_error_page_shows_its_words(string title, string body, FaultKind kind)
    {
        var fault = Documents.Fails(Documents.Of(Page(body, title)));
        Assert.Equal((FaultName.FileIsErrorPage, kind), (fault.Name, fault.Kind));
        Assert.Contains(title.Length > 0 ? title : "Maaf, terjadi kesalahan.", fault.Cause);
    }

    [Fact]
    public void A_page_without_a_table_says_what_it_is()
    {
        var fault = Documents.Fails(Documents.Of(Page("<h1>Selamat datang</h1>", "Dashboard")));
        Assert.Equal(FaultName.NoTable, fault.Name);
        Assert.Contains("Dashboard: Selamat datang", fault.Cause);
        Assert.Equal(0, Grid("<p>Belum ada transaksi</p>").Announced);
    }

    [Fact]
    public void A_page_cut_inside_its_table_is_truncated()
    {
        string page = Page($"<table>{Head}<tr><td>1<td>Budi<td>TERIMA</tr><tr><td>2<td>Siti<td>TOLAK</tr></table><script>var t = '<table>';</script>");
        Assert.Equal(2, Documents.Grid(Documents.Of(page)).Rows.Count());
        Assert.Equal(FaultName.FileTruncated, Documents.Fails(Documents.Of(page[..page.IndexOf("Siti", StringComparison.Ordinal)])).Name);
    }

    [Theory]
    [InlineData("windows-1252", "<meta charset=windows-1252>", "José €")]
    [InlineData("iso-8859-9", "<meta http-equiv='Content-Type' content='text/html; charset=iso-8859-9'>", "Ağrı")]
    [InlineData("utf-16", "", "José €")]
    public void The_pages_encoding_counts_where_it_is_not_utf_8(string name, string meta, string text)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        byte[] bytes = Encoding.GetEncoding(name).GetBytes($"<html>{meta}<table><tr><th>a<th>b</tr><tr><td>{text}<td>1</table></html>");
        Assert.Equal([$"{text}|1"], Documents.Grid(Documents.Of(bytes, "report.xls")).Texts());
    }

    [Fact]
    public void Spans_and_nesting_without_measure_are_bounded()
    {
        string wide = string.Concat(Enumerable.Repeat("<tr><td colspan=1000>a<td>b</tr>", 5000));
        Assert.Equal(FaultName.FileHostile, Documents.Fails(Documents.Of(Page($"<table>{Head}{wide}</table>"))).Name);
        string deep = string.Concat(Enumerable.Repeat("<div><b class=x>", 200_000)) + string.Concat(Enumerable.Repeat("</i>", 200_000));
        Assert.Equal("1|a|b", Grid($"<table>{Head}<tr><td>1<td>a<td>b</tr></table>{deep}").Texts().Single());
    }
}
