namespace Kurir.Tests.Fetch;

/// <summary>A form over plain HTTP that calls its fields or its button otherwise than the file.</summary>
public sealed class FormRepairTests
{
    static ExportConfig Export { get; } = new() { Page = "/page", Form = new FormConfig { Start = "start_date", End = "end_date", Button = "Export" } };

    static string Form(string start, string end, string buttons) =>
        $"<!doctype html><form action=/export>Dari <input type=date name={start}> Sampai <input type=date name={end}> <input name=cari>{buttons}</form>";

    static ScriptedServer Serve(string page, Func<Asked, Answer>? others = null) => new(asked => asked.Path switch
    {
        "/page" => Answer.Html(page),
        "/export" => Answer.File("the report"),
        _ => others?.Invoke(asked) ?? Answer.Html("<!doctype html>tidak ada", 404),
    });

    static (string, string, string)[] Told(Document came) => [.. came.Repairs.Select(repair => (repair.Setting, repair.Was, repair.Use))];

    [Fact]
    public async Task Fields_and_a_button_with_other_names_are_found_and_proposed()
    {
        await using ScriptedServer server = Serve(Form("tgl_awal", "tgl_akhir", "<button>Unduh Excel</button>"));
        await using var courier = new Courier(server.Address);
        courier.Matches.AreKnown = true;
        Document came = await courier.Fetch(Export);
        Assert.Equal([("form.button", "Export", "Unduh Excel"), ("form.start", "start_date", "tgl_awal"), ("form.end", "end_date", "tgl_akhir")], Told(came));
        Assert.Equal("/export?tgl_awal=2026-11-22&tgl_akhir=2026-11-23&cari=", server.Requests[^1].Target);
        Assert.Equal("Export", Export.Form!.Button);
    }

    [Fact]
    public async Task Nothing_is_tried_for_a_report_that_never_came()
    {
        await using ScriptedServer server = Serve(Form("start_date", "end_date", "<button>Unduh</button>"));
        await using var courier = new Courier(server.Address);
        Assert.Equal(FaultName.ButtonNotFound, (await courier.Fault(Export)).Name);
        Assert.DoesNotContain(server.Requests, asked => asked.Path == "/export");
    }

    [Fact]
    public async Task What_destroys_is_no_candidate_and_the_missing_button_is_the_fault()
    {
        const string buttons = "<button formaction=/buruk>Hapus Export</button><button formaction=/hapus>Export Lama</button><button class='btn btn-danger' formaction=/buruk>Export Semua</button><button type=reset>Export Awal</button><button name=deleteAll formaction=/buruk>Export Dua</button>";
        await using ScriptedServer server = Serve(Form("start_date", "end_date", buttons));
        await using var courier = new Courier(server.Address);
        courier.Matches.AreKnown = true;
        Assert.Equal(FaultName.ButtonNotFound, (await courier.Fault(Export)).Name);
        Assert.All(server.Requests, asked => Assert.Equal("/page", asked.Path));
    }

    [Theory, InlineData("<form action=/data/hapus method=post>", ""), InlineData("<form action=/data method=post>", "<input type=hidden name=aksi value=delete>")]
    public async Task A_form_that_destroys_is_not_sent_whatever_its_button_says(string form, string hidden)
    {
        await using ScriptedServer server = Serve($"<!doctype html>{form}<input type=date name=start_date> <input type=date name=end_date>{hidden}<button>Unduh</button></form>");
        await using var courier = new Courier(server.Address);
        courier.Matches.AreKnown = true;
        Assert.Equal(FaultName.ButtonNotFound, (await courier.Fault(Export)).Name);
        Assert.All(server.Requests, asked => Assert.Equal("/page", asked.Path));
    }

    [Fact]
    public async Task A_button_that_brings_nothing_or_another_report_is_followed_by_the_next()
    {
        await using ScriptedServer server = Serve(
            Form("start_date", "end_date", "<button formaction=/salah>Export Satu</button><button formaction=/lain>Export Dua</button><button>Unduh</button>"),
            asked => asked.Path == "/lain" ? Answer.File("another report") : Answer.Html("<!doctype html>tidak ada", 404));
        await using var courier = new Courier(server.Address);
        courier.Matches.AreKnown = true;
        Assert.Equal("Export Dua", Assert.Single((await courier.Fetch(Export)).Repairs).Use);
        Document next = await courier.FetchAnew(Export);
        Assert.Equal("Unduh", Assert.Single(next.Repairs).Use);
        Fault over = await Assert.ThrowsAsync<Fault>(() => courier.FetchAnew(Export));
        Assert.Equal(FaultName.ButtonNotFound, over.Name);
        Assert.Single(server.Requests, asked => asked.Path == "/salah");
    }

    [Fact]
    public async Task After_a_button_that_orders_a_report_nothing_more_is_pressed()
    {
        await using ScriptedServer server = Serve(
            Form("start_date", "end_date", "<button formaction=/pesan>Export Satu</button><button>Unduh</button>"),
            asked => Answer.Html("<!doctype html><div class=alert>Ekspor sedang diproses</div>", 202));
        await using var courier = new Courier(server.Address);
        courier.Matches.AreKnown = true;
        Assert.Equal(FaultName.PageChanged, (await courier.Fault(Export)).Name);
        Assert.Single(server.Requests, asked => asked.Path == "/pesan");
        Assert.DoesNotContain(server.Requests, asked => asked.Path == "/export");
        Assert.Empty(courier.Tickets.All);
    }
}
