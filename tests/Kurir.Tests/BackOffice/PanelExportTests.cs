using System.Text;
using System.Text.Json;
using Kurir.BackOffice;

namespace Kurir.Tests.BackOffice;

public sealed class PanelExportTests
{
    static readonly DateOnly s_to = new(2026, 11, 23);
    static readonly DateOnly s_from = s_to.AddDays(-4);

    public static TheoryData<string> Exports => PanelDataTests.Exports;

    [Theory]
    [MemberData(nameof(Exports))]
    public async Task A_workbook_holds_what_is_expected(string name)
    {
        await using var panel = await BackOfficePanel.Start();
        using var browser = await PanelBrowser.SignedIn(panel);
        var bytes = await browser.File(BackOfficeExport.Named(name), s_from, s_to);
        Assert.Equal(PanelFiles.Canonical(panel.Expected(name, s_from, s_to)), PanelFiles.Workbook(bytes));
    }

    [Theory]
    [MemberData(nameof(Exports))]
    public async Task A_pdf_prints_the_same_rows_on_several_pages(string name)
    {
        await using var panel = await BackOfficePanel.Start(new() { Era = BackOfficeEra.Pdf });
        using var browser = await PanelBrowser.SignedIn(panel);
        var export = BackOfficeExport.Named(name);
        var bytes = await browser.File(export, s_from, s_to, "&format=pdf");
        var truth = panel.Expected(export, s_from, s_to).Texts;
        Assert.Equal(PanelFiles.Squeezed(string.Concat(truth.SelectMany(row => row))), PanelFiles.PdfBody(bytes, export));
        Assert.InRange(PanelFiles.PdfPages(bytes), 2, 20);
    }

    [Fact]
    public async Task Only_the_green_buttons_know_the_pdf_era()
    {
        await using var panel = await BackOfficePanel.Start(new() { Era = BackOfficeEra.Pdf });
        using var browser = await PanelBrowser.SignedIn(panel);
        foreach (var export in BackOfficeExport.All)
        {
            using var reply = await browser.Export(export, s_to, s_to);
            Assert.Equal(export == BackOfficeExport.Transaksi, reply.Content.Headers.ContentType!.MediaType != "application/pdf");
        }
    }

    [Theory]
    [MemberData(nameof(Exports))]
    public async Task Every_other_kind_of_file_holds_the_same_rows(string name)
    {
        await using var panel = await BackOfficePanel.Start();
        using var browser = await PanelBrowser.SignedIn(panel);
        var (export, truth) = (BackOfficeExport.Named(name), panel.Expected(name, s_from, s_to));
        Assert.Equal(PanelFiles.Canonical(truth), PanelFiles.Workbook(await browser.File(export, s_from, s_to, "&format=xls")));
        Assert.Equal(PanelFiles.Printed(truth), PanelFiles.Html(Encoding.UTF8.GetString(await browser.File(export, s_from, s_to, "&format=html"))));
        Assert.Equal(PanelFiles.Printed(truth), PanelFiles.Csv(Encoding.UTF8.GetString(await browser.File(export, s_from, s_to, "&format=csv")), ','));
    }

    [Theory]
    [InlineData("utf-8", "")]
    [InlineData("utf-8-bom", "\uFEFF")]
    [InlineData("utf-16", "\uFEFF")]
    [InlineData("windows-1252", "")]
    public async Task Csv_comes_in_the_encoding_and_with_the_delimiter_asked_for(string encoding, string mark)
    {
        await using var panel = await BackOfficePanel.Start();
        using var browser = await PanelBrowser.SignedIn(panel);
        using var reply = await browser.Get($"/csv/user{PanelBrowser.Window(BackOfficeExport.User, s_from, s_to)}&delimiter=%3B&encoding={encoding}");
        var bytes = await reply.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var text = (encoding switch { "utf-16" => Encoding.Unicode, "windows-1252" => CodePagesEncodingProvider.Instance.GetEncoding(1252)!, _ => Encoding.UTF8 }).GetString(bytes);
        Assert.StartsWith(mark, text, StringComparison.Ordinal);
        Assert.Equal(PanelFiles.Printed(panel.Expected("user", s_from, s_to)), PanelFiles.Csv(text[mark.Length..], ';'));
    }

