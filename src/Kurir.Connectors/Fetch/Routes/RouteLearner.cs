namespace Kurir.Connectors;

/// <summary>Learns the bare request behind a click: writes it down, asks it once over plain HTTP, and keeps it only where the same rows come.</summary>
sealed class RouteLearner(RouteFetch fetch, Wire wire, IRouteMemory memory, Func<Document, CancellationToken, IReadOnlyList<Grid>> read, TimeProvider time)
{
    const int MostTries = 3;
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>Never fails a run: what cannot be learned is fetched in the browser again.</summary>
    /// <param name="came">What the click brought.</param>
    /// <param name="sent">What may have brought it, likeliest first.</param>
    /// <param name="count">The address that announced the number of rows; null: none did.</param>
    public async Task Learn(Report report, PanelPage page, Document came, IReadOnlyList<SentRequest> sent, string? count, CancellationToken ct)
    {
        using var late = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        try
        {
            Route? learned = null;
            var writer = new RouteWriter(report, page, wire);
            foreach (Route route in sent.Select(one => writer.Write(one, count, time.GetUtcNow())).OfType<Route>().Take(MostTries))
                if ((learned = await Proven(report, route, came, either.Token)) is not null) break;
            await memory.KeepRoute(report.Export.Id, learned, ct);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // The panel does not answer the bare request in time.
        }
    }

    async Task<Route?> Proven(Report report, Route route, Document came, CancellationToken ct)
    {
        try
        {
            Document replayed = await fetch.Fetch(report, route, ct);
            Table wanted = TableOf(came, report, ct), got = TableOf(replayed, report, ct);
            return SameRows.In(wanted, got) ? route with { Columns = [.. wanted.Columns.Select(column => column.Heading)] } : null;
        }
        catch (Fault)
        {
            return null;
        }
    }

    Table TableOf(Document document, Report report, CancellationToken ct) => TableFinder.Find(read(document, ct), report.Settings.Table, null, report.Export);
}
