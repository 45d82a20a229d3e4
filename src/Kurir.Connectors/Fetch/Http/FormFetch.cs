namespace Kurir.Connectors;

/// <summary>Presses the button of a form and keeps the file that comes. A page that comes instead is the report itself, read to its last page.</summary>
sealed class FormFetch(Panel panel, DownloadFetch download, TableFetch table, ExportQueue queue)
{
    const int MostOfPage = 8 << 20; // a page that is larger has no pager

    /// <returns>Null: the panel makes the file in the background, and a ticket for it is kept.</returns>
    public async Task<Document?> Fetch(Report report, CancellationToken ct)
    {
        (Document? file, PanelPage? page) = await panel.Do(token => Press(report, token), ct);
        return file ?? (page is null ? null : await table.Keep(page, report, ct));
    }

    /// <summary>Begins with the form's page each time, for the token in it is good for the session it came in.</summary>
    async Task<(Document? File, PanelPage? Page)> Press(Report report, CancellationToken ct)
    {
        Trail.Now?.At($"opening {report.Page.AbsolutePath}", "page");
        PanelPage form = report.Expect(report.Page, await panel.Page(report.Ask(report.Page), ct));
        var filled = new ReportForm(form, report);
        Request request = filled.Press();
        Trail.Now?.At($"sending the form of {report.Page.AbsolutePath} by '{report.Form.Button}'", "form.button");
        long? announced = filled.Filter() is { } filter ? PanelText.Announced((await panel.Page(filter, ct)).Text)?.Total : null;
        using QueueOrder order = await queue.Begin(report, form, isDrawn: false, ct);
        (Document? File, PanelPage? Page, string? Said, string? Job) came = await Answer(request, report, form, announced, ct);
        if (came.Said is { } said) await order.Accepted(said, came.Job, ct);
        else await order.Came(ct);
        return (came.File, came.Page);
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
