namespace Kurir.Connectors;

/// <summary>Fetches a report in the browser: opens its page, fills the form, presses the button, and keeps what comes.</summary>
/// <param name="learner">Null: nothing is learned.</param>
sealed class BrowserFetch(BrowserRoom room, Panel panel, DocumentStore store, TableFetch table, ExportQueue queue, RouteLearner? learner, IMatchMemory memory, RepairTries tries, TimeProvider time)
{
    static readonly TimeSpan Opening = TimeSpan.FromSeconds(3); // what opens no dialog within that is a part of the page
    const int MostRowsAtOnce = 200_000;

    /// <returns>Null: the panel makes the file in the background, and a ticket for it is kept.</returns>
    public async Task<Document?> Fetch(Report report, CancellationToken ct)
    {
        IReadOnlyList<Matched> known = await memory.FindMatches(report.Export.Id, ct);
        while (true)
        {
            BrowserRepair? repair = null;
            try
            {
                return await panel.Do(token => Once(report, visit => repair = new BrowserRepair(visit, report, known, tries.Of(report)), token), ct);
            }
            catch (Fault unlike) when (report.Form.Queue is null && unlike.Stage == Stage.Fetch && unlike != repair?.Missing && repair?.Made.Count > 0 && tries.Of(report) < RepairTries.Most)
            {
                tries.Failed(report); // nothing came of it: the next that may be the one
            }
        }
    }

    async Task<Document?> Once(Report report, Func<BrowserVisit, BrowserRepair> repair, CancellationToken ct)
    {
        BrowserVisit visit = await room.Visit(Stage.Fetch, ct);
        (Document? came, Func<Task>? learn) = await Watched(visit, () => Through(visit, report, repair(visit), ct), ct);
        Task closing = visit.DisposeAsync().AsTask();
        try
        {
            if (learn is not null) await learn();
            return came;
        }
        finally
        {
            await closing;
        }
    }

    /// <summary>Closes the tab where it fails, after a look at what it shows.</summary>
    async Task<T> Watched<T>(BrowserVisit visit, Func<Task<T>> work, CancellationToken ct)
    {
        try
        {
            return await room.Traced(visit, work, ct);
        }
        catch
        {
            await BrowserWitness.See(visit, Trail.Now, time);
            await visit.DisposeAsync();
            throw;
        }
    }

    /// <returns>What came, and what is to be learned of it once the page is done with.</returns>
    async Task<(Document? Came, Func<Task>? Learn)> Through(BrowserVisit visit, Report report, BrowserRepair repair, CancellationToken ct)
    {
        PanelPage page = await Open(visit, report, ct);
        int before = visit.Replies.Count;
        var form = new BrowserForm(visit, report, repair);
        await form.Fill(ct);
        bool filtered = visit.Replies.Count > before; // the page asked for rows of its own accord
        if (form.IsClientBuilt || report.Form.Button is null) await ShowAllRows(visit, report, total: null, ct);
        if (report.Form.Button is null) return (await Known(await KeepPage(visit, report, ct), repair, report, ct), null);
        (long? announced, string? count) = await Announced(visit, page, report, filtered, ct);
        await form.Ready(ct);
        PanelPage shown = await visit.Snapshot(report.Page, ct);
        using QueueOrder order = await queue.Begin(report, shown, isDrawn: true, ct);
        (BrowserClick click, Document? file) = await Click(visit, report, form, repair, shown, order, announced, ct);
        if (click.IsOfLoadedRows && await ShowAllRows(visit, report, PanelText.Announced(shown.Text)?.Total, ct))
        {
            await form.Ready(ct); // nothing was sent by that click: it is made once more, of all rows
            (click, file) = await Click(visit, report, form, repair, shown, order, announced, ct);
        }

        if (file is not { } came) return (null, null);
        await order.Came(ct);
        came = await Known(came, repair, report, ct);
        if (learner is null || came.Repairs.Count > 0) return (came, null);
        IReadOnlyList<SentRequest> sources = await click.Sources(ct);
        return (came, () => learner.Learn(report, page, came, sources, count, ct));
    }

