using System.Globalization;
using System.Text;

namespace Kurir.Tests.Formats;

public sealed class JsonReaderTests
{
    static Grid Grid(string json) => Documents.Grid(Documents.Of(json));

    [Fact]
    public void A_list_of_objects_gives_its_names_as_headings()
    {
        var grid = Grid("""[{"id":"00017","name":"Budi"},{"name":"Siti","id":"00018","note":null},{"extra":true}]""");
        Assert.Equal(["id", "name", "note", "extra"], grid.Headings);
        Assert.Equal(["00017|Budi||", "00018|Siti||", "|||true"], grid.Texts());
        Assert.Equal(("reply", "1,2,3"), (grid.Place, string.Join(',', grid.Rows.Select(r => r.Number))));
    }

    [Fact]
    public void Values_keep_their_type_and_every_digit()
    {
        var cells = Grid("""[{"a":12345678901234567890,"b":0.30000000000000004,"c":1.50,"d":1E+3,"e":true,"f":null,"g":"","h":1e999}]""").Rows.Single().Cells;
        Assert.Equal(
            ["Number 12345678901234567890 [12345678901234567890]", "Number 0.30000000000000004 [0.30000000000000004]", "Number 1.50 [1.5]", "Number 1E+3 [1000]",
                "Boolean true [true]", "Empty  []", "Empty  []", "Text 1e999 [1e999]"],
            cells.Select(c => c.Shown()));
    }

    [Fact]
    public void Objects_inside_are_flattened_and_lists_joined()
    {
        var grid = Grid("""[{"user":{"name":"Budi","address":{"city":"Solo"}},"tags":["a","b",3],"lines":[{"sku":"x","qty":2}],"none":[]}]""");
        Assert.Equal(["user.name", "user.address.city", "tags", "lines", "none"], grid.Headings);
        Assert.Equal(["Budi|Solo|a, b, 3|[{\"sku\": \"x\", \"qty\": 2}]|"], grid.Texts());
    }

    [Theory]
    [InlineData("""{"data":[{"a":1}]}""", "data")]
    [InlineData("""{"status":"ok","result":{"rows":[{"a":1}],"took":3}}""", "rows")]
    [InlineData("""{"data":[{"a":1}],"links":[{"url":"x"}],"meta":{"x":[{"y":1}]}}""", "data")]
    [InlineData("""{"data":{"orders":{"edges":[{"a":1}]}}}""", "edges")]
    [InlineData("""{"payments":[{"a":1}],"others":[]}""", "payments")]
    public void The_one_list_is_found(string json, string name)
    {
        var grid = Grid(json);
        Assert.Equal((name, "1"), (grid.Name, grid.Texts().Single()));
    }

    [Fact]
    public void Several_lists_are_several_grids() =>
        Assert.Equal(["masuk", "keluar"], Documents.Grids(Documents.Of("""{"masuk":[{"a":1}],"keluar":[{"b":2}]}""")).Select(g => g.Name));

    [Fact]
    public void Lists_of_lists_take_their_headings_from_beside_them_or_leave_them_open()
    {
        Assert.Null(Grid("""[["No","Nama"],["1","Budi"]]""").Headings);
        var grid = Grid("""{"columns":["No","Nama"],"rows":[[1,"Budi"],[2,null]]}""");
        Assert.Equal(["No", "Nama"], grid.Headings);
        Assert.Equal(["1|Budi", "2|"], grid.Texts());
    }

    [Fact]
    public void A_grids_reply_is_stripped_of_HTML_and_says_its_total()
    {
        var grid = Grid("""{"draw":1,"recordsTotal":1734,"recordsFiltered":57,"data":[["<a href='#'>TRX-1</a>","<span class=\"badge\">LUNAS<\/span>","Tom &amp; Co",""]]}""");
        Assert.Equal(57, grid.Announced);
        Assert.Equal(["", "", "", ""], grid.Headings);
        Assert.Equal(["TRX-1|LUNAS|Tom & Co|"], grid.Texts());
        var objects = Grid("""{"sEcho":"1","iTotalRecords":"2","iTotalDisplayRecords":"2","aaData":[{"DT_RowClass":"odd","nama":"<b>Budi</b>"},{"nama":"Siti"}]}""");
        Assert.Equal((2L, "nama"), (objects.Announced, objects.Headings!.Single()));
        Assert.Equal(["Budi", "Siti"], objects.Texts());
    }

