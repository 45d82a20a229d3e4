using System.Collections.Concurrent;
using System.Text;

namespace Kurir.Connectors;

/// <summary>Exports that a panel makes in the background: what is written down before one is ordered, and how its file is waited for.</summary>
/// <param name="browse">Shows a page as its scripts make it; null: no browser is used here.</param>
sealed class ExportQueue(Panel panel, DocumentStore store, ITicketMemory memory, Func<Uri, CancellationToken, Task<PanelPage>>? browse, TimeProvider time) : IDisposable
{
    const int LooksAtDoubt = 3; // an order whose reply was lost may take a moment to show
    const int LooksAtNoFile = 5; // notices come before their files do
    static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1), LongestPause = TimeSpan.FromSeconds(30);
    static readonly TimeSpan LongestUnseen = TimeSpan.FromHours(6), LongestKept = TimeSpan.FromDays(7);
    readonly SemaphoreSlim ordering = new(1);
    readonly ConcurrentDictionary<ExportId, Ticket> before = [];

    /// <summary>Whether an export may be one of a queue at all.</summary>
    public static bool MayHold(Report report) => report.Settings.Form?.Button is not null;

    /// <summary>The file of what was ordered before; null: nothing was, or not for certain, and it must be ordered now.</summary>
    /// <exception cref="Fault"><see cref="FaultName.JobPending"/>, <see cref="FaultName.JobFailed"/>.</exception>
    public async Task<Document?> Collect(Report report, CancellationToken ct)
    {
        if (!MayHold(report)) return null;
        (Ticket? own, Ticket? former) = await memory.FindTicket(report.Export.Id, report.Window, ct);
        if (former is not null) before[report.Export.Id] = former;
        if (own is not { } ticket) return null;
        if (ticket.For == RouteWriter.KeyOf(report.Settings) && !IsStale(ticket, report)) return await new QueueWait(this, report, ticket).File(ct);
        await memory.ForgetTicket(report.Export.Id, report.Window, ct);
        return null;
    }

    /// <summary>The file of what was ordered just now.</summary>
    public async Task<Document> Await(Report report, CancellationToken ct) => await Collect(report, ct) ?? throw QueueFaults.NotListed(report, null);

    /// <summary>Writes down what is about to be ordered, with what is listed already. One at a time: two orders side by side could not be told apart.</summary>
    /// <param name="page">The page with the button.</param>
    /// <param name="isDrawn">Whether scripts have made the page, so that notices stand on it.</param>
    public async Task<QueueOrder> Begin(Report report, PanelPage page, bool isDrawn, CancellationToken ct)
    {
        string? place = report.Form.Queue?.Page ?? PlaceOn(page);
        Ticket? former = place is null && before.GetValueOrDefault(report.Export.Id) is { } last && last.For == RouteWriter.KeyOf(report.Settings) ? last : null;
        place ??= former?.Place;
        var ticket = new Ticket
        {
            Window = report.Window,
            For = RouteWriter.KeyOf(report.Settings),
            OrderedAt = time.GetUtcNow(),
            Place = place ?? page.Address.PathAndQuery,
            InBrowser = former?.InBrowser ?? (place is null && isDrawn),
            Known = Marks(place is null ? QueueList.Of(page) : []),
        };
        if (place is null) return new QueueOrder(this, report, ticket, gate: null);
        await ordering.WaitAsync(ct);
        try
        {
            (ticket, IReadOnlyList<QueueEntry> listed) = await Look(report, ticket, ct);
            ticket = ticket with { Known = Marks(listed) };
            await memory.KeepTicket(report.Export.Id, ticket, ct);
            return new QueueOrder(this, report, ticket, ordering);
        }
        catch
        {
            ordering.Release();
            throw;
        }
    }

    /// <summary>What is listed now. Where plain HTTP sees nothing and scripts may show something, a browser looks, from then on.</summary>
    public async Task<(Ticket Ticket, IReadOnlyList<QueueEntry> Entries)> Look(Report report, Ticket ticket, CancellationToken ct)
    {
        var address = new Uri(report.Site, report.Form.Queue?.Page ?? ticket.Place);
        if (!ticket.InBrowser)
        {
            (IReadOnlyList<QueueEntry> entries, bool mayShowMore) = await panel.Do(token => Ask(report, address, token), ct);
            if (!mayShowMore || browse is null) return (ticket, entries);
            ticket = ticket with { InBrowser = true };
        }

        if (browse is null) throw QueueFaults.NeedsBrowser(report, address);
        return (ticket, QueueList.Of(report.Expect(address, await panel.Do(token => browse(address, token), ct))));
    }

    public async Task<Document> Fetch(Report report, Uri file, CancellationToken ct) => await panel.Do(
        async token =>
        {
            using Reply reply = await panel.Ask(report.Ask(file), token);
            return await new DownloadFetch(panel, store).Keep(reply, token);
        },
        ct);

    public Task Keep(Report report, Ticket ticket, CancellationToken ct) => memory.KeepTicket(report.Export.Id, ticket, ct);

    public Task Forget(Report report, CancellationToken ct) => memory.ForgetTicket(report.Export.Id, report.Window, ct);

    public DateTimeOffset Now => time.GetUtcNow();

    public TimeProvider Time => time;

    public static TimeSpan PauseAfter(int looks) => TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, (long)(FirstPause.Ticks * Math.Pow(1.5, Math.Min(looks - 1, 30)))));

    public static bool IsInDoubtAfter(int looks) => looks >= LooksAtDoubt;

    public static bool IsGoneAfter(int refusals) => refusals >= LooksAtNoFile;

    public bool IsUnseenTooLong(Ticket ticket) => Now - ticket.OrderedAt > LongestUnseen;

    async Task<(IReadOnlyList<QueueEntry> Entries, bool MayShowMore)> Ask(Report report, Uri address, CancellationToken ct)
    {
        using Reply reply = await panel.Ask(report.Ask(address) with { Accept = $"{Request.Pages},application/json" }, ct);
        if (reply.MediaType == "application/json") return (QueueList.OfJson(Encoding.UTF8.GetString(await reply.Peek(PanelPage.MostBytes, ct)), reply.Address), false);
        PanelPage page = report.Expect(address, await PanelPage.Read(reply, ct));
        IReadOnlyList<QueueEntry> entries = QueueList.Of(page);
        return (entries, page.HasScripts && entries.All(entry => entry.Mark.Length == 0));
    }

    /// <summary>What was ordered on a day of the window that is over now does not hold what came after it.</summary>
    bool IsStale(Ticket ticket, Report report)
    {
        DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, report.Export.Zone).DateTime);
        return (DayOf(ticket.OrderedAt) <= report.Window.To && DayOf(ticket.OrderedAt) < DayOf(Now)) || Now - ticket.OrderedAt > LongestKept;
    }

    static string[] Marks(IReadOnlyList<QueueEntry> entries) => [.. entries.Select(entry => entry.Mark).Where(mark => mark.Length > 0)];

    /// <summary>The one link to a list of exports.</summary>
    static string? PlaceOn(PanelPage page)
    {
        string[] found = [.. page.Document.QuerySelectorAll("a[href]")
            .Select(link => (Text: PageText.Of(link), Address: page.Resolve(link.GetAttribute("href"))))
            .Where(link => link.Address is not null && Wire.SameOrigin(link.Address, page.Address) && link.Address.AbsolutePath != page.Path && QueueWords.IsList(link.Text, link.Address.AbsolutePath))
            .Select(link => link.Address!.PathAndQuery).Distinct()];
        return found.Length == 1 ? found[0] : null;
    }

    public void Dispose() => ordering.Dispose();
}
