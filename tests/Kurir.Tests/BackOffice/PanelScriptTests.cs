using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Kurir.BackOffice;

namespace Kurir.Tests.BackOffice;

/// <summary>What lies behind the pages that only a browser can use; that the pages lead there is proven with a browser.</summary>
public sealed class PanelScriptTests
{
    static readonly DateOnly To = new(2026, 11, 23), From = new(2026, 11, 22);

    [Fact]
    public async Task The_file_behind_the_button_wants_the_key_of_the_page()
    {
        await using var panel = await BackOfficePanel.Start();
        using var browser = await PanelBrowser.SignedIn(panel);
        using var without = await browser.Get("/skrip/user/berkas?awal=2026-11-22&akhir=2026-11-23");
        Assert.Equal(HttpStatusCode.Forbidden, without.StatusCode);
        using var file = await browser.Get($"/skrip/user/berkas?awal=2026-11-22&akhir=2026-11-23&kunci={await browser.Token("/dashboard")}");
        Assert.Equal(PanelFiles.Canonical(panel.Expected("user", From, To)), PanelFiles.Workbook(await Bytes(file)));
    }

    [Fact]
    public async Task The_rows_behind_the_blob_are_those_of_the_days()
    {
        await using var panel = await BackOfficePanel.Start();
        using var browser = await PanelBrowser.SignedIn(panel);
        using var reply = await Json(browser, "/skrip/point_trx/baris", new { dari = "2026-11-22", sampai = "2026-11-23" });
        var told = await reply.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal(PanelFiles.Printed(panel.Expected("point_trx", From, To)).Skip(1),
            told.GetProperty("baris").EnumerateArray().Select(row => row.EnumerateArray().Select(cell => cell.GetString()!).ToArray()));
    }

    [Fact]
    public async Task An_ordered_export_is_done_when_it_was_looked_for_often_enough()
    {
        await using var panel = await BackOfficePanel.Start();
        using var browser = await PanelBrowser.SignedIn(panel);
        using var ordered = await Json(browser, "/skrip/user/antrean", new { dari = "2026-11-22", sampai = "2026-11-23" });
        Assert.Equal(HttpStatusCode.Accepted, ordered.StatusCode);
        using var early = await browser.Get("/ekspor/1");
        Assert.Equal(HttpStatusCode.NotFound, early.StatusCode);
        for (int i = 0; i < panel.LooksUntilDone; i++) await browser.Text("/notifikasi");
        using var file = await browser.Get("/ekspor/1");
        Assert.Equal(PanelFiles.Canonical(panel.Expected("user", From, To)), PanelFiles.Workbook(await Bytes(file)));
        Assert.Equal(("user", From, To), (panel.Jobs.Single().Export, panel.Jobs.Single().From, panel.Jobs.Single().To));
        Assert.Contains("user-20261122-20261123.xlsx", await browser.Text("/ekspor"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_app_fetches_files_with_its_token()
    {
        await using var panel = await BackOfficePanel.Start();
        using var browser = new PanelBrowser(panel);
        using var reply = await browser.Http.PostAsJsonAsync("/api/login", new { email = panel.Accounts.Email, password = panel.Accounts.Password }, TestContext.Current.CancellationToken);
        var token = (await reply.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>(TestContext.Current.CancellationToken)).GetProperty("token").GetString();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/file/user?from=2026-11-22&to=2026-11-23");
        request.Headers.Authorization = new("Bearer", token);
        using var file = await browser.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(PanelFiles.Canonical(panel.Expected("user", From, To)), PanelFiles.Workbook(await Bytes(file)));
    }

    [Fact]
    public async Task An_authenticators_code_opens_once()
    {
        await using var panel = await BackOfficePanel.Start();
        panel.Faults.On(KnownFault.SecondFactor);
        var code = CodeOf(panel.Accounts.CodeSecret);
        Assert.Equal("/dashboard", await After(code));
        Assert.Equal("/verifikasi", await After(code));

        async Task<string> After(string tried)
        {
            using var browser = new PanelBrowser(panel);
            using var _ = await browser.SignIn(panel.Accounts.Password);
            using var reply = await browser.Post("/verifikasi", ("_token", await browser.Token("/verifikasi")), ("code", tried));
            return reply.Headers.Location!.AbsolutePath;
        }
    }

    [Fact]
    public async Task Signing_in_goes_over_two_pages_and_a_choice_too()
    {
        await using var panel = await BackOfficePanel.Start();
        panel.AsksForBranch = true;
        using var browser = new PanelBrowser(panel);
        using var name = await browser.Post("/masuk", ("_token", await browser.Token("/masuk")), ("email", panel.Accounts.Email));
        using var password = await browser.Post("/masuk/sandi", ("_token", await browser.Token("/masuk/sandi")), ("password", panel.Accounts.Password));
        using var closed = await browser.Get("/dashboard");
        Assert.Equal("/pilih-cabang", closed.Headers.Location!.AbsolutePath);
        var page = await browser.Text("/pilih-cabang");
        var branch = page[(page.LastIndexOf("<option>", StringComparison.Ordinal) + 8)..page.LastIndexOf("</option>", StringComparison.Ordinal)];
        using var chosen = await browser.Post("/pilih-cabang", ("_token", await browser.Token("/pilih-cabang")), ("cabang", branch));
        using var open = await browser.Get("/dashboard");
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
    }

    [Fact]
    public async Task Moved_buttons_leave_one_that_deletes_in_their_place()
    {
        await using var panel = await BackOfficePanel.Start();
        (panel.ButtonName, panel.ButtonsMoved) = ("Unduh Excel", true);
        using var browser = await PanelBrowser.SignedIn(panel);
        var page = await browser.Text("/skrip/user/tombol");
        Assert.Contains(">Unduh Excel</button>", page, StringComparison.Ordinal);
        Assert.Matches("id=\"tombol\"[^>]*>Hapus<", page);
        Assert.Equal(0, panel.Deletions);
        using var deleted = await Json(browser, "/skrip/hapus", new { });
        Assert.Equal(1, panel.Deletions);
    }

    static async Task<HttpResponseMessage> Json(PanelBrowser browser, string address, object value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, UriKind.Relative)) { Content = JsonContent.Create(value) };
        request.Headers.Accept.Add(new("application/json"));
        request.Headers.Add("X-CSRF-TOKEN", await browser.Token("/dashboard"));
        return await browser.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    static Task<byte[]> Bytes(HttpResponseMessage reply)
    {
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        return reply.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>As an authenticator shows it now.</summary>
    static string CodeOf(string secret)
    {
        var bits = string.Concat(secret.Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter), 2).PadLeft(5, '0')));
        var key = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2)).ToArray();
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30);
#pragma warning disable CA5350 // The standard's own function.
        var hash = HMACSHA1.HashData(key, counter);
#pragma warning restore CA5350
        return ((BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[19] & 15)) & int.MaxValue) % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
