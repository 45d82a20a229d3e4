namespace Kurir.Tests;

/// <summary>The detector on seeded series that have weekdays, paydays, growth and noise.</summary>
public sealed class UnlikelyNumbersTests
{
    const int Series = 40, Days = 200;

    static readonly DateOnly First = new(2025, 1, 6);

    [Fact]
    public void Ordinary_days_are_called_unlikely_in_less_than_one_of_a_hundred_windows()
    {
        int windows = 0, alarms = 0;
        foreach (DayFigures[] days in Enumerable.Range(0, Series).Select(Seasonal))
        {
            for (int i = UnlikelyNumbers.LeastDays; i < Days; i += 5, windows++)
                if (UnlikelyNumbers.In(Before(days, i), days[i], []).Count > 0) alarms++;
        }

        Assert.InRange(alarms, 0, windows / 100);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void A_drop_by_forty_percent_is_caught_the_same_day_on_any_weekday(int weekday)
    {
        int from = 112 + weekday;
        foreach (DayFigures[] days in Enumerable.Range(0, Series).Select(Seasonal))
        {
            DayFigures dropped = days[from] with { Figures = Scaled(days[from].Figures, 0.6) };
            Assert.Contains(UnlikelyNumbers.In(Before(days, from), dropped, []), each => each.What is "rows");
        }
    }

    [Fact]
    public void A_wild_week_in_the_past_changes_nothing()
    {
        DayFigures[] days = Seasonal(1);
        for (int i = 80; i < 87; i++) days[i] = days[i] with { Figures = Scaled(days[i].Figures, 20) };

        Assert.Empty(UnlikelyNumbers.In(Before(days, 112), days[112], []));
        Assert.NotEmpty(UnlikelyNumbers.In(Before(days, 112), days[112] with { Figures = Scaled(days[112].Figures, 0.4) }, []));
    }

    [Fact]
    public void It_learns_from_eight_days_on_and_says_the_usual_range()
    {
        DayFigures[] days = [.. Enumerable.Range(0, 9).Select(i => new DayFigures(First.AddDays(i), Of(100 + (i % 3), 0.1)))];

        Assert.Empty(UnlikelyNumbers.In(days[..7], days[8] with { Figures = Of(3, 0.1) }, []));
        Unlikely rows = UnlikelyNumbers.In(days[..8], days[8] with { Figures = Of(3, 0.1) }, [])[0];
        Assert.Equal(("rows", 3.0, "high"), (rows.What, rows.Value, rows.Severity));
        Assert.InRange(rows.Low, 30, 75);
        Assert.InRange(rows.High, 150, 260);
        Assert.Empty(UnlikelyNumbers.In(days[..8], days[8] with { Figures = Of(3, 0.1) }, ["rows", "Jumlah", "Status"]));
    }

    [Fact]
    public void The_second_quiet_Sunday_of_all_is_no_alarm_though_weekdays_are_not_known_yet()
    {
        DayFigures[] days = [.. Enumerable.Range(0, 14).Select(i => new DayFigures(First.AddDays(i), Of(First.AddDays(i).DayOfWeek == DayOfWeek.Sunday ? 200 : 400 + (i % 3), 0.1)))];

        Assert.Empty(UnlikelyNumbers.In(days[..13], days[13], []));
        Assert.NotEmpty(UnlikelyNumbers.In(days[..13], days[13] with { Figures = Of(40, 0.1) }, []));
    }

    [Fact]
    public void A_status_that_takes_over_is_told_and_a_little_more_of_it_is_not()
    {
        DayFigures[] days = Seasonal(3);

        Assert.Empty(UnlikelyNumbers.In(Before(days, 100), days[100] with { Figures = Of(days[100].Figures.Rows, 0.25) }, []));
        Unlikely told = Assert.Single(UnlikelyNumbers.In(Before(days, 100), days[100] with { Figures = Of(days[100].Figures.Rows, 0.9) }, []), each => each.Text == "TOLAK");
        Assert.Equal(("share", "Status", "high"), (told.What, told.Column, told.Severity));
    }

    /// <summary>Rows and sums of a shop: quiet Sundays, busy paydays, slow growth, and 8 % of noise.</summary>
    static DayFigures[] Seasonal(int seed)
    {
        var random = new Random(seed);
        double[] weekdays = [.. Enumerable.Range(0, 7).Select(i => i == 0 ? 0.5 : 0.8 + (random.NextDouble() * 0.5))];
        double size = 150 + random.Next(2_000), growth = (random.NextDouble() - 0.3) * 0.002, payday = 1 + (random.NextDouble() * 0.4);
        return [.. Enumerable.Range(0, Days).Select(i =>
        {
            DateOnly day = First.AddDays(i);
            double expected = size * weekdays[(int)day.DayOfWeek] * Math.Exp(growth * i) * (day.Day >= 25 ? payday : 1);
            return new DayFigures(day, Of((long)Math.Max(0, Math.Round(expected * (1 + (0.08 * Normal(random))))), 0.1 + (0.02 * Normal(random))));
        })];
    }

    static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    static DayFigures[] Before(DayFigures[] days, int i) => days[Math.Max(0, i - UnlikelyNumbers.MostDays)..i];

    static Figures Scaled(Figures figures, double by) => Of((long)(figures.Rows * by), 0.1);

    static Figures Of(long rows, double refused)
    {
        long no = (long)(rows * Math.Clamp(refused, 0, 1));
        return new()
        {
            Rows = rows,
            Columns = new Dictionary<string, ColumnFigures>
            {
                ["Jumlah"] = new(rows * 85_000, 0),
                ["Status"] = new(null, 0, new Dictionary<string, long> { ["TERIMA"] = rows - no, ["TOLAK"] = no }),
            },
        };
    }
}
