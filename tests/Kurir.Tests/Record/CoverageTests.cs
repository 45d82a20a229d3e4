using CsCheck;

namespace Kurir.Tests;

public sealed class CoverageTests : IAsyncDisposable
{
    static readonly DateOnly Today = new(2026, 11, 23);
    static readonly Window Week = new(Today.AddDays(-6), Today);
    readonly LedgerHome home = new();

    public ValueTask DisposeAsync() => home.DisposeAsync();

    [Fact]
    public void A_day_nobody_asked_for_is_a_hole()
    {
        Coverage coverage = Of(Closed(-6, -5, Outcome.Proven), Closed(-2, -1, Outcome.Empty));

        Assert.Equal([DayState.Proven, DayState.Proven, DayState.Never, DayState.Never, DayState.Empty, DayState.Empty, DayState.Never], coverage.Days.Select(day => day.State));
        Assert.Equal([new Window(Today.AddDays(-4), Today.AddDays(-3))], coverage.Holes(Week.From, Today));
    }

    [Fact]
    public void A_day_proven_before_it_was_over_is_proven_so_far()
    {
        Coverage coverage = Of(Closed(-3, -2, Outcome.Proven, at: -2));

        Assert.Equal([DayState.Proven, DayState.SoFar], coverage.Days.Skip(3).Take(2).Select(day => day.State));
        Assert.Contains(new Window(Today.AddDays(-2), Today.AddDays(-1)), coverage.Holes(Today.AddDays(-3), Today));
    }

    [Theory]
    [InlineData(Outcome.Failed, DayState.Proven)]
    [InlineData(Outcome.Interrupted, DayState.Proven)]
    [InlineData(Outcome.Held, DayState.Proven)]
    [InlineData(Outcome.Partial, DayState.Partial)]
    [InlineData(Outcome.Undelivered, DayState.Undelivered)]
    public void A_later_failure_takes_nothing_back_that_is_recorded(Outcome later, DayState state) =>
        Assert.Equal(state, Of(Closed(-3, -3, Outcome.Proven), Closed(-3, -3, later)).Days[3].State);

    [Fact]
    public void Holes_are_the_days_that_are_not_whole_in_windows_of_a_week_at_most() => Gen.Select(Gen.Int[-40, 0], Gen.Int[0, 9], Gen.Enum<Outcome>(), Gen.Int[-40, 0])
        .List[0, 12].Sample(closings =>
        {
            var days = new Window(Today.AddDays(-40), Today);
            Coverage coverage = Coverage.Of(Export(), days, new Closings(days.From, [.. closings.Select(one => Closed(one.Item1, Math.Min(0, one.Item1 + one.Item2), one.Item3, one.Item4))]), TimeZoneInfo.Utc);

            IReadOnlyList<Window> holes = coverage.Holes(days.From.AddDays(3), Today);

            Assert.All(holes, hole => Assert.InRange(hole.Days, 1, Coverage.MostDaysAtOnce));
            Assert.Equal(
                coverage.Days.Where(day => !day.IsWhole && day.Day >= days.From.AddDays(3) && day.Day < Today).Select(day => day.Day),
                holes.SelectMany(hole => Enumerable.Range(0, hole.Days).Select(i => hole.From.AddDays(i))));
        });

    [Fact]
    public async Task A_run_reaches_back_to_the_oldest_day_that_is_not_recorded_but_not_before_the_first_ever()
    {
        await home.Ledger.Close(home.Export, new Window(Today.AddDays(-5), Today.AddDays(-5)), "r1", Outcome.Proven, default);
        var window = new Window(Today.AddDays(-1), Today);

        Assert.Equal(new Window(Today.AddDays(-4), Today), await Coverage.CatchUp(home.Ledger, Export(), window, default));
        Assert.Equal(new Window(Today.AddDays(-3), Today), await Coverage.CatchUp(home.Ledger, Export(catchUp: 2), window, default));
        Assert.Equal(window, await Coverage.CatchUp(home.Ledger, Export(catchUp: 0), window, default));
    }

    [Fact]
    public async Task A_first_run_asks_for_its_own_window_unless_a_first_day_is_said()
    {
        var window = new Window(Today.AddDays(-1), Today);

        Assert.Equal(window, await Coverage.CatchUp(home.Ledger, Export(), window, default));
        Assert.Equal(new Window(Today.AddDays(-4), Today), await Coverage.CatchUp(home.Ledger, Export(since: Today.AddDays(-4)), window, default));
    }

    Export Export(DateOnly? since = null, int catchUp = 7) => new()
    {
        Pipeline = home.Export.Pipeline, Name = home.Export.Name, Destinations = [],
        Settings = new ExportConfig { Since = since, CatchUp = TimeSpan.FromDays(catchUp) },
    };

    Coverage Of(params WindowState[] closings) => Coverage.Of(Export(), Week, new Closings(Week.From, closings), TimeZoneInfo.Utc);

    static WindowState Closed(int from, int to, Outcome outcome, int at = 0) => new(
        new Window(Today.AddDays(from), Today.AddDays(to)), outcome, "r", new DateTimeOffset(Today.AddDays(at), new TimeOnly(8, 0), TimeSpan.Zero));
}
