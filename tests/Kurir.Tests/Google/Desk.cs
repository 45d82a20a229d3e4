using System.Net;
using System.Text.Json;
using Kurir.Google;
using Microsoft.Extensions.Time.Testing;

namespace Kurir.Tests;

/// <summary>The stand-in with one spreadsheet, an account that may edit it, and a caller.</summary>
sealed class Desk
{
    public const string Id = "1AbC-invented_id";

    public Desk()
    {
        Google = new GoogleStandIn(Time);
        Google.Tokens.Add(Account);
        Book = Google.AddBook(Id, editors: Account.Email);
        Client = PlainClient.Of(Google, Account);
        Client.SignIn().GetAwaiter().GetResult();
        Google.ForgetCalls();
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

    public ServiceAccount Account { get; } = new();

    public GoogleStandIn Google { get; }

    public Book Book { get; }

    public Tab Tab => Book.Tabs[0];

    public PlainClient Client { get; }

    public Person Person => new(Google, Book, Tab.Id);

    public Task<JsonElement> Get(string path) => Client.Call(HttpMethod.Get, Id + path);

    public Task<JsonElement> Post(string path, string body) => Client.Call(HttpMethod.Post, Id + path, body);

    public Task<JsonElement> Put(string path, string body) => Client.Call(HttpMethod.Put, Id + path, body);

    public Task<JsonElement> Batch(params string[] requests) => Post(":batchUpdate", $$"""{"requests":[{{string.Join(',', requests)}}]}""");

    public Task<JsonElement> Write(string range, string values, string option = "RAW") =>
        Put($"/values/{Uri.EscapeDataString(range)}?valueInputOption={option}", $$"""{"values":{{values}}}""");

    /// <summary>The values of a range, as their JSON; "none" where the key is missing.</summary>
    public async Task<string> Values(string range, string render = "UNFORMATTED_VALUE")
    {
        JsonElement read = await Get($"/values/{Uri.EscapeDataString(range)}?valueRenderOption={render}");
        return read.TryGetProperty("values", out JsonElement values) ? Compact(values) : "none";
    }

    static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Compact(JsonElement element) => JsonSerializer.Serialize(element, Plain);

    /// <summary>The error that a call ends with: its status and its message.</summary>
    public static async Task<(int Code, string Status, string Message, JsonElement Error)> Refused(Task call)
    {
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => call);
        JsonElement error = JsonDocument.Parse(refused.Message).RootElement.GetProperty("error");
        Assert.Equal((int)(refused.StatusCode ?? HttpStatusCode.OK), error.GetProperty("code").GetInt32());
        return (error.GetProperty("code").GetInt32(), error.GetProperty("status").GetString()!, error.GetProperty("message").GetString()!, error);
    }

    public static async Task Refuses(string message, Task call)
    {
        var refused = await Refused(call);
        Assert.Equal((400, "INVALID_ARGUMENT", message), (refused.Code, refused.Status, refused.Message));
    }
}
