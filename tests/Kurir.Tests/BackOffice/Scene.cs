using System.Net;
using System.Text;
using Kurir.BackOffice;

namespace Kurir.Tests.BackOffice;

/// <summary>A panel, a browser and one fault to be proven; mostly on five days of point_trx.</summary>
sealed class Scene(BackOfficePanel panel, PanelBrowser browser, BackOfficeFault fault)
{
    public BackOfficePanel Panel => panel;

    public PanelBrowser Browser => browser;

    public BackOfficeExport Export { get; set; } = BackOfficeExport.PointTrx;

    public DateOnly To { get; } = new(2026, 11, 23);

    public DateOnly From { get; set; } = new(2026, 11, 19);

    public string Address => PanelBrowser.Address(Export, From, To);

    public void On() => panel.Faults.On(fault);

    /// <summary>Signs in first and then switches the fault on.</summary>
    public async Task SignedIn(bool on = true)
    {
        using var reply = await browser.SignIn(panel.Accounts.Password);
        Assert.Equal("/dashboard", reply.Headers.Location!.AbsolutePath);
        if (on) On();
    }

    public List<string[]> Truth() => PanelFiles.Canonical(panel.Expected(Export, From, To));

    public List<string[]> Printed() => PanelFiles.Printed(panel.Expected(Export, From, To));

    public Task<HttpResponseMessage> Download() => browser.Export(Export, From, To);

    public Task<byte[]> Bytes() => browser.File(Export, From, To);

    public async Task<List<string[]>> Rows() => PanelFiles.Workbook(await Bytes());

    public async Task<int> Status()
    {
        using var reply = await Download();
        return (int)reply.StatusCode;
    }

    public Task<string> Report(int page) => browser.Text($"/laporan/{Export.Name}{PanelBrowser.Window(Export, From, To)}&page={page}");

    public async Task SignInStatus(int status, bool retryAfter = false)
    {
        if (panel.Faults.Active.Count == 0 && fault.Times is null) On();
        using var reply = await browser.SignIn(panel.Accounts.Password);
        Assert.Equal((status, retryAfter), ((int)reply.StatusCode, reply.Headers.RetryAfter is not null));
    }

    public async Task SignInTold(string message)
    {
        await SignInStatus(302);
        await PageHas("/login", message);
        using var closed = await browser.Get("/dashboard");
        Assert.Equal("/login", closed.Headers.Location!.AbsolutePath);
    }

    public async Task PageHas(string address, params string[] texts)
    {
        var page = await browser.Text(address);
        Assert.All(texts, text => Assert.Contains(text, page, StringComparison.Ordinal));
    }

    public async Task LeadsToSignIn()
    {
        using var reply = await Download();
        Assert.Equal((HttpStatusCode.Found, "/login"), (reply.StatusCode, reply.Headers.Location!.AbsolutePath));
    }

    /// <summary>Downloads, report pages and lists alike.</summary>
    public async Task Answers(int status, bool retryAfter = false)
    {
        await SignedIn();
        foreach (var address in (string[])[Address, "/laporan/point_trx", "/point_transaction/data"])
        {
            using var reply = await browser.Get(address);
            Assert.Equal((status, retryAfter), ((int)reply.StatusCode, reply.Headers.RetryAfter is not null));
        }
    }

    public async Task FileIs(Predicate<string> expected, string extension, Encoding? encoding = null)
    {
        await SignedIn();
        using var reply = await Download();
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.EndsWith(extension, reply.Content.Headers.ContentDisposition!.FileName!.Trim('"'), StringComparison.Ordinal);
        var text = (encoding ?? Encoding.UTF8).GetString(await reply.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.True(expected(text), text[..Math.Min(600, text.Length)]);
    }

    public async Task Announces(int rows)
    {
        var grid = await PanelExportTests.Json(browser, "/point_transaction/data?start_date=2026-11-19&end_date=2026-11-23");
        Assert.Equal(rows, grid.GetProperty("recordsTotal").GetInt32());
    }

    /// <summary>The file has fewer rows than the page announces.</summary>
    public async Task LosesRows(Func<List<string[]>, IEnumerable<string[]>> left)
    {
        await SignedIn();
        var truth = Truth();
        Assert.Equal(left(truth), await Rows());
        Assert.NotEqual(truth.Count, left(truth).Count());
        var count = (truth.Count - 1).ToString("#,##0", System.Globalization.CultureInfo.InvariantCulture).Replace(',', '.');
        await PageHas("/point_transaction" + PanelBrowser.Window(Export, From, To), $"dari {count} data");
    }

    public async Task HeadingsAre(Func<string, string> renamed)
    {
        await SignedIn();
        var (truth, rows) = (Truth(), await Rows());
        Assert.Equal(truth[0].Select(renamed), rows[0]);
        Assert.NotEqual(truth[0], rows[0]);
        Assert.Equal(truth.Skip(1), rows.Skip(1));
    }
}
