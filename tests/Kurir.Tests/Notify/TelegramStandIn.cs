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

    const long BotId = 710_000_001;

    readonly WebApplication app;

    TelegramStandIn(WebApplication app) => this.app = app;

    public string Address => app.Urls.Single();

    /// <summary>The messages that arrived: chat and text.</summary>
    public List<(string Chat, string Text)> Messages { get; } = [];

    /// <summary>The errors that were answered.</summary>
    public List<string> Refused { get; } = [];

    /// <summary>What is answered in place of success, in order; empty: success.</summary>
    public Queue<(int Code, string Description, object? Parameters)> Answers { get; } = new();

    /// <summary><c>group</c>, <c>supergroup</c> or <c>channel</c>.</summary>
    public string ChatType { get; set; } = "supergroup";

    /// <summary>What the bot is in the chat: <c>member</c>, <c>administrator</c>, <c>left</c>, <c>kicked</c>, <c>restricted</c>.</summary>
    public string MemberStatus { get; set; } = "member";

    /// <summary>The supergroup that every other chat has become; null: none has.</summary>
    public long? Moved { get; set; }

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
        JsonObject body = context.Request.ContentType is null ? [] : (JsonObject)(await JsonNode.ParseAsync(context.Request.Body))!;
        var (code, description, parameters) = bot != "bot" + Token ? (401, "Unauthorized", null)
            : !Asked(method) ? (404, "Not Found", null)
            : method == "sendMessage" && Problem(body) is { } problem ? (400, $"Bad Request: {problem}", null)
            : Moved is { } group && body["chat_id"] is { } chat && chat.ToString() != group.ToString(System.Globalization.CultureInfo.InvariantCulture)
                ? (400, "Bad Request: group chat was upgraded to a supergroup chat", new { migrate_to_chat_id = group })
            : Answers.Count > 0 ? Answers.Dequeue()
            : (200, "", null);
        context.Response.StatusCode = code;
        if (code != 200) Refused.Add(description);
        if (code == 200) await context.Response.WriteAsJsonAsync(method switch
        {
            "getMe" => new { ok = true, result = new { id = BotId, is_bot = true, first_name = "Reports", username = "reports_bot" } },
            "getChat" => new { ok = true, result = new { id = -100, type = ChatType, title = "Reports", accent_color_id = 0, max_reaction_count = 11, accepted_gift_types = new { unlimited_gifts = false, limited_gifts = false, unique_gifts = false, premium_subscription = false, gifts_from_channels = false } } },
            "getChatMember" => Member(body),
            _ => Accepted(body),
        });
        else await context.Response.WriteAsJsonAsync(new { ok = false, error_code = code, description, parameters });
    }

    // As the description has them, with all their parameters.
    static bool Asked(string method) => method is "sendMessage" or "getMe" or "getChat" or "getChatMember";

    object Member(JsonObject body) => (long?)body["user_id"] == BotId
        ? new { ok = true, result = new { status = MemberStatus, user = new { id = BotId, is_bot = true, first_name = "Reports" }, until_date = 0, can_send_messages = false, is_member = true } }
        : throw new InvalidOperationException("another member was asked for");

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
