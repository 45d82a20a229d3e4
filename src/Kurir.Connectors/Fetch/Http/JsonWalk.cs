using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Kurir.Connectors;

/// <summary>Knows which address to ask next: by page number, offset, cursor, or as a DataTables grid. Where the pipeline does not say, the first reply shows it.</summary>
/// <remarks>It goes on by what came, never by what was asked for: servers cap the size of a page.</remarks>
sealed partial class JsonWalk(JsonFetchConfig config, Uri address)
{
    static readonly string[] NextNames = ["next_cursor", "meta.next_cursor", "next_page_url", "links.next", "next", "meta.next", "paging.next", "pagination.next_cursor", "cursor.next", "nextCursor"];
    static readonly string[] LastNames = ["last_page", "meta.last_page", "total_pages", "meta.total_pages", "pagination.total_pages", "totalPages", "meta.pagination.total_pages"];
    static readonly string[] PageNames = ["current_page", "meta.current_page", "page", "meta.page", "pagination.current_page", "meta.pagination.current_page"];
    static readonly string[] MoreNames = ["has_more", "hasMore", "meta.has_more"];
    string? kind = config.Paging;
    string? sort;
    long taken;
    int page;
    bool probed;

    public Uri First() => kind switch
    {
        "page" => With((config.Parameter ?? "page", 1)),
        "offset" => With((config.Parameter ?? "offset", 0)),
        "cursor" => With(),
        "datatables" => Grid(0, 1),
        _ => address,
    };

    /// <summary>Looks at the first reply. True: it only showed what the grid is like, and the walk begins again with <see cref="Again"/>.</summary>
    public bool WasProbe(JsonReply reply)
    {
        if (probed) return false;
        probed = true;
        kind ??= Seen(reply);
        if (kind != "datatables" || (config.Paging is null && reply.Count >= reply.Total)) return false;
        sort = reply.FirstColumn;
        return true;
    }

    /// <summary>The grid from its beginning, now in an order that stays.</summary>
    public Uri Again() => Grid(0, config.Size);

    /// <returns>Null: that was the last one.</returns>
    public Uri? Next(JsonReply reply)
    {
        taken += reply.Count;
        page++;
        if (reply.Count == 0 || MoreNames.Any(name => reply.Find(name) is { ValueKind: JsonValueKind.False })) return null;
        return kind switch
        {
            "page" => reply.Number(LastNames) is { } last ? (page < last ? Page() : null) : taken < (reply.Total ?? long.MaxValue) ? Page() : null,
            "offset" => taken < (reply.Total ?? long.MaxValue) ? With((config.Parameter ?? "offset", taken)) : null,
            "datatables" => taken < (reply.Total ?? long.MaxValue) ? Grid(taken, config.Size) : null,
            "cursor" => Cursor(reply),
            _ => null,
        };
    }

    /// <summary>Whether the walk can know that it came to the end by itself.</summary>
    public bool IsPaged => kind is not (null or "none");

    string? Seen(JsonReply reply)
    {
        if (reply.Find("recordsTotal") is not null || reply.Find("recordsFiltered") is not null) return "datatables";
        if (config.Next is not null || NextOf(reply) is not null || LinkOf(reply) is not null) return "cursor";
        if (reply.Number(LastNames) is not null && reply.Number(PageNames) is not null) return "page";
        return reply.Number(["offset", "meta.offset", "skip"]) is not null && reply.Total is not null ? "offset" : null;
    }

    Uri Page() => With((config.Parameter ?? "page", page + 1));

    Uri? Cursor(JsonReply reply)
    {
        if (NextOf(reply) is not { } next) return LinkOf(reply);
        return IsAddress(next) ? new Uri(reply.Address, next) : With((config.Parameter ?? "cursor", next));
    }

    static bool IsAddress(string next) => next.StartsWith('/') || next.StartsWith('?') || next.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || next.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    string? NextOf(JsonReply reply) => (config.Next is { } path ? [path] : NextNames).Select(reply.Find).Select(found => found switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    }).FirstOrDefault(next => !string.IsNullOrEmpty(next));

    static Uri? LinkOf(JsonReply reply) => reply.Link is { } link && NextLink().Match(link) is { Success: true } match ? new Uri(reply.Address, match.Groups[1].Value) : null;

    /// <summary>The size is asked for where the pipeline says how pages are; a reply that was seen first sets its own.</summary>
    Uri With(params (string Name, object Value)[] parameters)
    {
        var all = parameters.ToList();
        if (config.Paging is not null || config.SizeParameter is not null) all.Add((config.SizeParameter ?? (kind == "page" ? "per_page" : "limit"), config.Size));
        return UrlEncoded.With(address, all.Select(Pair));
    }

    Uri Grid(long start, int length)
    {
        var all = new List<(string, object)> { ("draw", page + 1), (config.Parameter ?? "start", start), (config.SizeParameter ?? "length", length) };
        bool sorted = UrlEncoded.Split(address.Query).Any(pair => pair.Key.StartsWith("order[", StringComparison.Ordinal));
        if (sort is not null && !sorted)
            all.AddRange([("columns[0][data]", sort), ("columns[0][name]", ""), ("columns[0][searchable]", "true"), ("columns[0][orderable]", "true"), ("order[0][column]", 0), ("order[0][dir]", "asc")]);
        return UrlEncoded.With(address, all.Select(Pair));
    }

    static KeyValuePair<string, string> Pair((string Name, object Value) parameter) => new(parameter.Name, Convert.ToString(parameter.Value, CultureInfo.InvariantCulture)!);

    [GeneratedRegex("""<([^<>]{1,2000})>[^<]{0,200}?rel="?next"?""", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex NextLink();
}
