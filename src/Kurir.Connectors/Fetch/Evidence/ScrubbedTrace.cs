using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kurir.Connectors;

/// <summary>A trace as the driver writes it, without what must not be stored: cookies, credentials, tokens, what was sent, and every file that is no text.</summary>
sealed class ScrubbedTrace(Mask mask, Trail trail)
{
    const int MostEntry = 40_000_000;
    static readonly string[] Sent = ["postData", "result", "arg", "cookies", "storageState", "httpCredentials", "proxy", "clientCertificates", "extraHTTPHeaders"];

    public byte[] Of(Stream zip)
    {
        using var raw = new ZipArchive(zip, ZipArchiveMode.Read);
        var events = new List<(string Name, List<JsonNode> Lines)>();
        foreach (ZipArchiveEntry entry in raw.Entries.Where(entry => entry.Name.EndsWith(".trace", StringComparison.Ordinal) || entry.Name.EndsWith(".network", StringComparison.Ordinal)))
            events.Add((entry.FullName, Lines(Text(entry))));
        using var clean = new MemoryStream();
        using (var to = new ZipArchive(clean, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, List<JsonNode> lines) in events) Write(to, name, string.Join('\n', lines.Select(line => mask.Known(line.ToJsonString()))));
            foreach (ZipArchiveEntry entry in raw.Entries.Where(entry => entry.FullName.StartsWith("resources/", StringComparison.Ordinal)))
                if (Resource(entry) is { } text) Write(to, entry.FullName, text);
        }

        return clean.ToArray();
    }

    /// <returns>Null: it is left out.</returns>
    string? Resource(ZipArchiveEntry entry) => mask.HasPersonal ? null : Path.GetExtension(entry.Name) switch
    {
        ".html" when Text(entry) is var html && !HostileHtml.IsTooDeep(html) => new MaskedPage(html, mask).Html(),
        ".css" => mask.Known(Text(entry)),
        _ => null,
    };

    List<JsonNode> Lines(string text)
    {
        var lines = new List<JsonNode>();
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            try
            {
                if (JsonNode.Parse(line, documentOptions: new() { MaxDepth = 1000 }) is not JsonObject node) continue;
                if (Word(node, "type") is "log" || (mask.HasPersonal && Word(node, "type") is "console" or "event" or "error")) continue;
                Walk(node);
                lines.Add(node);
            }
            catch (Exception broken) when (broken is JsonException or ArgumentException)
            {
                trail.Say("[kurir] a line of the trace is left out: it cannot be read");
            }
        }

        return lines;
    }

    void Walk(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            foreach (JsonNode? item in list) Walk(item);
        }
        else if (node is JsonObject map)
        {
            foreach (string sent in Sent) map.Remove(sent);
            if (Word(map, "type") == "password" || (Word(map, "name") is { } name && IsSecret(name))) Hide(map, "value", "content", "__playwright_value_");
            foreach ((string key, JsonNode? value) in map.ToArray())
            {
                if (Uri.TryCreate(Word(map, key), UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https") map[key] = mask.Address(address!);
                else if (Word(map, key) is { } text && text.Contains("://", StringComparison.Ordinal)) map[key] = mask.Text(text);
                else Walk(value);
            }
        }
    }

    static bool IsSecret(string name) => SafeAddress.IsSecret(name) || name.Contains("cookie", StringComparison.OrdinalIgnoreCase);

    /// <summary>What is hidden here is hidden wherever else it stands.</summary>
    void Hide(JsonObject map, params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys)
        {
            if (Word(map, key) is not { } value) continue;
            if (value.Length >= 8) trail.Hide(value);
            map[key] = Mask.Hidden;
        }
    }

    static string? Word(JsonObject map, string key) => map.TryGetPropertyValue(key, out JsonNode? value) && value is JsonValue text && text.TryGetValue(out string? word) ? word : null;

    static string Text(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        byte[] bytes = new byte[Math.Min(entry.Length, MostEntry)];
        return Encoding.UTF8.GetString(bytes, 0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
    }

    static void Write(ZipArchive to, string name, string text)
    {
        using var writer = new StreamWriter(to.CreateEntry(name).Open());
        writer.Write(text);
    }
}
