using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kurir;

/// <summary>The JSON Schema (draft 2020-12) of pipeline files and of their tests, for editors: derived from the same shapes that bind them.</summary>
sealed class JsonSchema
{
    readonly JsonObject definitions = [];

    public static JsonObject Of(RecordShape file, string title)
    {
        var schema = new JsonSchema();
        JsonObject root = schema.Settings(file);
        root.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        root.Insert(1, "title", title);
        root["$defs"] = schema.definitions;
        return root;
    }

    JsonObject Any(Shape shape) => shape switch
    {
        ScalarShape scalar => scalar.Schema(),
        RecordShape record => Reference(record),
        ListShape list => AnyOf(Any(list.Item), ArrayOf(Any(list.Item))),
        MapShape map => new JsonObject { ["type"] = new JsonArray("object", "null"), ["additionalProperties"] = Any(map.Value) },
        KindsShape kinds => Kinds(kinds),
        _ => throw new NotSupportedException(shape.GetType().Name),
    };

    JsonObject Reference(RecordShape record)
    {
        string name = NameOf(record);
        if (!definitions.ContainsKey(name))
        {
            definitions[name] = new JsonObject(); // taken, before what it holds takes names of its own
            definitions[name] = WithShortForms(record);
        }

        return new JsonObject { ["$ref"] = $"#/$defs/{name}" };
    }

    JsonObject WithShortForms(RecordShape record)
    {
        JsonObject settings = Settings(record);
        return ShortForms(record).ToList() is { Count: > 0 } forms ? AnyOf([.. forms, settings]) : settings;
    }

    /// <summary>What may stand in place of the settings; the settings of an inner record may not.</summary>
    IEnumerable<JsonNode> ShortForms(RecordShape record)
    {
        if (record.Words.Count > 0) yield return Words(record.Words);
        if (record.Short is not { } shortForm) yield break;
        if (shortForm.Shape is not RecordShape inner) yield return Any(shortForm.Shape);
        else foreach (JsonNode form in ShortForms(inner)) yield return form;
    }

    JsonObject Settings(RecordShape record)
    {
        object untouched = record.Create();
        var properties = new JsonObject();
        foreach (Setting setting in record.Settings) properties[setting.Name] = Property(setting, untouched);
        bool mayBeEmpty = !record.OneOf && !record.Settings.Any(setting => setting.Required);
        var schema = new JsonObject
        {
            ["description"] = record.Description,
            ["type"] = mayBeEmpty ? new JsonArray("object", "null") : "object",
            ["properties"] = properties,
            ["additionalProperties"] = false,
        };
        if (record.Settings.Where(setting => setting.Required).Select(setting => setting.Name).ToList() is { Count: > 0 } required) schema["required"] = Strings(required);
        if (record.OneOf) schema["minProperties"] = 1;
        // Of what is no object, "required" holds always.
        if (Excluding(record) is { Count: > 0 } pairs) schema["not"] = new JsonObject { ["type"] = "object", ["anyOf"] = new JsonArray([.. pairs]) };
        return schema;
    }

    JsonObject Property(Setting setting, object untouched)
    {
        JsonObject schema = Any(setting.Shape);
        schema["description"] = setting.DefaultText is { } words ? $"{setting.Description} Default: {words}." : setting.Description;
        if (setting.DefaultText is null && Default(setting, untouched) is { } value) schema["default"] = value;
        if (setting.Example is { } example) schema["examples"] = new JsonArray(Example(example));
        return schema;
    }

    /// <summary>Each pair of settings from different alternatives.</summary>
    static List<JsonNode> Excluding(RecordShape record) =>
    [
        .. from left in Enumerable.Range(0, record.Alternatives.Count)
           from right in Enumerable.Range(left + 1, record.Alternatives.Count - left - 1)
           from one in record.Alternatives[left]
           from other in record.Alternatives[right]
           select new JsonObject { ["required"] = new JsonArray(one, other) },
    ];

    JsonObject Kinds(KindsShape kinds)
    {
        if (kinds.Kinds.Count == 0) return [];
        var properties = new JsonObject();
        foreach (KindShape kind in kinds.Kinds)
        {
            JsonObject options = Reference(kind.Options);
            options["description"] = kind.Description;
            properties[kind.Name] = options;
        }

        JsonObject one = AnyOf(
            Words([.. kinds.Kinds.Select(kind => kind.Name)]),
            new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = false });
        definitions[kinds.Noun] = one;
        var reference = new JsonObject { ["$ref"] = $"#/$defs/{kinds.Noun}" };
        return AnyOf(reference, ArrayOf(reference.DeepClone()));
    }

    static JsonNode? Default(Setting setting, object untouched) => setting switch
    {
        { Shape: ScalarShape scalar } when setting.Get(untouched) is { } value => Json(scalar.Write(value), scalar),
        { Shape: ListShape { Item: ScalarShape item } } when setting.Get(untouched) is System.Collections.IEnumerable values
            && values.Cast<object>().ToList() is { Count: > 0 } list => new JsonArray([.. list.Select(value => Json(item.Write(value), item))]),
        _ => null,
    };

    static JsonNode Json(string text, ScalarShape scalar) => scalar is BooleanScalar or NumberScalar ? JsonNode.Parse(text)! : JsonValue.Create(text);

    static JsonNode? Example(string example) => ToJson(NodeReader.Read($"example: {example}", "example", [])!.Entries[0].Value);

    static JsonNode? ToJson(Node node) => node switch
    {
        MapNode map => new JsonObject(map.Entries.Select(entry => KeyValuePair.Create(entry.Key.Text, ToJson(entry.Value)))),
        ListNode list => new JsonArray([.. list.Items.Select(ToJson)]),
        TextNode { Plain: true } text when JsonNumber(text.Text) => JsonNode.Parse(text.Text),
        TextNode text => JsonValue.Create(text.Text),
        _ => null,
    };

    static bool JsonNumber(string text) => text is "true" or "false" || (int.TryParse(text, out int number) && number.ToString(null, null) == text);

    static JsonObject AnyOf(params JsonNode[] forms) => new() { ["anyOf"] = new JsonArray(forms) };

    static JsonObject ArrayOf(JsonNode items) => new() { ["type"] = "array", ["items"] = items };

    static JsonObject Words(IReadOnlyList<string> words) => new() { ["enum"] = Strings(words) };

    static JsonArray Strings(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    /// <summary><c>FormSignInConfig</c> → <c>form_sign_in</c></summary>
    static string NameOf(RecordShape record) => JsonNamingPolicy.SnakeCaseLower.ConvertName(
        record.Type.Name.Replace("Config", "", StringComparison.Ordinal).Replace("Options", "", StringComparison.Ordinal));
}
