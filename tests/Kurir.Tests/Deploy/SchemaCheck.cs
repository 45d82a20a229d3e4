using System.Text.Json;
using System.Text.RegularExpressions;

namespace Kurir.Tests;

/// <summary>Whether a value is as a JSON schema has it: as much of JSON Schema and OpenAPI as Render's two documents use.</summary>
/// <param name="root">The whole document, for references.</param>
/// <param name="strict">Members that the schema does not name are wrong, even where it says nothing of them.</param>
sealed class SchemaCheck(JsonElement root, bool strict)
{
    /// <returns>What is wrong, with its place; none: it is as it should be.</returns>
    public List<string> Problems(JsonElement schema, JsonElement value, string at = "$")
    {
        schema = Resolved(schema);
        List<string> problems = [];
        Alternatives(schema, value, at, problems);
        Form(schema, value, at, problems);
        if (value.ValueKind == JsonValueKind.Object) Members(schema, value, at, problems);
        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out JsonElement items))
            problems.AddRange(value.EnumerateArray().SelectMany((item, i) => Problems(items, item, $"{at}[{i}]")));
        return problems;
    }

    public JsonElement Resolved(JsonElement schema)
    {
        while (schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("$ref", out JsonElement target))
        {
            JsonElement found = root;
            foreach (string part in target.GetString()!.TrimStart('#', '/').Split('/').Select(part => Uri.UnescapeDataString(part).Replace("~1", "/").Replace("~0", "~")))
                found = found.ValueKind == JsonValueKind.Array ? found[int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)] : found.GetProperty(part);
            schema = found;
        }

        return schema;
    }

    void Alternatives(JsonElement schema, JsonElement value, string at, List<string> problems)
    {
        if (schema.TryGetProperty("allOf", out JsonElement all))
            problems.AddRange(all.EnumerateArray().SelectMany(one => new SchemaCheck(root, strict: false).Problems(one, value, at)));
        foreach (string word in (string[])["oneOf", "anyOf"])
        {
            if (!schema.TryGetProperty(word, out JsonElement any)) continue;
            var tried = any.EnumerateArray().Select(one => Problems(one, value, at)).ToList();
            if (tried.All(problem => problem.Count > 0)) problems.AddRange(tried.MinBy(problem => problem.Count)!);
        }
    }

    static void Form(JsonElement schema, JsonElement value, string at, List<string> problems)
    {
        if (schema.TryGetProperty("type", out JsonElement type) && type.ValueKind == JsonValueKind.String && !IsOf(type.GetString()!, value) && !(value.ValueKind == JsonValueKind.Null && schema.TryGetProperty("nullable", out _)))
            problems.Add($"{at} is no {type.GetString()}");
        if (schema.TryGetProperty("enum", out JsonElement words) && !words.EnumerateArray().Any(word => JsonElement.DeepEquals(word, value)))
            problems.Add($"{at} is {value}, none of {words}");
        if (schema.TryGetProperty("const", out JsonElement only) && !JsonElement.DeepEquals(only, value)) problems.Add($"{at} is {value}, not {only}");
        if (schema.TryGetProperty("pattern", out JsonElement pattern) && value.ValueKind == JsonValueKind.String && !Regex.IsMatch(value.GetString()!, pattern.GetString()!))
            problems.Add($"{at} is {value}, not of the form {pattern}");
        if (value.ValueKind == JsonValueKind.Number && schema.TryGetProperty("minimum", out JsonElement least) && value.GetDouble() < least.GetDouble()) problems.Add($"{at} is below {least}");
        if (value.ValueKind == JsonValueKind.Number && schema.TryGetProperty("maximum", out JsonElement most) && value.GetDouble() > most.GetDouble()) problems.Add($"{at} is above {most}");
    }

    static bool IsOf(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => value.ValueKind == JsonValueKind.Number,
    };

    void Members(JsonElement schema, JsonElement value, string at, List<string> problems)
    {
        if (schema.TryGetProperty("required", out JsonElement required))
            problems.AddRange(required.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{at} has no {name}"));
        if (schema.TryGetProperty("properties", out JsonElement known))
            foreach (JsonProperty member in value.EnumerateObject().Where(member => known.TryGetProperty(member.Name, out _)))
                problems.AddRange(Problems(known.GetProperty(member.Name), member.Value, $"{at}.{member.Name}"));
        HashSet<string> names = [.. Names(schema)];
        if (names.Count > 0 && (strict || IsFalse(schema, "additionalProperties") || IsFalse(schema, "unevaluatedProperties")))
            problems.AddRange(value.EnumerateObject().Where(member => !names.Contains(member.Name)).Select(member => $"{at}.{member.Name} is not known"));
    }

    static bool IsFalse(JsonElement schema, string word) => schema.TryGetProperty(word, out JsonElement said) && said.ValueKind == JsonValueKind.False;

    IEnumerable<string> Names(JsonElement schema)
    {
        schema = Resolved(schema);
        IEnumerable<string> own = schema.TryGetProperty("properties", out JsonElement known) ? known.EnumerateObject().Select(member => member.Name) : [];
        // Render's description requires a member here and there that it does not describe.
        if (own.Any() && schema.TryGetProperty("required", out JsonElement required)) own = own.Concat(required.EnumerateArray().Select(name => name.GetString()!));
        return own.Concat(((string[])["allOf", "oneOf", "anyOf"]).Where(word => schema.TryGetProperty(word, out _)).SelectMany(word => schema.GetProperty(word).EnumerateArray().SelectMany(Names)));
    }
}
