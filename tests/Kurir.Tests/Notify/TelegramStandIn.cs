using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Kurir;

/// <summary>The Bot API on loopback, strict: an unknown token, method, field or type is refused as Telegram refuses it.</summary>
sealed class TelegramStandIn : IAsyncDisposable
{
    public static readonly string Token = NewToken();

    /// <summary>A token as the platform makes them, of this test run alone.</summary>
    public static string NewToken() => $"{RandomNumberGenerator.GetInt32(100_000_000, int.MaxValue)}:AA{RandomNumberGenerator.GetHexString(33)}";

    /// <summary>What the API's own description says of sendMessage, as far as we use it; the whole description is used where it lies beside the repository.</summary>
    static readonly Dictionary<string, string[]> Own = new()
    {
        ["chat_id"] = ["Integer", "String"],
        ["text"] = ["String"],
        ["parse_mode"] = ["String"],
        ["link_preview_options"] = ["LinkPreviewOptions"],
        ["disable_notification"] = ["Boolean"],
    };

    static readonly Dictionary<string, string[]> Fields = Described() ?? Own;

    readonly WebApplication app;

    TelegramStandIn(WebApplication app) => this.app = app;

    public string Address => app.Urls.Single();

    /// <summary>The messages that arrived: chat and text.</summary>
    public List<(string Chat, string Text)> Messages { get; } = [];

    /// <summary>What is answered in place of success, in order; empty: success.</summary>
    public Queue<(int Code, string Description, object? Parameters)> Answers { get; } = new();

    public int Requests { get; private set; }

    public static async Task<TelegramStandIn> Start()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        var api = new TelegramStandIn(app);
        app.MapPost("/{bot}/{method}", api.On);
        await app.StartAsync();
        return api;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    async Task On(HttpContext context, string bot, string method)
    {
        Requests++;
        JsonObject body = (JsonObject)(await JsonNode.ParseAsync(context.Request.Body))!;
        var (code, description, parameters) = bot != "bot" + Token ? (401, "Unauthorized", null)
            : method != "sendMessage" ? (404, "Not Found", null)
            : Problem(body) is { } problem ? (400, $"Bad Request: {problem}", null)
            : Answers.Count > 0 ? Answers.Dequeue()
            : (200, "", null);
        context.Response.StatusCode = code;
        if (code == 200) await context.Response.WriteAsJsonAsync(Accepted(body));
        else await context.Response.WriteAsJsonAsync(new { ok = false, error_code = code, description, parameters });
    }

    object Accepted(JsonObject body)
    {
        Messages.Add((body["chat_id"]!.ToString(), (string)body["text"]!));
        return new { ok = true, result = new { message_id = Messages.Count, date = 1_790_000_000, chat = new { id = -100, type = "supergroup", title = "Reports" }, text = (string)body["text"]! } };
    }

    static string? Problem(JsonObject body)
    {
        foreach (var (name, value) in body)
            if (!Fields.TryGetValue(name, out string[]? types) || !types.Any(type => IsOf(type, value))) return $"field {name} is not valid";
        if (body["chat_id"] is null || body["text"] is null) return "a required field is missing";
        string text = (string)body["text"]!;
        if (text.Trim().Length == 0) return "message text is empty";
        return text.Length > 4096 ? "message is too long" : null;
    }

    static bool IsOf(string type, JsonNode? value) => (type, value?.GetValueKind()) switch
    {
        ("Integer", JsonValueKind.Number) => true,
        ("String", JsonValueKind.String) => true,
        ("Boolean", JsonValueKind.True or JsonValueKind.False) => true,
        (not ("Integer" or "String" or "Boolean"), JsonValueKind.Object or JsonValueKind.Array) => true,
        _ => false,
    };

    static Dictionary<string, string[]>? Described()
    {
        string? root = AppContext.BaseDirectory;
        while (root is not null && !File.Exists(Path.Combine(root, "Kurir.slnx"))) root = Path.GetDirectoryName(root);
        string file = Path.Combine(root ?? "", "..", "shared", "contracts", "telegram", "api.json");
        if (root is null || !File.Exists(file)) return null;
        JsonNode fields = JsonNode.Parse(File.ReadAllText(file))!["methods"]!["sendMessage"]!["fields"]!;
        return fields.AsArray().ToDictionary(field => (string)field!["name"]!, field => field!["types"]!.AsArray().Select(type => (string)type!).ToArray());
    }
}
