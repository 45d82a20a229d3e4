namespace Kurir.Connectors;

/// <summary>Keeps the answer to one request, whatever it is.</summary>
sealed class DownloadFetch(Panel panel, DocumentStore store)
{
    /// <summary>The <c>download:</c> address of an export.</summary>
    public Task<Document> Fetch(Report report, CancellationToken ct)
    {
        var address = new Uri(report.Site, Placeholders.Fill(report.Settings.Download!, report.Window, Uri.EscapeDataString));
        return panel.Do(token => Keep(report.Ask(address), token), ct);
    }

    async Task<Document> Keep(Request request, CancellationToken ct)
    {
        using Reply reply = await panel.Ask(request, ct);
        return await Keep(reply, ct);
    }

    public Task<Document> Keep(Reply reply, CancellationToken ct) => store.Keep(reply.CopyTo, new DocumentClaims
    {
        FileName = reply.FileName,
        MediaType = reply.MediaType,
        Source = SafeAddress.Of(reply.Asked),
    }, ct);
}
