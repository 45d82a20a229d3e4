using System.Text.RegularExpressions;

namespace Kurir.Connectors;

/// <summary>Makes a <see cref="Route"/> of a request that a page sent, where that can be done without doubt and without keeping a secret.</summary>
sealed partial class RouteWriter(Report report, PanelPage page, Wire wire)
{
    static readonly HashSet<string> Usual =
    [
        "host", "connection", "user-agent", "accept-encoding", "accept-language", "cookie", "origin", "referer", "content-length", "content-type", "upgrade-insecure-requests",
        "cache-control", "pragma", "priority", "dnt", "te", "authorization", "if-modified-since", "if-none-match",
    ];

    /// <summary>What of an export's settings a route holds good for.</summary>
    public static string KeyOf(ExportConfig settings) =>
        $"{settings.Page} {settings.Form?.Start} {settings.Form?.End} {settings.Form?.Filter} {settings.Form?.Button} {settings.Form?.DateFormat} {string.Join(' ', settings.Form?.Fields.Select(field => $"{field.Key}={field.Value}") ?? [])}"
        + string.Concat(settings.Form?.Then.Select(step => $" > {step.Button} {string.Join(' ', step.Fields.Select(field => $"{field.Key}={field.Value}"))}") ?? []);

    /// <returns>Null: it changes something, goes elsewhere, does not hold the window, or holds what nobody knows where it comes from.</returns>
    public Route? Write(SentRequest sent, string? count, DateTimeOffset now)
    {
        if (sent.Method is not ("GET" or "POST") || !wire.IsOwn(sent.Address) || ForbiddenWords.InPath(sent.Address) is not null) return null;
        if (sent.Headers.TryGetValue("authorization", out string? authorization) && authorization != wire.Credential?.Value) return null;
        if (Marked(sent.Address.PathAndQuery) is not { } address) return null;
        string? body = sent.Body is null ? null : Marked(sent.Body);
        if (body is null != sent.Body is null) return null;
        var headers = new Dictionary<string, string>();
        foreach ((string name, string value) in sent.Headers)
        {
            if (Usual.Contains(name) || name.StartsWith("sec-", StringComparison.Ordinal) || name.StartsWith(':')) continue;
            if (Marked(value) is not { } marked || (SafeAddress.IsSecret(name) && RouteTexts.IsFree(marked) && marked.Length >= 8)) return null;
            headers[name] = marked;
        }

        var route = new Route
        {
            Method = sent.Method, Address = address, Body = body, BodyType = sent.BodyType, Headers = headers, Count = count is null ? null : Marked(count),
            Columns = [], For = KeyOf(report.Settings), LearnedAt = now,
        };
        return HoldsTheWindow(route) && !HoldsASecret(route) && !HoldsRows(route) ? route : null;
    }

    string? Marked(string text) => RouteTexts.IsFree(text) ? RouteDates.Mark(RouteTokens.Mark(text, page, wire.Cookies), report.Window) : null;

    /// <summary>All days that the form was given, and none that a script made up: those would be the same tomorrow.</summary>
    bool HoldsTheWindow(Route route)
    {
        string all = string.Concat(route.Address, route.Body);
        return RouteTexts.Has(all, "start") == report.Form.Start is not null && RouteTexts.Has(all, "end") == report.Form.End is not null;
    }

    static bool HoldsASecret(Route route) => Pairs(route).Any(pair => SafeAddress.IsSecret(pair.Name) && pair.Value.Length >= 8 && RouteTexts.IsFree(pair.Value));

    static IEnumerable<(string Name, string Value)> Pairs(Route route)
    {
        int query = route.Address.IndexOf('?');
        IEnumerable<KeyValuePair<string, string>> pairs = query < 0 ? [] : UrlEncoded.Split(route.Address[query..]);
        bool isForm = route.BodyType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;
        if (isForm && route.Body is not null) pairs = pairs.Concat(UrlEncoded.Split(route.Body));
        return pairs.Select(pair => (pair.Key, pair.Value)).Concat(JsonMember().Matches(isForm ? "" : route.Body ?? "").Select(match => (match.Groups[1].Value, match.Groups[2].Value)));
    }

    /// <summary>Lists of numbers are the rows of today.</summary>
    static bool HoldsRows(Route route) => Pairs(route).GroupBy(pair => pair.Name).Any(group => group.Key.Length > 0 && group.Count() > 5 && group.All(pair => pair.Value.All(char.IsAsciiDigit)))
        || Numbers().IsMatch(string.Concat(route.Address, " ", route.Body));

    [GeneratedRegex("\"([^\"\\\\]{1,60})\"\\s*:\\s*\"([^\"]{1,8192})\"")]
    private static partial Regex JsonMember();

    [GeneratedRegex(@"(\d+(,|%2C|\||%7C|"",""|;)){5,}", RegexOptions.None, 1000)]
    private static partial Regex Numbers();
}
