using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kurir.Google;

/// <summary>A caller of the Sheets API with no opinion of its own: for tests of the stand-in, and for the ways of writing that ours is measured against.</summary>
/// <param name="http">Over a handler, or to a host.</param>
/// <param name="time">The clock that its assertions are made by.</param>
public sealed class PlainClient(HttpClient http, ServiceAccount account, string tokenUri, Uri address, TimeProvider time)
{
    public const string Spreadsheets = "https://www.googleapis.com/auth/spreadsheets";

    string? token;

    public static PlainClient Of(GoogleStandIn google, ServiceAccount account) =>
        new(new HttpClient(new GoogleHandler(google)), account, google.TokenUri, new Uri(google.Address), google.Time);

    public static PlainClient Of(GoogleHost host, ServiceAccount account) => new(new HttpClient(), account, host.TokenUri, host.Address, TimeProvider.System);

    /// <summary>With a key file's JSON, as a script has it.</summary>
    public static PlainClient OfKey(JsonElement key, Uri address) =>
        new(new HttpClient { Timeout = TimeSpan.FromMinutes(5) }, new ServiceAccount(key.GetProperty("client_email").GetString()!, key.GetProperty("private_key").GetString()!), key.GetProperty("token_uri").GetString()!, address, TimeProvider.System);

    /// <summary>What is sent along; null: nothing.</summary>
    public string? Token { get => token; set => token = value; }

    public JsonObject Claims(string scope = Spreadsheets)
    {
        long now = time.GetUtcNow().ToUnixTimeSeconds();
        return new JsonObject { ["iss"] = account.Email, ["scope"] = scope, ["aud"] = tokenUri, ["iat"] = now, ["exp"] = now + 3600 };
    }

    public async Task<(HttpStatusCode Status, JsonNode Body)> Exchange(string assertion, CancellationToken ct)
    {
        using var form = new FormUrlEncodedContent([new("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), new("assertion", assertion)]);
        using HttpResponseMessage response = await http.PostAsync(new Uri(tokenUri), form, ct);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(ct))!);
    }

    /// <summary>Signs in.</summary>
    public async Task<PlainClient> SignIn(string scope = Spreadsheets, CancellationToken ct = default)
    {
        var (status, body) = await Exchange(account.Sign(Claims(scope)), ct);
        token = status == HttpStatusCode.OK ? (string?)body["access_token"] : throw new HttpRequestException(body.ToJsonString());
        return this;
    }

    public async Task<HttpResponseMessage> Send(HttpMethod method, string path, string? body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, new Uri(address, path));
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return await http.SendAsync(request, ct);
    }

    /// <summary>The answer's JSON.</summary>
    /// <param name="path">After <c>v4/spreadsheets/</c>.</param>
    /// <exception cref="HttpRequestException">Any other status than 200.</exception>
    public async Task<JsonElement> Call(HttpMethod method, string path, string? body = null, CancellationToken ct = default)
    {
        using HttpResponseMessage response = await Send(method, "v4/spreadsheets/" + path, body, ct);
        byte[] bytes = await response.Content.ReadAsByteArrayAsync(ct);
        if (response.StatusCode != HttpStatusCode.OK) throw new HttpRequestException(Encoding.UTF8.GetString(bytes), null, response.StatusCode);
        return JsonDocument.Parse(bytes).RootElement;
    }
}
