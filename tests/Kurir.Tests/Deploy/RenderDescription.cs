using System.Text.Json;

namespace Kurir.Tests;

/// <summary>Render's own description of its API, where the contracts lie beside the repository.</summary>
sealed class RenderDescription
{
    readonly JsonDocument document;
    readonly SchemaCheck check;

    RenderDescription(JsonDocument document)
    {
        this.document = document;
        check = new SchemaCheck(document.RootElement, strict: true);
    }

    /// <summary>Null: it does not lie there.</summary>
    public static RenderDescription? Known { get; } = FileOf("render-openapi.json") is { } file ? new(JsonDocument.Parse(File.ReadAllBytes(file))) : null;

    public static string? FileOf(string name)
    {
        string? root = AppContext.BaseDirectory;
        while (root is not null && !File.Exists(Path.Combine(root, "Kurir.slnx"))) root = Path.GetDirectoryName(root);
        string file = Path.Combine(root ?? "", "..", "shared", "contracts", "render", name);
        return File.Exists(file) ? file : null;
    }

    /// <summary>What is wrong with a call; none: it is in the description, with all that it needs and nothing else.</summary>
    public List<string> Problems(string method, Uri address, byte[]? body)
    {
        string call = $"{method} {address.AbsolutePath}";
        if (Operation(method, address) is not { } operation) return [$"{call} is not described"];
        var problems = new List<string>();
        Dictionary<string, string> query = Query(address);
        List<JsonElement> parameters = [.. Parameters(operation)];
        problems.AddRange(query.Keys.Where(name => !parameters.Any(known => Is(known, "query", name))).Select(name => $"{call}: ?{name} is not known"));
        problems.AddRange(parameters.Where(known => known.GetProperty("in").GetString() == "query" && known.TryGetProperty("required", out JsonElement must) && must.GetBoolean() && !query.ContainsKey(known.GetProperty("name").GetString()!))
            .Select(known => $"{call}: no ?{known.GetProperty("name")}"));
        foreach (JsonElement known in parameters.Where(known => known.GetProperty("in").GetString() == "query" && query.ContainsKey(known.GetProperty("name").GetString()!)))
            problems.AddRange(OfValue(known, query[known.GetProperty("name").GetString()!]).Select(problem => $"{call}: ?{known.GetProperty("name")}: {problem}"));
        problems.AddRange(OfBody(operation, body).Select(problem => $"{call}: {problem}"));
        return problems;
    }

    /// <summary>What is wrong with an answer.</summary>
    public List<string> Problems(string method, Uri address, int status, byte[] body)
    {
        if (Operation(method, address) is not { } operation || !operation.GetProperty("responses").TryGetProperty($"{status}", out JsonElement response)) return [$"{method} {address.AbsolutePath} never answers {status}"];
        response = check.Resolved(response);
        if (!response.TryGetProperty("content", out JsonElement content)) return body.Length == 0 ? [] : [$"{status} has no body"];
        using JsonDocument value = JsonDocument.Parse(body);
        return [.. check.Problems(content.GetProperty("application/json").GetProperty("schema"), value.RootElement).Select(problem => $"{method} {address.AbsolutePath} answers {status}: {problem}")];
    }

    JsonElement? Operation(string method, Uri address)
    {
        string[] parts = address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts is not ["v1", .. var rest]) return null;
        foreach (JsonProperty path in document.RootElement.GetProperty("paths").EnumerateObject())
        {
            string[] template = path.Name.Split('/', StringSplitOptions.RemoveEmptyEntries);
            if (template.Length == rest.Length && template.Zip(rest).All(pair => pair.First[0] == '{' || pair.First == pair.Second) && path.Value.TryGetProperty(method.ToLowerInvariant(), out JsonElement operation)) return operation;
        }

        return null;
    }

    IEnumerable<JsonElement> Parameters(JsonElement operation) => operation.TryGetProperty("parameters", out JsonElement own) ? own.EnumerateArray().Select(check.Resolved) : [];

    IEnumerable<string> OfValue(JsonElement parameter, string value)
    {
        JsonElement schema = check.Resolved(parameter.GetProperty("schema"));
        if (schema.TryGetProperty("type", out JsonElement type) && type.GetString() == "array") schema = check.Resolved(schema.GetProperty("items"));
        string kind = schema.TryGetProperty("type", out type) ? type.GetString()! : "string";
        using JsonDocument json = JsonDocument.Parse(kind is "integer" or "boolean" ? value : JsonSerializer.Serialize(value));
        return check.Problems(schema, json.RootElement);
    }

    IEnumerable<string> OfBody(JsonElement operation, byte[]? body)
    {
        if (!operation.TryGetProperty("requestBody", out JsonElement wanted)) return body is null ? [] : ["takes no body"];
        if (body is null) return ["has no body"];
        using JsonDocument value = JsonDocument.Parse(body);
        return check.Problems(check.Resolved(wanted).GetProperty("content").GetProperty("application/json").GetProperty("schema"), value.RootElement);
    }

    static bool Is(JsonElement parameter, string place, string name) => parameter.GetProperty("in").GetString() == place && parameter.GetProperty("name").GetString() == name;

    static Dictionary<string, string> Query(Uri address) => address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2)).ToDictionary(pair => Uri.UnescapeDataString(pair[0]), pair => Uri.UnescapeDataString(pair.ElementAtOrDefault(1) ?? ""));
}
