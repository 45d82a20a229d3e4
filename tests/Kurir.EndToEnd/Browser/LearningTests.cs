using System.Text;
using Kurir.BackOffice;
using Kurir.Tests.Fetch;

namespace Kurir.EndToEnd;

/// <summary>The browser is needed once; then plain HTTP brings the same rows, until it does not.</summary>
public sealed class LearningTests
{
    const string Rows = "Tanggal,Jumlah\n22 Nov,5\n";

    static BrowserDesk Desk(Func<Asked, Answer> file) => new(asked => asked.Path switch
    {
        "/report" => Answer.Html(Pages.Scripted),
        "/unduh/berkas" => file(asked),
        _ => Pages.NotFound,
    }, learn: true);

    [Fact]
    public async Task A_click_is_learned_when_the_bare_request_brings_the_same_rows_and_the_next_run_is_plain_http()
    {
        await using var desk = Desk(_ => Pages.Csv());
        await desk.Fetch();
        Route route = desk.Routes.Only!;
        Assert.Equal("/unduh/berkas?f=⟨start:dd.MM.yyyy⟩&t=⟨end:dd.MM.yyyy⟩", route.Address);
        Assert.Equal(["Tanggal", "Jumlah"], route.Columns);
        int pages = desk.AskedFor("/report").Count();
        Document second = await desk.Fetch();
        Assert.NotNull(second.Route);
        Assert.Equal(pages, desk.AskedFor("/report").Count());
        Assert.Null(desk.AskedFor("/unduh/berkas").Last().Header("Sec-Fetch-Mode"));
    }

    [Fact]
    public async Task What_brings_other_rows_to_a_bare_request_is_not_learned()
    {
        await using var desk = Desk(asked => Pages.Csv(asked.Header("Sec-Fetch-Mode") is null ? "21 Nov" : "22 Nov"));
        Assert.Equal(Rows, await desk.Text());
        Assert.Null(desk.Routes.Only);
        Assert.Equal(Rows, await desk.Text());
    }

    [Fact]
    public async Task A_learned_request_that_fails_falls_back_to_the_browser_in_the_same_run_and_is_learned_anew()
    {
        string name = "f";
        await using var desk = new BrowserDesk(asked => asked.Path switch
        {
            "/report" => Answer.Html(Pages.Scripted.Replace("Zg==", Convert.ToBase64String(Encoding.ASCII.GetBytes(name)), StringComparison.Ordinal)),
            "/unduh/berkas" => asked.Target.Contains($"?{name}=", StringComparison.Ordinal) ? Pages.Csv() : Answer.Html("<!doctype html><p>tidak dikenal", 422),
            _ => Pages.NotFound,
        }, learn: true);
        await desk.Fetch();
        name = "awal";
        Assert.Equal(Rows, await desk.Text());
        Assert.Equal("/unduh/berkas?awal=⟨start:dd.MM.yyyy⟩&t=⟨end:dd.MM.yyyy⟩", desk.Routes.Only!.Address);
    }

