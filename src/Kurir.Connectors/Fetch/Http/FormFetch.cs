namespace Kurir.Connectors;

/// <summary>Presses the button of a form and keeps the file that comes. A page that comes instead is the report itself, read to its last page.</summary>
/// <param name="memory">Knows what exports brought before.</param>
sealed class FormFetch(Panel panel, DownloadFetch download, TableFetch table, ExportQueue queue, IMatchMemory memory, RepairTries tries)
{
    const int MostOfPage = 8 << 20; // a page that is larger has no pager

    /// <returns>Null: the panel makes the file in the background, and a ticket for it is kept.</returns>
    public async Task<Document?> Fetch(Report report, CancellationToken ct)
    {
        while (true)
        {
            IReadOnlyList<Repair> made = [];
            try
            {
                (Document? file, PanelPage? page) = await panel.Do(token => Press(report, repairs => made = repairs, token), ct);
                Document? came = file ?? (page is null ? null : await table.Keep(page, report, ct));
                return made.Count == 0 ? came : Tried(report, came!, made);
            }
            catch (Fault unlike) when (made.Count > 0 && unlike.Stage == Stage.Fetch)
            {
                tries.Failed(report); // nothing came of it: the next that may be the one
            }
        }
    }

    Document Tried(Report report, Document came, IReadOnlyList<Repair> made)
    {
        tries.Began(report);
        return came with { Repairs = made };
    }

    /// <summary>The request of the form; where the page calls its fields or button otherwise, of what may be meant.</summary>
    async Task<(ReportForm Form, Request Request)> Filled(PanelPage form, Report report, Action<IReadOnlyList<Repair>> repaired, CancellationToken ct)
    {
        var filled = new ReportForm(form, report);
        Fault missing;
        try
        {
            return (filled, filled.Press());
        }
        catch (Fault gone) when (gone.Name is FaultName.FieldNotFound or FaultName.ButtonNotFound)
        {
            missing = gone;
        }

        var repair = new FormRepair(memory, tries);
        if (!await repair.MayTry(report, missing, ct)) throw missing;
        (Report other, IReadOnlyList<Repair> made) = FormRepair.InPlace(form, report, missing, tries.Of(report));
        filled = new ReportForm(form, other);
        repaired(made);
        Request request = filled.Press();
        if (!FormRepair.IsHarmless(request)) throw form.Fault(FaultName.ButtonForbidden, $"what may be meant by '{report.Form.Button}' changes something in the panel", $"Correct the form at {report.DefinedAt}.");
        return (filled, request);
    }

    /// <summary>Begins with the form's page each time, for the token in it is good for the session it came in.</summary>
    async Task<(Document? File, PanelPage? Page)> Press(Report report, Action<IReadOnlyList<Repair>> repaired, CancellationToken ct)
    {
        Trail.Now?.At($"opening {report.Page.AbsolutePath}", "page");
        PanelPage form = report.Expect(report.Page, await panel.Page(report.Ask(report.Page), ct));
        bool isTried = false;
        (ReportForm filled, Request request) = await Filled(form, report, made => { isTried = true; repaired(made); }, ct);
        Trail.Now?.At($"sending the form of {report.Page.AbsolutePath} by '{report.Form.Button}'", "form.button");
        long? announced = filled.Filter() is { } filter ? PanelText.Announced((await panel.Page(filter, ct)).Text)?.Total : null;
        using QueueOrder order = await queue.Begin(report, form, isDrawn: false, ct);
        (Document? File, PanelPage? Page, string? Said, string? Job) came = await Answer(request, report, form, announced, ct);
        if (came.Said is { } said && !isTried) await order.Accepted(said, came.Job, ct);
        else await order.Came(ct);
        if (came.Said is not null && isTried) throw Orders(form, report, repaired);
        return (came.File, came.Page);
    }

    /// <summary>Nothing more is pressed: each might order one more.</summary>
    static Fault Orders(PanelPage form, Report report, Action<IReadOnlyList<Repair>> repaired)
    {
        repaired([]);
        return form.Fault(FaultName.PageChanged, "the form has changed, and what was pressed in place of its button orders something in the background", $"Correct the form at {report.DefinedAt}.");
    }

    /// <summary>Gives its slot back before anything else is asked.</summary>
    async Task<(Document? File, PanelPage? Page, string? Said, string? Job)> Answer(Request request, Report report, PanelPage form, long? announced, CancellationToken ct)
    {
        using Reply reply = await panel.Ask(request, ct);
        if (await Ordered(reply, report, ct) is { } said) return (null, null, OrderReply.Says(said), OrderReply.Job(said));
        bool isPage = reply.IsHtml && !reply.IsAttachment && reply.FileName is null && (await reply.Peek(MostOfPage, ct)).Length < MostOfPage;
        if (!isPage) return (await download.Keep(reply, ct) is { Announced: null } file ? file with { Announced = announced } : null, null, null, null);
        PanelPage page = await PanelPage.Read(reply, ct);
        if (page.Path == form.Path && request.Address.AbsolutePath != form.Path) throw CameBack(page);
        return new Pager(page).Next() is null && PanelText.Announced(page.Text) is null ? (await download.Keep(reply, ct), null, null, null) : (null, page, null, null);
    }

    /// <summary>What the panel says where it took an order; null: the reply is something else.</summary>
    static async Task<string?> Ordered(Reply reply, Report report, CancellationToken ct)
    {
        if (reply.IsAttachment || reply.FileName is not null || !(reply.IsHtml || reply.MediaType is "application/json" or "text/plain" or null)) return null;
        byte[] start = await reply.Peek(MostOfPage, ct);
        if (start.Length == MostOfPage) return null;
        if (!reply.IsHtml) return System.Text.Encoding.UTF8.GetString(start) is var text && (reply.Status == 202 || (reply.MediaType == "application/json" && QueueWords.SaysOrdered(text))) ? text : null;
        var page = PanelPage.Parse(reply, start);
        string says = SignInMessages.Of(page);
        bool isList = report.Form.Queue is { } queue && page.Path == new Uri(report.Site, queue.Page).AbsolutePath && page.Path != report.Page.AbsolutePath;
        return reply.Status == 202 || isList || QueueWords.SaysOrdered(says) ? (says.Length > 0 ? says : page.Title) : null;
    }

    /// <summary>The panel did not take the form and shows its page again, perhaps with a table that is not the report.</summary>
    public static Fault CameBack(PanelPage page) => page.Fault(
        FaultName.PageChanged, $"the panel came back to the form{(SignInMessages.Of(page) is { Length: > 0 } says ? $" and says: {PageText.Cut(says, 160)}" : "")}",
        "Press the button in a browser with the same values, and compare form.fields and date_format with what it wants.");
}
