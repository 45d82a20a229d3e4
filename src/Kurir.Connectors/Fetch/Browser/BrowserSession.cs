namespace Kurir.Connectors;

/// <summary>A site asked over plain HTTP, and in a browser where a script does what plain HTTP cannot: in the same run, with the same session.</summary>
/// <param name="always">Forms are filled in the browser each time.</param>
/// <param name="routes">Asks as was learned; null: nothing is learned.</param>
sealed class BrowserSession(
    HttpSession http, SessionKeeper? keeper, BrowserRoom room, Panel panel, DocumentStore store, ExportQueue queue, bool always, RouteFetch? routes, RouteLearner? learner, IRouteMemory memory, IMatchMemory matches, TimeProvider time) : ISession
{
    readonly RepairTries tries = new();

    public PersonsSession? Person => http.Person;

    public Task SignIn(CancellationToken ct) => http.SignIn(ct);

    public async Task<Document> Fetch(Export export, Window window, CancellationToken ct)
    {
        if (always && export.Settings.Page is not null) return await InBrowser(export, window, ct);
        if (routes is not null && await memory.FindRoute(export.Id, ct) is { } route && route.For == RouteWriter.KeyOf(export.Settings)) return await ByRoute(route, export, window, ct);
        try
        {
            return await http.Fetch(export, window, ct);
        }
        catch (Fault fault) when (MayShowMore(fault, export))
        {
            return await AfterAll(fault, export, window, ct);
        }
    }

    public async Task<Document> FetchAnew(Export export, Window window, Fault doubt, CancellationToken ct)
    {
        var report = new Report(export, window, panel.Address);
        tries.Doubted(report);
        if (!http.HasTried(report)) return await AfterAll(doubt, export, window, ct);
        try
        {
            return await http.FetchAnew(export, window, doubt, ct);
        }
        catch (Fault fault) when (MayShowMore(fault, export))
        {
            return await AfterAll(fault, export, window, ct);
        }
    }

    static bool MayShowMore(Fault fault, Export export) => fault.MayNeedBrowser && fault.Stage == Stage.Fetch && export.Settings.Page is not null;

    /// <summary>The learned request; where it fails in a way that the panel's being out of reach does not explain, the page itself.</summary>
    async Task<Document> ByRoute(Route route, Export export, Window window, CancellationToken ct)
    {
        try
        {
            return await FetchTime.Bound(export, time, token => routes!.Fetch(new Report(export, window, panel.Address), route, token), ct);
        }
        catch (Fault fault) when (fault.Stage == Stage.Fetch && fault.Name is not (FaultName.Unreachable or FaultName.TlsUntrusted or FaultName.TooManyRequests or FaultName.Maintenance or FaultName.TimedOut
            or FaultName.DiskFull or FaultName.DownloadTooLarge or FaultName.DownloadCut))
        {
            return await AfterAll(fault, export, window, ct);
        }
    }

    /// <summary>What plain HTTP saw, where it would take a browser to see more and there is none.</summary>
    public static Fault WithoutBrowser(Fault seen, Fault missing) => new(
        seen.Stage, seen.Name, seen.Kind, seen.Subject, $"{seen.Cause.TrimEnd('.')}. A browser may do it, but {missing.Cause}", seen.Name == FaultName.NeedsBrowser ? missing.Remedy : seen.Remedy, missing)
        { Seen = seen.Seen };

    async Task<Document> AfterAll(Fault seen, Export export, Window window, CancellationToken ct)
    {
        try
        {
            return await InBrowser(export, window, ct);
        }
        catch (Fault missing) when (missing.Name == FaultName.BrowserMissing)
        {
            throw WithoutBrowser(seen, missing);
        }
    }

    async Task<Document> InBrowser(Export export, Window window, CancellationToken ct)
    {
        var report = new Report(export, window, panel.Address);
        return await queue.Collect(report, ct)
            ?? await FetchTime.Bound(export, time, token => new BrowserFetch(room, panel, store, new TableFetch(panel, store), queue, learner, matches, tries, time).Fetch(report, token), ct)
            ?? await queue.Await(report, ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (keeper is not null) await keeper.End(); // a browser may be needed for it
        await room.DisposeAsync();
        await http.DisposeAsync();
    }
}
