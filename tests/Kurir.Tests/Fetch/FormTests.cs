using System.Globalization;

namespace Kurir.Tests.Fetch;

/// <summary>Forms and buttons: what is sent, and what is refused.</summary>
public sealed class FormTests
{
    static ExportConfig Export(string? start = null, string? end = null, string? button = "Export", string? dateFormat = null, params (string Name, string Value)[] fields) => new()
    {
        Page = "/page",
        Form = new FormConfig { Start = start, End = end, Button = button, DateFormat = dateFormat, Fields = fields.ToDictionary(field => field.Name, field => field.Value) },
    };

    static ExportConfig Dates { get; } = Export("from", "to");

    static ScriptedServer Serve(string page) => new(asked => asked.Path == "/page" ? Answer.Html(page) : Answer.File("the report"));

    static async Task<Asked> Sent(string page, ExportConfig export)
    {
        await using ScriptedServer server = Serve(page);
        await using var courier = new Courier(server.Address);
        Assert.Equal("the report", await courier.Text(export));
        return server.Requests[^1];
    }

    static async Task<Fault> Refused(string page, ExportConfig export)
    {
        await using ScriptedServer server = Serve(page);
        await using var courier = new Courier(server.Address);
        Fault fault = await courier.Fault(export);
        Assert.True(server.Requests.Count <= 1, "something was sent");
        return fault;
    }

    [Fact]
    public async Task All_successful_controls_are_sent_in_their_order()
    {
        const string page = """
            <form action="/export?old=1" method="post">
            <input type="hidden" name="_token" value="a+b&c"><input name="q" value="é x"><input name="off" value="1" disabled><input value="nameless">
            <fieldset disabled><legend><input name="inLegend" value="1"></legend><input name="inFieldset" value="1"></fieldset>
            <select name="one"><option value="">Pilih</option><option value="2">Dua</option></select>
            <select name="chosen"><option value="1">Satu</option><option value="2" selected>Dua</option></select>
            <select name="hint"><option selected disabled>Please choose</option><option value="1">Satu</option></select>
            <select name="many" multiple><option selected>x</option><option selected value="y">Y</option><option>z</option></select>
            <input type="radio" name="r" value="1"><input type="radio" name="r" value="2" checked>
            <input type="checkbox" name="c" checked><input type="checkbox" name="d" value="7">
            <textarea name="t">
            two
            lines</textarea>
            <input type="reset" name="x" value="no"><button type="button" name="y" value="no">No</button>
            <button name="other" value="pdf">PDF</button><button name="as" value="xlsx" formaction="/export/xlsx"> <i></i> Export </button>
            </form><input form="f2" name="elsewhere" value="1"><form id="f2"></form>
            """;
        Asked sent = await Sent(page, Export());
        Assert.Equal("POST /export/xlsx", sent.ToString());
        Assert.Equal("_token=a%2Bb%26c&q=%C3%A9+x&inLegend=1&one=&chosen=2&many=x&many=y&r=2&c=on&t=two%0D%0Alines&as=xlsx", sent.Body);
    }

    [Theory]
    [InlineData("<input name=p placeholder='dd/mm/yyyy - dd/mm/yyyy'>", null, "22/11/2026 - 23/11/2026")]
    [InlineData("<input name=p value='01/09/2025 - 30/09/2025'>", null, "22/11/2026 - 23/11/2026")]
    [InlineData("<input name=p value='2025-09-01 to 2025-09-30'>", null, "2026-11-22 to 2026-11-23")]
    [InlineData("<input name=p data-separator=' s/d '>", "dd-MM-yyyy", "22-11-2026 s/d 23-11-2026")]
    [InlineData("<input name=p>", "yyyy-MM-dd", "2026-11-22 - 2026-11-23")]
    public async Task One_field_may_take_both_days(string field, string? format, string expected)
    {
        Asked sent = await Sent($"<form action=/export method=post>{field}<button>Export</button></form>", Export("p", "p", dateFormat: format));
        Assert.Equal("p=" + Kurir.Connectors.UrlEncoded.Encode(expected), sent.Body);
    }

    [Fact]
    public async Task A_field_that_does_not_show_how_it_wants_two_days_is_not_guessed() =>
        Assert.Equal(FaultName.ConfigurationInvalid, (await Refused("<form action=/export method=post><input name=p value='01/09/2025 - 05/09/2025'><button>Export</button></form>", Export("p", "p"))).Name);

