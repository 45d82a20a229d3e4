namespace Kurir.Connectors;

/// <summary>A site over plain HTTP: no script runs, nothing is drawn.</summary>
sealed class HttpSession(Panel panel, DocumentStore store, TimeProvider time) : ISession
{
    public Task<Document> Fetch(Export export, Window window, CancellationToken ct) =>
        FetchTime.Bound(export, time, token => Fetch(new Report(export, window, panel.Address), token), ct);

    /// <summary>Nothing is learned over plain HTTP, so nothing that came can be doubted for it.</summary>
    public Task<Document> FetchAnew(Export export, Window window, Fault doubt, CancellationToken ct) => Fetch(export, window, ct);

    Task<Document> Fetch(Report report, CancellationToken ct)
    {
        var download = new DownloadFetch(panel, store);
        var table = new TableFetch(panel, store);
        return report.Settings switch
        {
            { Download: not null } => download.Fetch(report, ct),
            { Json: not null } => new JsonFetch(panel, store).Fetch(report, ct),
            { Form.Button: not null } => new FormFetch(panel, download, table).Fetch(report, ct),
            _ => table.Fetch(report, ct),
        };
    }

    public ValueTask DisposeAsync()
    {
        panel.Dispose();
        return ValueTask.CompletedTask;
    }
}
