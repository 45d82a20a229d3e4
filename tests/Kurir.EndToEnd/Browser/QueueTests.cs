using System.Diagnostics;
using Kurir.BackOffice;
using Kurir.Tests.Fetch;

namespace Kurir.EndToEnd;

/// <summary>Exports that the panel makes in the background: each is ordered once, whatever happens, and its file comes.</summary>
public sealed class QueueTests
{
    const string Page = "/skrip/user/antrean";

    static async Task<ExportRun> Run(Shop shop) => Assert.Single((await shop.Run()).Exports);

    static void IsProven(Shop shop, ExportRun run)
    {
        Assert.True(run.Outcome == Outcome.Proven, $"{run.Fault}");
        Assert.Equal(shop.Panel.Expected(BackOfficeExport.User, shop.Window.From, shop.Window.To).Rows.Count, run.Verdict!.Rows);
    }

    const string Posted = "/antrean/user";

    [Theory]
    [InlineData(Page, PanelPipeline.Scripted)]
    [InlineData(Page, "{ start: dari, end: sampai, button: Export, queue: /notifikasi }")]
    [InlineData(Posted, "{ start: awal, end: akhir, button: Export }")]
    public async Task What_a_click_orders_is_found_in_the_panel_s_list_and_fetched(string page, string form)
    {
        await using Shop shop = await Shop.Open();
        shop.Panel.LooksUntilDone = 2;
        shop.PipelineText = PanelPipeline.Of(page, form);
        IsProven(shop, await Run(shop));
        Assert.Single(shop.Panel.Jobs);
        Assert.Null(await shop.Route("user")); // asking the order once more to learn it would order once more
    }

    [Fact]
    public async Task A_window_that_is_closed_is_ordered_anew()
    {
        await using Shop shop = await Shop.Open();
        shop.Panel.LooksUntilDone = 0;
        shop.PipelineText = PanelPipeline.Of(Posted, "{ start: awal, end: akhir, button: Export }", more: "session: http");
        for (int jobs = 1; jobs <= 2; jobs++)
        {
            IsProven(shop, await Run(shop));
            Assert.Equal(jobs, shop.Panel.Jobs.Count);
        }
    }

    [Fact]
    public async Task Where_the_page_itself_tells_of_the_file_it_is_found_by_the_number_of_the_order()
    {
        string told = "";
        await using var desk = new BrowserDesk(asked => asked.Path switch
        {
            "/report" => Answer.Html(Pages.Report($"""<ul id="lonceng"></ul>{Pages.Dates}<button>Export</button>""", """
                const look = async () => { document.getElementById('lonceng').innerHTML = await (await fetch('/lonceng')).text(); };
                look(); setInterval(look, 200);
                document.querySelector('button').onclick = () => fetch('/pesan', { method: 'POST' });
                """)),
            "/pesan" => Answer.Json("""{"data":{"job_id":7},"message":"Ekspor masuk antrean"}"""),
            "/lonceng" => Answer.Of(200, "text/html", System.Text.Encoding.UTF8.GetBytes(told + """<li><a href="/hasil/6">Ekspor Anda selesai</a></li>""")),
            "/hasil/7" => Pages.Csv(),
            _ => Pages.NotFound,
        });
        using var later = new Timer(_ => told = """<li><a href="/hasil/7">Ekspor Anda selesai</a></li>""", null, 4000, Timeout.Infinite);
        Assert.Contains("22 Nov", await desk.Text(), StringComparison.Ordinal);
        Assert.Single(desk.AskedFor("/pesan"));
        Assert.Empty(desk.AskedFor("/hasil/6"));
        Assert.True(Assert.Single(desk.Tickets.All).Collected);
    }

