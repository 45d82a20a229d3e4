namespace Kurir.Tests.Fetch;

/// <summary>Sign-in pages of all kinds, and what proves or disproves a sign-in.</summary>
public sealed class SignInTests
{
    const string Form = """
        <title>Masuk</title><p class="message">Akun terkunci? Terlalu banyak percobaan? Hubungi admin.</p><form action="/login" method="post"><input type="hidden" name="_token" value="t-1"><input type="hidden" name="empty">
        <input name="email" type="email"><input name="password" type="password"><label><input type="checkbox" name="remember"> Ingat saya</label>
        <button name="go" value="in">Masuk</button></form>
        """;

    static ScriptedServer Panel(string form, Func<Asked, Answer> posted, string home = "<a href=/logout>Keluar</a>") => new(asked => asked switch
    {
        { Method: "POST" } => posted(asked),
        { Path: "/login" } => Answer.Html(form),
        { Path: "/home" } => Answer.Html(home),
        _ => Answer.File("the report"),
    });

    static async Task<Fault> Refusal(ScriptedServer server, SignInConfig? signIn = null, Memory? memory = null)
    {
        await using var courier = new Courier(server.Address, signIn ?? Courier.ByForm(), memory: memory);
        return await courier.Fault("/file");
    }

    [Fact]
    public async Task The_form_is_sent_as_a_browser_sends_it()
    {
        await using ScriptedServer server = Panel(Form, _ => Answer.Redirect("/home"));
        await using var courier = new Courier(server.Address, Courier.ByForm());
        Assert.Equal("the report", Courier.Text(await courier.Download("/file")));
        Assert.Equal("_token=t-1&empty=&email=budi%40example.com&password=correct-horse&remember=on&go=in", server.Requests[1].Body);
        Assert.Equal("application/x-www-form-urlencoded", server.Requests[1].Header("Content-Type"));
        Assert.EndsWith("/login", server.Requests[1].Header("Referer"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<div class=alert>These credentials do not match our records.</div>", FaultName.PasswordRefused, true)]
    [InlineData("<span class=invalid-feedback>Email atau kata sandi salah.</span>", FaultName.PasswordRefused, true)]
    [InlineData("", FaultName.PasswordRefused, true)]
    [InlineData("<div class=alert>Akun Anda telah dinonaktifkan.</div>", FaultName.AccountLocked, false)]
    [InlineData("<div class=alert>Your account is locked.</div>", FaultName.AccountLocked, false)]
    [InlineData("<div class=alert>Too many login attempts. Please try again in 45 seconds.</div>", FaultName.SignInThrottled, false)]
    [InlineData("<div class=alert>Terlalu banyak percobaan. Coba lagi dalam 15 menit.</div>", FaultName.SignInThrottled, false)]
    [InlineData("<div class=alert>The email field is required.</div>", FaultName.SignInPageChanged, false)]
    [InlineData("<p>Akun diblokir, hubungi admin</p>", FaultName.AccountLocked, false)]
    [InlineData("<p>Coba lagi</p>", FaultName.PasswordRefused, true)]
    [InlineData("<div class=alert>Page expired, please refresh.</div>", FaultName.SignInUnproven, false)]
    public async Task What_the_panel_says_decides_why_nobody_is_signed_in(string says, FaultName name, bool remembered)
    {
        await using ScriptedServer server = Panel(Form, _ => Answer.Html(says + Form));
        var memory = new Memory();
        Fault fault = await Refusal(server, memory: memory);
        Assert.Equal((Stage.SignIn, name), (fault.Stage, fault.Name));
        Assert.Equal(remembered, memory.Refused.Count == 1);
        Assert.DoesNotContain("t-1", fault.Seen!.Content, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("in 45 seconds", FaultKind.Retry, 45)]
    [InlineData("dalam 15 menit", FaultKind.Ask, 900)]
    [InlineData("later", FaultKind.Ask, null)]
    public async Task A_throttled_sign_in_is_tried_again_only_after_a_short_wait(string when, FaultKind kind, int? seconds)
    {
        await using ScriptedServer server = Panel(Form, _ => Answer.Html($"<p class=error>Too many attempts, try again {when}</p>" + Form));
        Fault fault = await Refusal(server);
        Assert.Equal((kind, seconds), (fault.Kind, (int?)fault.RetryAfter?.TotalSeconds));
    }

    [Theory]
    [InlineData("<form method=post action=/2fa><p>Masukkan kode verifikasi</p><input name=otp></form>", FaultName.CodeRequired)]
    [InlineData("<form method=post action=/2fa><input autocomplete=one-time-code name=x></form>", FaultName.CodeRequired)]
    [InlineData("<form method=post action=/new><p>Silakan ganti kata sandi Anda</p><input type=password name=a><input type=password name=b></form>", FaultName.SignInUnproven)]
    public async Task What_comes_after_the_password_is_named(string next, FaultName name)
    {
        await using ScriptedServer server = Panel(Form, _ => Answer.Redirect("/home"), next);
        Fault fault = await Refusal(server);
        Assert.Equal((name, FaultKind.Ask), (fault.Name, fault.Kind));
    }

    [Theory]
    [InlineData("<div class=g-recaptcha data-sitekey=x></div>", "reCAPTCHA")]
    [InlineData("<div class=h-captcha></div>", "hCaptcha")]
    [InlineData("<div class=cf-turnstile></div>", "Turnstile")]
    [InlineData("<img src=/captcha.png><input name=captcha>", "captcha")]
    public async Task A_captcha_is_named_and_no_password_is_sent(string captcha, string kind)
    {
        await using ScriptedServer server = Panel(Form + captcha, _ => Answer.Redirect("/home"));
        Fault fault = await Refusal(server);
        Assert.Equal(FaultName.CaptchaRequired, fault.Name);
        Assert.Contains(kind, fault.Cause, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("<p>Kami pindah ke aplikasi</p><input name=telepon>", FaultName.SignInPageChanged, "telepon")]
    [InlineData("<form method=post><input name=u><input type=password name=p1></form><form method=post><input name=u><input type=password name=p2></form>", FaultName.SignInPageChanged, "p1, p2")]
    [InlineData("<form method=post><input name=kode1><input name=kode2><input type=password name=p></form>", FaultName.SignInPageChanged, "kode1, kode2")]
    [InlineData("<form><input name=email><input type=password name=p></form>", FaultName.NeedsBrowser, "POST")]
    [InlineData("<form method=post wire:submit=login><input name=email><input type=password name=p></form>", FaultName.NeedsBrowser, "wire:submit")]
    [InlineData("<div><input name=email><input type=password name=p></div>", FaultName.NeedsBrowser, "no form")]
    [InlineData("<form method=post action=https://elsewhere.example.com/login><input name=email><input type=password name=p></form>", FaultName.SignInPageChanged, "elsewhere.example.com")]
    public async Task A_page_without_one_clear_form_gets_no_password(string page, FaultName name, string mentions)
    {
        await using ScriptedServer server = Panel(page, _ => Answer.Redirect("/home"));
        Fault fault = await Refusal(server);
        Assert.Equal((name, FaultKind.Stop), (fault.Name, fault.Kind));
        Assert.Contains(mentions, fault.Cause, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Fields_that_are_not_clear_can_be_named()
    {
        const string page = "<form method=post><label for=k>Kode Toko</label><input id=k name=kode1><input name=kode2 value=7><input type=password name=p></form><form method=post><input name=u><input type=password name=q></form>";
        await using ScriptedServer server = Panel(page, _ => Answer.Redirect("/home"));
        await using var courier = new Courier(server.Address, new SignInConfig { Form = new FormSignInConfig { Page = "/login", Username = "Kode Toko", Password = "[name=p]" } });
        await courier.Download("/file");
        Assert.Equal("kode1=budi%40example.com&kode2=7&p=correct-horse", server.Requests[1].Body);
    }

    [Fact]
    public async Task A_registration_form_beside_the_sign_in_form_is_no_candidate()
    {
        await using ScriptedServer server = Panel(Form + "<form method=post action=/register><input name=email><input type=password name=a><input type=password name=b></form>", _ => Answer.Redirect("/home"));
        await using var courier = new Courier(server.Address, Courier.ByForm());
        await courier.Download("/file");
        Assert.Equal("/login", server.Requests[1].Path);
    }

    [Fact]
    public async Task A_first_page_with_one_link_to_the_form_leads_there()
    {
        await using var server = new ScriptedServer(asked => asked switch
        {
            { Method: "POST" } => Answer.Redirect("/home"),
            { Path: "/login" } => Answer.Html(Form),
            { Path: "/home" } => Answer.Html("<a href=/logout>Keluar</a>"),
            { Path: "/" } => Answer.Html("<a href=/tentang>Tentang</a> <a href=/login>Masuk</a> <a href=/login>Login</a>"),
            _ => Answer.File("x"),
        });
        await using var courier = new Courier(server.Address, Courier.ByForm("/"));
        await courier.Download("/file");
        Assert.Equal("/login", server.Requests[1].Path);
    }

    [Fact]
    public async Task A_page_of_proof_must_come_as_it_is()
    {
        await using ScriptedServer server = Panel(Form, _ => Answer.Redirect("/home"));
        await using (var courier = new Courier(server.Address, Courier.ByForm(proof: "/home"))) await courier.Download("/file");
        await using var guest = new ScriptedServer(asked => asked switch
        {
            { Method: "POST" } => Answer.Html("<p>ok</p>"),
            { Path: "/login" } => Answer.Html(Form),
            _ => Answer.Redirect("/login"),
        });
        Assert.Equal(FaultName.SignInUnproven, (await Refusal(guest, Courier.ByForm(proof: "/home"))).Name);
    }

    [Fact]
    public async Task Without_any_sign_the_sign_in_page_itself_must_not_ask_again()
    {
        int asked = 0;
        await using var server = new ScriptedServer(request => request switch
        {
            { Method: "POST" } => Answer.Html("<script>location = '/app'</script>"),
            { Path: "/login" } => asked++ == 0 ? Answer.Html(Form) : Answer.Redirect("/app"),
            { Path: "/app" } => Answer.Html("<h1>Halo</h1>"),
            _ => Answer.File("x"),
        });
        await using (var courier = new Courier(server.Address, Courier.ByForm())) await courier.Download("/file");

        await using ScriptedServer still = Panel(Form, _ => Answer.Html("<p>Terima kasih</p>"));
        Fault fault = await Refusal(still);
        Assert.Equal(FaultName.SignInUnproven, fault.Name);
    }

    [Fact]
    public async Task A_sign_in_page_on_another_host_must_be_named_first()
    {
        await using ScriptedServer other = Panel(Form, _ => Answer.Redirect("/home"));
        await using var server = new ScriptedServer(_ => Answer.Redirect(new Uri(other.Address, "/login").AbsoluteUri));
        Fault fault = await Refusal(server);
        Assert.Equal(FaultName.SignInElsewhere, fault.Name);
        Assert.All(other.Requests, request => Assert.Equal("GET", request.Method));
    }

    [Theory]
    [InlineData(200, """{"data":{"access":"tok-1"}}""", null)]
    [InlineData(401, """{"message":"Invalid credentials"}""", FaultName.PasswordRefused)]
    [InlineData(422, """{"message":"Email atau password salah"}""", FaultName.PasswordRefused)]
    [InlineData(422, """{"message":"The email field is required."}""", FaultName.PageChanged)]
    [InlineData(429, "{}", FaultName.SignInThrottled)]
    [InlineData(423, "{}", FaultName.AccountLocked)]
    [InlineData(500, "{}", FaultName.ServerError)]
    [InlineData(200, """{"data":{"user":1}}""", FaultName.SignInPageChanged)]
    [InlineData(200, "<html>", FaultName.SignInPageChanged)]
    public async Task A_json_sign_in_gives_a_bearer_token_or_a_reason(int status, string body, FaultName? name)
    {
        await using var server = new ScriptedServer(asked => asked.Method == "POST" ? Answer.Json(body, status) : Answer.File("x"));
        await using var courier = new Courier(server.Address, new SignInConfig { Json = new JsonSignInConfig { Address = "/api/login", Username = "email", Token = "data.access" } });
        if (name is { } expected)
        {
            Assert.Equal(expected, (await courier.Fault("/file")).Name);
            return;
        }

        await courier.Download("/file");
        Assert.Equal("""{"email":"budi@example.com","password":"correct-horse"}""", server.Requests[0].Body);
        Assert.Equal("Bearer tok-1", server.Requests[1].Header("Authorization"));
    }

    [Fact]
    public async Task A_json_sign_in_brings_the_tokens_of_page_and_cookie_where_the_panel_wants_them()
    {
        await using var server = new ScriptedServer(asked => asked switch
        {
            { Method: "POST" } when asked.Header("X-XSRF-TOKEN") != "a=b" || asked.Header("X-CSRF-TOKEN") != "meta-1" => Answer.Json("{}", 419),
            { Method: "POST" } => Answer.Json("{}", 200, "Set-Cookie: sid=9; Path=/"),
            { Path: "/" } => Answer.Html("<meta name=csrf-token content=meta-1>", 200, "Set-Cookie: XSRF-TOKEN=a%3Db; Path=/"),
            _ => Answer.File(asked.Cookie("sid") ?? "guest"),
        });
        await using var courier = new Courier(server.Address, new SignInConfig { Json = new JsonSignInConfig { Address = "/login" } });
        Assert.Equal("9", Courier.Text(await courier.Download("/file")));
    }

    [Fact]
    public async Task A_missing_secret_is_named_before_anything_is_sent()
    {
        await using ScriptedServer server = Panel(Form, _ => Answer.Redirect("/home"));
        await using var courier = new Courier(server.Address, Courier.ByForm());
        courier.Secrets.Remove("backend/password");
        Fault fault = await Assert.ThrowsAsync<Fault>(() => courier.Download("/file"));
        Assert.Equal((FaultName.SecretMissing, FaultKind.Ask), (fault.Name, fault.Kind));
        Assert.DoesNotContain(server.Requests, request => request.Method == "POST");
    }
}
