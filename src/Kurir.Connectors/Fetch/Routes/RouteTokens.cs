namespace Kurir.Connectors;

/// <summary>The changing values that a page and its cookies hold, by where they stand.</summary>
static class RouteTokens
{
    const int Shortest = 8;

    /// <summary>Puts placeholders in place of all that are known.</summary>
    public static string Mark(string text, PanelPage page, CookieJar cookies)
    {
        foreach ((string place, string value) in All(page, cookies))
        {
            foreach (string escape in (string[])["", "url", "form"])
                text = text.Replace(RouteTexts.Escape(value, escape), $"⟨{place}{(escape.Length > 0 && RouteTexts.Escape(value, escape) != value ? "|" + escape : "")}⟩", StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>The value now; null: the page has none of that name.</summary>
    public static string? Look(string kind, string name, PanelPage? page, CookieJar cookies, Uri to) => kind switch
    {
        "meta" => page?.Document.QuerySelectorAll("meta[name]").FirstOrDefault(meta => meta.GetAttribute("name") == name)?.GetAttribute("content"),
        "field" => page?.Document.QuerySelectorAll("input[name]").FirstOrDefault(field => field.GetAttribute("name") == name)?.GetAttribute("value"),
        "cookie" => cookies.Find(to, name) is { } value ? Uri.UnescapeDataString(value) : null,
        _ => null,
    };

    static IEnumerable<(string Place, string Value)> All(PanelPage page, CookieJar cookies)
    {
        var all = new List<(string Place, string? Value)>();
        all.AddRange(page.Document.QuerySelectorAll("meta[name]").Where(meta => SafeAddress.IsSecret(meta.GetAttribute("name")!)).Select(meta => ("meta:" + meta.GetAttribute("name"), meta.GetAttribute("content"))));
        all.AddRange(page.Document.QuerySelectorAll("input[type=hidden][name]").Where(field => SafeAddress.IsSecret(field.GetAttribute("name")!)).Select(field => ("field:" + field.GetAttribute("name"), field.GetAttribute("value"))));
        all.AddRange(cookies.All.Where(cookie => SafeAddress.IsSecret(cookie.Name)).Select(cookie => ("cookie:" + cookie.Name, (string?)Uri.UnescapeDataString(cookie.Value))));
        return all.Where(one => one.Value?.Length >= Shortest && RouteTexts.IsFree(one.Place) && !one.Place.Contains('|', StringComparison.Ordinal)).Select(one => (one.Place, one.Value!)).DistinctBy(one => one.Item2);
    }
}
