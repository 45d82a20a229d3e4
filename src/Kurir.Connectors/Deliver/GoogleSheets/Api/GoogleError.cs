using System.Text.Json;

namespace Kurir.Connectors;

/// <summary>What stands in the body of a refused call: <c>{"error":{"code":403,"status":"PERMISSION_DENIED","message":"…","details":[…]}}</c>.</summary>
sealed class GoogleError
{
    static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32 };

    readonly JsonElement error;

    GoogleError(JsonElement error) => this.error = error;

    public string Status => Text(error, "status") ?? "";

    /// <summary>In Google's words; at most 300 characters.</summary>
    public string Message => Text(error, "message") is { } message ? message.Length <= 300 ? message : message[..300] + "…" : "";

    /// <summary>SERVICE_DISABLED, RATE_LIMIT_EXCEEDED, …; "" where it names none.</summary>
    public string Reason => Detail("ErrorInfo", "reason") ?? "";

    /// <returns>Null: it is no such body (a page of HTML, nothing).</returns>
    public static GoogleError? Parse(string body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("error", out JsonElement error) && error.ValueKind == JsonValueKind.Object
                ? new GoogleError(error.Clone())
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A text of the detail of one type.</summary>
    /// <param name="type">The end of its name: <c>ErrorInfo</c>.</param>
    /// <param name="name">Of its member, or of a member of its metadata.</param>
    public string? Detail(string type, string name)
    {
        if (!error.TryGetProperty("details", out JsonElement details) || details.ValueKind != JsonValueKind.Array) return null;
        foreach (JsonElement detail in details.EnumerateArray())
        {
            if (detail.ValueKind != JsonValueKind.Object || Text(detail, "@type")?.EndsWith("." + type, StringComparison.Ordinal) != true) continue;
            if (Text(detail, name) is { } text) return text;
            if (detail.TryGetProperty("metadata", out JsonElement metadata) && metadata.ValueKind == JsonValueKind.Object && Text(metadata, name) is { } deeper) return deeper;
        }

        return null;
    }

    static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
