using Kurir.Connectors;
using Microsoft.Extensions.Time.Testing;

namespace Kurir.Tests.Fetch;

public sealed class CookieTests
{
    static readonly Uri Here = new("https://backend.example.com/admin/login");
    readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 1, 0, 0, TimeSpan.Zero));

    string? Sent(string to, params string[] lines)
    {
        var jar = new CookieJar(time);
        foreach (string line in lines) jar.Take(Here, line);
        return jar.Header(new Uri(to));
    }

    [Theory]
    [InlineData("a=1", "https://backend.example.com/admin/x", "a=1")]
    [InlineData("a=1", "https://backend.example.com/", null)]
    [InlineData("a=1; path=/", "https://backend.example.com/other", "a=1")]
    [InlineData("a=1; Path=/ad", "https://backend.example.com/admin/x", null)]
    [InlineData("a=1; Path=/; Secure", "http://backend.example.com/", null)]
    [InlineData("a=1; Path=/", "https://sub.backend.example.com/", null)]
    [InlineData("a=1; Path=/; Domain=example.com", "https://other.example.com/", "a=1")]
    [InlineData("a=1; Path=/; Domain=.example.com", "https://otherexample.com/", null)]
    [InlineData("a=1; Path=/; Domain=com", "https://backend.example.com/", null)]
    [InlineData("a=1; Path=/; Domain=elsewhere.example.org", "https://backend.example.com/", null)]
    [InlineData("a=b=c==; Path=/", "https://backend.example.com/", "a=b=c==")]
    [InlineData("=1; Path=/", "https://backend.example.com/", null)]
    [InlineData("a=1; Path=/; Max-Age=0", "https://backend.example.com/", null)]
    [InlineData("a=1; Path=/; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "https://backend.example.com/", "a=1")]
    [InlineData("a=1; Path=/; Expires=Thu, 01-Jan-70 00:00:00 GMT", "https://backend.example.com/", null)]
    [InlineData("a=1; Path=/; Expires=Mon, 23 Nov 2026 02:00:00 GMT", "https://backend.example.com/", "a=1")]
    [InlineData("a=1; Path=/; Expires=Mon, 23-Nov-2026 00:59:59 UTC", "https://backend.example.com/", null)]
    [InlineData("a=1; Path=/; Expires=soon", "https://backend.example.com/", "a=1")]
    public void A_cookie_goes_where_a_browser_would_send_it(string line, string to, string? sent) => Assert.Equal(sent, Sent(to, line));

    [Fact]
    public void A_later_cookie_replaces_one_of_the_same_name_and_path()
    {
        Assert.Equal("a=3; a=2", Sent("https://backend.example.com/admin/x", "a=1; Path=/admin", "a=2; Path=/", "a=3; Path=/admin"));
        Assert.Null(Sent("https://backend.example.com/", "a=1; Path=/", "a=; Path=/; Max-Age=-1"));
    }

    [Fact]
    public void A_cookie_ends_with_its_time()
    {
        var jar = new CookieJar(time);
        jar.Take(Here, "a=1; Path=/; Max-Age=60");
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal("a=1", jar.Header(Here));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(jar.Header(Here));
    }

    [Fact]
    public void A_host_cannot_fill_the_memory_with_cookies()
    {
        var jar = new CookieJar(time);
        for (int i = 0; i < 1000; i++) jar.Take(Here, $"c{i}={new string('x', 100)}; Path=/");
        jar.Take(Here, $"huge={new string('x', 10_000)}; Path=/");
        Assert.True(jar.Header(Here)!.Length < 25_000);
    }
}
