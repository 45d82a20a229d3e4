using System.Text.Json;

namespace Kurir.Connectors;

/// <summary>What a panel answers to an order.</summary>
static class OrderReply
{
    const int LongestName = 100;
    static readonly string[] Names = ["id", "uuid", "job", "job_id", "jobid", "export_id", "exportid", "task_id", "taskid", "ticket", "batch_id", "batchid", "number", "nomor"];

    /// <summary>The job's number or name; null: the reply is no JSON object, or holds none.</summary>
    public static string? Job(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 16 });
            return Find(document.RootElement, depth: 0);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What it says to people: its <c>message</c>, else all of it.</summary>
    public static string Says(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 16 });
            return document.RootElement is { ValueKind: JsonValueKind.Object } said && said.TryGetProperty("message", out JsonElement message) && message.ValueKind == JsonValueKind.String
                ? message.GetString()! : PageText.Cut(json, 300);
        }
        catch (JsonException)
        {
            return PageText.Cut(json, 300);
        }
    }

    static string? Find(JsonElement value, int depth)
    {
        if (value.ValueKind != JsonValueKind.Object || depth > 2) return null;
        foreach (string name in Names)
            foreach (JsonProperty member in value.EnumerateObject())
                if (member.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && Text(member.Value) is { } job) return job;
        foreach (JsonProperty member in value.EnumerateObject())
            if (Find(member.Value, depth + 1) is { } inner) return inner;
        return null;
    }

    static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.String when value.GetString() is { Length: > 0 and <= LongestName } text => text,
        _ => null,
    };
}
