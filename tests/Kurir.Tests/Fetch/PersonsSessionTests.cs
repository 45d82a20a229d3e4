using System.Security.Cryptography;
using Kurir.Connectors;
using Microsoft.Extensions.Time.Testing;

namespace Kurir.Tests.Fetch;

/// <summary>Runs that go on with the session that a person opened.</summary>
public sealed class PersonsSessionTests : IAsyncLifetime
{
    static readonly DateTimeOffset Start = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);
    readonly FakeTimeProvider time = new(Start);
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kurir-person-");
    readonly ScriptedServer panel;
    readonly SessionStore kept;
    int status = 200;

    public PersonsSessionTests()
    {
        panel = new ScriptedServer(asked => status != 200 ? Answer.Html("<!doctype html><title>x</title>", status)
            : asked.Header("Cookie")?.Contains("sid=good", StringComparison.Ordinal) == true
                ? asked.Path == "/file" ? Answer.Of(200, "text/csv", "a,b\n1,2\n"u8.ToArray()) : Answer.Html("""<!doctype html><a href="/logout">Keluar</a>""")
                : Answer.Html("""<!doctype html><form method="post"><input name="email"><input type="password" name="p"></form>"""));
        kept = new SessionStore(Path.Combine(folder.FullName, "sessions"), new SecretStore(folder.FullName, "", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))));
    }

    Site Site => new() { Name = "backend", Address = panel.Address, SignIn = Courier.ByForm(), SecretsPrefix = "backend", KeepSession = true };

    string Account => HttpSessions.Account(Site, "");

    static CookieJar.Cookie Cookie(string name, DateTimeOffset expires, bool httpOnly = true, string value = "good") => new(name, value, "127.0.0.1", true, "/", false, httpOnly, expires);

    void Keep(DateTimeOffset at, string value = "good") => kept.Keep(Account, new KeptSession([], [], [Cookie("sid", Start.AddDays(10), value: value)], null, [], [])
        { Person = new PersonsSignIn(at, "Mozilla/5.0 (a person's)", "/home", ["sid"], Start.AddDays(10), at, IsOver: false) });

    ISession Open() => new HttpSessions(new DocumentStore(Path.Combine(folder.FullName, "documents"), time), new Known(), new Memory(), new MatchesInMemory(), new TicketsInMemory(), kept, _ => { }, time).Open(Site);

    static Task<Document> Fetch(ISession session) => session.Fetch(
        new Export { Pipeline = "backend", Name = "report", Settings = new ExportConfig { Download = "/file" }, Destinations = [] }, Courier.Day, TestContext.Current.CancellationToken);

    async Task<Fault> Fault()
    {
        await using ISession session = Open();
        return await Assert.ThrowsAsync<Fault>(() => Fetch(session));
    }

    [Fact]
    public async Task It_is_used_without_a_password_and_under_the_name_of_the_persons_browser()
    {
        Keep(Start);
        await using ISession session = Open();
        Assert.Null(session.Person);
        await Fetch(session);
        Assert.Equal(["/home", "/file"], panel.Requests.Select(asked => asked.Path));
        Assert.All(panel.Requests, asked => Assert.Equal("Mozilla/5.0 (a person's)", asked.Header("User-Agent")));
        Assert.Equal(new PersonsSession(Start.AddDays(10), Start.AddDays(8)), session.Person);
    }

    [Fact]
    public async Task When_it_has_ended_a_person_is_asked_and_the_panel_is_not()
    {
        Keep(Start, value: "over");
        for (int runs = 0; runs < 2; runs++)
        {
            Fault over = await Fault();
            Assert.Equal((FaultName.SessionOver, FaultKind.Ask, Stage.SignIn), (over.Name, over.Kind, over.Stage));
            Assert.Equal("the session that a person opened on 2026-11-23 01:00 UTC has ended", over.Cause);
            Assert.StartsWith("Sign in once more: kurir new session backend.", over.Remedy, StringComparison.Ordinal);
        }

        Assert.Equal("/home", Assert.Single(panel.Requests).Path);
        Assert.Empty(kept.Find(Account)!.Cookies);
    }

    [Theory]
    [InlineData(503, FaultName.Maintenance)]
    [InlineData(500, FaultName.ServerError)]
    [InlineData(429, FaultName.TooManyRequests)]
    public async Task A_panel_in_trouble_does_not_end_it(int trouble, FaultName name)
    {
        Keep(Start);
        status = trouble;
        Assert.Equal(name, (await Fault()).Name);
        status = 200;
        await using ISession session = Open();
        await Fetch(session);
    }

    [Fact]
    public async Task A_session_that_a_person_opened_during_a_run_stays()
    {
        Keep(Start);
        await using (ISession session = Open())
        {
            await Fetch(session);
            Keep(Start.AddMinutes(1), value: "newer");
        }

        Assert.Equal("newer", Assert.Single(kept.Find(Account)!.Cookies).Value);
    }

    [Fact]
    public void Its_end_is_the_first_of_the_cookies_that_matter_unless_one_remembers_the_user()
    {
        PersonsSignIn person = new(Start, "", "/", ["sid", "remember_web", "csrf", "stay"], null, Start, IsOver: false);
        DateTimeOffset? End(DateTimeOffset? token, params CookieJar.Cookie[] cookies) => person.With(cookies, token, Start).EndsAt;
        DateTimeOffset hour = Start.AddHours(1), day = Start.AddDays(1), week = Start.AddDays(7);
        Assert.Equal(hour, End(null, Cookie("sid", hour), Cookie("csrf", Start.AddMinutes(1), httpOnly: false), Cookie("_ga", Start.AddMinutes(2))));
        Assert.Equal(week, End(null, Cookie("sid", hour), Cookie("remember_web", week)));
        Assert.Equal(day, End(day, Cookie("sid", week)));
        Assert.Equal(day, End(day, Cookie("sid", DateTimeOffset.MaxValue)));
        Assert.Null(End(null, Cookie("sid", DateTimeOffset.MaxValue), Cookie("csrf", week)));
        Assert.Null(End(null));
    }

    [Fact]
    public void It_is_told_in_its_last_fifth_and_a_session_that_moves_on_is_not()
    {
        PersonsSignIn person = new PersonsSignIn(Start, "", "/", ["sid"], null, Start, IsOver: false).With([Cookie("sid", Start.AddHours(5))], null, Start);
        Assert.Equal(new PersonsSession(Start.AddHours(5), Start.AddHours(4)), person.Told);
        Assert.Equal(person, person.With([Cookie("sid", Start.AddHours(5))], null, Start.AddHours(4)));
        Assert.Equal(Start.AddHours(8), person.With([Cookie("sid", Start.AddHours(9))], null, Start.AddHours(4)).Told.TellFrom);
        Assert.Equal(new PersonsSession(null, null), (person with { EndsAt = null }).Told);
    }

    [Theory]
    [InlineData(7.9, false)]
    [InlineData(8.1, true)]
    public async Task A_run_says_that_it_ends_when_that_is_soon(double days, bool soon)
    {
        Keep(Start);
        time.SetUtcNow(Start.AddDays(days));
        await using var ledger = new SqliteLedger(Path.Combine(folder.FullName, "ledger.db"), time);
        var told = new List<RunEvent>();
        var services = new PipelineServices
        {
            Sessions = new HttpSessions(new DocumentStore(Path.Combine(folder.FullName, "documents"), time), new Known(), ledger, ledger, ledger, kept, _ => { }, time),
            Read = (_, _) => [], Ledger = ledger, Evidence = new EvidenceFolder(Path.Combine(folder.FullName, "evidence"), time), Redactor = new Redactor(), Time = time,
            Watch = happened =>
            {
                told.Add(happened);
                return Task.CompletedTask;
            },
        };
        var export = new Export { Pipeline = "backend", Name = "report", Settings = new ExportConfig { Download = "/file" }, Destinations = [] };
        var definition = new PipelineDefinition { Name = "backend", Site = Site, Exports = [export], Zone = TimeZoneInfo.Utc, Channels = [] };
        Run run = await new Pipeline(definition, services).Run(new RunRequest { Exports = [export], WindowOf = _ => Courier.Day, DryRun = true }, TestContext.Current.CancellationToken);
        Assert.Equal(soon ? Start.AddDays(10) : null, run.SessionEndsAt);
        Assert.Equal(soon ? 1 : 0, told.OfType<RunEvent.SessionEnds>().Count());
    }

    [Theory]
    [InlineData("""<form method="post"><input name="email"><input type="password" name="p"></form>""", true)]
    [InlineData("""<form method="post"><input name="code" autocomplete="one-time-code"></form>""", true)]
    [InlineData("""<form method="post"><select name="cabang"><option value="1">Bandung</option></select><button>Pilih</button></form>""", true)]
    [InlineData("""<h1>Dashboard</h1><form><input name="q"></form>""", false)]
    public void A_page_that_still_asks_something_is_not_yet_signed_in(string body, bool outside) =>
        Assert.Equal(outside, PersonsWay.IsOutside(PanelPage.Parse(new Uri("https://a.example.com/x"), $"<!doctype html><body>{body}")));

    [Theory]
    [InlineData("""<a href="/google">Masuk dengan Google</a>""", "Masuk dengan Google")]
    [InlineData("<button>Sign in with Microsoft</button>", "Sign in with Microsoft")]
    [InlineData("<button>Login SSO</button>", "Login SSO")]
    [InlineData("<p>Kami akan mengirim tautan masuk ke email Anda.</p><button>Kirim</button>", null)]
    public void A_page_with_another_hosts_button_alone_is_named(string body, string? button) =>
        Assert.Equal(button, ElsewhereSignIn.On(PanelPage.Parse(new Uri("https://a.example.com/login"), $"<!doctype html><body>{body}"))?.Cause.Split('\'')[1]);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await panel.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
