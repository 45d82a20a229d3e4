using Kurir.BackOffice;
using Kurir.Connectors;

namespace Kurir.Tests.Fetch;

/// <summary>Tables on pages and JSON lists of the sample panel, to their last page.</summary>
public sealed class SampleListTests
{
    static readonly Window Week = new(new DateOnly(2026, 11, 17), new DateOnly(2026, 11, 23));

    static Courier CourierFor(BackOfficePanel panel, SignInConfig? signIn = null) => new(panel.Address, signIn ?? Courier.ByForm("/"), panel.Accounts.Email, panel.Accounts.Password);

    static SignInConfig ByJson { get; } = new() { Json = new JsonSignInConfig { Address = "/api/login", Username = "email" } };

    static int Expected(BackOfficePanel panel, string export) => panel.Expected(export, Week.From, Week.To).Rows.Count;

    [Theory]
    [InlineData("/laporan/transaksi", true)]
    [InlineData("/laporan/transaksi/ringkas", false)]
    public async Task A_table_is_followed_to_its_last_page(string page, bool announces)
    {
        await using BackOfficePanel panel = await BackOfficePanel.Start();
        await using Courier courier = CourierFor(panel);
        Document document = await courier.Fetch(new ExportConfig { Page = page, Form = new FormConfig { Start = "start_date", End = "end_date" } }, Week);
        int rows = Expected(panel, "transaksi");
        Assert.True(rows > 100);
        Assert.Equal(rows, Zipped.HtmlRows(document));
        Assert.Equal(announces ? rows : null, document.Announced);
        Assert.Equal("page-0001.html", Zipped.Names(document)[0]);
        Table table = TableFinder.Find(new DocumentReader().Read(document, ReadLimits.Default, CancellationToken.None));
        Assert.Equal(panel.Expected("transaksi", Week.From, Week.To).Texts.Select(row => string.Join('|', row).Replace('\n', ' ')), table.Rows.Select(row => string.Join('|', row.Cells)));
    }

    [Fact]
    public async Task A_session_that_ends_between_two_pages_is_renewed_and_the_page_asked_again()
    {
        await using BackOfficePanel panel = await BackOfficePanel.Start();
        await using Courier courier = CourierFor(panel);
        var export = new ExportConfig { Page = "/laporan/transaksi?start_date=2026-11-17&end_date=2026-11-23" };
        Task<Document> fetching = courier.Fetch(export, Week);
        while (panel.Requests.Count(request => request.Path == "/laporan/transaksi") < 3 && !fetching.IsCompleted) await Task.Delay(1);
        panel.EndSessions();
        Assert.Equal(Expected(panel, "transaksi"), Zipped.HtmlRows(await fetching));
        Assert.Equal(2, panel.Requests.Count(request => request.IsSignIn));
    }

    [Fact]
    public async Task A_pager_that_runs_in_a_circle_is_named()
    {
        await using BackOfficePanel panel = await BackOfficePanel.Start();
        await using Courier courier = CourierFor(panel);
        panel.Faults.On("pager-loops");
        Assert.Equal(FaultName.PagerLoops, (await courier.Fault(new ExportConfig { Page = "/laporan/transaksi?start_date=2026-11-22&end_date=2026-11-23" })).Name);
    }

    [Fact]
    public async Task A_last_page_that_announces_more_is_named()
    {
        await using BackOfficePanel panel = await BackOfficePanel.Start();
        await using Courier courier = CourierFor(panel);
        panel.Faults.On("wrong-total");
        Fault fault = await courier.Fault(new ExportConfig { Page = "/laporan/transaksi?start_date=2026-11-22&end_date=2026-11-23" });
        Assert.Equal(FaultName.PagerIncomplete, fault.Name);
    }

