using System.Text.Json;

namespace Kurir.Google;

/// <summary>Fields of bodies that have been held against their shapes.</summary>
static class Reading
{
    public static string? Text(this JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    public static int? Int(this JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) ? value.GetInt32() : null;

    public static bool? Flag(this JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) ? value.GetBoolean() : null;

    public static JsonElement? Object(this JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) ? value : null;

    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) ? value.EnumerateArray() : [];
}
