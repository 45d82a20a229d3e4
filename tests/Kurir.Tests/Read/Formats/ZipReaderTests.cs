namespace Kurir.Tests.Formats;

public sealed class ZipReaderTests
{
    static string Page(string rows, string info = "") => $"<html><body><table><thead><tr><th>No<th>Nama</tr></thead><tbody>{rows}</tbody></table><p>{info}</p></body></html>";

    static Grid Grid(params (string, string)[] entries) => Documents.Grid(Documents.Of(Documents.Zip(entries)));

    static string[] Origins(Grid grid) => [.. grid.Rows.Select(r => $"{r.Place ?? grid.Place} {r.Number}: {string.Join('|', r.Cells.Select(c => c.Text))}")];

    [Fact]
    public void One_packed_report_is_read_as_if_it_were_not_packed()
    {
        byte[] book = new Workbooks().Sheet("<row r='1'><c r='A1'><v>5</v></c></row>").Bytes();
        var grid = Documents.Grid(Documents.Of(Documents.Zip(("folder/", []), ("__MACOSX/._report.xlsx", [1]), ("folder/report.xlsx", book))));
        Assert.Equal(("sheet 1", "5"), (grid.Place, grid.Texts().Single()));
        Assert.Equal(["a|b", "1|2"], Grid(("report.csv", "a,b\n1,2\n")).Texts());
    }

    [Fact]
    public void The_pages_of_one_report_are_one_grid()
    {
        var grid = Grid(
            ("page-0001.html", Page("<tr><td>1<td>Budi</tr><tr><td>2<td>Siti</tr>", "Showing 1 to 2 of 3 entries")),
            ("page-0002.html", Page("<tr><td>3<td>Wati</tr>", "Showing 3 to 3 of 3 entries")),
            ("page-0003.html", Page("<tr><td colspan=2>No data available in table</td></tr>", "")));
        Assert.Equal(["No", "Nama"], grid.Headings);
        Assert.Equal(["page 1 2: 1|Budi", "page 1 3: 2|Siti", "page 2 2: 3|Wati"], Origins(grid));
        Assert.Equal(Origins(grid), Origins(grid));
        Assert.Equal("page 1 2: 1|Budi", Origins(Grid(("page-0001.html", Page("<tr><td>1<td>Budi</tr>")))).Single());
    }

    [Fact]
    public void Pages_of_JSON_share_their_names()
    {
        var grid = Grid(
            ("reply-0001.json", """{"total":3,"per_page":2,"data":[{"id":1,"name":"Budi"},{"id":2,"name":"Siti"}]}"""),
            ("reply-0002.json", """{"total":3,"per_page":2,"data":[{"name":"Wati","id":3,"note":"x"}]}"""),
            ("reply-0003.json", """{"total":3,"per_page":2,"data":[]}"""));
        Assert.Equal(["id", "name", "note"], grid.Headings);
        Assert.Equal(["reply 1 1: 1|Budi|", "reply 1 2: 2|Siti|", "reply 2 1: 3|Wati|x"], Origins(grid));
        Assert.Equal(3, grid.Announced);
    }

    [Fact]
    public void Pages_of_a_grid_without_names_are_joined_by_position()
    {
        var grid = Grid(
            ("reply-0001.json", """{"draw":1,"recordsFiltered":2,"data":[["1","<b>Budi</b>"]]}"""),
            ("reply-0002.json", """{"draw":2,"recordsFiltered":2,"data":[["2","<b>Siti</b>"]]}"""));
        Assert.Equal(["", ""], grid.Headings);
        Assert.Equal(["reply 1 1: 1|Budi", "reply 2 1: 2|Siti"], Origins(grid));
    }

    [Fact]
    public void Files_with_the_same_first_rows_are_joined_and_their_headings_said_once()
    {
        var grid = Grid(("a.csv", "Laporan,\nNo,Nama\n1,Budi\n"), ("b.csv", "Laporan,\nNo,Nama\n2,Siti\n"));
        Assert.Equal(["entry a.csv 1: Laporan|", "entry a.csv 2: No|Nama", "entry a.csv 3: 1|Budi", "entry b.csv 3: 2|Siti"], Origins(grid));
    }

    [Fact]
    public void Different_files_stay_apart()
    {
        var grids = Documents.Grids(Documents.Of(Documents.Zip(("a.csv", "No,Nama\n1,Budi\n"), ("b.csv", "Tanggal,Jumlah\n1,2\n"))));
        Assert.Equal(["entry a.csv", "entry b.csv"], grids.Select(g => g.Place));
    }

    [Fact]
    public void What_is_no_report_is_left_aside_and_what_is_broken_is_not()
    {
        byte[] picture = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0];
        Assert.Equal(["a|b", "1|2"], Documents.Grid(Documents.Of(Documents.Zip(("logo.png", picture), ("report.csv", "a,b\n1,2\n"u8.ToArray())))).Texts());
        Assert.Equal(FaultName.FileUnknown, Documents.Fails(Documents.Of(Documents.Zip(("logo.png", picture), ("b.png", picture)))).Name);
        var fault = Documents.Fails(Documents.Of(Documents.Zip(("page-0001.html", Page("<tr><td>1<td>a</tr>")), ("page-0002.html", "<html><title>500 Server Error</title></html>"))));
        Assert.Equal((FaultName.FileIsErrorPage, "page-0002.html"), (fault.Name, fault.Subject));
        Assert.Equal(FaultName.FileEmpty, Documents.Fails(Documents.Of(Documents.Zip(("page-0001.html", Page("<tr><td>1<td>a</tr>")), ("page-0002.html", "")))).Name);
    }

    [Fact]
    public void Broken_and_hostile_zips_have_a_named_fault()
    {
        Assert.Equal(FaultName.FileEmpty, Documents.Fails(Documents.Of(Documents.Zip(Array.Empty<(string, string)>()))).Name);
        byte[] zip = Documents.Zip(("a.csv", string.Join('\n', Enumerable.Range(0, 5000).Select(i => $"{i},{i * 7919}"))));
        Assert.Equal(FaultName.FileTruncated, Documents.Fails(Documents.Of(zip[..(zip.Length / 2)])).Name);
        Assert.Equal(FaultName.FileHostile, Documents.Fails(Documents.Of(Documents.Zip(("a.csv", new byte[40 << 20])))).Name);
        Assert.Contains("OpenDocument", Documents.Fails(Documents.Of(Documents.Zip(("mimetype", "application/vnd.oasis.opendocument.spreadsheet")))).Cause);
        byte[] nested = zip;
        for (int i = 0; i < 2; i++)
        {
            nested = Documents.Zip(("inner.zip", nested));
            if (i == 0) Assert.Equal(5000, Documents.Grid(Documents.Of(nested)).Rows.Count());
        }

        Assert.Equal(FaultName.FileHostile, Documents.Fails(Documents.Of(nested)).Name);
    }

    [Fact]
    public void A_packed_sign_in_page_is_one() => Assert.Equal(FaultName.FileIsSignInPage,
        Documents.Fails(Documents.Of(Documents.Zip(("report.xlsx", "<html><form><input type=password></form></html>")))).Name);
}
