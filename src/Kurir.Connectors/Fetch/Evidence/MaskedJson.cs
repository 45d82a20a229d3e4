using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kurir.Connectors;

/// <summary>JSON as it may be stored: members with a personal or a secret name are masked, at any depth.</summary>
static class MaskedJson
{
    /// <returns>Null: it is no JSON.</returns>
    public static JsonNode? Read(string text, Mask mask)
    {
        try
        {
            JsonNode? root = JsonNode.Parse(text);
            Walk(root, mask);
            return root;
        }
        catch (Exception broken) when (broken is JsonException or ArgumentException)
        {
            return null; // cut, or a name twice
        }
    }

    static void Walk(JsonNode? node, Mask mask)
    {
        if (node is JsonArray list)
        {
            foreach (JsonNode? item in list) Walk(item, mask);
        }
        else if (node is JsonObject map)
        {
            foreach ((string name, JsonNode? value) in map.ToArray())
            {
                if (!mask.IsPersonal(name) && !(SafeAddress.IsSecret(name) && value is JsonValue)) Walk(value, mask);
                else Hide(map, name, value, mask);
            }
        }
    }

    static void Hide(JsonObject map, string name, JsonNode? value, Mask mask)
    {
        foreach (JsonValue leaf in Leaves(value)) mask.Learn(leaf.ToString());
        map[name] = Mask.Hidden;
    }

    static IEnumerable<JsonValue> Leaves(JsonNode? node) => node switch
    {
        JsonValue value => [value],
        JsonArray list => list.SelectMany(Leaves),
        JsonObject map => map.SelectMany(member => Leaves(member.Value)),
        _ => [],
    };
}
