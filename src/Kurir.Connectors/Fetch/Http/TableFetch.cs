using System.Security.Cryptography;
using System.Text;

namespace Kurir.Connectors;

/// <summary>A report that is a table on a page: filtered by the page's form where dates are named, and followed to its last page.</summary>
sealed class TableFetch(Panel panel, DocumentStore store)
{
    public async Task<Document> Fetch(Report report, CancellationToken ct) => await Keep(await panel.Do(token => First(report, token), ct), report, ct);

    /// <summary>Keeps a page; with all that follow it where it has a pager, as one zip.</summary>
    public Task<Document> Keep(PanelPage first, Report report, CancellationToken ct) => new Pager(first).Next() is null
        ? store.Keep((stream, token) => KeepOne(stream, first, token), ct)
        : store.Keep((stream, token) => KeepAll(stream, first, report, token), ct);

    async Task<PanelPage> First(Report report, CancellationToken ct)
    {
        PanelPage page = report.Expect(report.Page, await panel.Page(report.Ask(report.Page), ct));
        if (report.Form is { Start: null, End: null, Fields.Count: 0 }) return page;
        return await panel.Page(new ReportForm(page, report).Press(), ct);
    }

    static async Task<DocumentClaims> KeepOne(Stream to, PanelPage page, CancellationToken ct)
    {
        AnnouncedRows? announced = PanelText.Announced(page.Text);
        RefuseIncomplete(page, announced);
        await to.WriteAsync(Encoding.UTF8.Preamble.ToArray(), ct);
        await to.WriteAsync(Encoding.UTF8.GetBytes(page.Source), ct);
        return Claims(page, announced, "text/html");
    }

    async Task<DocumentClaims> KeepAll(Stream to, PanelPage first, Report report, CancellationToken ct)
    {
        using var archive = new PageArchive(to, report, "page", "html");
        var addresses = new HashSet<Uri> { first.Address };
        var contents = new HashSet<string>();
        AnnouncedRows? announced = PanelText.Announced(first.Text);
        PanelPage page = first;
        while (true)
        {
            if (!contents.Add(Content(page))) throw Loops(page, archive.Count, "holds the same rows as an earlier one");
            archive.Add(page);
            if (new Pager(page).Next() is not { } next) break;
            if (!addresses.Add(next)) throw Loops(page, archive.Count, "leads back to an earlier one");
            page = report.Expect(next, await Page(report.Ask(next) with { Referer = page.Address }, ct));
            RefuseChanged(page, announced);
        }

        RefuseIncomplete(page, PanelText.Announced(page.Text));
        return Claims(first, announced, "application/zip");
    }

    Task<PanelPage> Page(Request request, CancellationToken ct) => panel.Do(token => panel.Page(request, token), ct);

    static DocumentClaims Claims(PanelPage first, AnnouncedRows? announced, string type) => new()
    {
        MediaType = type,
        Source = SafeAddress.Of(first.Address),
        Announced = announced?.Total,
        NoDataText = PanelText.NoData(first.Lines),
    };

    /// <summary>The rows that a page shows, whatever else changes around them.</summary>
    static string Content(PanelPage page)
    {
        string tables = string.Join('\n', page.Document.QuerySelectorAll("table").Select(PageText.Of));
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(tables.Length > 0 ? tables : page.Text)));
    }

    static Fault Loops(PanelPage page, int count, string how) => page.Fault(
        FaultName.PagerLoops, $"page {count + 1} {how}; the pager of the panel runs in a circle", "Tell whoever runs the panel; nothing was taken from this report.");

    static void RefuseChanged(PanelPage page, AnnouncedRows? first)
    {
        if (first is null || PanelText.Announced(page.Text) is not { } now || now.Total == first.Value.Total) return;
        throw new Fault(Stage.Fetch, FaultName.PagerIncomplete, FaultKind.Retry, page.Path,
            $"the list changed while it was read: {first.Value.Total:N0} rows at first, then {now.Total:N0}", "Run again.") { Seen = SeenPage.Of(page, "page.html") };
    }

    /// <summary>Where the last page says that there are rows beyond it, its pager runs a script, or the panel miscounts.</summary>
    static void RefuseIncomplete(PanelPage page, AnnouncedRows? announced)
    {
        if (announced is { To: { } to, Total: var total } && to < total)
            throw page.Fault(FaultName.PagerIncomplete, $"the page shows rows up to {to:N0} of {total:N0} and has no link to a next page",
                "If the panel has an Export button or a JSON address, use form.button, download or json; if it can show more rows in one page, put that into the address.");
    }
}
