using System.Text.Json;

namespace Kurir.Connectors;

/// <summary>Members joined by dots: <c>meta.next_cursor</c>.</summary>
static class JsonPath
{
    /// <returns>Null: there is none.</returns>
    public static JsonElement? Find(JsonElement root, string path)
    {
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty(path, out JsonElement whole)) return whole;
        JsonElement found = root;
        foreach (string member in path.Split('.'))
            if (found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(member, out found)) return null;
        return found;
    }

    /// <summary>The names of a reply's members, two levels deep; none where it is no JSON.</summary>
    public static IReadOnlyList<string> Members(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return [.. Members(json.RootElement)];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    public static IEnumerable<string> Members(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) yield break;
        foreach (JsonProperty member in root.EnumerateObject())
        {
            yield return member.Name;
            if (member.Value.ValueKind != JsonValueKind.Object) continue;
            foreach (JsonProperty inner in member.Value.EnumerateObject()) yield return $"{member.Name}.{inner.Name}";
        }
    }
}
