using System.Text.Json;

namespace Kurir.Google;

/// <summary>Methods and shapes of an API.</summary>
public sealed class ApiShapes
{
    readonly Dictionary<string, Dictionary<string, Field>> shapes = [];
    readonly Dictionary<string, Method> methods = [];

    /// <summary>What this stand-in can do; a part of what Google can.</summary>
    public static ApiShapes Known { get; } = ReadKnown();

    /// <summary>Google's own description, where the contracts lie beside the repository; else null.</summary>
    public static ApiShapes? Discovery { get; } = ReadDiscovery();

    public IReadOnlyDictionary<string, Method> Methods => methods;

    public IReadOnlyDictionary<string, Dictionary<string, Field>> All => shapes;

    public Field? Find(string shape, string field) => shapes.GetValueOrDefault(shape)?.GetValueOrDefault(field);

    static ApiShapes ReadKnown()
    {
        using Stream stream = typeof(ApiShapes).Assembly.GetManifestResourceStream("Shapes.txt")!;
        using var reader = new StreamReader(stream);
        List<string> lines = [];
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            if (line.StartsWith(' ')) lines[^1] += line[1..];
            else lines.Add(line);
        }

        var known = new ApiShapes();
        foreach (string line in lines) known.Add(line.Split(' '));
        return known;
    }

    void Add(string[] words)
    {
        if (words is ["method", var id, var verb, var path, var request, var response, .. var query])
            methods[id] = new Method(id, verb, path, request == "-" ? null : request, response, query.Select(Field.Parse).ToDictionary(field => field.Name));
        else
            shapes[words[0]] = words.Skip(1).Select(Field.Parse).ToDictionary(field => field.Name);
    }

    static ApiShapes? ReadDiscovery()
    {
        string? root = AppContext.BaseDirectory;
        while (root is not null && !File.Exists(Path.Combine(root, "Kurir.slnx"))) root = Path.GetDirectoryName(root);
        string file = Path.Combine(root ?? "", "..", "shared", "contracts", "google", "sheets.v4.discovery.json");
        if (root is null || !File.Exists(file)) return null;
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
        return Read(document.RootElement);
    }

    static ApiShapes Read(JsonElement discovery)
    {
        var read = new ApiShapes();
        foreach (JsonProperty schema in discovery.GetProperty("schemas").EnumerateObject())
            read.shapes[schema.Name] = schema.Value.TryGetProperty("properties", out JsonElement fields) ? fields.EnumerateObject().Select(f => Described(f.Name, f.Value)).ToDictionary(f => f.Name) : [];
        read.AddMethods(discovery);
        return read;
    }

    void AddMethods(JsonElement resource)
    {
        if (resource.TryGetProperty("methods", out JsonElement described))
            foreach (JsonElement method in described.EnumerateObject().Select(m => m.Value)) Add(method);
        if (resource.TryGetProperty("resources", out JsonElement inner))
            foreach (JsonProperty child in inner.EnumerateObject()) AddMethods(child.Value);
    }

    void Add(JsonElement method)
    {
        string id = method.GetProperty("id").GetString()!["sheets.".Length..];
        var query = method.GetProperty("parameters").EnumerateObject().Where(p => p.Value.GetProperty("location").GetString() == "query")
            .Select(p => p.Value.TryGetProperty("repeated", out _) ? new Field(p.Name, "list", Items: Described(p.Name, p.Value)) : Described(p.Name, p.Value));
        methods[id] = new Method(id, method.GetProperty("httpMethod").GetString()!, method.GetProperty("path").GetString()!,
            method.TryGetProperty("request", out JsonElement request) ? request.GetProperty("$ref").GetString() : null,
            method.GetProperty("response").GetProperty("$ref").GetString()!, query.ToDictionary(f => f.Name));
    }

    static Field Described(string name, JsonElement schema)
    {
        if (schema.TryGetProperty("$ref", out JsonElement shape)) return new(name, "shape", shape.GetString());
        if (schema.TryGetProperty("enum", out JsonElement values)) return new(name, "enum", Values: [.. values.EnumerateArray().Select(v => v.GetString()!)]);
        return schema.GetProperty("type").GetString() switch
        {
            "array" => new(name, "list", Items: Described(name, schema.GetProperty("items"))),
            "object" => schema.TryGetProperty("additionalProperties", out JsonElement items) ? new(name, "map", Items: Described(name, items)) : new(name, "any"),
            "integer" => new(name, "int"),
            "number" => new(name, "number"),
            "boolean" => new(name, "bool"),
            "any" => new(name, "any"),
            _ => new(name, schema.TryGetProperty("format", out JsonElement format) && format.GetString() == "google-fieldmask" ? "mask" : "text"),
        };
    }
}
