namespace Kurir.Connectors;

/// <summary>Presses the button of a form and keeps the file that comes. A page that comes instead is the report itself, read to its last page.</summary>
sealed class FormFetch(Panel panel, DownloadFetch download, TableFetch table)
{
    const int MostOfPage = 8 << 20; // a page that is larger has no pager

    public async Task<Document> Fetch(Report report, CancellationToken ct)
    {
        (Document? file, PanelPage? page) = await panel.Do(token => Press(report, token), ct);
        return file ?? await table.Keep(page!, report, ct);
    }

    /// <summary>Begins with the form's page each time, for the token in it is good for the session it came in.</summary>
    async Task<(Document? File, PanelPage? Page)> Press(Report report, CancellationToken ct)
    {
        PanelPage form = report.Expect(report.Page, await panel.Page(report.Ask(report.Page), ct));
        var filled = new ReportForm(form, report);
        Request request = filled.Press();
        long? announced = filled.Filter() is { } filter ? PanelText.Announced((await panel.Page(filter, ct)).Text)?.Total : null;
        using Reply reply = await panel.Ask(request, ct);
        bool isPage = reply.IsHtml && !reply.IsAttachment && reply.FileName is null && (await reply.Peek(MostOfPage, ct)).Length < MostOfPage;
        if (!isPage) return (await download.Keep(reply, ct) is { Announced: null } file ? file with { Announced = announced } : null, null);
        PanelPage page = await PanelPage.Read(reply, ct);
        if (page.Path == form.Path && request.Address.AbsolutePath != form.Path) throw CameBack(page);
        return new Pager(page).Next() is null && PanelText.Announced(page.Text) is null ? (await download.Keep(reply, ct), null) : (null, page);
    }

    /// <summary>The panel did not take the form and shows its page again, perhaps with a table that is not the report.</summary>
    public static Fault CameBack(PanelPage page) => page.Fault(
        FaultName.PageChanged, $"the panel came back to the form{(SignInMessages.Of(page) is { Length: > 0 } says ? $" and says: {PageText.Cut(says, 160)}" : "")}",
        "Press the button in a browser with the same values, and compare form.fields and date_format with what it wants.");
}
