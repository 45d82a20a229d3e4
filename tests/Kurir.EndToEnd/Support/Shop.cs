using Kurir.App;
using Kurir.BackOffice;
using Kurir.Connectors;

namespace Kurir.EndToEnd;

/// <summary>The sample panel and a home with the demo's pipeline, in this process: quick enough for a matrix.</summary>
sealed class Shop : IAsyncDisposable
{
    public Terminal Terminal { get; } = new(new StreamWriter(Stream.Null), new StreamWriter(Stream.Null), new TerminalMode { Quiet = true });

    Shop(BackOfficePanel panel) => Panel = panel;

    public BackOfficePanel Panel { get; }

    public string Home { get; } = Directory.CreateTempSubdirectory("kurir-shop-").FullName;

    public string Workbook => Path.Combine(Home, "out", "demo.xlsx");

    public static async Task<Shop> Open(BackOfficeOptions? options = null) => new(await BackOfficePanel.Start(options));

    /// <summary>One run of all exports, or of some, as <c>kurir run</c> does it.</summary>
    public async Task<Run> Run(params string[] exports)
    {
        await using Courier courier = NewCourier();
        PipelineDefinition demo = courier.LoadText("demo", PipelineText, Panel.Address);
        RunRequest request = await courier.CatchUp(courier.Request(demo, exports, window: null, dryRun: false), CancellationToken.None);
        return await courier.Run(demo, request, new RunWatch(Terminal), CancellationToken.None);
    }

    /// <summary>A run that is interrupted when it has looked at the clock so many times.</summary>
    public async Task<Run> Interrupted(int after, params string[] exports)
    {
        using var end = new CancellationTokenSource();
        await using Courier courier = NewCourier(new CountingTime(Panel.Clock, after, end));
        PipelineDefinition demo = courier.LoadText("demo", PipelineText, Panel.Address);
        return await courier.Run(demo, courier.Request(demo, exports, window: null, dryRun: false), new RunWatch(Terminal), end.Token);
    }

    /// <summary>As <c>kurir replay --yes</c> does it; null where no export has a document.</summary>
    public async Task<Run?> Replay(bool dryRun = false)
    {
        await using Courier courier = NewCourier();
        PipelineDefinition demo = courier.LoadText("demo", PipelineText, Panel.Address);
        return await ReplayCommand.Once(courier, demo, courier.Request(demo, [], window: null, dryRun), new RunWatch(Terminal), CancellationToken.None);
    }

    /// <summary>As <c>kurir accept</c> does it; what it writes into the file is the pipeline from then on.</summary>
    /// <exception cref="Fault">What is held cannot be accepted.</exception>
    public async Task<IReadOnlyList<Run>> Accept(params string[] exports)
    {
        string file = Path.Combine(Directory.CreateDirectory(Path.Combine(Home, "pipelines")).FullName, "demo.yaml");
        await File.WriteAllTextAsync(file, PipelineText);
        await using Courier courier = NewCourier();
        PipelineDefinition demo = courier.Load("demo", all: false, Panel.Address.ToString())[0];
        IReadOnlyList<Run> runs = await new Acceptance(courier, Terminal, new RunWatch(Terminal)).Accept(demo, exports, CancellationToken.None);
        PipelineText = await File.ReadAllTextAsync(file);
        return runs;
    }

    /// <summary>What <c>kurir run</c> does after the run.</summary>
    public async Task<IReadOnlyList<Run>> Sweep(params string[] exports)
    {
        await using Courier courier = NewCourier();
        PipelineDefinition demo = courier.LoadText("demo", PipelineText, Panel.Address);
        RunRequest due = await courier.CatchUp(courier.Request(demo, exports, window: null, dryRun: false), CancellationToken.None);
        return await new SweepRuns(courier, new RunWatch(Terminal), new HurriedTime()).Look(demo, due, CancellationToken.None);
    }

