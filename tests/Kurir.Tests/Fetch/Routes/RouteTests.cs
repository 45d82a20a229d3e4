using Kurir.Connectors;

namespace Kurir.Tests.Fetch;

/// <summary>What is written down of a request that a page sent, and what is made of it on another day.</summary>
public sealed class RouteTests
{
    static readonly Window Days = new(new DateOnly(2026, 11, 22), new DateOnly(2026, 11, 23));
    static readonly Window Later = new(new DateOnly(2026, 12, 1), new DateOnly(2026, 12, 5));
    static readonly Uri Site = new("https://panel.example.com/");
    const string Csrf = "csrf-of-this-page-0123456789";
    const string Html = $"""<!doctype html><meta name="csrf-token" content="{Csrf}"><form><input type="hidden" name="_token" value="form-token-9876543210"><input name="q" value="plain"></form>""";

    static Route? Learn(string address, string? body = null, string? type = null, Window? window = null, FormConfig? form = null, params (string Name, string Value)[] headers)
    {
        var site = new Site { Name = "panel", Address = Site, SignIn = new SignInConfig { None = new NoSignInConfig() }, SecretsPrefix = "panel" };
        using var wire = new Wire(site, TimeProvider.System);
        wire.Cookies.Take(Site, "XSRF-TOKEN=cookie%3Dtoken-1234567; Path=/");
        wire.Credential = ("Authorization", "Bearer of-this-session");
        var export = new Export { Pipeline = "panel", Name = "report", Settings = new ExportConfig { Page = "/report", Form = form ?? new FormConfig { Start = "a", End = "b", Button = "Export" } }, Destinations = [] };
        Dictionary<string, string> all = headers.ToDictionary(header => header.Name, header => header.Value);
        if (type is not null) all["content-type"] = type;
        return new RouteWriter(new Report(export, window ?? Days, Site), PanelPage.Parse(new Uri(Site, "/report"), Html), wire)
            .Write(new SentRequest(body is null ? "GET" : "POST", new Uri(Site, address), body, all), null, default);
    }

    static string Fill(string text) => RouteTexts.Fill(text, Later, (kind, name) => $"<{kind} {name}>");

    [Theory]
    [InlineData("/x?s=2026-11-22&e=2026-11-23", "/x?s=2026-12-01&e=2026-12-05")]
    [InlineData("/x?s=22/11/2026&e=23/11/2026", "/x?s=01/12/2026&e=05/12/2026")]
    [InlineData("/x?s=22%2F11%2F2026&e=23%2F11%2F2026", "/x?s=01%2F12%2F2026&e=05%2F12%2F2026")]
    [InlineData("/x?s=11-22-2026&e=11-23-2026", "/x?s=12-01-2026&e=12-05-2026")]
    [InlineData("/x?s=20261122&e=20261123", "/x?s=20261201&e=20261205")]
    [InlineData("/x?s=2026-11-22T00%3A00&e=2026-11-23T23%3A59", "/x?s=2026-12-01T00%3A00&e=2026-12-05T23%3A59")]
    [InlineData("/x/2026-11-22/2026-11-23/xlsx", "/x/2026-12-01/2026-12-05/xlsx")]
    [InlineData("/x?range=22+Nov+2026+-+23+Nov+2026", "/x?range=01+Dec+2026+-+05+Dec+2026")]
    public void Days_are_recognised_however_they_are_written(string sent, string later) => Assert.Equal(later, Fill(Learn(sent)!.Address));

