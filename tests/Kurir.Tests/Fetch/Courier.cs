using Kurir.Connectors;

namespace Kurir.Tests.Fetch;

/// <summary>A session under test, with its own folder, secrets and memory of refusals.</summary>
sealed class Courier : IAsyncDisposable
{
    readonly Site site;
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kurir-fetch-");
    readonly Redactor redactor = new();
    ISession? session;

    public Courier(Uri address, SignInConfig? signIn = null, string user = "budi@example.com", string password = "correct-horse", ISignInMemory? memory = null, TimeProvider? time = null, int parallel = 4)
    {
        site = new Site { Name = "backend", Address = address, SignIn = signIn ?? new SignInConfig { None = new NoSignInConfig() }, SecretsPrefix = "backend", Language = "id", Parallel = parallel };
        Memory = memory as Memory ?? new Memory();
        Store = new DocumentStore(Path.Combine(folder.FullName, "documents"), time ?? TimeProvider.System);
        Secrets = new Known { ["backend/username"] = user, ["backend/password"] = password, ["backend/token"] = "token-of-the-site" };
        Sessions = new HttpSessions(Store, Secrets, memory ?? Memory, Matches, Tickets, kept: null, _ => { }, time ?? TimeProvider.System);
    }

    public Memory Memory { get; }

    public MatchesInMemory Matches { get; } = new();

    public TicketsInMemory Tickets { get; } = new();

    public Known Secrets { get; }

    public DocumentStore Store { get; }

    public HttpSessions Sessions { get; }

    public string Folder => folder.FullName;

    public static Window Day { get; } = new(new DateOnly(2026, 11, 22), new DateOnly(2026, 11, 23));

    public static SignInConfig ByForm(string page = "/login", string? proof = null) => new() { Form = new FormSignInConfig { Page = page, Proof = proof } };

    /// <summary>Once more, since what came is doubted.</summary>
    public Task<Document> FetchAnew(ExportConfig export) => session!.FetchAnew(
        new Export { Pipeline = "backend", Name = "report", Settings = export, Destinations = [], DefinedAt = "backend.yaml:9" }, Day, new Fault(Stage.Check, FaultName.PageChanged, FaultKind.Stop, "report", "another report", "Look."), CancellationToken.None);

    public Task<Document> Fetch(ExportConfig export, Window? window = null, CancellationToken ct = default) => (session ??= Sessions.Open(site)).Fetch(
        new Export { Pipeline = "backend", Name = "report", Settings = export, Destinations = [], DefinedAt = "backend.yaml:9" }, window ?? Day, ct);

    public Task<Document> Download(string address, CancellationToken ct = default) => Fetch(new ExportConfig { Download = address }, ct: ct);

    public async Task<string> Text(ExportConfig export) => Text(await Fetch(export));

    public static string Text(Document document)
    {
        using var reader = new StreamReader(document.Open());
        return reader.ReadToEnd();
    }

    /// <summary>The fault of a fetch; its texts hold no secret.</summary>
    public async Task<Fault> Fault(ExportConfig export, CancellationToken ct = default)
    {
        Fault fault = await Assert.ThrowsAsync<Fault>(() => Fetch(export, ct: ct));
        string all = $"{fault.Subject} {fault.Cause} {fault.Remedy} {fault.Seen?.Content}";
        Assert.All(Secrets.Passwords, secret => Assert.DoesNotContain(secret, all, StringComparison.Ordinal));
        return fault;
    }

    public Task<Fault> Fault(string download) => Fault(new ExportConfig { Download = download });

    public async ValueTask DisposeAsync()
    {
        if (session is not null) await session.DisposeAsync();
        folder.Delete(recursive: true);
    }
}

sealed class Known : Dictionary<string, string>, ISecrets
{
    public IEnumerable<string> Passwords => this.Where(pair => !pair.Key.EndsWith("username", StringComparison.Ordinal)).Select(pair => pair.Value);

    public Secret? Find(string name) => TryGetValue(name, out string? value) ? new Secret(value) : null;

    public IReadOnlyList<string> Places(string name) => ["the test"];
}

sealed class Memory : ISignInMemory
{
    readonly Dictionary<(string, string), DateTimeOffset> refused = [];
    readonly HashSet<(string, long)> codes = [];

    public IReadOnlyCollection<(string Account, string Password)> Refused => refused.Keys;

    public Task<DateTimeOffset?> RefusedAt(string account, Secret password, CancellationToken ct) =>
        Task.FromResult<DateTimeOffset?>(refused.TryGetValue((account, password.Reveal()), out DateTimeOffset at) ? at : null);

    public Task<IDisposable> Claim(string account, CancellationToken ct) => Task.FromResult<IDisposable>(Stream.Null);

    public Task RememberRefusal(string account, Secret password, CancellationToken ct)
    {
        refused[(account, password.Reveal())] = new DateTimeOffset(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);
        return Task.CompletedTask;
    }

    public Task<bool> TakeCode(string account, long step, CancellationToken ct) => Task.FromResult(codes.Add((account, step)));

    public Task ForgetRefusals(string account, CancellationToken ct)
    {
        foreach ((string, string) key in refused.Keys.Where(key => key.Item1 == account).ToArray()) refused.Remove(key);
        return Task.CompletedTask;
    }
}