    async Task<(BrowserClick Click, Document? Came)> Click(BrowserVisit visit, Report report, BrowserForm form, BrowserRepair repair, PanelPage shown, QueueOrder order, long? announced, CancellationToken ct)
    {
        var click = new BrowserClick(visit, report, shown, order, room, panel, store, table, time);
        await form.Press(ct);
        foreach (FormStepConfig step in report.Form.Then) await Answer(visit, report.Step(step), repair, ct);
        Trail.Now?.At($"waiting for what the button '{report.Form.Button}' brings", "form.button");
        return (click, await click.Result(announced, ct));
    }

    /// <summary>What a dialog asks. Where the file came without it, there is nothing to answer.</summary>
    static async Task Answer(BrowserVisit visit, Report step, BrowserRepair repair, CancellationToken ct)
    {
        long start = visit.Now;
        while (!await visit.Page.EvaluateAsync<bool>(PageScript.IsInDialog).Named(Stage.Fetch, step.Page, ct) && visit.Since(start) < Opening && visit.Downloads.IsEmpty) await visit.Pause(ct);
        if (!visit.Downloads.IsEmpty) return;
        var dialog = new BrowserForm(visit, step, repair, "form.then", isStep: true);
        await dialog.Fill(ct);
        await dialog.Ready(ct);
        await dialog.Press(ct);
    }

    /// <summary>What matched is remembered; what was put in its place must prove itself first.</summary>
    async Task<Document> Known(Document came, BrowserRepair repair, Report report, CancellationToken ct)
    {
        if (repair.Made.Count == 0) await memory.KeepMatches(report.Export.Id, repair.Matched, ct);
        else tries.Began(report);
        return came with { Repairs = [.. repair.Made] };
    }

    async Task<PanelPage> Open(BrowserVisit visit, Report report, CancellationToken ct)
    {
        Trail.Now?.At($"opening {report.Page.AbsolutePath}", "page");
        using Reply reply = await visit.Go(report.Page, ct);
        await panel.Check(reply, ct);
        return report.Expect(report.Page, await PanelPage.Read(reply, ct));
    }

    /// <param name="total">How many rows the page announces; null: its list of page lengths is left alone.</param>
    /// <returns>Whether it shows more than before.</returns>
    static async Task<bool> ShowAllRows(BrowserVisit visit, Report report, long? total, CancellationToken ct)
    {
        if (!await visit.Page.EvaluateAsync<bool>(PageScript.ShowAllRows, new object?[] { MostRowsAtOnce, total }).Named(Stage.Fetch, report.Page, ct)) return false;
        await visit.Calm(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(60), ct);
        return true;
    }

    /// <summary>How many rows the page announces for the window: by its own list where that follows the fields, else as plain HTTP asks for it.</summary>
    async Task<(long? Rows, string? Address)> Announced(BrowserVisit visit, PanelPage page, Report report, bool filtered, CancellationToken ct)
    {
        bool follows = filtered || report.Form is { Start: null, End: null };
        if (follows) return (PanelText.Announced((await visit.Snapshot(report.Page, ct)).Text)?.Total, null);
        try
        {
            if (new ReportForm(page, report).Filter() is not { } filter) return (null, null);
            long? rows = PanelText.Announced((await panel.Page(filter, ct)).Text)?.Total;
            return (rows, rows is null ? null : filter.Address.PathAndQuery);
        }
        catch (Fault unlike) when (unlike.Name is FaultName.FieldNotFound or FaultName.FieldAmbiguous or FaultName.ConfigurationInvalid or FaultName.PageChanged)
        {
            return (null, null); // the page as it came does not have what its scripts made
        }
    }

    async Task<Document> KeepPage(BrowserVisit visit, Report report, CancellationToken ct)
    {
        PanelPage page = await visit.Snapshot(report.Page, ct);
        return await table.Keep(page, report, ct);
    }
}