    [Fact]
    public async Task Where_a_file_was_once_collected_from_the_page_itself_a_run_that_breaks_off_after_the_click_orders_nothing_twice()
    {
        int orders = 0;
        bool hangs = false;
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var desk = new BrowserDesk(asked =>
        {
            if (asked.Path == "/pesan")
            {
                orders++;
                if (hangs) broken.Cancel();
                return Answer.Json("""{"message":"Ekspor masuk antrean"}""") with { Delay = hangs ? TimeSpan.FromMinutes(1) : TimeSpan.Zero };
            }

            string list = string.Concat(Enumerable.Range(1, orders).Select(n => $"""<li>Ekspor 23/11/2026 08:0{n}:00 <a href="/hasil/{n}">Unduh</a></li>"""));
            return asked.Path switch
            {
                "/report" => Answer.Html(Pages.Report($"""<ul id="lonceng"></ul>{Pages.Dates}<button>Export</button>""", """
                    const look = async () => { document.getElementById('lonceng').innerHTML = await (await fetch('/lonceng')).text(); };
                    look(); setInterval(look, 200);
                    document.querySelector('button').onclick = () => fetch('/pesan', { method: 'POST' });
                    """)),
                "/lonceng" => Answer.Of(200, "text/html", System.Text.Encoding.UTF8.GetBytes(list)),
                _ => Pages.Csv(asked.Path),
            };
        });
        Assert.Contains("/hasil/1", await desk.Text(), StringComparison.Ordinal);
        desk.Tickets.Former = Assert.Single(desk.Tickets.All);
        await desk.Tickets.ForgetTicket(new ExportId("backend", "report"), BrowserDesk.Days, default); // as closing the window does
        hangs = true;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => desk.Fetch(ct: broken.Token));
        Assert.False(Assert.Single(desk.Tickets.All).Accepted);
        Assert.Contains("/hasil/2", await desk.Text(), StringComparison.Ordinal);
        Assert.Equal(2, orders);
    }

    [Fact]
    public async Task A_run_whose_time_is_over_leaves_the_order_to_the_next_which_needs_no_browser()
    {
        await using Shop shop = await Shop.Open();
        shop.Panel.LooksUntilDone = int.MaxValue;
        shop.PipelineText = PanelPipeline.Of(Page, "{ start: dari, end: sampai, button: Export, queue: { page: /ekspor, wait: 1 s } }");
        for (int i = 0; i < 2; i++)
        {
            ExportRun late = await Run(shop);
            Assert.Equal(("job-pending", FaultKind.Retry, 1), (late.Fault?.Code, late.Fault?.Kind, late.Attempts));
            Assert.Single(shop.Panel.Jobs);
        }

        shop.Panel.LooksUntilDone = 0;
        int before = shop.Panel.Requests.Count;
        IsProven(shop, await Run(shop));
        Assert.Single(shop.Panel.Jobs);
        Assert.DoesNotContain(shop.Panel.Requests.Skip(before), asked => asked.Path.StartsWith("/assets", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_panel_could_not_make_or_has_thrown_away_is_named_and_then_ordered_anew()
    {
        await using Shop shop = await Shop.Open();
        shop.Panel.LooksUntilDone = int.MaxValue;
        shop.PipelineText = PanelPipeline.Of(Posted, "{ start: awal, end: akhir, button: Export, queue: { page: /ekspor, wait: 1 s } }");
        await Run(shop);
        shop.Panel.FailJobs();
        ExportRun failed = await Run(shop);
        Assert.Equal("job-failed", failed.Fault?.Code);
        Assert.Contains("gagal", failed.Fault!.Cause, StringComparison.Ordinal);
        Assert.Single(shop.Panel.Jobs);
        shop.Panel.ClearJobs();
        await Run(shop);
        Assert.Single(shop.Panel.Jobs);
        shop.Panel.ClearJobs();
        Assert.Equal("job-failed", (await Run(shop)).Fault?.Code);
        shop.Panel.LooksUntilDone = 0;
        IsProven(shop, await Run(shop));
        Assert.Single(shop.Panel.Jobs);
    }

    [Fact]
    public async Task What_others_order_meanwhile_is_not_taken_for_ours()
    {
        await using Shop shop = await Shop.Open();
        shop.Panel.LooksUntilDone = int.MaxValue;
        shop.PipelineText = PanelPipeline.Of(Page, "{ start: dari, end: sampai, button: Export, queue: { page: /ekspor, wait: 1 s } }")
            + "\n  point_trx:\n    page: /skrip/point_trx/antrean\n    form: { start: dari, end: sampai, button: Export, queue: { page: /ekspor, wait: 1 s } }";
        await shop.Run();
        Assert.Equal(["point_trx", "user"], shop.Panel.Jobs.Select(job => job.Export).Order());
        shop.Panel.LooksUntilDone = 0;
        Run run = await shop.Run();
        Assert.All(run.Exports, export => Assert.True(export.Outcome == Outcome.Proven, $"{export.Export}: {export.Fault}"));
        Assert.Equal(2, shop.Panel.Jobs.Count);
    }

    [Fact]
    public async Task A_process_killed_after_the_click_leaves_one_job_and_the_next_run_collects_it()
    {
        await using BackOfficePanel panel = await BackOfficePanel.Start();
        panel.LooksUntilDone = int.MaxValue;
        using var kurir = new KurirProcess();
        kurir.Write("pipelines/demo.yaml", PanelPipeline.ByScript(Page));
        kurir.Environment["DEMO_USERNAME"] = panel.Accounts.Email;
        kurir.Environment["DEMO_PASSWORD"] = panel.Accounts.Password;
        string[] run = ["run", "demo", "--json", "--site", panel.Address.ToString(), "--from", "2026-11-22", "--to", "2026-11-23"];
        using (Process killed = kurir.Start(run))
        {
            while (panel.Jobs.Count == 0 && !killed.HasExited) await Task.Delay(5, TestContext.Current.CancellationToken);
            killed.Kill(); // at the very moment of the order, before its answer is read
            await killed.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        panel.LooksUntilDone = 0;
        Ended ended = await kurir.Run(run);
        Assert.True(ended.Code == 0, ended.ToString());
        Assert.Single(panel.Jobs);
        Assert.Equal(panel.Expected(BackOfficeExport.User, new DateOnly(2026, 11, 22), new DateOnly(2026, 11, 23)).Rows.Count,
            ended.Json.GetProperty("runs")[0].GetProperty("exports")[0].GetProperty("verdict").GetProperty("rows").GetInt32());
    }
}
