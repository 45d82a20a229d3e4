using Kurir.Connectors;
using Microsoft.Extensions.Time.Testing;

namespace Kurir.Tests.Fetch;

public sealed class OneTimeCodeTests
{
    /// <summary>The secret of RFC 6238's own examples, in Base32.</summary>
    const string Secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    static OneTimeCode Of(string secret, TimeProvider time)
    {
        long last = -1;
        return new OneTimeCode(secret, (step, _) => Task.FromResult(step > last && (last = step) == step), time);
    }

    [Theory]
    [InlineData(59 - 20, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    public async Task Codes_are_those_of_the_standard(long seconds, string code)
    {
        long early = seconds / 30 * 30 + 5;
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(early));
        Assert.Equal(code, await Of(Secret, time).Next(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("gezd gnbv gy3t qojq gezd gnbv gy3t qojq")]
    [InlineData("otpauth://totp/Panel:budi?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Panel")]
    public async Task A_secret_is_taken_as_panels_show_it(string secret) =>
        Assert.Equal("005924", await Of(secret, new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1234567890))).Next(TestContext.Current.CancellationToken));

    [Theory, InlineData("not base 32!"), InlineData(""), InlineData("otpauth://totp/x")]
    public void What_is_no_secret_is_not_good(string secret) => Assert.False(Of(secret, TimeProvider.System).IsGood);

    [Fact]
    public async Task A_code_is_given_once_and_not_in_its_last_seconds()
    {
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1234567890 / 30 * 30 + 27));
        var codes = Of(Secret, time);
        Task<string> late = codes.Next(TestContext.Current.CancellationToken);
        Assert.False(late.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(4));
        string first = await late;
        Task<string> again = codes.Next(TestContext.Current.CancellationToken);
        Assert.False(again.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.NotEqual(first, await again);
    }
}