    [Fact]
    public async Task The_sales_form_posts_its_token_and_dates()
    {
        await using var panel = await BackOfficePanel.Start();
        using var browser = await PanelBrowser.SignedIn(panel);
        var page = await browser.Text("/transaksi/index-export");
        Assert.Contains("<form class=\"filter\" action=\"/transaksi/export\" method=\"POST\">", page, StringComparison.Ordinal);
        Assert.Contains("Pilih Cabang", page, StringComparison.Ordinal);
        using var reply = await browser.Post("/transaksi/export",
            ("_token", await browser.Token("/transaksi/index-export")), ("branch", ""), ("start_date", "2026-11-19"), ("end_date", "2026-11-23"));
        Assert.Equal("transaksi-20261123.xlsx", reply.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        Assert.Equal(PanelFiles.Canonical(panel.Expected("transaksi", s_from, s_to)),
            PanelFiles.Workbook(await reply.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)));
    }

    [Theory]
    [MemberData(nameof(Exports))]
    public async Task A_report_page_is_followed_to_its_last_row(string name)
    {
        await using var panel = await BackOfficePanel.Start();
        using var browser = await PanelBrowser.SignedIn(panel);
        foreach (var kind in (string[])["", "/ringkas"])
        {
            var (rows, address) = (new List<string[]>(), $"/laporan/{name}{kind}{PanelBrowser.Window(BackOfficeExport.Named(name), s_from, s_to)}");
            while (address.Length > 0)
            {
                var html = await browser.Text(address);
                var table = PanelFiles.Html(html);
                rows.AddRange(rows.Count == 0 ? table : table.Skip(1));
                var next = html.IndexOf("rel=\"next\"", StringComparison.Ordinal);
                address = next < 0 ? "" : System.Net.WebUtility.HtmlDecode(html[(html.LastIndexOf("href=\"", next, StringComparison.Ordinal) + 6)..(next - 2)]);
            }
            Assert.Equal(PanelFiles.Printed(panel.Expected(name, s_from, s_to)), rows);
        }
    }

    [Fact]
    public async Task The_points_page_shows_ten_rows_and_announces_the_rest()
    {
        await using var panel = await BackOfficePanel.Start();
        using var browser = await PanelBrowser.SignedIn(panel);
        var page = await browser.Text("/point_transaction?start=2026-09-01&end=2026-11-23");
        var count = panel.Expected("point_trx", new(2026, 9, 1), s_to).Rows.Count;
        Assert.InRange(count, 1_000, 9_999);
        Assert.Contains($"Menampilkan 1 sampai 10 dari {count / 1000}.{count % 1000:000} data", page, StringComparison.Ordinal);
        Assert.Contains("<button type=\"button\" class=\"btn btn-success m3 expot-pdf\">Export</button>", page, StringComparison.Ordinal);
        Assert.Equal(11, PanelFiles.Html(page).Count);
    }

    [Theory]
    [MemberData(nameof(Exports))]
    public async Task Every_json_list_is_paged_to_the_same_rows(string name)
    {
        await using var panel = await BackOfficePanel.Start();
        using var browser = new PanelBrowser(panel);
        await TakeToken(browser);
        var window = PanelBrowser.Window(BackOfficeExport.Named(name), s_from, s_to);
        var truth = panel.Expected(name, s_from, s_to).Rows.Select(row => row.Select(cell => Plain(cell.Value)).ToArray()).ToList();

        var pages = new List<string[]>();
        for (var next = $"/api/page/{name}{window}&per_page=40"; next is not null;)
        {
            var page = await Json(browser, next);
            pages.AddRange(Rows(page.GetProperty("data")));
            next = page.GetProperty("links").GetProperty("next").GetString() is { } link ? new Uri(link).PathAndQuery : null;
        }
        Assert.Equal(truth, pages);

        var offsets = new List<string[]>();
        for (var total = 1; offsets.Count < total;)
        {
            var page = await Json(browser, $"/api/offset/{name}{window}&limit=30&offset={offsets.Count}");
            offsets.AddRange(Rows(page.GetProperty("data")));
            total = page.GetProperty("total").GetInt32();
        }
        Assert.Equal(truth, offsets);

        var (cursors, cursor) = (new List<string[]>(), (string?)"");
        while (cursor is not null)
        {
            var page = await Json(browser, $"/api/cursor/{name}{window}&cursor={cursor}");
            cursors.AddRange(Rows(page.GetProperty("data")));
            cursor = page.GetProperty("next_cursor").GetString();
        }
        Assert.Equal(truth, cursors);
        Assert.Equal(truth, Rows(await Json(browser, $"/api/list/{name}{window}")));
    }

