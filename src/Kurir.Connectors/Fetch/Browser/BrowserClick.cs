using Microsoft.Playwright;

namespace Kurir.Connectors;

/// <summary>Waits for what a click brings, whatever way it comes: an attachment, a file made in the page, a window, a page.</summary>
sealed class BrowserClick
{
    static readonly TimeSpan Settled = TimeSpan.FromSeconds(0.8);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);
    readonly BrowserVisit visit;
    readonly Report report;
    readonly BrowserRoom room;
    readonly Panel panel;
    readonly DocumentStore store;
    readonly TableFetch table;
    readonly TimeProvider time;
    readonly int before;
    string? source;

    public BrowserClick(BrowserVisit visit, Report report, BrowserRoom room, Panel panel, DocumentStore store, TableFetch table, TimeProvider time)
    {
        (this.visit, this.report, this.room, this.panel, this.store, this.table, this.time) = (visit, report, room, panel, store, table, time);
        before = visit.Replies.Count;
    }

    /// <summary>The replies since the click.</summary>
    public IReadOnlyList<IResponse> Replies => [.. visit.Replies.Skip(before)];

    /// <summary>What may have brought the file, likeliest first: the request of its own address, else what scripts asked since the click.</summary>
    public async Task<IReadOnlyList<SentRequest>> Sources(CancellationToken ct)
    {
        IResponse[] own = [.. Replies.Where(reply => reply.Url == source)];
        IEnumerable<IResponse> likely = own.Length > 0 ? own : Replies.Where(reply => reply.Ok && reply.Request.ResourceType is "xhr" or "fetch").Reverse();
        var sent = new List<SentRequest>();
        try
        {
            foreach (IRequest request in likely.Select(First).Distinct().Take(5))
            {
                Dictionary<string, string> headers = await request.AllHeadersAsync().WaitAsync(TimeSpan.FromSeconds(3), time, ct);
                sent.Add(new SentRequest(request.Method, new Uri(request.Url), request.PostData, headers));
            }
        }
        catch (Exception gone) when (gone is PlaywrightException or TimeoutException)
        {
            // What the driver has forgotten is not learned.
        }

        return sent;
    }

    /// <exception cref="Fault"><see cref="FaultName.NothingCame"/>, or what the page that came instead means.</exception>
    public async Task<Document> Result(long? announced, CancellationToken ct)
    {
        while (true)
        {
            if (visit.Downloads.TryDequeue(out IDownload? download))
            {
                source = download.Url;
                return WithCount(await new BrowserDownload(visit, report, room, store, time).Keep(download, ct), announced);
            }

            if (visit.IsCalm(Settled) && Navigation(visit.Page) is { } page) return await Page(visit.Page, page, announced, ct);
            if (visit.IsCalm(Settled) && visit.Windows is [var window, ..] && IsWeb(window)) return await Page(window, Navigation(window), announced, ct);
            if (visit.IsCalm(Patience)) return await FileLike(announced, ct) ?? throw await Nothing(ct);
            await visit.Pause(ct);
        }
    }

    /// <summary>The reply to the last navigation of a tab since the click that shows a page; null: it stayed where it was.</summary>
    IResponse? Navigation(IPage tab) => Replies.LastOrDefault(reply => IsNavigationOf(tab, reply) && reply.Status != 204 && reply.Status is < 300 or >= 400);

    static bool IsNavigationOf(IPage tab, IResponse reply)
    {
        try
        {
            return reply.Request.IsNavigationRequest && reply.Frame == tab.MainFrame && !BrowserDownload.IsAttachment(reply);
        }
        catch (PlaywrightException)
        {
            return false; // its frame is gone
        }
    }

    static bool IsWeb(IPage window) => Uri.TryCreate(window.Url, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https";

    /// <summary>A page in place of a file is the report itself, as over plain HTTP; or it tells what went wrong.</summary>
    async Task<Document> Page(IPage tab, IResponse? response, long? announced, CancellationToken ct)
    {
        if (response is not null && BrowserDownload.IsFile(response)) return WithCount(await Again(response, ct), announced);
        source = response?.Url;
        using Reply reply = await visit.Reply(tab, response, report.Page, ct);
        await panel.Check(reply, ct);
        PanelPage page = await PanelPage.Read(reply, ct);
        if (response is not null && page.Path == report.Page.AbsolutePath && new Uri(First(response).Url).AbsolutePath != page.Path) throw FormFetch.CameBack(page);
        Document kept = await table.Keep(page, report, ct);
        return WithCount(kept, announced);
    }

    static IRequest First(IResponse response)
    {
        IRequest first = response.Request;
        while (first.RedirectedFrom is { } from) first = from;
        return first;
    }

    /// <summary>What a viewer shows cannot be kept out of the viewer: it is asked for once more.</summary>
    async Task<Document> Again(IResponse response, CancellationToken ct)
    {
        using Reply reply = await panel.Ask(report.Ask(new Uri(response.Url)) with { Referer = report.Page }, ct);
        return await new DownloadFetch(panel, store).Keep(reply, ct);
    }

    /// <summary>A script fetched the file and did not save it.</summary>
    async Task<Document?> FileLike(long? announced, CancellationToken ct)
    {
        if (Replies.LastOrDefault(reply => reply.Ok && BrowserDownload.IsFile(reply)) is not { } file) return null;
        byte[] bytes = await file.BodyAsync().Named(Stage.Fetch, report.Page, ct);
        if (bytes.LongLength > report.Settings.MaxSize.Bytes) throw BrowserDownload.TooLarge(report);
        return WithCount(await store.Keep(async (stream, token) => await stream.WriteAsync(bytes, token), BrowserDownload.Claims(file, null), ct), announced);
    }

    static Document WithCount(Document file, long? announced) => file.Announced is null ? file with { Announced = announced } : file;

    async Task<Fault> Nothing(CancellationToken ct)
    {
        PanelPage page = await visit.Snapshot(report.Page, ct);
        string dialogs = visit.Dialogs.Length > 0 ? $" A dialog said: {PageText.Cut(PageText.Fold(visit.Dialogs), 160)}." : "";
        string says = SignInMessages.Of(page) is { Length: > 0 } alert ? $" The page says: {PageText.Cut(alert, 160)}." : "";
        string failed = Replies.LastOrDefault(reply => reply.Status >= 400) is { } bad ? $" {SafeAddress.Path(new Uri(bad.Url))} answered {bad.Status}." : "";
        return page.Fault(FaultName.NothingCame, $"the button '{report.Form.Button}' was clicked, and no file, page or window came of it.{dialogs}{says}{failed}",
            $"Click it in a browser with the same values and see what it brings; correct the form at {report.DefinedAt}.");
    }
}