    [Fact]
    public async Task The_panel_s_covered_button_is_learned_with_its_key_and_relearned_when_its_columns_change()
    {
        await using Shop shop = await Shop.Open();
        shop.PipelineText = PanelPipeline.ByScript();
        ExportRun first = Assert.Single((await shop.Run()).Exports);
        Assert.True(first.Outcome == Outcome.Proven, $"{first.Fault}");
        Route route = (await shop.Route("user"))!;
        Assert.Equal("/skrip/user/berkas?awal=⟨start:yyyy-MM-dd⟩&akhir=⟨end:yyyy-MM-dd⟩&kunci=⟨meta:csrf-token⟩", route.Address);

        shop.Panel.Clock.AdvanceDays(1);
        int before = shop.Panel.Requests.Count;
        ExportRun second = Assert.Single((await shop.Run()).Exports);
        Assert.Equal(Outcome.Proven, second.Outcome);
        Assert.DoesNotContain(shop.Panel.Requests.Skip(before), asked => asked.Path.StartsWith("/assets", StringComparison.Ordinal));
        var model = new Model(BackOfficeExport.User);
        model.Overlay(shop.Panel.Expected(BackOfficeExport.User, shop.Window.From.AddDays(-1), shop.Window.To.AddDays(-1)));
        model.Overlay(shop.Panel.Expected(BackOfficeExport.User, shop.Window.From, shop.Window.To));
        Assert.Equal(model.Rows, model.Of(shop.Delivered(BackOfficeExport.User)!));

        shop.Panel.Faults.On(KnownFault.ColumnAdded);
        before = shop.Panel.Requests.Count;
        Assert.Equal(Outcome.Proven, Assert.Single((await shop.Run()).Exports).Outcome);
        Assert.Contains(shop.Panel.Requests.Skip(before), asked => asked.Path.StartsWith("/assets", StringComparison.Ordinal)); // a browser was there
        Assert.Equal(route.Columns.Count + 1, (await shop.Route("user"))!.Columns.Count);
    }

    [Fact]
    public async Task With_learning_off_the_browser_is_used_each_time()
    {
        await using Shop shop = await Shop.Open();
        shop.PipelineText = PanelPipeline.ByScript(more: "learn: off");
        for (int i = 0; i < 2; i++)
        {
            int before = shop.Panel.Requests.Count;
            Assert.Equal(Outcome.Proven, Assert.Single((await shop.Run()).Exports).Outcome);
            Assert.Contains(shop.Panel.Requests.Skip(before), asked => asked.Path.StartsWith("/assets", StringComparison.Ordinal));
        }

        Assert.Null(await shop.Route("user"));
    }

    [Fact]
    public async Task The_panel_s_app_is_signed_in_to_in_the_browser_and_its_file_is_learned()
    {
        await using Shop shop = await Shop.Open();
        shop.PipelineText = PanelPipeline.Of("/aplikasi#user", "{ start: dari, end: sampai, button: Unduh }", signIn: "/aplikasi");
        ExportRun first = Assert.Single((await shop.Run()).Exports);
        Assert.True(first.Outcome == Outcome.Proven, $"{first.Fault}");
        Assert.Equal("/api/file/user?from=⟨start:yyyy-MM-dd⟩&to=⟨end:yyyy-MM-dd⟩", (await shop.Route("user"))!.Address);
    }

    [Fact]
    public async Task A_file_that_the_page_makes_itself_comes_whole()
    {
        await using Shop shop = await Shop.Open();
        shop.PipelineText = PanelPipeline.ByScript("/skrip/user/blob");
        ExportRun run = Assert.Single((await shop.Run()).Exports);
        Assert.True(run.Outcome == Outcome.Proven, $"{run.Fault}");
        Assert.Equal(shop.Panel.Expected(BackOfficeExport.User, shop.Window.From, shop.Window.To).Rows.Count, run.Verdict!.Rows);
    }

    [Fact]
    public async Task A_button_that_moved_is_still_found_and_the_one_in_its_place_is_not_pressed()
    {
        await using Shop shop = await Shop.Open();
        shop.Panel.ButtonsMoved = true;
        shop.PipelineText = PanelPipeline.ByScript();
        Assert.Equal(Outcome.Proven, Assert.Single((await shop.Run()).Exports).Outcome);
        shop.Panel.ButtonName = "Unduh Excel";
        shop.PipelineText = PanelPipeline.Of("/skrip/user/tombol", "{ start: dari, end: sampai, button: Ekspor }");
        Fault(FaultName.ButtonNotFound, Assert.Single((await shop.Run()).Exports));
        Assert.Equal(0, shop.Panel.Deletions);
    }

    static void Fault(FaultName name, ExportRun run) => Assert.Equal(Kurir.Fault.CodeOf(name), run.Fault?.Code);
}
