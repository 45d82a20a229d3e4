using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kurir.Google;

/// <summary>An error as Google's APIs answer it.</summary>
public sealed class Refusal(int code, string status, string message, JsonArray? details = null) : Exception(message)
{
    static readonly JsonSerializerOptions Printed = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public int Code => code;

    public string Status => status;

    public static Refusal Invalid(string message) => new(400, "INVALID_ARGUMENT", message);

    /// <summary>A body or a parameter that does not fit the method's description.</summary>
    public static Refusal Violations(IReadOnlyList<(string Field, string Text)> violations, string? message = null)
    {
        JsonArray list = [.. violations.Select(v => (JsonNode)(v.Field.Length == 0
            ? new JsonObject { ["description"] = v.Text } : new JsonObject { ["field"] = v.Field, ["description"] = v.Text }))];
        return new Refusal(400, "INVALID_ARGUMENT", message ?? string.Join('\n', violations.Select(v => v.Text)),
            [new JsonObject { ["@type"] = "type.googleapis.com/google.rpc.BadRequest", ["fieldViolations"] = list }]);
    }

    /// <summary>Not an answer of Google's: the stand-in was asked for something it has not been taught. Loud, so that no test passes by it.</summary>
    public static Refusal Untaught(string what) => new(501, "UNIMPLEMENTED", $"The stand-in does not know {what}. Teach it, or do without.");

    /// <summary>With what the n-th request of a batch is called in front.</summary>
    public Refusal In(string request) => code == 400 && details is null ? Invalid($"Invalid {request}: {Message}") : this;

    public static JsonObject Info(string reason, JsonObject metadata) => new()
    {
        ["@type"] = "type.googleapis.com/google.rpc.ErrorInfo", ["reason"] = reason, ["domain"] = "googleapis.com", ["metadata"] = metadata,
    };

    public GoogleAnswer Answer()
    {
        var error = new JsonObject { ["code"] = code, ["message"] = Message, ["status"] = status };
        if (details is not null) error["details"] = details.DeepClone();
        return GoogleAnswer.Json(code, JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["error"] = error }, Printed));
    }
}
