using Kurir.Connectors;
using Kurir.Google;
using static Kurir.Tests.Sales;

namespace Kurir.Tests;

public sealed class SheetsClientTests
{
    readonly SheetStanding sheet = new();

    [Fact]
    public async Task Calls_beyond_the_accounts_budget_wait_until_the_minute_is_over()
    {
        var time = new HastyTime(sheet.Time);
        SheetsClient client = sheet.ClientOf(perMinute: 3, time);

        for (int i = 0; i < 7; i++) await client.Book(new SheetPlace(SheetStanding.Id, "sheet"), default);

        Assert.Equal([60.0, 60.0], time.Pauses.Select(pause => Math.Round(pause.TotalSeconds)));
    }

    [Fact]
    public async Task Even_a_quota_that_others_use_too_is_waited_for()
    {
        sheet.Google.Quota.IsOn = true;
        sheet.Google.Quota.PerUser = 2;
        Courier courier = Courier();
        courier.Report(Budi());

        Receipt receipt = await courier.Deliver(sheet.Open());

        Assert.True(receipt.Verified);
        Assert.Contains(sheet.Calls, call => call.Status == 429);
    }

    [Fact]
    public async Task A_pause_that_the_server_asks_for_is_kept_and_a_write_repeated_only_when_it_was_not_looked_at()
    {
        var time = new HastyTime(sheet.Time);
        SheetsClient client = sheet.ClientOf(60, time);
        sheet.Google.Faults.On("spreadsheets.batchUpdate", Disturbance.TooMany(7));
        Courier courier = Courier();
        courier.Report(Budi());

        await courier.Deliver(sheet.Open(Options, client));

        Assert.Contains(TimeSpan.FromSeconds(7), time.Pauses);
        Assert.Equal(["spreadsheets.batchUpdate", "spreadsheets.batchUpdate"], sheet.Calls.Where(call => call.Kind == CallKind.Write).Select(call => call.Method));
        Assert.DoesNotContain(sheet.Calls.SkipWhile(call => call.Kind != CallKind.Write).TakeWhile(call => call.Status != 200), call => call.Kind == CallKind.Read);
    }

    [Fact]
    public async Task After_a_server_error_a_write_is_planned_anew_and_a_read_just_repeated()
    {
        Courier courier = Courier();
        courier.Report(Budi());
        sheet.Google.Faults.On("spreadsheets.batchUpdate", Disturbance.Unavailable).On("spreadsheets.get", Disturbance.BadGateway);

        await courier.Deliver(sheet.Open());

        string[] calls = [.. sheet.Calls.Select(call => $"{call.Method["spreadsheets.".Length..]} {call.Status}")];
        Assert.Equal("get 502", calls[0]);
        Assert.Equal("get 200", calls[1]);
        int failed = Array.IndexOf(calls, "batchUpdate 503");
        Assert.Equal("get 200", calls[failed + 1]);
        Assert.Equal(2, sheet.Load().Count);
    }

    [Fact]
    public async Task A_pause_named_in_the_body_is_kept_and_one_beyond_patience_is_not_waited_for()
    {
        var time = new HastyTime(sheet.Time);
        SheetsClient client = sheet.ClientOf(60, time);
        sheet.Google.Faults.On("spreadsheets.get", Named("9.5s"));
        await client.Book(Place, default);
        Assert.Equal([TimeSpan.FromSeconds(9.5)], time.Pauses);

        sheet.Google.Faults.On("spreadsheets.get", Named("3600s"));
        Fault fault = await Assert.ThrowsAsync<Fault>(() => client.Book(Place, default));
        Assert.Equal((FaultName.TooManyRequests, TimeSpan.FromHours(1)), (fault.Name, fault.RetryAfter));
        Assert.Single(time.Pauses);

        static Disturbance Named(string delay) => new("RetryInfo", () => GoogleAnswer.Json(
            429, System.Text.Encoding.UTF8.GetBytes($$$"""{"error":{"code":429,"status":"RESOURCE_EXHAUSTED","message":"Quota exceeded","details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"{{{delay}}}"}]}}""")));
    }

    [Fact]
    public async Task An_ended_token_is_renewed_once()
    {
        SheetsClient client = sheet.ClientOf(60);
        await client.Book(Place, default);
        sheet.Google.Tokens.ExpireAll();

        await client.Book(Place, default);
        Assert.Equal(2, sheet.Google.Tokens.Issued);

        sheet.Google.Faults.When(call => call.Kind != CallKind.Token, new Disturbance("401", () => GoogleAnswer.Json(401, "{}"u8.ToArray())), times: 9);
        Assert.Equal((FaultName.KeyRefused, FaultKind.Ask), await Refused(client));
        Assert.Equal(3, sheet.Google.Tokens.Issued);
    }

