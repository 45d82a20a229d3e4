namespace Kurir.Connectors;

/// <summary>Presses the button of a form and keeps the file that comes. A page that comes instead is the report itself, read to its last page.</summary>
sealed class FormFetch(Panel panel, DownloadFetch download)
{
    public Task<Document> Fetch(Report report, CancellationToken ct) => panel.Do(token => Press(report, token), ct);

    /// <summary>Begins with the page each time, for the page's token is good for the session it came in.</summary>
    async Task<Document> Press(Report report, CancellationToken ct)
    {
        PanelPage page = await panel.Page(report.Ask(report.Page), ct);
        using Reply reply = await panel.Ask(new ReportForm(page, report).Press(), ct);
        return await download.Keep(reply, ct);
    }
}
