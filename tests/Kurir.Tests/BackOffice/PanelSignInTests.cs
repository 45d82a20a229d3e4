using System.Net;
using Kurir.BackOffice;

namespace Kurir.Tests.BackOffice;

public sealed class PanelSignInTests
{
    [Fact]
    public async Task The_sign_in_page_is_a_form_with_its_token_and_cookies()
    {
        await using var panel = await BackOfficePanel.Start();
        using var browser = new PanelBrowser(panel);
        var page = await browser.Text("/");
        Assert.Contains("<form action=\"/login\" method=\"POST\">", page, StringComparison.Ordinal);
        Assert.Contains("name=\"email\"", page, StringComparison.Ordinal);
        Assert.Contains("<input type=\"password\" name=\"password\"", page, StringComparison.Ordinal);
        Assert.Contains("<button type=\"submit\" class=\"btn btn-primary btn-block\">Log In</button>", page, StringComparison.Ordinal);
        var cookies = browser.Cookies.GetCookies(panel.Address);
        Assert.True(cookies["laravel_session"]!.HttpOnly);
        Assert.EndsWith("%3D", cookies["XSRF-TOKEN"]!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_right_password_opens_the_dashboard_and_signing_out_closes_it()
    {
        await using var panel = await BackOfficePanel.Start();
        using var browser = await PanelBrowser.SignedIn(panel);
        Assert.Contains("Dashboard - Pensil Biru", await browser.Text("/dashboard"), StringComparison.Ordinal);
        using var left = await browser.Post("/logout", ("_token", await browser.Token("/dashboard")));
        Assert.Equal("/", left.Headers.Location!.AbsolutePath);
        using var closed = await browser.Get("/dashboard");
        Assert.Equal("/login", closed.Headers.Location!.AbsolutePath);
    }

    [Fact]
    public async Task A_wrong_password_leads_back_to_the_form_and_the_sixth_to_429()
    {
        await using var panel = await BackOfficePanel.Start();
        using var browser = new PanelBrowser(panel);
        for (var i = 0; i < 5; i++)
        {
            using var back = await browser.SignIn("salah");
            Assert.Equal("/login", back.Headers.Location!.AbsolutePath);
            Assert.Contains("Email atau password salah.", await browser.Text("/login"), StringComparison.Ordinal);
        }
        using var throttled = await browser.SignIn(panel.Accounts.Password);
        Assert.Equal(HttpStatusCode.TooManyRequests, throttled.StatusCode);
        Assert.NotNull(throttled.Headers.RetryAfter);
        Assert.Equal(6, panel.Requests.Count(request => request.IsSignIn));
    }

    [Fact]
    public async Task A_locked_account_is_told_so()
    {
        await using var panel = await BackOfficePanel.Start();
        panel.Accounts.Locked = true;
        using var browser = new PanelBrowser(panel);
        using var back = await browser.SignIn(panel.Accounts.Password);
        Assert.Contains("Akun Anda terkunci", await browser.Text("/login"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_its_token_gets_419()
    {
        await using var panel = await BackOfficePanel.Start();
        using var browser = new PanelBrowser(panel);
        using var expired = await browser.Post("/login", ("email", panel.Accounts.Email), ("password", panel.Accounts.Password));
        Assert.Equal(419, (int)expired.StatusCode);
        Assert.Contains("Page Expired", await expired.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, 200)]
    [InlineData(false, 419)]
    public async Task The_token_cookie_counts_as_a_header_only_when_decoded(bool decoded, int status)
    {
        await using var panel = await BackOfficePanel.Start();
        using var browser = new PanelBrowser(panel);
        using var empty = await browser.Get("/sanctum/csrf-cookie");
        Assert.Equal(HttpStatusCode.NoContent, empty.StatusCode);
        var cookie = browser.Cookies.GetCookies(panel.Address)["XSRF-TOKEN"]!.Value;
        browser.Http.DefaultRequestHeaders.Add("X-XSRF-TOKEN", decoded ? Uri.UnescapeDataString(cookie) : cookie);
        browser.Http.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        using var reply = await browser.Post("/login", ("email", panel.Accounts.Email), ("password", panel.Accounts.Password));
        Assert.Equal(status, (int)reply.StatusCode);
    }

    [Theory]
    [InlineData("text/html", 302)]
    [InlineData("application/json", 401)]
    public async Task A_session_that_is_over_leads_to_the_sign_in_or_says_so_in_json(string accept, int status)
    {
        await using var panel = await BackOfficePanel.Start();
        using var browser = await PanelBrowser.SignedIn(panel);
        panel.EndSessions();
        browser.Http.DefaultRequestHeaders.Accept.ParseAdd(accept);
        using var reply = await browser.Get("/user-front");
        Assert.Equal(status, (int)reply.StatusCode);
        if (status == 401) Assert.Equal("""{"message":"Unauthenticated."}""", await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Sessions_do_not_outlive_the_day()
    {
        await using var panel = await BackOfficePanel.Start();
        using var browser = await PanelBrowser.SignedIn(panel);
        panel.Clock.AdvanceDays(1);
        using var reply = await browser.Get("/user-front");
        Assert.Equal("/login", reply.Headers.Location!.AbsolutePath);
    }

    [Fact]
    public async Task Every_request_is_counted_with_its_status()
    {
        await using var panel = await BackOfficePanel.Start();
        using var browser = await PanelBrowser.SignedIn(panel);
        await browser.File(BackOfficeExport.User, panel.Clock.Today, panel.Clock.Today);
        Assert.Equal(("GET", "/", 200), Told(panel.Requests[0]));
        Assert.Equal(("POST", "/login", 302), Told(panel.Requests[1]));
        Assert.Equal(3, panel.Requests.Count);
        Assert.Equal(("GET", "/user-front/export", 200), Told(panel.Requests[2]));
        Assert.True(panel.Requests[2].IsDownload);
    }

    static (string, string, int) Told(BackOfficeRequest request) => (request.Method, request.Path, request.Status);
}
