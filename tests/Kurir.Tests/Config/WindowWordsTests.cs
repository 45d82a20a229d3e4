using System.Globalization;

namespace Kurir;

public sealed class WindowWordsTests
{
    static string Resolve(string words, string now, string zone = "Asia/Jakarta") => WindowWords.Resolve(
        new WindowConfig { Words = words }, DateTimeOffset.Parse(now, CultureInfo.InvariantCulture), TimeZoneInfo.FindSystemTimeZoneById(zone)).ToString();

    [Theory]
    [InlineData("today", "2026-11-23T08:00:00+07:00", "2026-11-23")]
    [InlineData("yesterday", "2026-11-23T08:00:00+07:00", "2026-11-22")]
    [InlineData("last 2 days", "2026-11-23T08:00:00+07:00", "2026-11-22..2026-11-23")]
    [InlineData("last 1 day", "2026-11-23T08:00:00+07:00", "2026-11-23")]
    [InlineData("Last  7 Days", "2026-11-23T08:00:00+07:00", "2026-11-17..2026-11-23")]
    [InlineData("this week", "2026-11-23T08:00:00+07:00", "2026-11-23")]
    [InlineData("this week", "2026-11-29T08:00:00+07:00", "2026-11-23..2026-11-29")]
    [InlineData("last week", "2026-11-29T08:00:00+07:00", "2026-11-16..2026-11-22")]
    [InlineData("this month", "2026-11-23T08:00:00+07:00", "2026-11-01..2026-11-23")]
    [InlineData("last month", "2026-11-23T08:00:00+07:00", "2026-10-01..2026-10-31")]
    public void Words_mean_days(string words, string now, string days) => Assert.Equal(days, Resolve(words, now));

    [Theory]
    [InlineData("last month", "2026-03-31T12:00:00+07:00", "2026-02-01..2026-02-28")]
    [InlineData("last month", "2028-03-01T12:00:00+07:00", "2028-02-01..2028-02-29")]
    [InlineData("last 3 days", "2028-03-01T12:00:00+07:00", "2028-02-28..2028-03-01")]
    [InlineData("last 3 days", "2026-03-01T12:00:00+07:00", "2026-02-27..2026-03-01")]
    [InlineData("last month", "2027-01-15T12:00:00+07:00", "2026-12-01..2026-12-31")]
    [InlineData("yesterday", "2027-01-01T12:00:00+07:00", "2026-12-31")]
    [InlineData("last week", "2027-01-01T12:00:00+07:00", "2026-12-21..2026-12-27")]
    [InlineData("this month", "2026-12-01T00:00:00+07:00", "2026-12-01")]
    public void Months_leap_years_and_years_end_where_they_do(string words, string now, string days) => Assert.Equal(days, Resolve(words, now));

    [Theory]
    [InlineData("2026-11-22T16:59:59Z", "2026-11-22")]
    [InlineData("2026-11-22T17:00:00Z", "2026-11-23")]
    public void The_day_changes_in_the_zone(string now, string day) => Assert.Equal(day, Resolve("today", now));

    [Theory]
    // Berlin goes from 02:00 to 03:00 on 29 March 2026, and from 03:00 back to 02:00 on 25 October 2026.
    [InlineData("2026-03-28T22:59:00Z", "2026-03-28")]
    [InlineData("2026-03-28T23:00:00Z", "2026-03-29")]
    [InlineData("2026-03-29T21:59:00Z", "2026-03-29")]
    [InlineData("2026-03-29T22:00:00Z", "2026-03-30")]
    [InlineData("2026-10-24T22:00:00Z", "2026-10-25")]
    [InlineData("2026-10-25T22:59:00Z", "2026-10-25")]
    [InlineData("2026-10-25T23:00:00Z", "2026-10-26")]
    public void Daylight_saving_moves_the_day_s_borders(string now, string day) => Assert.Equal(day, Resolve("today", now, "Europe/Berlin"));

    [Fact]
    public void A_zone_whose_midnight_does_not_exist_has_that_day_too() =>
        // Beirut skips from 00:00 to 01:00 on 29 March 2026.
        Assert.Equal("2026-03-29", Resolve("today", "2026-03-28T22:00:00Z", "Asia/Beirut"));

    [Fact]
    public void Days_written_out_are_taken_as_they_are()
    {
        var window = new WindowConfig { From = new DateOnly(2026, 9, 1), To = new DateOnly(2026, 9, 30) };
        Assert.Equal("2026-09-01..2026-09-30", WindowWords.Resolve(window, DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc).ToString());
    }

    [Theory]
    [InlineData("tomorrow")]
    [InlineData("last 0 days")]
    [InlineData("last 3661 days")]
    [InlineData("last 999999 days")]
    [InlineData("last -1 days")]
    [InlineData("")]
    public void Other_words_are_a_problem(string words)
    {
        Assert.NotNull(WindowWords.Problem(new WindowConfig { Words = words }));
        Assert.Throws<ArgumentException>(() => Resolve(words, "2026-11-23T08:00:00Z"));
    }
}
