using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Kurir;

/// <summary>As much of JSON Schema as ours uses: enough to hold the schema against files that are known to be good or bad.</summary>
sealed class MiniSchema(JsonObject root)
{
    static readonly HashSet<string> Known =
    [
        "$schema", "$defs", "$ref", "title", "description", "default", "examples", "type", "properties", "additionalProperties", "required", "minProperties",
        "not", "anyOf", "items", "enum", "pattern", "minimum", "maximum",
    ];

    public bool Accepts(JsonNode? value) => Accepts(root, value);

    bool Accepts(JsonObject schema, JsonNode? value)
    {
        foreach (var (word, _) in schema) if (!Known.Contains(word)) throw new NotSupportedException(word);
        return Shape(schema, value) && Members(schema, value) && Combined(schema, value);
    }

    static bool Shape(JsonObject schema, JsonNode? value)
    {
        if (schema["type"] is { } type && !(type is JsonArray types ? types : [type.DeepClone()]).Any(one => IsOf((string)one!, value))) return false;
        if (schema["enum"] is JsonArray words && !words.Any(word => JsonNode.DeepEquals(word, value))) return false;
        if (schema["pattern"] is { } pattern && !Regex.IsMatch((string)value!, (string)pattern!)) return false;
        if (schema["minimum"] is { } least && decimal.Parse(value!.ToString(), CultureInfo.InvariantCulture) < (long)least) return false;
        return schema["maximum"] is not { } most || decimal.Parse(value!.ToString(), CultureInfo.InvariantCulture) <= (long)most;
    }

    bool Members(JsonObject schema, JsonNode? value)
    {
        if (value is JsonArray list) return schema["items"] is not JsonObject items || list.All(item => Accepts(items, item));
        if (value is not JsonObject map) return true;
        if (schema["required"] is JsonArray required && !required.All(name => map.ContainsKey((string)name!))) return false;
        if (schema["minProperties"] is { } least && map.Count < (int)least) return false;
        foreach (var (name, member) in map)
        {
            if (schema["properties"] is JsonObject properties && properties[name] is JsonObject known)
            {
                if (!Accepts(known, member)) return false;
            }
            else if (schema["additionalProperties"] is JsonObject other)
            {
                if (!Accepts(other, member)) return false;
            }
            else if (schema["additionalProperties"] is JsonValue) return false;
        }

        return true;
    }

    bool Combined(JsonObject schema, JsonNode? value)
    {
        if (schema["$ref"] is { } reference && !Accepts((JsonObject)root["$defs"]![((string)reference!)["#/$defs/".Length..]]!, value)) return false;
        if (schema["not"] is JsonObject never && Accepts(never, value)) return false;
        return schema["anyOf"] is not JsonArray forms || forms.Any(form => Accepts((JsonObject)form!, value));
    }

    static bool IsOf(string type, JsonNode? value) => type switch
    {
        "null" => value is null,
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        _ => value is JsonValue single && type == single.GetValueKind() switch
        {
            System.Text.Json.JsonValueKind.String => "string",
            System.Text.Json.JsonValueKind.Number => type == "integer" ? "integer" : "number",
            _ => "boolean",
        },
    };

    /// <summary>A file as another YAML tool would see it.</summary>
    public static JsonNode? ToJson(Node node) => node switch
    {
        MapNode map => new JsonObject(map.Entries.Select(entry => KeyValuePair.Create(entry.Key.Text, ToJson(entry.Value)))),
        ListNode list => new JsonArray([.. list.Items.Select(ToJson)]),
        TextNode { IsEmpty: true } => null,
        TextNode { Plain: true, Text: "true" or "false" } text => JsonValue.Create(text.Text == "true"),
        TextNode { Plain: true } text when long.TryParse(text.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) => JsonValue.Create(number),
        TextNode text => JsonValue.Create(text.Text),
        _ => throw new NotSupportedException(),
    };
}
