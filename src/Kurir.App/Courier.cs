using Kurir.Connectors;

namespace Kurir.App;

/// <summary>Puts the parts together for one process: where things lie, the ledger, the secrets, the pipelines.</summary>
sealed class Courier : IAsyncDisposable
{
    readonly DocumentReader reader = new();
    readonly Terminal terminal;
    readonly ISecrets secrets;
    readonly TimeProvider time;
    ILedger? ledger;
    bool fetched, aDayPassed;

    Courier(Workspace workspace, Terminal terminal, ISecrets secrets, TimeProvider time)
    {
        Workspace = workspace;
        this.terminal = terminal;
        this.secrets = secrets;
        this.time = time;
    }

    public Workspace Workspace { get; }

    public ISecrets Secrets => secrets;

    public TimeProvider Time => time;

    /// <summary>Null: as <see cref="PipelineServices"/> has it.</summary>
    TimeSpan? Pause { get; init; }

    public static Courier At(Workspace workspace, Terminal terminal) =>
        new(workspace, terminal, SecretPlaces.Of(workspace.Home, terminal.Redactor), TimeProvider.System);

    /// <summary>With an account and a clock of its own, for the sample panel; <paramref name="pause"/> bounds every pause between attempts.</summary>
    public static Courier For(Workspace workspace, Terminal terminal, ISecrets secrets, TimeProvider time, TimeSpan? pause = null) =>
        new(workspace, terminal, secrets, time) { Pause = pause };

    /// <summary>The pipelines that are meant.</summary>
    /// <param name="nameOrPath">One of them; null: the only one there is, or with <paramref name="all"/> all.</param>
    /// <param name="all">All of <c>pipelines/</c>.</param>
    /// <param name="site"><c>--site</c>.</param>
    /// <exception cref="Fault"><see cref="FaultName.ConfigurationInvalid"/>: which cannot be found or used, and why.</exception>
    public IReadOnlyList<PipelineDefinition> Load(string? nameOrPath, bool all, string? site)
    {
        IReadOnlyList<string> known = Workspace.PipelineFiles();
        if (nameOrPath is not null) return [Load(FileOf(nameOrPath), SiteOf(site))];
        if (known.Count == 1 || (all && known.Count > 0)) return [.. known.Select(file => Load(file, SiteOf(site)))];
        throw known.Count == 0
            ? Refused(Workspace.Pipelines, "there is no pipeline here", "Write one: docs/pipeline-file.md; or look at one: kurir demo")
            : Refused("pipeline", $"there are several: {Names(known)}", "Name one, or run them all: kurir run --all");
    }

    /// <exception cref="Fault"><see cref="FaultName.ConfigurationInvalid"/>, with every problem of the file.</exception>
    public PipelineDefinition LoadText(string name, string text, Uri? site) => PipelineLoader.Files.Read(text, name + ".yaml", Around(site)).Require();

    /// <exception cref="Fault"><see cref="FaultName.ConfigurationInvalid"/>: there is no such pipeline.</exception>
    public string FileOf(string nameOrPath) => Workspace.FileOf(nameOrPath) ?? throw Unknown(nameOrPath, Workspace.PipelineFiles());

    /// <summary>Replaces the text of a pipeline's file, if it is good.</summary>
    /// <exception cref="Fault"><see cref="FaultName.ConfigurationInvalid"/>: it is not, and nothing was written.</exception>
    public PipelineDefinition Rewrite(PipelineDefinition definition, string text)
    {
        string file = definition.File!, aside = file + ".new";
        PipelineDefinition read = PipelineLoader.Files.Read(text, file, Around(definition.Site.Address)).Require();
        File.WriteAllText(aside, text);
        File.Move(aside, file, overwrite: true);
        return read;
    }

    /// <summary>Lets a person sign in to a panel.</summary>
    public PersonSignIn PersonSignIn(Site site) => new(site, secrets, SessionStore.At(Workspace.Home), BrowserFolder, terminal.Say, time);

    /// <summary>What a file says, problems and all.</summary>
    public LoadedPipeline Read(string file) => PipelineLoader.Load(file, Around(null));

