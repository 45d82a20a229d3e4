namespace Kurir.Connectors;

/// <summary>A site over plain HTTP: no script runs, nothing is drawn.</summary>
/// <param name="keeper">Ends or keeps the session; null: it is left to the panel.</param>
sealed class HttpSession(Panel panel, DocumentStore store, ExportQueue queue, SessionKeeper? keeper, IMatchMemory memory, TimeProvider time) : ISession
{
    readonly RepairTries tries = new();

    public PersonsSession? Person => keeper?.Person;

    public Task SignIn(CancellationToken ct) => panel.Do(_ => Task.FromResult(true), ct);

    public async Task<Document> Fetch(Export export, Window window, CancellationToken ct)
    {
        var report = new Report(export, window, panel.Address);
        return await queue.Collect(report, ct) ?? await FetchTime.Bound(export, time, token => Fetch(report, token), ct) ?? await queue.Await(report, ct);
    }

    /// <summary>Whether what was doubted came by another field or button than the file names.</summary>
    public bool HasTried(Report report) => tries.HasBegun(report);

    public Task<Document> FetchAnew(Export export, Window window, Fault doubt, CancellationToken ct)
    {
        tries.Doubted(new Report(export, window, panel.Address));
        return Fetch(export, window, ct);
    }

    /// <returns>Null: it was ordered.</returns>
    async Task<Document?> Fetch(Report report, CancellationToken ct)
    {
        Trail.Now?.At($"asking {FetchTime.Subject(report.Export)}", report.Settings is { Download: not null } ? "download" : report.Settings is { Json: not null } ? "json" : "page");
        var download = new DownloadFetch(panel, store);
        var table = new TableFetch(panel, store);
        return report.Settings switch
        {
            { Download: not null } => await download.Fetch(report, ct),
            { Json: not null } => await new JsonFetch(panel, store).Fetch(report, ct),
            { Form.Button: not null } => await new FormFetch(panel, download, table, queue, memory, tries).Fetch(report, ct),
            _ => await table.Fetch(report, ct),
        };
    }

    public async ValueTask DisposeAsync()
    {
        if (keeper is not null) await keeper.End();
        queue.Dispose();
        panel.Dispose();
    }
}
