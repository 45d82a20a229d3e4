using System.Text;

namespace Kurir.Connectors;

/// <summary>Fetches a report by the request that was learned, over plain HTTP.</summary>
sealed class RouteFetch(Panel panel, Wire wire, DownloadFetch download)
{
    public Task<Document> Fetch(Report report, Route route, CancellationToken ct) => panel.Do(token => Once(report, route, token), ct);

    async Task<Document> Once(Report report, Route route, CancellationToken ct)
    {
        Trail.Now?.At("asking the learned request", "form.button");
        PanelPage? page = NeedsPage(route) ? await panel.Page(report.Ask(report.Page), ct) : null;
        Request request = Filled(report, route, page);
        Task<long?> count = Count(report, route, ct);
        Document file = await Keep(request, ct);
        return file with { Route = route, Announced = file.Announced ?? await count };
    }

    /// <summary>Gives its slot back before the count is waited for, which needs one too.</summary>
    async Task<Document> Keep(Request request, CancellationToken ct)
    {
        using Reply reply = await panel.Ask(request, ct);
        return await download.Keep(reply, ct);
    }

    async Task<long?> Count(Report report, Route route, CancellationToken ct) => route.Count is not { } address ? null
        : PanelText.Announced((await panel.Page(report.Ask(new Uri(report.Site, RouteTexts.Fill(address, report.Window, (_, _) => null))) with { Referer = report.Page }, ct)).Text)?.Total;

    static bool NeedsPage(Route route) => route.Texts.Any(text => RouteTexts.Has(text, "meta") || RouteTexts.Has(text, "field"));

    Request Filled(Report report, Route route, PanelPage? page)
    {
        string Fill(string text) => RouteTexts.Fill(text, report.Window, (kind, name) => RouteTokens.Look(kind, name, page, wire.Cookies, report.Page));
        try
        {
            Dictionary<string, string> headers = route.Headers.ToDictionary(header => header.Key, header => Fill(header.Value), StringComparer.OrdinalIgnoreCase);
            headers.Remove("accept", out string? accept);
            return report.Ask(new Uri(report.Site, Fill(route.Address))) with
            {
                Method = new HttpMethod(route.Method),
                Body = route.Body is null ? null : Encoding.UTF8.GetBytes(Fill(route.Body)),
                BodyType = route.BodyType ?? "application/x-www-form-urlencoded",
                Headers = headers,
                Accept = accept ?? Request.Pages,
                Referer = report.Page,
            };
        }
        catch (KeyNotFoundException gone)
        {
            throw new Fault(Stage.Fetch, FaultName.PageChanged, FaultKind.Stop, report.Page.AbsolutePath, $"the page no longer has what the learned request needs: {gone.Message}", "Run again; it is learned anew.", gone);
        }
    }
}
