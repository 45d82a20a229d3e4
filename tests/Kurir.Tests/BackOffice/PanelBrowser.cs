using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Kurir.BackOffice;

namespace Kurir.Tests.BackOffice;

/// <summary>A browser as plain as can be: it keeps cookies, follows no redirect, and fills in forms by hand. It knows nothing of Kurir's own fetching.</summary>
sealed partial class PanelBrowser : IDisposable
{
    readonly HttpClient _http;

    public PanelBrowser(BackOfficePanel panel)
    {
        Panel = panel;
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true, CookieContainer = Cookies }) { BaseAddress = panel.Address };
    }

    public BackOfficePanel Panel { get; }

    public CookieContainer Cookies { get; } = new();

    public HttpClient Http => _http;

    public static async Task<PanelBrowser> SignedIn(BackOfficePanel panel)
    {
        var browser = new PanelBrowser(panel);
        using var reply = await browser.SignIn(panel.Accounts.Password);
        Assert.Equal("/dashboard", reply.Headers.Location?.AbsolutePath);
        return browser;
    }

    public async Task<HttpResponseMessage> SignIn(string password, string field = "password") =>
        await Post("/login", ("_token", await Token("/")), ("email", Panel.Accounts.Email), (field, password));

    public Task<HttpResponseMessage> Get(string address) => _http.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> Post(string address, params (string Name, string Value)[] fields) =>
        _http.PostAsync(new Uri(address, UriKind.Relative), new FormUrlEncodedContent(fields.ToDictionary(f => f.Name, f => f.Value)), TestContext.Current.CancellationToken);

    public async Task<string> Text(string address)
    {
        using var reply = await Get(address);
        return await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The hidden field of the page's last form.</summary>
    public async Task<string> Token(string address) => TokenField().Matches(await Text(address)).Last().Groups[1].Value;

    public Task<HttpResponseMessage> Export(BackOfficeExport export, DateOnly from, DateOnly to, string more = "") => Get(Address(export, from, to) + more);

    public async Task<byte[]> File(BackOfficeExport export, DateOnly from, DateOnly to, string more = "")
    {
        using var reply = await Export(export, from, to, more);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        return await reply.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }

    public static string Address(BackOfficeExport export, DateOnly from, DateOnly to) => export.Download + Window(export, from, to);

    public static string Window(BackOfficeExport export, DateOnly from, DateOnly to) =>
        string.Create(CultureInfo.InvariantCulture, $"?{export.Start}={from:yyyy-MM-dd}&{export.End}={to:yyyy-MM-dd}");

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("name=\"_token\" value=\"([^\"]*)\"")]
    private static partial Regex TokenField();
}
