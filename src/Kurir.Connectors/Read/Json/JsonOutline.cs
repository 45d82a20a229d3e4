using System.Globalization;
using System.Text.Json;

namespace Kurir.Connectors;

/// <summary>Looks through JSON once, from its beginning to its end: which lists of rows it holds, and what stands beside them.</summary>
sealed class JsonOutline
{
    static readonly string[] FilteredTotals = ["recordsFiltered", "iTotalDisplayRecords", "recordsTotal", "iTotalRecords"];
    static readonly string[] Totals = ["total", "totalCount", "total_count", "totalRecords", "total_records", "totalElements", "totalItems", "total_items", "totalRows", "total_rows", "count"];
    static readonly string[] Paging = ["per_page", "current_page", "last_page", "page", "limit", "offset", "pageSize", "page_size", "perPage", "currentPage", "lastPage", "size", "skip",
        "pages", "totalPages", "total_pages", "next", "previous", "next_page_url"];
    static readonly string[] HeadingLists = ["columns", "headers", "headings", "fields", "cols", "header"];

    static readonly string[] MessageNames = ["message", "error", "exception", "detail", "error_description", "msg", "title"];

    readonly JsonTokens tokens;
    readonly JsonRow row;
    readonly Document document;
    readonly ReadLimits limits;
    readonly CancellationToken ct;
    readonly Dictionary<string, string> scalars = new(StringComparer.Ordinal);

    JsonOutline(JsonTokens tokens, Document document, ReadLimits limits, CancellationToken ct)
    {
        (this.tokens, this.document, this.limits, this.ct) = (tokens, document, limits, ct);
        row = new JsonRow(tokens);
    }

    public List<JsonList> Lists { get; } = [];

    /// <summary>The document is a row of values, one a line, and this is their list.</summary>
    public JsonList? Lines { get; private set; }

    /// <summary>Texts that say that something went wrong; null where none does.</summary>
    public string? Failure { get; private set; }

    public static JsonOutline Read(JsonTokens tokens, bool lines, Document document, ReadLimits limits, CancellationToken ct)
    {
        var outline = new JsonOutline(tokens, document, limits, ct);
        if (lines) outline.ReadLines();
        else outline.ReadWhole();
        return outline;
    }

    /// <summary>Whether another value follows the first one.</summary>
    public bool HasMore { get; private set; }

    void ReadWhole()
    {
        tokens.Read();
        if (tokens.Type == JsonTokenType.StartArray) Lists.Add(ReadList(""));
        else if (tokens.Type == JsonTokenType.StartObject) ReadObject("");
        HasMore = tokens.Read();
        FindFailure();
    }

    void ReadLines()
    {
        Lines = new JsonList("", 0);
        while (tokens.Read()) ReadElement(Lines);
    }

    void ReadObject(string path)
    {
        int depth = tokens.Depth, first = Lists.Count;
        var here = new Dictionary<string, string>(StringComparer.Ordinal);
        IReadOnlyList<string>? headings = null;
        while (tokens.Read() && tokens.Depth > depth)
        {
            string name = tokens.Text();
            tokens.Read();
            if (tokens.Type == JsonTokenType.StartObject) ReadObject(name);
            else if (tokens.Type == JsonTokenType.StartArray && HeadingLists.Contains(name) && ReadHeadings(name) is { } found) headings = found;
            else if (tokens.Type == JsonTokenType.StartArray) Lists.Add(ReadList(name));
            else if (tokens.Type != JsonTokenType.EndArray) here[name] = row.Value().Text;
        }

        foreach (var (name, value) in here) scalars.TryAdd(name, value);
        foreach (var list in Lists.Skip(first)) Describe(list, here, headings);
        if (path is "meta" or "pagination" or "page" or "paging")
            foreach (var list in Lists) Describe(list, here, null);
    }

    /// <summary>A list of texts is the headings; a list of anything else is noted as what it is.</summary>
    List<string>? ReadHeadings(string name)
    {
        var list = new JsonList(name, tokens.Position);
        var texts = new List<string>();
        int depth = tokens.Depth;
        while (tokens.Read() && tokens.Depth > depth)
        {
            if (tokens.Type == JsonTokenType.String) texts.Add(tokens.Text());
            else ReadElement(list);
        }

        if (list.Count == 0) return texts.Count > 0 ? texts : null;
        Lists.Add(list);
        return null;
    }

    JsonList ReadList(string name)
    {
        var list = new JsonList(name, tokens.Position);
        int depth = tokens.Depth;
        while (tokens.Read() && tokens.Depth > depth) ReadElement(list);
        return list;
    }

    void ReadElement(JsonList list)
    {
        ct.ThrowIfCancellationRequested();
        list.Count++;
        if (tokens.Type == JsonTokenType.StartObject)
        {
            row.ReadObject(name =>
            {
                list.Columns.TryAdd(name, list.Columns.Count);
                tokens.Skip();
            });
        }
        else if (tokens.Type == JsonTokenType.StartArray)
        {
            int width = 0;
            for (int depth = tokens.Depth; tokens.Read() && tokens.Depth > depth; width++) tokens.Skip();
            list.Width = Math.Max(list.Width, width);
        }
        else
        {
            list.HoldsScalars = true;
        }

        if (Math.Max(list.Columns.Count, list.Width) > limits.MaxColumns) throw Unreadable.TooLarge(document, $"The JSON's rows have more than {limits.MaxColumns:N0} names.");
    }

    static void Describe(JsonList list, Dictionary<string, string> beside, IReadOnlyList<string>? headings)
    {
        list.Headings ??= headings;
        list.HoldsHtml |= FilteredTotals.Any(beside.ContainsKey) || beside.ContainsKey("draw") || beside.ContainsKey("sEcho");
        list.Announced ??= FilteredTotals.Select(n => Number(beside, n)).FirstOrDefault(n => n is not null);
        // A bare "total" may be a sum of money: it counts rows where pages are spoken of, or where it is their number.
        bool paged = Paging.Any(beside.ContainsKey) || list.Name == "rows";
        list.Announced ??= Totals.Select(n => Number(beside, n)).FirstOrDefault(n => n is not null && (paged || n == list.Count));
    }

    static long? Number(Dictionary<string, string> beside, string name) =>
        beside.TryGetValue(name, out string? text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;

    void FindFailure()
    {
        string? message = MessageNames.Select(n => scalars.GetValueOrDefault(n)).FirstOrDefault(t => !string.IsNullOrWhiteSpace(t) && t is not ("false" or "0" or "true"));
        bool failed = scalars.GetValueOrDefault("success") is "false" or "0" || scalars.GetValueOrDefault("ok") is "false"
            || scalars.GetValueOrDefault("status") is "error" or "fail" or "failed" or "false" || scalars.GetValueOrDefault("error") is { Length: > 0 } and not ("false" or "0");
        Failure = failed ? message ?? "It says that it failed." : message;
        Failed = failed;
    }

    /// <summary>The document itself says that it failed, whatever lists it holds.</summary>
    public bool Failed { get; private set; }
}
