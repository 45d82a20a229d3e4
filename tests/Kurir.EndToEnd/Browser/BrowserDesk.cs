using Kurir.Connectors;
using Kurir.Tests.Fetch;

namespace Kurir.EndToEnd;

/// <summary>A session with a real browser, against a panel of a few pages on loopback.</summary>
sealed class BrowserDesk : IAsyncDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kurir-browser-");
    readonly List<string> said = [];
    readonly Secrets secrets = new() { ["backend/username"] = "budi@example.com", ["backend/password"] = "correct-horse-7" };
    readonly Site site;
    readonly DocumentStore store;
    ISession? session;

    public BrowserDesk(Func<Asked, Answer> panel, SessionMode mode = SessionMode.Auto, SignInConfig? signIn = null, string? browser = null, bool learn = false)
    {
        Server = new ScriptedServer(panel);
        site = new Site
        {
            Name = "backend", Address = Server.Address, SignIn = signIn ?? new SignInConfig { None = new NoSignInConfig() }, SecretsPrefix = "backend",
            Language = "id", Session = mode, Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta"), Browser = browser, Learn = learn,
        };
        store = new DocumentStore(Path.Combine(folder.FullName, "documents"), TimeProvider.System);
    }

    public ScriptedServer Server { get; }

    public Refusals Memory { get; } = new();

    public RoutesInMemory Routes { get; } = new();

    public TicketsInMemory Tickets { get; } = new();

    public string BrowserFolder => Path.Combine(folder.FullName, "browser");

    public IReadOnlyList<string> Said => said;

    public string Password { get => secrets["backend/password"]; set => secrets["backend/password"] = value; }

    public static Window Days { get; } = new(new DateOnly(2026, 11, 22), new DateOnly(2026, 11, 23));

    public static SignInConfig ByForm => new() { Form = new FormSignInConfig { Page = "/login" } };

    public static ExportConfig Report(string start = "start", string end = "end", string button = "Export", string? format = null) => new()
    {
        Page = "/report", Timeout = TimeSpan.FromSeconds(40), Form = new FormConfig { Start = start, End = end, Button = button, DateFormat = format },
    };

    public ISession Session => session ??= new SiteSessions(store, secrets, Memory, Routes, Routes, Tickets, kept: null, BrowserFolder, said.Add, TimeProvider.System).Open(site);

    public Task<Document> Fetch(ExportConfig? export = null, CancellationToken ct = default) => Session.Fetch(
        new Export { Pipeline = "backend", Name = "report", Settings = export ?? Report(), Destinations = [], DefinedAt = "backend.yaml:9" }, Days, ct);

    public async Task<string> Text(ExportConfig? export = null)
    {
        using var reader = new StreamReader((await Fetch(export)).Open());
        return await reader.ReadToEndAsync();
    }

    public async Task<Fault> Fault(ExportConfig? export = null)
    {
        Fault fault = await Assert.ThrowsAsync<Fault>(() => Fetch(export));
        Assert.DoesNotContain(Password, $"{fault.Subject} {fault.Cause} {fault.Remedy} {fault.Seen?.Content} {fault.InnerException}", StringComparison.Ordinal);
        return fault;
    }

    public IEnumerable<Asked> AskedFor(string path) => Server.Requests.Where(request => request.Path == path);

    public async ValueTask DisposeAsync()
    {
        if (session is not null) await session.DisposeAsync();
        await Server.DisposeAsync();
        Assert.Empty(Directory.Exists(BrowserFolder) ? Directory.GetDirectories(BrowserFolder) : []);
        folder.Delete(recursive: true);
    }

    sealed class Secrets : Dictionary<string, string>, ISecrets
    {
        public Secret? Find(string name) => TryGetValue(name, out string? value) ? new Secret(value) : null;

        public IReadOnlyList<string> Places(string name) => ["the test"];
    }
}

/// <summary>Refused passwords, in memory.</summary>
sealed class Refusals : ISignInMemory
{
    readonly HashSet<(string, string)> refused = [];
    readonly HashSet<(string, long)> codes = [];

    public int Count => refused.Count;

    public Task<DateTimeOffset?> RefusedAt(string account, Secret password, CancellationToken ct) =>
        Task.FromResult<DateTimeOffset?>(refused.Contains((account, password.Reveal())) ? new DateTimeOffset(2026, 11, 23, 1, 0, 0, TimeSpan.Zero) : null);

    public Task<IDisposable> Claim(string account, CancellationToken ct) => Task.FromResult<IDisposable>(Stream.Null);

    public Task RememberRefusal(string account, Secret password, CancellationToken ct)
    {
        refused.Add((account, password.Reveal()));
        return Task.CompletedTask;
    }

    public Task<bool> TakeCode(string account, long step, CancellationToken ct) => Task.FromResult(codes.Add((account, step)));

    public Task ForgetRefusals(string account, CancellationToken ct)
    {
        refused.Clear();
        return Task.CompletedTask;
    }
}

sealed class RoutesInMemory : IRouteMemory, IMatchMemory
{
    readonly System.Collections.Concurrent.ConcurrentDictionary<ExportId, IReadOnlyList<Matched>> matches = [];
    readonly System.Collections.Concurrent.ConcurrentDictionary<ExportId, Route> known = [];

    public Route? Only => known.Values.SingleOrDefault();

    public Task<IReadOnlyList<Matched>> FindMatches(ExportId export, CancellationToken ct) => Task.FromResult(matches.GetValueOrDefault(export, []));

    public Task<bool> IsKnown(ExportId export, CancellationToken ct) => Task.FromResult(true);

    public Task KeepMatches(ExportId export, IReadOnlyList<Matched> kept, CancellationToken ct)
    {
        matches[export] = kept;
        return Task.CompletedTask;
    }

    public Task<Route?> FindRoute(ExportId export, CancellationToken ct) => Task.FromResult(known.GetValueOrDefault(export));

    public Task KeepRoute(ExportId export, Route? route, CancellationToken ct)
    {
        if (route is null) known.TryRemove(export, out _);
        else known[export] = route;
        return Task.CompletedTask;
    }
}
