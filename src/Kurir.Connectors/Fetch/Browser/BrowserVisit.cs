using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Kurir.Connectors;

/// <summary>One tab of the browser and what happens in it: requests under way, replies, downloads, windows it opens, dialogs.</summary>
sealed class BrowserVisit : IAsyncDisposable
{
    const int MostReplies = 2000;
    const int Polls = 4; // a page that asks the same for the fourth time does so for ever
    static readonly TimeSpan Step = TimeSpan.FromMilliseconds(25);
    readonly TimeProvider time;
    readonly Stage stage;
    readonly Lock gate = new();
    readonly HashSet<IRequest> pending = [];
    readonly List<IResponse> replies = [];
    readonly List<IPage> windows = [];
    readonly Dictionary<string, int> asked = [];
    readonly Dictionary<IRequest, Asking> noted = [];
    readonly Trail? trail = Trail.Now;
    long lastChange;

    public BrowserVisit(IPage page, Stage stage, TimeProvider time)
    {
        Page = page;
        this.stage = stage;
        this.time = time;
        lastChange = time.GetTimestamp();
        page.Context.Request += Began;
        page.Context.RequestFinished += Ended;
        page.Context.RequestFailed += Ended;
        page.Context.Response += Came;
        Watch(page);
    }

    public IPage Page { get; }

    /// <summary>Told when the tab is closed.</summary>
    public Action? Closed { get; init; }

    public bool IsSignIn => stage == Stage.SignIn;

    public ConcurrentQueue<IDownload> Downloads { get; } = new();

    /// <summary>What dialogs of the page said, joined; "" where there were none.</summary>
    public string Dialogs { get; private set; } = "";

    /// <summary>All replies so far, oldest first.</summary>
    public IReadOnlyList<IResponse> Replies
    {
        get
        {
            lock (gate) return [.. replies];
        }
    }

    /// <summary>The windows that the page opened and that are still open.</summary>
    public IReadOnlyList<IPage> Windows
    {
        get
        {
            lock (gate) return [.. windows.Where(window => !window.IsClosed)];
        }
    }

    /// <summary>Whether nothing is under way, and nothing was for so long.</summary>
    public bool IsCalm(TimeSpan calm)
    {
        lock (gate) return pending.Count == 0 && time.GetElapsedTime(lastChange) >= calm;
    }

    public async Task<Reply> Go(Uri address, CancellationToken ct)
    {
        IResponse? response = await Page.GotoAsync(address.AbsoluteUri, new() { WaitUntil = WaitUntilState.DOMContentLoaded, Timeout = 0 }).Named(stage, address, ct);
        await Calm(TimeSpan.FromMilliseconds(150), TimeSpan.FromSeconds(15), ct);
        return await Reply(Page, response, address, ct);
    }

    /// <summary>What a tab shows now, as a reply.</summary>
    /// <param name="response">Whose status counts; null: none, it is taken for a success.</param>
    public async Task<Reply> Reply(IPage page, IResponse? response, Uri asked, CancellationToken ct) =>
        BrowserReply.Of(page, await Html(page, ct), response?.Status ?? 200, response?.Headers, asked, stage);

    /// <summary>What the tab shows now, as the scripts have made it.</summary>
    public async Task<PanelPage> Snapshot(Uri about, CancellationToken ct) => PanelPage.Parse(BrowserReply.AddressOf(Page, about), await Html(Page, ct));

    /// <summary>Waits until the page has stopped asking, but not longer than <paramref name="most"/>: some never stop.</summary>
    public async Task Calm(TimeSpan calm, TimeSpan most, CancellationToken ct)
    {
        long start = time.GetTimestamp();
        while ((!IsCalm(calm) || time.GetElapsedTime(start) < calm) && time.GetElapsedTime(start) < most) await Pause(ct);
    }

    public Task Pause(CancellationToken ct) => Task.Delay(Step, time, ct);

    public long Now => time.GetTimestamp();

    public TimeSpan Since(long then) => time.GetElapsedTime(then);