    [Fact]
    public async Task A_get_form_replaces_the_query_of_its_action()
    {
        Asked sent = await Sent("<form action='/export?old=1#x'><input type=date name=from><input type=date name=to><input type=submit name=go value=Export></form>", Dates);
        Assert.Equal("GET /export?from=2026-11-22&to=2026-11-23&go=Export", sent.ToString());
    }

    [Fact]
    public async Task Controls_outside_of_the_form_belong_to_it_by_their_attribute_or_their_table()
    {
        Asked sent = await Sent("<form id=f action=/export></form><input form=f type=date name=from><input form=f type=date name=to><button form=f>Export</button>", Dates);
        Assert.Equal("/export?from=2026-11-22&to=2026-11-23", sent.Target);
        sent = await Sent("<table><form action=/export><tr><td><input type=date name=from><td><input type=date name=to><td><button>Export</button></form></table>", Dates);
        Assert.Equal("/export?from=2026-11-22&to=2026-11-23", sent.Target);
    }

    [Fact]
    public async Task The_base_of_the_page_counts()
    {
        Asked sent = await Sent("<base href=/admin/><form action=export><button>Export</button></form>", Export());
        Assert.Equal("/admin/export", sent.Target.TrimEnd('?'));
    }

    [Theory]
    [InlineData("multipart/form-data")]
    [InlineData("text/plain")]
    public async Task Other_encodings_are_written_as_browsers_do(string encoding)
    {
        Asked sent = await Sent($"<form method=post action=/export enctype={encoding}><input name='a\"b' value='é'><input type=file name=f><input type=image alt=Export name=i></form>", Export());
        Assert.StartsWith(encoding, sent.Header("Content-Type"), StringComparison.Ordinal);
        if (encoding == "text/plain") Assert.Equal("a\"b=é\r\nf=\r\ni.x=0\r\ni.y=0\r\n", sent.Body);
        else Assert.Contains("Content-Disposition: form-data; name=\"a%22b\"\r\n\r\né\r\n", sent.Body, StringComparison.Ordinal);
        if (encoding != "text/plain") Assert.Contains("name=\"f\"; filename=\"\"\r\nContent-Type: application/octet-stream\r\n\r\n\r\n", sent.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<input type=date {0}>", null, "2026-11-22", "2026-11-23")]
    [InlineData("<input type=datetime-local {0}>", null, "2026-11-22T00:00", "2026-11-23T23:59")]
    [InlineData("<input type=month {0}>", null, "2026-11", "2026-11")]
    [InlineData("<input placeholder=dd/mm/yyyy {0}>", null, "22/11/2026", "23/11/2026")]
    [InlineData("<input placeholder=hh/bb/tttt {0}>", null, "22/11/2026", "23/11/2026")]
    [InlineData("<input data-date-format=dd-mm-yyyy placeholder=Tanggal {0}>", null, "22-11-2026", "23-11-2026")]
    [InlineData("<input data-date-format='d/m/Y' {0}>", null, "22/11/2026", "23/11/2026")]
    [InlineData("<input data-date-format='DD MMM YYYY' {0}>", null, "22 Nov 2026", "23 Nov 2026")]
    [InlineData("<input data-date-format='YYYY-MM-DD HH:mm' {0}>", null, "2026-11-22 00:00", "2026-11-23 23:59")]
    [InlineData("<input value=31/12/2025 {0}>", null, "22/11/2026", "23/11/2026")]
    [InlineData("<input value=12/31/2025 {0}>", null, "11/22/2026", "11/23/2026")]
    [InlineData("<input value=2025-12-31 {0}>", null, "2026-11-22", "2026-11-23")]
    [InlineData("<input pattern='\\d{{4}}-\\d{{2}}-\\d{{2}}' {0}>", null, "2026-11-22", "2026-11-23")]
    [InlineData("<input {0}>", "d.M.yyyy", "22.11.2026", "23.11.2026")]
    [InlineData("<input placeholder=mm/dd/yyyy {0}>", "yyyyMMdd", "20261122", "20261123")]
    public async Task Dates_are_written_as_the_field_wants_them(string field, string? format, string start, string end)
    {
        string page = "<form action=/export>" + string.Format(CultureInfo.InvariantCulture, field, "name=from") + string.Format(CultureInfo.InvariantCulture, field, "name=to") + "<button>Export</button></form>";
        Asked sent = await Sent(page, Export("from", "to", dateFormat: format));
        Assert.Equal($"from={start}&to={end}", Uri.UnescapeDataString(sent.Target.Split('?')[1].Replace('+', ' ')));
    }

    [Theory]
    [InlineData("<input name=from>")]
    [InlineData("<input name=from placeholder=Tanggal>")]
    [InlineData("<input name=from value=03/04/2026>")]
    [InlineData("<input name=from pattern='\\d{2}/\\d{2}/\\d{4}'>")]
    public async Task A_field_that_does_not_show_its_format_is_not_guessed(string field)
    {
        Fault fault = await Refused($"<form action=/export>{field}<button>Export</button></form>", Export("from"));
        Assert.Equal(FaultName.ConfigurationInvalid, fault.Name);
        Assert.Contains("form.date_format at backend.yaml:9", fault.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("from")]
    [InlineData("dari")]
    [InlineData("#dari")]
    [InlineData("Dari Tanggal")]
    [InlineData("dari tanggal")]
    [InlineData("input.first")]
    [InlineData("form input:first-of-type")]
    public async Task A_field_is_found_by_name_id_label_or_selector(string reference)
    {
        Asked sent = await Sent("<form action=/export><label for=dari>Dari  Tanggal *</label><input class=first type=date id=dari name=from><button>Export</button></form>", Export(reference));
        Assert.Equal("/export?from=2026-11-22", sent.Target);
    }

    [Fact]
    public async Task A_field_that_is_there_twice_is_ambiguous_unless_one_stands_beside_the_button()
    {
        const string two = "<form action=/a><input type=date name=from></form>";
        Asked sent = await Sent(two + "<form action=/b><input type=date name=from><button>Export</button></form>", Export("from"));
        Assert.Equal("/b", sent.Path);
        Assert.Equal(FaultName.FieldAmbiguous, (await Refused(two + two + "<form><button>Export</button></form>", Export("from"))).Name);
    }

    [Fact]
    public async Task Other_fields_are_chosen_by_value_or_text()
    {
        const string page = """
            <form action="/export"><select name="branch"><option value="">Semua</option><option value="3">Cabang Timur</option></select>
            <input type="radio" name="as" value="pdf" checked><input type="radio" name="as" value="xlsx"><input type="checkbox" name="all" value="1"><input name="q" value="old"><button>Export</button></form>
            """;
        Asked sent = await Sent(page, Export(fields: [("branch", "cabang timur"), ("as", "xlsx"), ("all", "true"), ("q", "new")]));
        Assert.Equal("/export?branch=3&as=xlsx&all=1&q=new", sent.Target);
        Fault fault = await Refused(page, Export(fields: [("branch", "Cabang Barat")]));
        Assert.Equal(FaultName.FieldNotFound, fault.Name);
        Assert.Contains("Semua, Cabang Timur", fault.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<form action=/export><button>Export</button></form>", "from", FaultName.FieldNotFound)]
    [InlineData("<form action=/export><input type=date name=from disabled><button>Export</button></form>", "from", FaultName.PageChanged)]
    [InlineData("<form action=/export><input type=date id=from><button>Export</button></form>", "#from", FaultName.NeedsBrowser)]
    [InlineData("<input type=date name=from><form action=/export><button>Export</button></form>", "from", FaultName.NeedsBrowser)]
    [InlineData("<form action=/export><input type=date name=from><button>Unduh</button></form>", "from", FaultName.ButtonNotFound)]
    [InlineData("<form action=/export><input type=date name=from><button>Export</button><button name=x>Export</button></form>", "from", FaultName.FieldAmbiguous)]
    [InlineData("<form action=https://elsewhere.example.com/ method=post><input type=date name=from><button>Export</button></form>", "from", FaultName.PageChanged)]
    [InlineData("<form action=/export method=post><input type=hidden name=_method value=delete><input type=date name=from><button>Export</button></form>", "from", FaultName.ButtonForbidden)]
    [InlineData("<form action=/export><input type=date name=from><button type=reset>Export</button></form>", "from", FaultName.ButtonForbidden)]
    [InlineData("<form action=/export><input type=date name=from><button formaction=/delete>Export</button></form>", "from", FaultName.ButtonForbidden)]
    public async Task What_is_not_exactly_right_is_not_sent(string page, string field, FaultName name)
    {
        Fault fault = await Refused(page, Export(field));
        Assert.Equal((Stage.Fetch, name, FaultKind.Stop), (fault.Stage, fault.Name, fault.Kind));
        Assert.NotNull(fault.Seen);
    }

    [Theory]
    [InlineData("Hapus")]
    [InlineData("Hapus Semua Data")]
    [InlineData("Delete")]
    [InlineData("Setujui")]
    [InlineData("Reset Filter")]
    [InlineData("Export & Delete")]
    [InlineData("Batalkan")]
    public async Task A_button_that_changes_something_is_never_pressed(string button)
    {
        Fault fault = await Refused($"<form action=/export><button>{button.Replace("&", "&amp;", StringComparison.Ordinal)}</button></form>", Export(button: button));
        Assert.Equal(FaultName.ButtonForbidden, fault.Name);
    }

    [Fact]
    public async Task A_filter_form_without_a_button_is_sent_by_get_only()
    {
        Asked sent = await Sent("<form action=/list><input type=date name=from><input type=date name=to><button name=f value=1>Filter</button></form>", Export("from", "to", button: null));
        Assert.Equal("/list?from=2026-11-22&to=2026-11-23&f=1", sent.Target);
        Fault fault = await Refused("<form action=/list method=post><input type=date name=from><input type=date name=to></form>", Export("from", "to", button: null));
        Assert.Equal(FaultName.ButtonNotFound, fault.Name);
    }

    [Fact]
    public async Task A_page_nested_thousands_deep_is_not_parsed()
    {
        Fault fault = await Refused(string.Concat(Enumerable.Repeat("<div>", 100_000)), Export());
        Assert.Equal(FaultName.ReplyMalformed, fault.Name);
    }

    [Fact]
    public async Task A_page_as_answer_is_followed_to_its_last_page()
    {
        await using var server = new ScriptedServer(asked => asked.Path == "/page"
            ? Answer.Html("<form action=/list><input type=date name=from><button>Cari</button></form>")
            : Answer.Html($"<table><tbody><tr><td>{asked.Target}</td></tr></tbody></table>" + (asked.Target.Contains("page=3", StringComparison.Ordinal) ? "" : $"<div class=pagination><span class=active>{Page(asked)}</span><a href='/list?from=x&page={Page(asked) + 1}'>{Page(asked) + 1}</a></div>")));
        await using var courier = new Courier(server.Address);
        Document document = await courier.Fetch(Export("from", button: "Cari"));
        Assert.Equal(["page-0001.html", "page-0002.html", "page-0003.html"], Zipped.Names(document));
    }

    [Fact]
    public async Task A_page_that_came_in_place_of_another_is_no_report()
    {
        await using var server = new ScriptedServer(asked => asked.Path == "/dashboard" ? Answer.Html("<div class=alert>Anda tidak berhak</div><table><tr><td>1</table>") : Answer.Redirect("/dashboard"));
        await using var courier = new Courier(server.Address);
        Fault fault = await courier.Fault(new ExportConfig { Page = "/laporan" });
        Assert.Equal(FaultName.PageChanged, fault.Name);
        Assert.Contains("leads to /dashboard instead and says: Anda tidak berhak", fault.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_comes_back_is_no_report()
    {
        const string page = "<div class=alert>Rentang tanggal terlalu panjang</div><form method=post action=/export><input type=date name=from><button>Export</button></form><table><tr><td>1</table>";
        await using var server = new ScriptedServer(asked => asked.Path == "/page" ? Answer.Html(page) : Answer.Redirect("/page"));
        await using var courier = new Courier(server.Address);
        Fault fault = await courier.Fault(Export("from"));
        Assert.Equal(FaultName.PageChanged, fault.Name);
        Assert.Contains("Rentang tanggal terlalu panjang", fault.Cause, StringComparison.Ordinal);
    }

    static int Page(Asked asked) => asked.Target.Contains("page=2", StringComparison.Ordinal) ? 2 : 1;
}