    [Fact]
    public async Task What_is_not_shared_says_with_whom_to_share_it()
    {
        sheet.Book.Shared.Clear();
        Fault stranger = await Assert.ThrowsAsync<Fault>(() => sheet.Open().Exists(default));
        Assert.Equal((FaultName.NotShared, FaultKind.Ask), (stranger.Name, stranger.Kind));
        Assert.Contains(sheet.Account.Email, stranger.Remedy, StringComparison.Ordinal);

        sheet.Book.Shared[sheet.Account.Email] = Role.Viewer;
        Courier courier = Courier();
        courier.Report(Budi());
        Fault viewer = await Assert.ThrowsAsync<Fault>(() => courier.Deliver(sheet.Open()));
        Assert.Equal(FaultName.NotShared, viewer.Name);
        Assert.Contains("may read the spreadsheet but not change it", viewer.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_id_and_a_service_that_is_off_are_told_apart()
    {
        SheetsClient client = sheet.ClientOf(60);
        Fault missing = await Assert.ThrowsAsync<Fault>(() => client.Book(new SheetPlace("1Nobody", "sheet 1Nobody"), default));
        Assert.Equal((FaultName.DestinationNotFound, FaultKind.Ask, "sheet 1Nobody"), (missing.Name, missing.Kind, missing.Subject));

        sheet.Google.IsEnabled = false;
        Fault off = await Assert.ThrowsAsync<Fault>(() => client.Book(Place, default));
        Assert.Equal((FaultName.ApiDisabled, FaultKind.Ask), (off.Name, off.Kind));
        Assert.Contains("https://console.", off.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_key_and_a_wrong_clock_are_told_apart()
    {
        var other = new SheetStanding();
        other.Google.Tokens.Remove(other.Account.Email);
        Assert.Equal((FaultName.KeyRefused, FaultKind.Ask), await Refused(other.ClientOf(60)));

        var wrong = new ServiceAccount(ownKey: true);
        sheet.Google.Tokens.Add(wrong);
        Assert.Equal((FaultName.KeyRefused, FaultKind.Ask), await Refused(sheet.ClientOf(60)));

        sheet.Google.Tokens.Add(sheet.Account);
        var late = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(sheet.Time.GetUtcNow().AddHours(-3));
        Fault clock = await Assert.ThrowsAsync<Fault>(() => sheet.ClientOf(60, new HastyTime(late)).Book(Place, default));
        Assert.Equal((FaultName.ClockWrong, FaultKind.Ask), (clock.Name, clock.Kind));
    }

    [Fact]
    public async Task A_page_of_html_an_endless_reply_and_a_deep_one_are_faults()
    {
        SheetsClient client = sheet.ClientOf(600);
        sheet.Google.Faults.On("spreadsheets.get", new Disturbance("portal", () => GoogleAnswer.Html(200, "Please sign in to this network")));
        Assert.Equal((FaultName.ReplyMalformed, FaultKind.Retry), await Refused(client));

        sheet.Google.Faults.On("spreadsheets.get", new Disturbance("deep", () => GoogleAnswer.Json(200, System.Text.Encoding.ASCII.GetBytes(new string('[', 100_000)))));
        Assert.Equal((FaultName.ReplyMalformed, FaultKind.Retry), await Refused(client));

        sheet.Google.Faults.On("spreadsheets.get", new Disturbance("long", () => GoogleAnswer.Json(200, System.Text.Encoding.ASCII.GetBytes("{\"x\":\"" + new string('y', 5 << 20)))));
        Assert.Equal((FaultName.ReplyMalformed, FaultKind.Retry), await Refused(client));

        sheet.Google.Faults.On("spreadsheets.get", Disturbance.BadGateway, times: 99);
        Assert.Equal((FaultName.ServerError, FaultKind.Retry), await Refused(client));
    }

    [Fact]
    public async Task Nothing_of_the_key_is_in_any_fault()
    {
        sheet.Google.Tokens.Remove(sheet.Account.Email);
        Fault fault = await Assert.ThrowsAsync<Fault>(() => sheet.ClientOf(60).Book(Place, default));
        string key = sheet.Key().PrivateKey.Reveal().Replace("\n", "", StringComparison.Ordinal)[28..^26];
        string said = $"{fault} {fault.Cause} {fault.Remedy} {fault.InnerException}";

        Assert.DoesNotContain(Enumerable.Range(0, key.Length - 8), i => said.Contains(key.Substring(i, 8), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, "https://sheets.googleapis.com/")]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:8080/")]
    [InlineData("https://gateway.example.com/sheets/", "https://gateway.example.com/sheets/")]
    public void The_address_can_be_redirected(string? given, string address) => Assert.Equal(new Uri(address), SheetsAccess.AddressOf(given));

    [Theory]
    [InlineData("gateway")]
    [InlineData("ftp://gateway.example.com")]
    [InlineData("https://user:pass@gateway.example.com")]
    public void What_is_no_address_is_refused(string given) => Assert.Equal(FaultName.ConfigurationInvalid, Assert.Throws<Fault>(() => SheetsAccess.AddressOf(given)).Name);

    static SheetPlace Place => new(SheetStanding.Id, "sheet");

    static GoogleSheetsOptions Options => new() { Sheet = SheetStanding.Id };

    static async Task<(FaultName, FaultKind)> Refused(SheetsClient client)
    {
        Fault fault = await Assert.ThrowsAsync<Fault>(() => client.Book(Place, default));
        return (fault.Name, fault.Kind);
    }
}
