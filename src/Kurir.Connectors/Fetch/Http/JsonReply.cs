using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Kurir.Connectors;

/// <summary>One reply of a JSON address, with its rows found.</summary>
sealed class JsonReply : IDisposable
{
    static readonly string[] TotalNames = ["recordsFiltered", "recordsTotal", "total", "count", "meta.total", "pagination.total", "total_count", "totalCount"];
    static readonly string[] RowNames = ["data", "rows", "items", "results", "records", "aaData"];
    readonly JsonDocument json;
    readonly JsonElement rows;

    /// <exception cref="Fault">It is no JSON, or which list holds the rows is not clear.</exception>
    public JsonReply(Reply reply, byte[] bytes, JsonFetchConfig config, string definedAt)
    {
        Bytes = bytes;
        Address = reply.Address;
        Link = reply.Header("Link");
        json = Parse(reply, bytes);
        rows = Rows(config.Rows, definedAt);
        Count = rows.GetArrayLength();
        (TotalName, Total) = FindTotal(config.Total);
    }

    public byte[] Bytes { get; }

    public Uri Address { get; }

    /// <summary>The <c>Link</c> header.</summary>
    public string? Link { get; }

    public JsonElement Root => json.RootElement;

    /// <summary>How many rows it holds.</summary>
    public int Count { get; }

    /// <summary>How many rows it says there are in all; null where it says nothing.</summary>
    public long? Total { get; }

    /// <summary>Where it says so.</summary>
    public string? TotalName { get; }

    /// <summary>The same for the same rows.</summary>
    public string Content => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(rows.GetRawText())));

    /// <summary>The name of the first column: what rows can be sorted by. Null: there is no row.</summary>
    public string? FirstColumn => Count == 0 ? null : rows[0].ValueKind == JsonValueKind.Object ? rows[0].EnumerateObject().FirstOrDefault().Name : "0";

    public JsonElement? Find(string path) => JsonPath.Find(Root, path);

    /// <returns>Null: not there, or no number.</returns>
    public long? Number(string path) => Find(path) is { } found ? Number(found) : null;

    /// <summary>The first of several that is there.</summary>
    public long? Number(IEnumerable<string> paths) => paths.Select(path => Number(path)).FirstOrDefault(number => number is not null);

    public void Dispose() => json.Dispose();

    static JsonDocument Parse(Reply reply, byte[] bytes)
    {
        try
        {
            return JsonDocument.Parse(bytes.AsMemory(Encoding.UTF8.Preamble.SequenceEqual(bytes.AsSpan(0, Math.Min(3, bytes.Length))) ? 3 : 0));
        }
        catch (JsonException broken)
        {
            string start = PageText.Cut(PageText.Fold(Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, 300)))), 80);
            throw new Fault(Stage.Fetch, FaultName.ReplyMalformed, FaultKind.Stop, reply.Request.Subject,
                bytes.Length == 0 ? "the reply is empty, not JSON" : $"the reply is not JSON ({reply.MediaType ?? "no type"}); it begins with: {start}",
                "Compare json.address with what the panel's page asks for.", broken) { Seen = SeenPage.Of(Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, 100_000))), "reply.txt") };
        }
    }

    JsonElement Rows(string? path, string definedAt)
    {
        if (path is not null) return Find(path) is { ValueKind: JsonValueKind.Array } named ? named : throw NoRows($"the reply has no list at '{path}'", definedAt);
        if (Root.ValueKind == JsonValueKind.Array) return Root;
        List<(string Name, JsonElement List)> lists = [.. Lists(Root, "", 0)];
        if (lists.Count == 1) return lists[0].List;
        (string Name, JsonElement List)[] usual = [.. lists.Where(list => RowNames.Contains(list.Name))];
        if (usual.Length == 1) return usual[0].List;
        throw NoRows(lists.Count == 0 ? "the reply has no list of rows" : $"the reply has several lists: {PageText.List(lists.Select(list => list.Name))}", definedAt);
    }

    /// <summary>Lists of objects or lists, and empty ones, up to three levels deep.</summary>
    static IEnumerable<(string Name, JsonElement List)> Lists(JsonElement of, string path, int depth)
    {
        if (of.ValueKind != JsonValueKind.Object || depth > 3) yield break;
        foreach (JsonProperty member in of.EnumerateObject())
        {
            string name = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
            if (member.Value.ValueKind == JsonValueKind.Array && (member.Value.GetArrayLength() == 0 || member.Value[0].ValueKind is JsonValueKind.Object or JsonValueKind.Array)) yield return (name, member.Value);
            foreach ((string, JsonElement) inner in Lists(member.Value, name, depth + 1)) yield return inner;
        }
    }

    (string? Name, long? Total) FindTotal(string? path)
    {
        foreach (string name in path is null ? TotalNames : [path])
            if (Number(name) is { } total && (path is not null || name != "count" || total != Count)) return (name, total); // a count may be of this reply alone
        return (null, null);
    }

    static long? Number(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number when element.TryGetInt64(out long number) => number,
        JsonValueKind.String when long.TryParse(element.GetString(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out long number) => number,
        _ => null,
    };

    Fault NoRows(string cause, string definedAt) => new(
        Stage.Fetch, FaultName.PageChanged, FaultKind.Stop, SafeAddress.Path(Address), $"{cause}. Its members: {PageText.List(JsonPath.Members(Root))}.",
        $"Write json.rows at {definedAt}: the path to the list, members joined by dots.");
}
