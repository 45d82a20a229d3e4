using System.Text;
using System.Text.Json;

namespace Kurir.Google;

/// <summary>Holds a body against the shapes: unknown fields, wrong types, unknown enum values and doubled choices are refused in Google's words.</summary>
/// <remarks>What Google's description has and ours has not is refused as untaught.</remarks>
public sealed class BodyCheck(ApiShapes shapes, ApiShapes known)
{
    static readonly Dictionary<string, (string Name, string[] Fields)> Choices = new()
    {
        ["ExtendedValue"] = ("value", ["numberValue", "stringValue", "boolValue", "formulaValue", "errorValue"]),
        ["DataFilter"] = ("filter", ["developerMetadataLookup", "a1Range", "gridRange"]),
        ["UpdateCellsRequest"] = ("area", ["start", "range"]),
        ["DeveloperMetadataLocation"] = ("location", ["spreadsheet", "sheetId", "dimensionRange"]),
    };

    readonly List<(string Field, string Text)> violations = [];
    string? untaught;

    public static void Hold(JsonElement body, string shape)
    {
        var check = new BodyCheck(ApiShapes.Discovery ?? ApiShapes.Known, ApiShapes.Known);
        check.Shape(body, shape, "");
        if (check.violations.Count > 0) throw Refusal.Violations(check.violations);
        if (check.untaught is not null) throw Refusal.Untaught(check.untaught);
    }

    void Shape(JsonElement element, string shape, string path)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            Add(path, $"Invalid value at '{path}' (type.googleapis.com/google.apps.sheets.v4.{shape}), {Shown(element)}");
            return;
        }

        HashSet<string> set = [];
        foreach (JsonProperty property in element.EnumerateObject()) Property(property, shape, path, set);
    }

    void Property(JsonProperty property, string shape, string path, HashSet<string> set)
    {
        Field? field = shapes.Find(shape, property.Name);
        if (field is null)
        {
            Add(path, $"Invalid JSON payload received. Unknown name \"{property.Name}\"{(path.Length == 0 ? "" : $" at '{path}'")}: Cannot find field.");
            return;
        }

        if (!set.Add(property.Name)) Add(path, $"Invalid JSON payload received. Field \"{property.Name}\" is given twice{(path.Length == 0 ? "" : $" at '{path}'")}.");
        if (Rival(shape, property.Name, set) is { } choice)
            Add(path, $"Invalid value at '{path}' (oneof), oneof field '{choice}' is already set. Cannot set '{property.Name}'");
        if (known.Find(shape, property.Name) is null) untaught ??= $"the field {property.Name} of {shape}";
        else Value(property.Value, field, path.Length == 0 ? Snake(property.Name) : $"{path}.{Snake(property.Name)}");
    }

    static string? Rival(string shape, string name, HashSet<string> set)
    {
        if (shape == "Request") return set.Count > 1 ? "kind" : null;
        return Choices.TryGetValue(shape, out var choice) && choice.Fields.Contains(name) && set.Any(other => other != name && choice.Fields.Contains(other)) ? choice.Name : null;
    }

    void Value(JsonElement value, Field field, string path)
    {
        switch (field.Kind)
        {
            case "any": break;
            case "shape": Shape(value, field.Of!, path); break;
            case "list" when value.ValueKind == JsonValueKind.Array: Items(value, field.Items!, path); break;
            case "map" when value.ValueKind == JsonValueKind.Object: foreach (JsonProperty item in value.EnumerateObject()) Value(item.Value, field.Items!, $"{path}[{item.Name}]"); break;
            default: if (!Fits(value, field)) Add(path, $"Invalid value at '{path}' ({TypeName(field)}), {Shown(value)}"); break;
        }
    }

    void Items(JsonElement list, Field items, string path)
    {
        int i = 0;
        foreach (JsonElement item in list.EnumerateArray()) Value(item, items, $"{path}[{i++}]");
    }

    public static bool Fits(JsonElement value, Field field) => (field.Kind, value.ValueKind) switch
    {
        ("text" or "mask", JsonValueKind.String) => true,
        ("bool", JsonValueKind.True or JsonValueKind.False) => true,
        ("int", JsonValueKind.Number) => value.TryGetInt32(out _),
        ("number", JsonValueKind.Number) => value.TryGetDouble(out double number) && double.IsFinite(number),
        ("enum", JsonValueKind.String) => field.Values!.Contains(value.GetString()),
        _ => false,
    };

    public static string TypeName(Field field) => field.Kind switch
    {
        "text" => "TYPE_STRING", "int" => "TYPE_INT32", "number" => "TYPE_DOUBLE", "bool" => "TYPE_BOOL",
        "mask" => "type.googleapis.com/google.protobuf.FieldMask", "list" => "list", "map" => "map",
        _ => $"type.googleapis.com/google.apps.sheets.v4.{char.ToUpperInvariant(field.Name[0])}{field.Name[1..]}",
    };

    static string Shown(JsonElement value) => value.GetRawText() is { Length: > 120 } text ? text[..120] + "..." : value.GetRawText();

    void Add(string path, string text)
    {
        if (violations.Count < 20) violations.Add((path, text));
    }

    public static string Snake(string name)
    {
        var snake = new StringBuilder();
        foreach (char c in name)
            if (char.IsAsciiLetterUpper(c)) snake.Append('_').Append(char.ToLowerInvariant(c));
            else snake.Append(c);
        return snake.ToString();
    }
}