    [Theory]
    [MemberData(nameof(Exports))]
    public async Task The_grid_gives_its_rows_by_start_and_length(string name)
    {
        await using var panel = await BackOfficePanel.Start();
        using var browser = await PanelBrowser.SignedIn(panel);
        var export = BackOfficeExport.Named(name);
        var address = export.Grid + "?start_date=2026-11-19&end_date=2026-11-23";
        var truth = panel.Expected(export, s_from, s_to).Texts;
        var page = await Json(browser, address + "&draw=3&start=20&length=15");
        Assert.Equal((3, truth.Count, truth.Count),
            (page.GetProperty("draw").GetInt32(), page.GetProperty("recordsTotal").GetInt32(), page.GetProperty("recordsFiltered").GetInt32()));
        Assert.Equal(truth.Skip(20).Take(15), Rows(page.GetProperty("data")));
        Assert.Equal(truth.Count, Rows((await Json(browser, address + "&draw=4&start=0&length=-1")).GetProperty("data")).Count);

        using var tokenless = await browser.Post(export.Grid, ("draw", "1"));
        Assert.Equal(419, (int)tokenless.StatusCode);
        using var posted = await browser.Post(export.Grid, ("draw", "1"), ("_token", await browser.Token("/dashboard")));
        Assert.Equal(200, (int)posted.StatusCode);
    }

    [Fact]
    public async Task Basic_and_key_open_their_own_doors_only()
    {
        await using var panel = await BackOfficePanel.Start();
        using var browser = new PanelBrowser(panel);
        var window = PanelBrowser.Window(BackOfficeExport.User, s_from, s_to);
        using var closed = await browser.Get("/basic/user" + window);
        Assert.Equal(401, (int)closed.StatusCode);
        Assert.Equal("Basic", closed.Headers.WwwAuthenticate.Single().Scheme);
        browser.Http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{panel.Accounts.Email}:{panel.Accounts.Password}")));
        using var open = await browser.Get("/basic/user" + window);
        Assert.Equal(200, (int)open.StatusCode);
        using var keyless = await browser.Get("/key/user" + window);
        Assert.Equal(401, (int)keyless.StatusCode);
        browser.Http.DefaultRequestHeaders.Add("X-Api-Key", panel.Accounts.ApiKey);
        using var keyed = await browser.Get("/key/user" + window);
        Assert.Equal(200, (int)keyed.StatusCode);
    }

    internal static async Task TakeToken(PanelBrowser browser)
    {
        using var reply = await browser.Http.PostAsync(new Uri("/api/login", UriKind.Relative),
            new StringContent(JsonSerializer.Serialize(new { email = browser.Panel.Accounts.Email, password = browser.Panel.Accounts.Password }), Encoding.UTF8, "application/json"),
            TestContext.Current.CancellationToken);
        using var json = JsonDocument.Parse(await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        browser.Http.DefaultRequestHeaders.Authorization = new("Bearer", json.RootElement.GetProperty("token").GetString());
    }

    internal static async Task<JsonElement> Json(PanelBrowser browser, string address)
    {
        using var json = JsonDocument.Parse(await browser.Text(address));
        return json.RootElement.Clone();
    }

    internal static List<string[]> Rows(JsonElement list) =>
        [.. list.EnumerateArray().Select(row => row.EnumerateObject().Select(field => field.Value.ToString()).ToArray())];

    static string Plain(object value) => value is DateTime time ? time.ToString("yyyy-MM-ddTHH:mm:ss", System.Globalization.CultureInfo.InvariantCulture) : $"{value}";
}
