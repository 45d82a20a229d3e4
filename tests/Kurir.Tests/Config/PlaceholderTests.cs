namespace Kurir;

public sealed class PlaceholderTests
{
    static readonly Window September = new(new DateOnly(2026, 9, 1), new DateOnly(2026, 9, 30));

    [Theory]
    [InlineData("/a?f={start}&t={end}", "/a?f=2026-09-01&t=2026-09-30")]
    [InlineData("/a?f={start:dd/MM/yyyy}", "/a?f=01%2F09%2F2026")]
    [InlineData("/a/{start:yyyy}/{start:MM}", "/a/2026/09")]
    [InlineData("/a?f={end:yyyyMMdd}T2359", "/a?f=20260930T2359")]
    public void Days_are_filled_in_by_their_format(string address, string filled)
    {
        Assert.Null(Placeholders.Problem(address));
        Assert.Equal(filled, Placeholders.Fill(address, September, Uri.EscapeDataString));
    }

    [Theory]
    [InlineData("/a?f={today}")]
    [InlineData("/a?f={start")]
    [InlineData("/a?f=start}")]
    [InlineData("/a?f={{start}}")]
    [InlineData("/a?f={start:d}")]
    [InlineData("/a?f={start:mm}")]
    [InlineData("/a?f={start:HH}")]
    [InlineData("/a?f={start:}")]
    [InlineData("/a?f={start:-}")]
    public void Anything_else_is_a_problem(string address) => Assert.NotNull(Placeholders.Problem(address));
}
