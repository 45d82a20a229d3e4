using Kurir.App;

namespace Kurir.Tests;

public sealed class UtcCronTests
{
    static readonly DateTimeOffset Winter = new(2026, 1, 10, 0, 0, 0, TimeSpan.Zero), Summer = new(2026, 7, 10, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Asia/Jakarta", "08:00 18:00", "0 1,11 * * *")]
    [InlineData("Asia/Jakarta", "05:30", "30 22 * * *")]
    [InlineData("Asia/Kolkata", "09:00 21:00", "30 3,15 * * *")]
    [InlineData("UTC", "00:00 00:30 12:00 12:30", "0,30 0,12 * * *")]
    public void Times_of_a_zone_become_times_of_utc(string zone, string times, string expression)
    {
        UtcCron cron = Of(zone, times, Winter);
        Assert.Equal((expression, null), (cron.Expression, cron.Until));
    }

    [Fact]
    public void A_zone_with_summer_time_has_an_expression_for_each_half_of_the_year_and_says_until_when()
    {
        Assert.Equal(new UtcCron("0 7 * * *", new DateOnly(2026, 3, 29)), Of("Europe/Berlin", "08:00", Winter));
        Assert.Equal(new UtcCron("0 6 * * *", new DateOnly(2026, 10, 25)), Of("Europe/Berlin", "08:00", Summer));
    }

    [Theory]
    [InlineData("08:00 18:30", "same minute")]
    [InlineData("", "schedule:")]
    public void What_one_expression_cannot_say_is_refused(string times, string remedy)
    {
        Fault fault = Assert.Throws<Fault>(() => Of("Asia/Jakarta", times, Winter));
        Assert.Equal(FaultName.ConfigurationInvalid, fault.Name);
        Assert.Contains(remedy, fault.Remedy, StringComparison.Ordinal);
    }

    static UtcCron Of(string zone, string times, DateTimeOffset now) => UtcCron.Of(
        "toko", [.. times.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(time => TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture))], TimeZoneInfo.FindSystemTimeZoneById(zone), now);
}