    [Fact]
    public void Days_and_tokens_are_found_in_bodies_and_headers_and_values_of_the_session_are_not_kept()
    {
        Route route = Learn("/rows", """{"from":"2026-11-22","to":"2026-11-23","_token":"form-token-9876543210"}""", "application/json", null, null,
            ("x-csrf-token", Csrf), ("x-xsrf-token", "cookie=token-1234567"), ("x-requested-with", "XMLHttpRequest"), ("cookie", "sid=1"), ("authorization", "Bearer of-this-session"), ("sec-fetch-mode", "cors"))!;
        Assert.Equal("""{"from":"2026-12-01","to":"2026-12-05","_token":"<field _token>"}""", Fill(route.Body!));
        Assert.Equal(["x-csrf-token: <meta csrf-token>", "x-requested-with: XMLHttpRequest", "x-xsrf-token: <cookie XSRF-TOKEN>"],
            route.Headers.Select(header => $"{header.Key}: {Fill(header.Value)}").Order(StringComparer.Ordinal));
        Assert.DoesNotContain("0123456789", LedgerText(route), StringComparison.Ordinal);
        Assert.DoesNotContain("9876543210", LedgerText(route), StringComparison.Ordinal);
    }

    static string LedgerText(Route route) => string.Join('\n', route.Texts);

    [Theory]
    [InlineData("/x?start_date=2026-11-22&end_date=2026-11-22", "/x?start_date=2026-12-01&end_date=2026-12-05")]
    [InlineData("/x?dari=2026-11-22&sampai=2026-11-22", "/x?dari=2026-12-01&sampai=2026-12-05")]
    [InlineData("/x?sampai=2026-11-22&dari=2026-11-22", "/x?sampai=2026-12-05&dari=2026-12-01")]
    [InlineData("/x?p=2026-11-22&q=2026-11-22", "/x?p=2026-12-01&q=2026-12-05")]
    public void Of_a_single_day_the_names_tell_first_from_last(string sent, string later) =>
        Assert.Equal(later, Fill(Learn(sent, window: new Window(Days.From, Days.From))!.Address));

    [Theory]
    [InlineData("/x")] // the days lie in the panel's session
    [InlineData("/x?s=2026-11-22")]
    [InlineData("/x?s=2026-11-22&e=2026-11-23&signature=abcdef0123456789")]
    [InlineData("/x?s=2026-11-22&e=2026-11-23&ids=1,2,3,4,5,6,7")]
    [InlineData("/x?s=2026-11-22&e=2026-11-23&i[]=1&i[]=2&i[]=3&i[]=4&i[]=5&i[]=6")]
    [InlineData("/hapus?s=2026-11-22&e=2026-11-23")]
    [InlineData("https://files.example.com/x?s=2026-11-22&e=2026-11-23")]
    public void What_would_be_wrong_or_forbidden_on_another_day_is_not_learned(string sent) => Assert.Null(Learn(sent));

    [Fact]
    public void A_token_of_unknown_origin_is_not_learned()
    {
        Assert.Null(Learn("/x?s=2026-11-22&e=2026-11-23", null, null, null, null, ("x-csrf-token", "made-by-a-script-123")));
        Assert.Null(Learn("/x?s=2026-11-22&e=2026-11-23", null, null, null, null, ("authorization", "Bearer of-somebody-else")));
        Assert.Null(Learn("/x", """{"from":"2026-11-22","to":"2026-11-23","token":"made-by-a-script-123"}""", "application/json"));
    }

    [Fact]
    public void A_date_that_can_be_read_in_two_ways_is_not_learned_until_a_window_tells()
    {
        Assert.Null(Learn("/x?s=11/11/2026&e=11/11/2026", window: new Window(new DateOnly(2026, 11, 11), new DateOnly(2026, 11, 11))));
        Assert.Equal("/x?s=01/12/2026&e=05/12/2026", Fill(Learn("/x?s=11/11/2026&e=12/11/2026", window: new Window(new DateOnly(2026, 11, 11), new DateOnly(2026, 11, 12)))!.Address));
    }

    [Fact]
    public void A_day_without_a_field_is_today_and_is_not_learned()
    {
        var form = new FormConfig { Button = "Export" };
        Assert.Null(Learn("/x?on=2026-11-23", form: form));
        Assert.Equal("/x?all=1", Learn("/x?all=1", form: form)!.Address);
    }

    [Fact]
    public void Digits_inside_longer_numbers_are_no_days() => Assert.Equal("/x?n=12026112299&s=20261201&e=20261205", Fill(Learn("/x?n=12026112299&s=20261122&e=20261123")!.Address));
}