    [Theory]
    [InlineData("/api/page/transaksi", null)]
    [InlineData("/api/page/transaksi", "page")]
    [InlineData("/api/offset/transaksi", "offset")]
    [InlineData("/api/cursor/transaksi", null)]
    [InlineData("/api/cursor/transaksi", "cursor")]
    [InlineData("/api/list/transaksi", null)]
    public async Task A_json_list_is_read_to_its_end(string address, string? paging)
    {
        await using BackOfficePanel panel = await BackOfficePanel.Start();
        await using Courier courier = CourierFor(panel, ByJson);
        var json = new JsonFetchConfig { Address = address + "?start_date={start}&end_date={end}", Paging = paging, Size = paging is null ? 100 : 1000 };
        Document document = await courier.Fetch(new ExportConfig { Json = json }, Week);
        int rows = Expected(panel, "transaksi");
        Assert.Equal(rows, Zipped.JsonRows(document).Count);
        Assert.Equal(address.Contains("cursor", StringComparison.Ordinal) || address.Contains("list", StringComparison.Ordinal) ? null : rows, document.Announced);
        Assert.Equal("reply-0001.json", Zipped.Names(document)[0]);
        Table table = TableFinder.Find(new DocumentReader().Read(document, ReadLimits.Default, CancellationToken.None));
        Assert.Equal(rows, table.Rows.Count());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("datatables")]
    public async Task A_grids_json_is_asked_in_a_stable_order(string? paging)
    {
        await using BackOfficePanel panel = await BackOfficePanel.Start();
        await using Courier courier = CourierFor(panel);
        var json = new JsonFetchConfig { Address = "/user-front/data?start_date={start}&end_date={end}", Paging = paging, Size = 1000 };
        Document document = await courier.Fetch(new ExportConfig { Json = json }, Week);
        Assert.Equal(Expected(panel, "user"), Zipped.JsonRows(document).Count);
        Assert.Equal(Expected(panel, "user"), document.Announced);
        Assert.All(panel.Requests.Where(request => request.Path == "/user-front/data").Skip(1),
            request => Assert.Contains("order%5B0%5D%5Bcolumn%5D=0", request.Query, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("pager-loops", "/api/cursor/transaksi", FaultName.PagerLoops)]
    [InlineData("wrong-total", "/api/page/transaksi", FaultName.PagerIncomplete)]
    [InlineData("session-over", "/api/page/transaksi", FaultName.SessionOver)]
    [InlineData("error-page-200", "/api/page/transaksi", FaultName.ReplyMalformed)]
    public async Task A_misbehaving_list_gives_a_named_fault(string fault, string address, FaultName name)
    {
        await using BackOfficePanel panel = await BackOfficePanel.Start();
        await using Courier courier = CourierFor(panel, ByJson);
        panel.Faults.On(fault);
        Assert.Equal(name, (await courier.Fault(new ExportConfig { Json = new JsonFetchConfig { Address = address + "?start_date={start}&end_date={end}" } })).Name);
    }

    [Fact]
    public async Task A_token_that_ends_is_renewed()
    {
        await using BackOfficePanel panel = await BackOfficePanel.Start();
        await using Courier courier = CourierFor(panel, ByJson);
        panel.Faults.On("session-over-once");
        await courier.Fetch(new ExportConfig { Json = new JsonFetchConfig { Address = "/api/page/user?start_date={start}&end_date={end}" } });
        Assert.Equal(2, panel.Requests.Count(request => request.IsSignIn));
    }

    [Fact]
    public async Task Basic_and_a_key_in_a_header_open_the_panel_without_a_sign_in()
    {
        await using BackOfficePanel panel = await BackOfficePanel.Start();
        await using Courier basic = CourierFor(panel, new SignInConfig { Basic = new BasicSignInConfig() });
        Assert.EndsWith(".xlsx", (await basic.Download("/basic/user?start_date={start}&end_date={end}")).FileName, StringComparison.Ordinal);
        await using Courier key = CourierFor(panel, new SignInConfig { Header = new HeaderSignInConfig { Name = "X-Api-Key" } });
        key.Secrets["backend/token"] = panel.Accounts.ApiKey;
        Assert.EndsWith(".xlsx", (await key.Download("/key/user?start_date={start}&end_date={end}")).FileName, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_header_is_not_sent_again()
    {
        await using BackOfficePanel panel = await BackOfficePanel.Start();
        await using Courier courier = CourierFor(panel, new SignInConfig { Basic = new BasicSignInConfig() });
        courier.Secrets["backend/password"] = "wrong-horse";
        for (int i = 0; i < 2; i++)
        {
            Fault fault = await courier.Fault("/basic/user?start_date={start}&end_date={end}");
            Assert.Equal((FaultName.PasswordRefused, FaultKind.Ask), (fault.Name, fault.Kind));
        }

        Assert.Single(panel.Requests);
    }
}