    async Task<string> Html(IPage page, CancellationToken ct)
    {
        for (int tries = 1; ; tries++)
        {
            try
            {
                return await page.ContentAsync().WaitAsync(ct);
            }
            catch (PlaywrightException moving) when (tries < 20 && moving.Message.Contains("navigating", StringComparison.OrdinalIgnoreCase))
            {
                await Pause(ct);
            }
            catch (PlaywrightException broken)
            {
                return await Task.FromException<string>(broken).Named(stage, new Uri("http://browser/"), ct);
            }
        }
    }

    void Watch(IPage page)
    {
        page.Download += (_, download) => Downloads.Enqueue(download);
        page.Console += (_, message) => Said(message.Type, message.Text, message.Location);
        page.PageError += (_, error) => Said("uncaught", error, "");
        page.Dialog += (_, dialog) => Answer(dialog);
        page.Popup += (_, window) =>
        {
            lock (gate) windows.Add(window);
            Watch(window);
        };
    }

    /// <summary>Whether a request was made by this tab or a window of it; null: it is the first of a window that is only just opening.</summary>
    bool? IsOurs(IRequest request)
    {
        try
        {
            IPage page = request.Frame.Page;
            lock (gate) return page == Page || windows.Contains(page);
        }
        catch (PlaywrightException)
        {
            return null;
        }
    }

    void Began(object? context, IRequest request)
    {
        if (IsOurs(request) == false) return;
        Note(request);
        if (request.ResourceType is "eventsource" or "websocket" or "ping" or "media") return; // these may never end
        lock (gate)
        {
            string what = $"{request.Method} {request.Url.Split('?')[0]}";
            int times = asked[what] = asked.GetValueOrDefault(what) + 1;
            if (times >= Polls && request.ResourceType is "xhr" or "fetch") return;
            pending.Add(request);
            lastChange = time.GetTimestamp();
        }
    }

    /// <summary>For evidence: what was asked, and later what came.</summary>
    void Note(IRequest request)
    {
        if (trail is null || !Uri.TryCreate(request.Url, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https")) return;
        Asking asking = trail.Ask(request.Method, address, time.GetUtcNow());
        lock (gate) noted.TryAdd(request, asking);
    }

    void Said(string type, string text, string place)
    {
        if (type is "error" or "warning" or "uncaught" or "assert") trail?.Say($"{type}: {text}{(place.Length > 0 ? $" ({place})" : "")}");
    }

    static async Task Measure(IRequest request, Asking asking)
    {
        try
        {
            if (request.Timing.ResponseStart >= 0) asking.Took = TimeSpan.FromMilliseconds(request.Timing.ResponseStart);
            asking.Bytes ??= (await request.SizesAsync()).ResponseBodySize;
        }
        catch (PlaywrightException)
        {
            asking.Bytes = null; // its tab is closed
        }
    }

    void Ended(object? context, IRequest request)
    {
        lock (gate)
        {
            if (noted.TryGetValue(request, out Asking? asking) && asking.Status is not null) _ = Measure(request, asking);
            if (pending.Remove(request)) lastChange = time.GetTimestamp();
        }
    }

    void Came(object? context, IResponse response)
    {
        if (IsOurs(response.Request) == false) return;
        lock (gate)
        {
            if (noted.TryGetValue(response.Request, out Asking? asking))
            {
                asking.Status = response.Status;
                if (long.TryParse(response.Headers.GetValueOrDefault("content-length"), out long bytes)) asking.Bytes = bytes; // saves asking the driver
            }

            if (replies.Count < MostReplies) replies.Add(response);
        }
    }

    /// <summary>"Export these rows?" is answered with yes, since the button was named; a question about anything that changes data with no.</summary>
    void Answer(IDialog dialog)
    {
        Dialogs = $"{Dialogs} {dialog.Message}".Trim();
        bool yes = dialog.Type is "alert" or "beforeunload" || (dialog.Type == "confirm" && ForbiddenWords.In(dialog.Message) is null);
        _ = yes ? dialog.AcceptAsync() : dialog.DismissAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Page.Context.Request -= Began;
        Page.Context.RequestFinished -= Ended;
        Page.Context.RequestFailed -= Ended;
        Page.Context.Response -= Came;
        try
        {
            foreach (IPage window in Windows) await window.CloseAsync();
            await Page.CloseAsync();
        }
        catch (PlaywrightException)
        {
            // The browser is gone, and the tab with it.
        }
        finally
        {
            Closed?.Invoke();
        }
    }
}
