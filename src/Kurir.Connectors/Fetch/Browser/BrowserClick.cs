using Microsoft.Playwright;

namespace Kurir.Connectors;

/// <summary>Waits for what a click brings, whatever way it comes: an attachment, a file made in the page, a window, a page.</summary>
sealed class BrowserClick
{
    const int LongestReply = 100_000;
    static readonly TimeSpan Settled = TimeSpan.FromSeconds(0.8);
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(300);
    static readonly TimeSpan Stay = TimeSpan.FromSeconds(30);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);
    readonly BrowserVisit visit;
    readonly Report report;
    readonly BrowserRoom room;
    readonly Panel panel;
    readonly DocumentStore store;
    readonly TableFetch table;
    readonly TimeProvider time;
    readonly PanelPage before;
    readonly QueueOrder order;
    readonly int first;
    string? source;

    /// <param name="before">The page as it stood before the click.</param>
    /// <param name="order">Told where the panel takes an order.</param>
    public BrowserClick(BrowserVisit visit, Report report, PanelPage before, QueueOrder order, BrowserRoom room, Panel panel, DocumentStore store, TableFetch table, TimeProvider time)
    {
        (this.visit, this.report, this.before, this.order, this.room, this.panel, this.store, this.table, this.time) = (visit, report, before, order, room, panel, store, table, time);
        first = visit.Replies.Count;
    }

    /// <summary>The replies since the click.</summary>
    public IReadOnlyList<IResponse> Replies => [.. visit.Replies.Skip(first)];

    /// <summary>Whether the page made the file of what it had: nothing was asked since the click.</summary>
    public bool IsOfLoadedRows => source is not null && (source.StartsWith("blob:", StringComparison.Ordinal) || source.StartsWith("data:", StringComparison.Ordinal))
        && Replies.All(reply => reply.Request.ResourceType is not ("xhr" or "fetch" or "document"));

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

    /// <returns>Null: the panel makes the file in the background, and has taken the order.</returns>
    /// <exception cref="Fault"><see cref="FaultName.NothingCame"/>, or what the page that came instead means.</exception>
    public async Task<Document?> Result(long? announced, CancellationToken ct)
    {
        long? ordered = null;
        while (true)
        {
            if (visit.Downloads.TryDequeue(out IDownload? download))
            {
                order.LetOthers();
                source = download.Url;
                return WithCount(await new BrowserDownload(visit, report, room, store, time).Keep(download, ct), announced);
            }

            if (ordered is null && visit.IsCalm(Settled) && await IsOrdered(ct)) ordered = visit.Now;
            if (ordered is { } since && (order.IsListed || visit.Since(since) > Stay || order.IsDoneOn(await visit.Snapshot(report.Page, ct)))) return null;
            if (ordered is null && visit.IsCalm(Settled) && Navigation(visit.Page) is { } page) return await Page(visit.Page, page, announced, ct);
            if (visit.IsCalm(Settled) && visit.Windows is [var window, ..] && IsWeb(window)) return await Page(window, Navigation(window), announced, ct);
            if (ordered is null && visit.IsCalm(Patience)) return await FileLike(announced, ct) ?? throw await Nothing(ct);
            if (ordered is null) await visit.Pause(ct);
            else await Task.Delay(Look, time, ct); // without a list that is known of, the page itself may bring the file, or tell of it
        }
    }

    /// <summary>Whether the panel answers, or the page says, that it works on the file in the background; then the order is written down.</summary>
    async Task<bool> IsOrdered(CancellationToken ct)
    {
        if (Sent() is not { Status: < 400 } sent) return false;
        string reply = sent.Request.ResourceType is "xhr" or "fetch" ? await Text(sent, ct) : "";
        string says = reply.Length > 0 ? OrderReply.Says(reply) : "";
        PanelPage shown = await visit.Snapshot(report.Page, ct);
        string tells = $"{visit.Dialogs} {SignInMessages.New(shown, before)}".Trim();
        bool isList = report.Form.Queue is { } list && shown.Path != report.Page.AbsolutePath && shown.Path == new Uri(report.Site, list.Page).AbsolutePath;
        if (sent.Status != 202 && !isList && !QueueWords.SaysOrdered(says) && !QueueWords.SaysOrdered(tells)) return false;
        string said = QueueWords.SaysOrdered(says) || tells.Length == 0 ? says : tells;
        if (!order.IsListed && QueueWords.SaysMailed(said)) throw QueueFaults.Mailed(shown, report, said);
        await order.Accepted(said, OrderReply.Job(reply), ct);
        return true;
    }

    /// <summary>The reply to the last thing sent since the click.</summary>
    IResponse? Sent() => Replies.LastOrDefault(reply => reply.Request.Method != "GET" && reply.Request.ResourceType is "xhr" or "fetch" or "document" && panel.IsOwn(new Uri(reply.Url)) && !BrowserDownload.IsFile(reply));

    async Task<string> Text(IResponse reply, CancellationToken ct)
    {
        try
        {
            string text = await reply.TextAsync().WaitAsync(TimeSpan.FromSeconds(5), time, ct);
            return text.Length <= LongestReply ? text : "";
        }
        catch (Exception gone) when (gone is PlaywrightException or TimeoutException)
        {
            return ""; // a redirect has no body, and what the driver has forgotten is not read
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
        if (Replies.LastOrDefault(reply => reply.Status is 401 or 419 && panel.IsOwn(new Uri(reply.Url))) is { } guest)
            return new(Stage.Fetch, FaultName.SessionOver, FaultKind.Stop, page.Path, $"the session is over: {SafeAddress.Path(new Uri(guest.Url))} answered {guest.Status}", "Run again.") { Seen = SeenPage.Of(page, "page.html") };
        string dialogs = visit.Dialogs.Length > 0 ? $" A dialog said: {PageText.Cut(PageText.Fold(visit.Dialogs), 160)}." : "";
        string says = SignInMessages.Of(page) is { Length: > 0 } alert ? $" The page says: {PageText.Cut(alert, 160)}." : "";
        string failed = Replies.LastOrDefault(reply => reply.Status >= 400) is { } bad ? $" {SafeAddress.Path(new Uri(bad.Url))} answered {bad.Status}." : "";
        return page.Fault(FaultName.NothingCame, $"the button '{report.Form.Button}' was clicked, and no file, page or window came of it.{dialogs}{says}{failed}",
            $"Click it in a browser with the same values and see what it brings; correct the form at {report.DefinedAt}.");
    }
}
