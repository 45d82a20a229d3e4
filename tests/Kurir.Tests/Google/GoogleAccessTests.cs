using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kurir.Google;

namespace Kurir.Tests;

/// <summary>OAuth, permissions and faults; the numbers are those of the facts about service accounts (S) and about Google Sheets.</summary>
public sealed class GoogleAccessTests
{
    readonly Desk desk = new();

    [Fact]
    public async Task Fact_S4_an_assertion_is_a_token_for_an_hour()
    {
        var (status, body) = await desk.Client.Exchange(desk.Account.Sign(desk.Client.Claims()), default);
        Assert.Equal((HttpStatusCode.OK, "Bearer", 3599), (status, (string?)body["token_type"], (int)body["expires_in"]!));
        desk.Client.Token = (string?)body["access_token"];
        await desk.Get("");
        desk.Time.Advance(TimeSpan.FromHours(1));
        Assert.StartsWith("Request had invalid authentication credentials.", (await Desk.Refused(desk.Get(""))).Message, StringComparison.Ordinal);
        desk.Client.Token = null;
        var (code, name, message, _) = await Desk.Refused(desk.Get(""));
        Assert.Equal((401, "UNAUTHENTICATED"), (code, name));
        Assert.StartsWith("Request is missing required authentication credential.", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("iat", -7200, "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.")]
    [InlineData("iat", 600, "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.")]
    [InlineData("exp", 1, "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.")]
    public async Task Fact_S6_assertions_are_short_and_of_now(string claim, int shift, string description)
    {
        JsonObject claims = desk.Client.Claims();
        claims[claim] = (long)claims[claim]! + shift;
        Assert.Equal(("invalid_grant", description), await Refused(desk.Account.Sign(claims)));
    }

    [Fact]
    public async Task Facts_S2_S3_S7_and_S8_another_key_account_audience_or_scope_is_refused()
    {
        var other = new ServiceAccount(desk.Account.Email, ownKey: true);
        Assert.Equal(("invalid_grant", "Invalid JWT Signature."), await Refused(other.Sign(desk.Client.Claims())));
        string[] parts = desk.Account.Sign(desk.Client.Claims()).Split('.');
        Assert.Equal(("invalid_grant", "Invalid JWT Signature."), await Refused($"{parts[0]}.{parts[1]}.{parts[2][..^4]}AAAA"));
        Assert.Equal(("invalid_grant", "Bad Request"), await Refused("no token"));
        Assert.Equal(("invalid_grant", "Invalid JWT: Failed audience check."), await Refused(With("aud", "https://example.com/token")));
        Assert.Equal(("invalid_grant", "Invalid grant: account not found"), await Refused(With("iss", "nobody@example.com")));
        Assert.Equal("invalid_scope", (await Refused(With("scope", "https://example.com/all"))).Error);
        desk.Google.Tokens.Add(other);
        Assert.Equal(("invalid_grant", "Invalid JWT Signature."), await Refused(desk.Account.Sign(desk.Client.Claims())));

        string With(string claim, string value)
        {
            JsonObject claims = desk.Client.Claims();
            claims[claim] = value;
            return desk.Account.Sign(claims);
        }
    }

    [Fact]
    public async Task Fact_S13_a_scope_that_only_reads_does_not_write()
    {
        await desk.Client.SignIn(PlainClient.Spreadsheets + ".readonly");
        await desk.Get("");
        var refused = await Desk.Refused(desk.Write("A1", "[[1]]"));
        Assert.Equal((403, "PERMISSION_DENIED", "Request had insufficient authentication scopes."), (refused.Code, refused.Status, refused.Message));
    }

    [Fact]
    public async Task Fact_S14_a_token_may_be_signed_by_its_bearer()
    {
        JsonObject claims = desk.Client.Claims();
        claims.Remove("scope");
        claims["aud"] = desk.Google.Address;
        claims["sub"] = desk.Account.Email;
        desk.Client.Token = desk.Account.Sign(claims);
        await desk.Write("A1", "[[1]]");
    }

    [Fact]
    public async Task Facts_49_and_50_not_shared_shared_to_look_at_and_unknown()
    {
        desk.Book.Shared[desk.Account.Email] = Role.Viewer;
        await desk.Get("");
        Assert.Equal((403, "PERMISSION_DENIED", "The caller does not have permission"), Head(await Desk.Refused(desk.Write("A1", "[[1]]"))));
        desk.Book.Shared.Clear();
        Assert.Equal((403, "PERMISSION_DENIED", "The caller does not have permission"), Head(await Desk.Refused(desk.Get(""))));
        Assert.Equal((404, "NOT_FOUND", "Requested entity was not found."), Head(await Desk.Refused(desk.Client.Call(HttpMethod.Get, "1Unknown"))));
        desk.Google.IsEnabled = false;
        var disabled = await Desk.Refused(desk.Get(""));
        Assert.Equal("SERVICE_DISABLED", disabled.Error.GetProperty("details")[0].GetProperty("reason").GetString());

        static (int, string, string) Head((int Code, string Status, string Message, JsonElement Error) refused) => (refused.Code, refused.Status, refused.Message);
    }

    [Fact]
    public async Task Facts_7_and_48_faults_strike_the_call_they_are_set_on_and_nothing_else()
    {
        desk.Google.Faults.At(2, Disturbance.TooMany(7)).At(3, Disturbance.BadGateway).At(4, Disturbance.Unavailable).At(5, Disturbance.UnavailableAfterAll);
        await desk.Write("A1", "[[1]]");
        using (HttpResponseMessage busy = await Send())
        {
            Assert.Equal((429, "7"), ((int)busy.StatusCode, busy.Headers.GetValues("Retry-After").Single()));
        }

        using (HttpResponseMessage page = await Send())
        {
            Assert.Equal((502, "text/html"), ((int)page.StatusCode, page.Content.Headers.ContentType?.MediaType));
        }

        Assert.Equal(503, (await Desk.Refused(desk.Write("B1", "[[1]]"))).Code);
        Assert.Equal(503, (await Desk.Refused(desk.Write("C1", "[[1]]"))).Code);
        Assert.Equal("""[[1,"",1]]""", await desk.Values("A1:Z1"));

        Task<HttpResponseMessage> Send() => desk.Client.Send(HttpMethod.Get, $"v4/spreadsheets/{Desk.Id}", null, default);
    }

    [Fact]
    public async Task Connections_are_cut_before_and_after_and_in_the_middle()
    {
        desk.Google.Faults.At(1, Disturbance.CutBefore).At(2, Disturbance.ReplyLost).At(3, Disturbance.Truncated).At(4, Disturbance.Malformed);
        await Assert.ThrowsAsync<HttpRequestException>(() => desk.Write("A1", "[[1]]"));
        Assert.Null(desk.Tab.Cell(0, 0).Entered);
        await Assert.ThrowsAsync<HttpRequestException>(() => desk.Write("A1", "[[1]]"));
        Assert.Equal(1.0, desk.Tab.Cell(0, 0).Entered);
        await Assert.ThrowsAnyAsync<Exception>(() => desk.Get(""));
        await Assert.ThrowsAnyAsync<JsonException>(() => desk.Get(""));
        Assert.Equal([false, true, true, true], desk.Google.Calls.Select(call => call.Applied));
    }

    [Fact]
    public async Task On_loopback_it_is_the_same()
    {
        await using GoogleHost host = await GoogleHost.Start();
        host.Google.Tokens.Add(desk.Account);
        host.Google.AddBook(Desk.Id, editors: desk.Account.Email);
        PlainClient client = await PlainClient.Of(host, desk.Account).SignIn();
        await client.Call(HttpMethod.Put, $"{Desk.Id}/values/{Uri.EscapeDataString("'Sheet1'!A1:B2")}?valueInputOption=RAW", """{"values":[["é","b"]]}""");
        JsonElement read = await client.Call(HttpMethod.Get, $"{Desk.Id}/values/Sheet1");
        Assert.Equal("""[["é","b"]]""", Desk.Compact(read.GetProperty("values")));
        host.Google.Faults.On("spreadsheets.get", Disturbance.ReplyLost).On("spreadsheets.get", Disturbance.Truncated);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.Call(HttpMethod.Get, Desk.Id));
        await Assert.ThrowsAsync<HttpRequestException>(() => client.Call(HttpMethod.Get, Desk.Id));
        GoogleCall call = host.Google.Calls[1];
        Assert.Equal(("spreadsheets.values.update", CallKind.Write, 200, true, desk.Account.Email), (call.Method, call.Kind, call.Status, call.Applied, call.Caller));
        Assert.True(call is { Sent: > 20, Received: > 20 });
    }

    async Task<(string Error, string Description)> Refused(string assertion)
    {
        var (status, body) = await desk.Client.Exchange(assertion, default);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        return ((string)body["error"]!, (string)body["error_description"]!);
    }
}
