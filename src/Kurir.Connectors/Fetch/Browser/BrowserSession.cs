namespace Kurir.Connectors;

/// <summary>A site asked over plain HTTP, and in a browser where a script does what plain HTTP cannot: in the same run, with the same session.</summary>
/// <param name="always">Forms are filled in the browser each time.</param>
sealed class BrowserSession(HttpSession http, BrowserRoom room, Panel panel, DocumentStore store, bool always, TimeProvider time) : ISession
{
    public async Task<Document> Fetch(Export export, Window window, CancellationToken ct)
    {
        if (always && export.Settings.Page is not null) return await InBrowser(export, window, ct);
        try
        {
            return await http.Fetch(export, window, ct);
        }
        catch (Fault fault) when (fault.MayNeedBrowser && fault.Stage == Stage.Fetch && export.Settings.Page is not null)
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

    Task<Document> InBrowser(Export export, Window window, CancellationToken ct) => FetchTime.Bound(export, time,
        token => new BrowserFetch(room, panel, store, new TableFetch(panel, store), time).Fetch(new Report(export, window, panel.Address), token), ct);

    public async ValueTask DisposeAsync()
    {
        await room.DisposeAsync();
        await http.DisposeAsync();
    }
}