    [Theory]
    [InlineData("""{"current_page":1,"data":[{"a":1}],"total":1734,"per_page":50}""", 1734)]
    [InlineData("""{"data":[{"a":1}],"links":{},"meta":{"total":57,"per_page":50}}""", 57)]
    [InlineData("""{"count":57,"next":"x","previous":null,"results":[{"a":1}]}""", 57)]
    [InlineData("""{"total":57,"rows":[{"a":1}]}""", 57)]
    [InlineData("""{"total":1,"data":[{"a":1}]}""", 1)]
    [InlineData("""{"total":85000,"data":[{"a":1}]}""", null)]
    public void A_total_is_believed_where_pages_are_spoken_of(string json, int? total) => Assert.Equal(total, (int?)Grid(json).Announced);

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"data":[]}""")]
    [InlineData("""{"message":"ok","success":true,"data":[]}""")]
    public void An_empty_list_is_a_grid_without_rows(string json) => Assert.Empty(Grid(json).Rows);

    [Fact]
    public void One_value_a_line_is_a_list()
    {
        var grid = Grid("{\"a\":1}\n{\"a\":2,\"b\":[1,2]}\n\n{\"c\":{\"d\":\"x\"}}\n");
        Assert.Equal(["a", "b", "c.d"], grid.Headings);
        Assert.Equal(["1||", "2|1, 2|", "||x"], grid.Texts());
        Assert.Equal(["1"], Documents.Grid(Documents.Of("{\"a\":1}\n", "orders.ndjson")).Texts());
    }

    [Theory]
    [InlineData("""{"message":"Unauthenticated."}""", FaultName.FileIsErrorPage)]
    [InlineData("""{"success":false,"message":"Token expired","data":[]}""", FaultName.FileIsErrorPage)]
    [InlineData("""{"error":{"code":500},"message":"Server Error"}""", FaultName.FileIsErrorPage)]
    [InlineData("""{"a":1}""", FaultName.NoTable)]
    [InlineData("""[1,2,3]""", FaultName.NoTable)]
    [InlineData("""[{"a":1}] trailing""", FaultName.FileDamaged)]
    [InlineData("""[{"a":1}] "trailing" """, FaultName.FileDamaged)]
    [InlineData("""[{"a":1,}]""", FaultName.FileDamaged)]
    [InlineData("""[{"a":1},{"a":""", FaultName.FileTruncated)]
    [InlineData("""{"data":[{"a":"half a te""", FaultName.FileTruncated)]
    [InlineData("""[{"a":"\ud83d"}]""", FaultName.FileDamaged)]
    public void Other_JSON_has_a_named_fault(string json, FaultName name) => Assert.Equal(name, Documents.Fails(Documents.Of(json)).Name);

    [Fact]
    public void Nesting_and_width_are_bounded()
    {
        Assert.Equal(FaultName.FileHostile, Documents.Fails(Documents.Of(new string('[', 70) + new string(']', 70))).Name);
        Assert.Equal(FaultName.FileHostile, Documents.Fails(Documents.Of("[{\"a\":" + new string('[', 100_000))).Name);
        string wide = "[" + string.Join(',', Enumerable.Range(0, 20_000).Select(i => $"{{\"c{i}\":1}}")) + "]";
        Assert.Equal(FaultName.FileTooLarge, Documents.Fails(Documents.Of(wide)).Name);
        Assert.Equal(FaultName.FileTooLarge, Documents.Fails(Documents.Of($"[{{\"a\":\"{new string('x', 7_000_000)}\"}}]")).Name);
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("windows-1252", false)]
    public void Encodings_other_than_UTF_8_are_read_too(string name, bool mark)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var encoding = Encoding.GetEncoding(name);
        byte[] text = encoding.GetBytes("""{"x":1,"data":[{"nama":"José €"},{"nama":"Müller"}]}""");
        Assert.Equal(["José €", "Müller"], Documents.Grid(Documents.Of(mark ? [.. encoding.GetPreamble(), .. text] : text)).Texts());
    }

    [Fact]
    public void A_long_list_is_read_piece_by_piece()
    {
        string json = "{\"pad\":\"" + new string('x', 100_000) + "\",\"data\":[" + string.Join(",\n", Enumerable.Range(1, 20_000).Select(i => $"{{\"id\":{i},\"name\":\"n {i} \\u00e9\"}}")) + "]}";
        var grid = Grid(json);
        Assert.Equal(Enumerable.Range(1, 20_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i}|n {i} é")), grid.Texts());
        Assert.Equal(20_000, grid.Rows.Count());
    }
}