    /// <summary>As <c>kurir run --missing</c> does it.</summary>
    public async Task<IReadOnlyList<Run>> RunMissing(params string[] exports)
    {
        await using Courier courier = NewCourier();
        PipelineDefinition demo = courier.LoadText("demo", PipelineText, Panel.Address);
        return await new MissingRuns(courier, new RunWatch(Terminal), new HurriedTime()).Fill(
            demo, courier.Request(demo, exports, window: null, dryRun: false), within: null, CancellationToken.None);
    }

    /// <summary>One sign a day for the last <paramref name="days"/> days until today, as <c>kurir show coverage</c> draws them.</summary>
    public async Task<string> Coverage(string export, int days)
    {
        await using Courier courier = NewCourier();
        PipelineDefinition demo = courier.LoadText("demo", PipelineText, Panel.Address);
        var window = new Window(Panel.Clock.Today.AddDays(1 - days), Panel.Clock.Today);
        Coverage coverage = await courier.CoverageWithin(demo.Exports.Single(one => one.Name == export), window, CancellationToken.None);
        return Spectre.Console.Markup.Remove(CoverageText.Lines(demo, window, [coverage]).ElementAt(2)).Trim()[(export.Length + 2)..];
    }

    /// <summary>A person says that the password is right after all: <c>--retry-password</c>.</summary>
    public async Task Forgive()
    {
        await using Courier courier = NewCourier();
        await courier.ForgetRefusals(courier.LoadText("demo", PipelineText, Panel.Address), CancellationToken.None);
    }

    /// <summary>What was learned of an export's click.</summary>
    public async Task<Route?> Route(string export)
    {
        await using Courier courier = NewCourier();
        return await courier.Ledger.FindRoute(new ExportId("demo", export), CancellationToken.None);
    }

    public Courier NewCourier(TimeProvider? time = null) => Courier.For(Workspace.At(Home), Terminal, new DemoCommand.DemoSecrets(new Dictionary<string, string>
    {
        ["demo/username"] = Panel.Accounts.Email,
        ["demo/password"] = Panel.Accounts.Password,
    }), time ?? Panel.Clock, TimeSpan.FromMilliseconds(1));

    public string PipelineText { get; set; } = DemoCommand.PipelineText();

    /// <summary>What the workbook's tab shows, as texts; null where the workbook or the tab is not there.</summary>
    public IReadOnlyList<string[]>? Delivered(BackOfficeExport export, string? workbook = null)
    {
        Table? table = Tab(export.Name, workbook);
        return table is null ? null : [.. table.Rows.Select(row => export.Columns.Select(heading => row[table.IndexOf(heading)].Value).ToArray())];
    }

    /// <summary>The workbook's tab as a table; null where the workbook or the tab is not there.</summary>
    public Table? Tab(string name, string? workbook = null)
    {
        workbook ??= Workbook;
        if (!File.Exists(workbook)) return null;
        var document = new Document
        {
            Sha256 = "",
            Length = new FileInfo(workbook).Length,
            FetchedAt = Panel.Clock.GetUtcNow(),
            Open = () => File.OpenRead(workbook),
        };
        return TableFinder.All(new DocumentReader().Read(document, ReadLimits.Default, CancellationToken.None)).FirstOrDefault(table => table.Name == name);
    }

    /// <summary>The window of the demo's pipeline today.</summary>
    public (DateOnly From, DateOnly To) Window => (Panel.Clock.Today.AddDays(-1), Panel.Clock.Today);

    public async ValueTask DisposeAsync()
    {
        await Panel.DisposeAsync();
        Terminal.Dispose();
        Directory.Delete(Home, recursive: true);
    }
}

/// <summary>Pauses are over at once.</summary>
sealed class HurriedTime : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => base.CreateTimer(callback, state, TimeSpan.Zero, period);
}

/// <summary>A clock that ends what is going on when it is looked at for the n-th time.</summary>
sealed class CountingTime(TimeProvider clock, int most, CancellationTokenSource end) : TimeProvider
{
    int looks;

    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp()
    {
        if (Interlocked.Increment(ref looks) == most) end.Cancel();
        return clock.GetTimestamp();
    }
}
