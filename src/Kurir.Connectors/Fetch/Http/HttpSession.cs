namespace Kurir.Connectors;

/// <summary>A site over plain HTTP: no script runs, nothing is drawn.</summary>
sealed class HttpSession(Panel panel, DocumentStore store, TimeProvider time) : ISession
{
    public async Task<Document> Fetch(Export export, Window window, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(export.Settings.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            return await Fetch(new Report(export, window, panel.Address), either.Token);
        }
        catch (OperationCanceledException late) when (deadline.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new Fault(Stage.Fetch, FaultName.TimedOut, FaultKind.Retry, Subject(export),
                $"the report did not come within {export.Settings.Timeout.TotalSeconds:N0} s", "Ask for fewer days at once, or raise timeout of the export.", late);
        }
    }

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

    static string Subject(Export export) => export.Settings.Page ?? export.Settings.Download ?? export.Settings.Json?.Address ?? export.Name;

    public ValueTask DisposeAsync()
    {
        panel.Dispose();
        return ValueTask.CompletedTask;
    }
}