    public DateOnly Today(TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone).DateTime);

    /// <summary>What is known of each of these days.</summary>
    public async Task<Coverage> CoverageWithin(Export export, Window days, CancellationToken ct) =>
        Coverage.Of(export, days, await Ledger.Closings(export.Id, days, ct), export.Zone);

    /// <summary>What is known of the days that should be whole: since the first that counts, or <paramref name="within"/>. Null: none is over yet.</summary>
    public async Task<Coverage?> CoverageOf(Export export, Window? within, CancellationToken ct)
    {
        DateOnly yesterday = Today(export.Zone).AddDays(-1);
        DateOnly? since = within?.From ?? export.Settings.Since ?? (await Ledger.Closings(export.Id, new Window(yesterday, yesterday), ct)).Since;
        DateOnly to = within is { } asked && asked.To < yesterday ? asked.To : yesterday;
        if (since is not { } from || from > to) return null;
        int first = Math.Max(from.DayNumber, to.DayNumber + 1 - WindowWords.MostDays);
        return await CoverageWithin(export, new Window(DateOnly.FromDayNumber(first), to), ct);
    }

    /// <summary>With what is learned in place of <c>window: auto</c>.</summary>
    public async Task<RunRequest> Learned(RunRequest request, CancellationToken ct)
    {
        var backs = new Dictionary<string, LookBack>();
        foreach (Export export in request.Exports.Where(export => WindowWords.IsAuto(export.Settings.Window)))
            backs[export.Name] = (await Ledger.Lateness(export.Id, ct)).LookBack(Today(export.Zone));
        if (backs.Count == 0) return request;
        return request with
        {
            WindowOf = export => backs.GetValueOrDefault(export.Name)?.On(Today(export.Zone)) ?? request.WindowOf(export),
            LookBackOf = export => backs.GetValueOrDefault(export.Name),
        };
    }

    /// <summary>What a run asks for when nobody says otherwise: the file's windows, reaching back to days that were missed.</summary>
    public async Task<RunRequest> CatchUp(RunRequest request, CancellationToken ct)
    {
        request = await Learned(request, ct);
        Window[] windows = await Task.WhenAll(request.Exports.Select(export => Coverage.CatchUp(Ledger, export, request.WindowOf(export), ct)));
        Dictionary<string, Window> reaching = request.Exports.Zip(windows).ToDictionary(pair => pair.First.Name, pair => pair.Second);
        return request with { WindowOf = export => reaching[export.Name] };
    }

    /// <param name="definition">The pipeline.</param>
    /// <param name="wanted">Names of exports; none: all.</param>
    /// <param name="window">In place of the file's own.</param>
    /// <param name="dryRun">Keep and deliver nothing.</param>
    /// <exception cref="Fault"><see cref="FaultName.ConfigurationInvalid"/>: no such export, no such window.</exception>
    public RunRequest Request(PipelineDefinition definition, IReadOnlyList<string> wanted, WindowConfig? window, bool dryRun)
    {
        foreach (string name in wanted)
        {
            if (definition.Exports.All(export => export.Name != name))
                throw Refused(name, $"{definition.Name} has no export of that name; it has {string.Join(", ", definition.Exports.Select(export => export.Name))}", $"kurir run {definition.Name} EXPORT");
        }

        DateTimeOffset now = time.GetUtcNow();
        WindowConfig? asked = window is { From: not null, To: null }
            ? window with { To = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, definition.Zone).DateTime) }
            : window;
        if (asked is not null && WindowWords.Problem(asked) is { } problem) throw Refused("window", problem, "kurir run PIPELINE --window \"last 7 days\"");
        return new RunRequest
        {
            Exports = [.. definition.Exports.Where(export => wanted.Count == 0 || wanted.Contains(export.Name))],
            WindowOf = export => WindowWords.Resolve(asked ?? export.Settings.Window, now, definition.Zone),
            DryRun = dryRun,
        };
    }

    /// <summary>A person says that a password or token which was refused may be sent once more.</summary>
    public async Task ForgetRefusals(PipelineDefinition definition, CancellationToken ct)
    {
        if (secrets.Find(definition.Site.SecretsPrefix + "/username") is { } user)
            await Ledger.ForgetRefusals(HttpSessions.Account(definition.Site, user.Reveal()), ct);
        await Ledger.ForgetRefusals(HttpSessions.Account(definition.Site, "token"), ct);
    }

    public async Task<Run> Run(PipelineDefinition definition, RunRequest request, RunWatch watch, CancellationToken ct)
    {
        using Notifier notifier = NotifierOf(definition, request);
        Run run = await new Pipeline(definition, Services(definition, watch) with { Notifier = notifier }).Run(request, ct);
        Evidence.Sweep();
        aDayPassed |= DocumentsFor(definition.Keep).Forget();
        fetched = true;
        return await new DigestFile(Path.Combine(Workspace.State, "digest"), Ledger).Write(run, definition.Language, CancellationToken.None);
    }

    public async Task<Run> Deliver(PipelineDefinition definition, RunRequest request, bool rebuild, RunWatch watch, CancellationToken ct)
    {
        using Notifier notifier = NotifierOf(definition, request);
        return await new Pipeline(definition, Services(definition, watch) with { Notifier = notifier }).Deliver(request, rebuild, ct);
    }

    /// <summary>Reads documents that came before once more; the panel is not asked.</summary>
    public async Task<Run> Replay(PipelineDefinition definition, RunRequest request, Func<Export, IReadOnlyList<KeptTable>> tablesOf, RunWatch watch, CancellationToken ct)
    {
        using Notifier notifier = NotifierOf(definition, request);
        return await new Pipeline(definition, Services(definition, watch) with { Notifier = notifier }).Replay(request, tablesOf, ct);
    }

    /// <summary>The ledger, made when there is none.</summary>
    public ILedger Ledger => ledger ??= new SqliteLedger(Workspace.Ledger, time);

    /// <summary>The ledger; null where nothing has run yet.</summary>
    public ILedger? ExistingLedger => File.Exists(Workspace.Ledger) ? Ledger : null;

    /// <summary>The zone in which a pipeline's times are shown; UTC where its file is gone or broken.</summary>
    public TimeZoneInfo ZoneOf(string pipeline) => DefinitionOf(pipeline)?.Zone ?? TimeZoneInfo.Utc;

    /// <summary>The language in which a pipeline's changes are told; English where its file is gone or broken.</summary>
    public string LanguageOf(string pipeline) => DefinitionOf(pipeline)?.Language ?? "en";

    PipelineDefinition? DefinitionOf(string pipeline) => Workspace.FileOf(pipeline) is { } file ? Read(file).Definition : null;

    /// <summary>Asks the ledger only when a channel does; makes none.</summary>
    sealed class KnownChats(Func<ILedger?> ledger) : IChatMemory
    {
        public Task<string?> MovedTo(string channel, string chat, CancellationToken ct) => ledger()?.MovedTo(channel, chat, ct) ?? Task.FromResult<string?>(null);

        public Task RememberMove(string channel, string chat, string moved, CancellationToken ct) => ledger()?.RememberMove(channel, chat, moved, ct) ?? Task.CompletedTask;
    }

    /// <summary>Once everything is done and said, what came is packed: at once where there is a key, else once a day.</summary>
    public async ValueTask DisposeAsync()
    {
        if (ledger is not null) await ledger.DisposeAsync();
        if (!fetched) return;
        try
        {
            DocumentsFor(null).Pack(again: aDayPassed, LongestPacking);
        }
        catch (Fault fault)
        {
            terminal.Warn($"What the panel gave is kept, but not encrypted: {fault.Cause}. {fault.Remedy}");
        }
    }

    /// <value>What is left then is packed after the next run.</value>
    static readonly TimeSpan LongestPacking = TimeSpan.FromSeconds(30);

    Notifier NotifierOf(PipelineDefinition definition, RunRequest request) => new(
        definition, [.. request.Exports.Select(export => export.Name)], Ledger, terminal.Redactor, time, Notifier.DisabledBy(Environment.GetEnvironmentVariable));

    /// <summary>Opens sessions as a run does.</summary>
    public ISessions Sessions => new SiteSessions(DocumentsFor(null), secrets, Ledger, Ledger, Ledger, Ledger, SessionStore.At(Workspace.Home), BrowserFolder, terminal.Say, time);

    string BrowserFolder => Path.Combine(Workspace.State, "browser");

    /// <summary>A document that came before; null where it is kept no more.</summary>
    public Document? Kept(KeptTable table) => DocumentsFor(null).Find(
        table.Document, new DocumentClaims { FileName = table.FileName, MediaType = table.MediaType, Announced = table.Announced, NoDataText = table.NoDataText }, table.FetchedAt);

    DocumentStore DocumentsFor(TimeSpan? keep) => new(Path.Combine(Workspace.State, "documents"), time, keep, () => DocumentKeys.Of(secrets));

    EvidenceFolder Evidence => new(Path.Combine(Workspace.State, "evidence"), time);

    PipelineServices Services(PipelineDefinition definition, RunWatch watch)
    {
        var services = new PipelineServices
        {
            Sessions = Sessions,
            Kept = Kept,
            Read = (document, token) => reader.Read(document, ReadLimits.Default, token),
            Ledger = Ledger,
            Evidence = Evidence,
            Redactor = terminal.Redactor,
            Time = time,
            Watch = happened => watch.On(definition.Name, happened),
        };
        return Pause is { } pause ? services with { FirstPause = pause, LongestPause = pause } : services;
    }

    PipelineDefinition Load(string file, Uri? site) => PipelineLoader.Load(file, Around(site)).Require();

    /// <summary>What a pipeline file does not say itself.</summary>
    public PipelineSurroundings Around(Uri? site) => new() { Home = Workspace.Home, Secrets = secrets, Time = time, Site = site, Chats = new KnownChats(() => ExistingLedger) };

    static Uri? SiteOf(string? site) => site is null ? null
        : Uri.TryCreate(site, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" ? address
        : throw Refused("--site", $"'{site}' is not an address", "kurir run PIPELINE --site https://test.example.com");

    static Fault Unknown(string pipeline, IReadOnlyList<string> known) => Refused(
        pipeline, known.Count == 0 ? "there is no such pipeline, and pipelines/ holds none" : $"there is no such pipeline; there are {Names(known)}",
        "kurir list, or give the path of a file that ends in .yaml");

    static string Names(IReadOnlyList<string> files) => string.Join(", ", files.Select(Path.GetFileNameWithoutExtension));

    static Fault Refused(string subject, string cause, string remedy) =>
        new(Stage.Configure, FaultName.ConfigurationInvalid, FaultKind.Stop, subject, cause, remedy);
}
