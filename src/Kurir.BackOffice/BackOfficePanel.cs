using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Kurir.BackOffice;

/// <summary>
/// The back office of an invented shop, on the loopback interface: a panel like those that Laravel makes, with a year of invented data, its own
/// clock, and faults that can be switched on.
/// </summary>
public sealed class BackOfficePanel : IAsyncDisposable
{
    readonly WebApplication _app;
    readonly CancellationTokenSource _closing = new();
    readonly ConcurrentQueue<BackOfficeRequest> _requests = new();
    readonly Archive _archive;
    int _deletions;

    BackOfficePanel(BackOfficeOptions options)
    {
        Options = options;
        Era = options.Era;
        Clock = new BackOfficeClock(options.Day, options.Zone);
        Accounts = new BackOfficeAccounts(options, Clock);
        Sessions = new Sessions(Clock);
        Queue = new Jobs(Clock);
        _archive = new Archive(options.Seed, options.RowsPerDay, options.Day.AddDays(-options.HistoryDays));
        Reports = new Reports(this);
        _app = Build();
    }

    public Uri Address => new(_app.Urls.First());

    public BackOfficeClock Clock { get; }

    public BackOfficeFaults Faults { get; } = new();

    public BackOfficeAccounts Accounts { get; }

    /// <summary>What the green Export buttons deliver from now on.</summary>
    public BackOfficeEra Era { get; set; }

    /// <summary>What the buttons of pages with scripts say from now on.</summary>
    public string ButtonName { get; set; } = "Export";

    /// <summary>Whether those buttons stand elsewhere from now on, with one that deletes in their old place.</summary>
    public bool ButtonsMoved { get; set; }

    /// <summary>How often a button that deletes was pressed.</summary>
    public int Deletions => _deletions;

    /// <summary>Whether nothing opens after a sign-in before a branch is chosen.</summary>
    public bool AsksForBranch { get; set; }

    /// <summary>Whether nobody gets in while somebody is signed in.</summary>
    public bool AllowsOneSession { get; set; }

    /// <summary>How long a session lives after its last request, by the panel's clock.</summary>
    public TimeSpan SessionLife { get => Sessions.Life; set => Sessions.Life = value; }

    /// <summary>How many are signed in, by form or by JSON.</summary>
    public int SignedIn => Sessions.SignedIn;

    /// <summary>How often the bell or the list must be looked at until an ordered export is done.</summary>
    public int LooksUntilDone { get; set; } = 3;

    /// <summary>Exports ordered so far, oldest first.</summary>
    public IReadOnlyList<BackOfficeJob> Jobs => Queue.All;

    /// <summary>Gives up on all exports that were ordered so far.</summary>
    public void FailJobs() => Queue.Fail();

    /// <summary>Removes all exports that were ordered so far, and their files, as panels do after some days.</summary>
    public void ClearJobs() => Queue.Clear();

    /// <summary>All requests whose answers have begun, oldest first; a copy. Whoever has received an answer finds it here.</summary>
    public IReadOnlyList<BackOfficeRequest> Requests => [.. _requests];

    internal BackOfficeOptions Options { get; }

    internal Sessions Sessions { get; }

    internal Reports Reports { get; }

    internal Jobs Queue { get; }

    internal CancellationToken Closing => _closing.Token;

    /// <summary>What a report of these days, both included, truly holds at this moment, whatever faults are on.</summary>
    public BackOfficeTable Expected(string export, DateOnly from, DateOnly to) => Expected(BackOfficeExport.Named(export), from, to);

    /// <inheritdoc cref="Expected(string, DateOnly, DateOnly)"/>
    public BackOfficeTable Expected(BackOfficeExport export, DateOnly from, DateOnly to) => new(export.Columns, Rows(export, from, to));

    internal List<BackOfficeCell[]> Rows(BackOfficeExport export, DateOnly from, DateOnly to) => _archive.Rows(export, from, to, Clock.Today);

    /// <summary>Ends all sessions and takes back all tokens, as a restart of the server would.</summary>
    public void EndSessions() => Sessions.EndAll();

    internal void CountDeletion() => Interlocked.Increment(ref _deletions);

    internal Task SendAsset(Visit visit)
    {
        var name = Path.GetFileName((string)visit.Http.Request.RouteValues["file"]!);
        var file = Options.Assets is null ? null : Path.Combine(Options.Assets, name);
        return file is not null && File.Exists(file) ? visit.Body(File.ReadAllText(file), "text/javascript; charset=UTF-8", 200) : visit.Error(404);
    }

    internal void Log(BackOfficeRequest request) => _requests.Enqueue(request);

    /// <summary>Returns when the panel answers.</summary>
    public static async Task<BackOfficePanel> Start(BackOfficeOptions? options = null, CancellationToken ct = default)
    {
        var panel = new BackOfficePanel(options ?? new BackOfficeOptions());
        await panel._app.StartAsync(ct);
        return panel;
    }

    WebApplication Build()
    {
        // The empty builder: no configuration files, environment variables or loggers of whatever process the panel runs in.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.AllowSynchronousIO = false;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, Options.Port);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, GuestLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        var app = builder.Build();
        app.Use(new Gate(this).Pass);
        app.UseRouting();
        Routes.Map(app, this);
        return app;
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _closing.Dispose();
    }

    /// <summary>The usual lifetime takes Ctrl-C for itself; the panel is a guest in its process and ends when it is disposed of.</summary>
    sealed class GuestLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken ct) => Task.CompletedTask;

        public Task StopAsync(CancellationToken ct) => Task.CompletedTask;
    }
}
