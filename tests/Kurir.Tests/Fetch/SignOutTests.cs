using Kurir.BackOffice;
using Kurir.Connectors;

namespace Kurir.Tests.Fetch;

public sealed class SignOutTests
{
    static async Task<List<string>> Run(Uri panel, JsonSignInConfig json, Known secrets, string download)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("kurir-leave-");
        var said = new List<string>();
        var site = new Site { Name = "backend", Address = panel, SignIn = new SignInConfig { Json = json }, SecretsPrefix = "backend", SignOut = true };
        var sessions = new HttpSessions(new DocumentStore(folder.FullName, TimeProvider.System), secrets, new Memory(), new MatchesInMemory(), new TicketsInMemory(), kept: null, said.Add, TimeProvider.System);
        await using (ISession session = sessions.Open(site))
            await session.Fetch(new Export { Pipeline = "backend", Name = "user", Settings = new ExportConfig { Download = download }, Destinations = [] }, Courier.Day, TestContext.Current.CancellationToken);
        folder.Delete(recursive: true);
        return said;
    }

    [Fact]
    public async Task A_token_of_the_sample_panel_is_given_back_at_the_end()
    {
        await using BackOfficePanel panel = await BackOfficePanel.Start();
        var secrets = new Known { ["backend/username"] = panel.Accounts.Email, ["backend/password"] = panel.Accounts.Password };
        List<string> said = await Run(panel.Address, new JsonSignInConfig { Address = "/api/login", Username = "email" }, secrets, "/api/file/user?from={start}&to={end}");
        Assert.Empty(said);
        Assert.Equal(0, panel.SignedIn);
        Assert.Equal("/api/logout", panel.Requests[^1].Path);
    }

    [Theory]
    [InlineData("/v1/auth/sign_in", null, "POST /v1/auth/sign_out", "DELETE /v1/auth/sign_out")]
    [InlineData("/api/session", "/api/session", "POST /api/session", "DELETE /api/session")]
    public async Task Where_POST_is_unknown_DELETE_ends_it(string address, string? signOut, params string[] asked)
    {
        await using var panel = new ScriptedServer(request => (request.Method, request.Path) switch
        {
            ("GET", _) => Answer.File("x"),
            ("DELETE", _) => request.Header("Authorization") == "Bearer tok-12345678" ? Answer.Of(204, "text/plain", []) : Answer.Html("no", 401),
            _ when request.Body.Length > 0 => Answer.Of(200, "application/json", """{"token":"tok-12345678"}"""u8.ToArray()),
            _ => Answer.Html("no", 405),
        });
        List<string> said = await Run(panel.Address, new JsonSignInConfig { Address = address, SignOut = signOut }, new Known { ["backend/username"] = "u", ["backend/password"] = "p" }, "/file");
        Assert.Empty(said);
        Assert.Equal(asked, panel.Requests.Skip(2).Select(request => $"{request.Method} {request.Path}"));
    }

    [Theory]
    [InlineData("/api/login", "/api/logout")]
    [InlineData("/login/api/auth/signin", "/login/api/auth/signout")]
    [InlineData("/masuk", "/keluar")]
    [InlineData("/api/blogin", null)]
    [InlineData("/oauth/token", null)]
    public void The_address_that_signs_out_follows_from_the_one_that_signs_in(string signIn, string? signOut) => Assert.Equal(signOut, SignOut.Counterpart(signIn));
}
