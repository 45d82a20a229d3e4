using Kurir.Tests.Fetch;

namespace Kurir.EndToEnd;

/// <summary>A page that calls its fields and buttons otherwise: the rows come where they prove themselves, the change of the file is proposed, and nothing that destroys is touched.</summary>
public sealed class RepairTests
{
    [Fact]
    public async Task A_button_with_another_name_is_found_by_what_it_was_and_its_new_name_is_proposed()
    {
        await using Shop shop = await Shop.Open();
        shop.PipelineText = PanelPipeline.ByScript(more: "learn: off");
        Assert.Equal(Outcome.Proven, Assert.Single((await shop.Run()).Exports).Outcome);
        shop.Panel.ButtonName = "Ambil Laporan";
        ExportRun run = Assert.Single((await shop.Run()).Exports);
        Assert.True(run.Outcome == Outcome.Proven, $"{run.Fault}");
        Repair repair = Assert.Single(run.Repairs);
        Assert.Equal(("form.button", "Export", "Ambil Laporan"), (repair.Setting, repair.Was, repair.Use));
        Assert.Matches(@"^demo\.yaml:\d+$", repair.At);
        Assert.Contains("Write form.button: Ambil Laporan at demo.yaml:", string.Join('\n', Kurir.App.RunText.Lines(run, 10)), StringComparison.Ordinal);
        Assert.DoesNotContain("Ambil Laporan", shop.PipelineText, StringComparison.Ordinal); // proposed, not applied
        Assert.Equal(0, shop.Panel.Deletions);
    }

    [Fact]
    public async Task A_button_that_moved_and_changed_its_name_is_found_and_the_decoy_in_its_place_is_not_pressed()
    {
        await using Shop shop = await Shop.Open();
        shop.PipelineText = PanelPipeline.ByScript(more: "learn: off");
        Assert.Equal(Outcome.Proven, Assert.Single((await shop.Run()).Exports).Outcome);
        (shop.Panel.ButtonsMoved, shop.Panel.ButtonName) = (true, "Unduh Laporan");
        ExportRun run = Assert.Single((await shop.Run()).Exports);
        Assert.True(run.Outcome == Outcome.Proven, $"{run.Fault}");
        Assert.Equal("Unduh Laporan", Assert.Single(run.Repairs).Use);
        shop.Panel.ButtonName = "Hapus Laporan"; // what exports is no better than its name
        Assert.Equal("button-not-found", Assert.Single((await shop.Run()).Exports).Fault?.Code);
        Assert.Equal(0, shop.Panel.Deletions);
    }

    static string Page(string start, string end, string buttons, string script = "") => Pages.Report($"""
        <form onsubmit="return false"><label>Dari <input type="date" name="{start}"></label> <label>Sampai <input type="date" name="{end}"></label> <input type="text" name="cari">{buttons}</form>
        """, $$"""
        const value = n => document.querySelectorAll('input[type=date]')[n].value;
        const go = path => location['hr' + 'ef'] = path + '?a=' + value(0) + '&b=' + value(1);
        {{script}}
        """);

    const string Export = """<button type="button" id="x" onclick="go('/unduh/berkas')">Export</button>""";

    [Fact]
    public async Task Fields_with_other_names_are_found_by_label_and_place()
    {
        string page = Page("start", "end", Export);
        await using var desk = new BrowserDesk(asked => asked.Path switch { "/report" => Answer.Html(page), "/unduh/berkas" => Pages.Csv(), _ => Pages.NotFound }, SessionMode.Browser);
        Assert.Empty((await desk.Fetch()).Repairs);
        page = Page("tgl_awal", "tgl_akhir", Export);
        Document came = await desk.Fetch();
        Assert.Equal([("form.start", "start", "tgl_awal"), ("form.end", "end", "tgl_akhir")], came.Repairs.Select(repair => (repair.Setting, repair.Was, repair.Use)));
        Assert.EndsWith("?a=2026-11-22&b=2026-11-23", desk.AskedFor("/unduh/berkas").Last().Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_never_matched_before_is_not_searched_for()
    {
        await using var desk = new BrowserDesk(asked => asked.Path == "/report" ? Answer.Html(Page("awal", "akhir", Export)) : Pages.Csv(), SessionMode.Browser);
        Assert.Equal(FaultName.FieldNotFound, (await desk.Fault()).Name);
        Assert.Empty(desk.AskedFor("/unduh/berkas"));
    }

    [Fact]
    public async Task A_button_that_brings_nothing_is_followed_by_the_next_and_nothing_that_destroys_is_tried()
    {
        string page = Page("start", "end", Export);
        string[] destroying = ["Hapus Export", "Reset Export", "Batal Export", "Approve Export"];
        string decoys = string.Concat(destroying.Select(text => $"<button type=button id=x onclick=\"go('/buruk')\">{text}</button>"))
            + """<button type="button" class="btn btn-danger" onclick="go('/buruk')">Export Semua</button><button type="reset" onclick="go('/buruk')">Export Awal</button><a href="/hapus" title="x">Export Lama</a><button type="button" data-aksi="deleteAll" onclick="go('/buruk')">Export Dua</button>""";
        await using var desk = new BrowserDesk(asked => asked.Path switch { "/report" => Answer.Html(page), "/unduh/berkas" => Pages.Csv(), "/salah" => Answer.Html("<!doctype html>tidak ada", 404), _ => Pages.NotFound }, SessionMode.Browser);
        await desk.Fetch();
        page = Page("start", "end", decoys + """<button type="button" onclick="go('/salah')">Export Lain</button><button type="button" onclick="go('/unduh/berkas') ">Unduh</button>""");
        Assert.Equal("Unduh", Assert.Single((await desk.Fetch()).Repairs).Use);
        Assert.Single(desk.AskedFor("/salah"));
        Assert.Empty(desk.AskedFor("/buruk"));
        Assert.Empty(desk.AskedFor("/hapus"));
    }

    [Fact]
    public async Task What_brings_another_report_is_not_recorded_and_the_missing_button_is_the_fault()
    {
        bool changed = false;
        await using var panel = new ScriptedServer(asked => asked.Path switch
        {
            "/report" => Answer.Html(changed ? Page("start", "end", """<button type="button" id="x" onclick="go('/lain')">Export Stok</button>""") : Page("start", "end", Export)),
            "/unduh/berkas" => Pages.Csv(),
            "/lain" => Answer.Of(200, "text/csv", "Barang,Stok\nPensil,5\n"u8.ToArray(), "Content-Disposition: attachment; filename=stok.csv"),
            _ => Pages.NotFound,
        });
        using var kurir = new KurirProcess();
        kurir.Write("pipelines/backend.yaml", "site: https://backend.example.com\nsign_in: none\nsession: browser\nexports:\n  report:\n    page: /report\n    form: { start: start, end: end, button: Export }\n");
        string[] run = ["run", "backend", "--json", "--site", panel.Address.ToString(), "--from", "2026-11-22", "--to", "2026-11-23"];
        Ended first = await kurir.Run(run);
        Assert.True(first.Code == 0, first.ToString());
        changed = true;
        Ended second = await kurir.Run(run);
        Assert.Equal("button-not-found", second.Json.GetProperty("runs")[0].GetProperty("exports")[0].GetProperty("fault").GetProperty("code").GetString());
        Assert.Single(panel.Requests, asked => asked.Path == "/lain");
        Assert.DoesNotContain("Pensil", (await kurir.Run("show", "backend", "report", "--row", "Pensil")).Output.Replace("'Pensil'", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }
}
