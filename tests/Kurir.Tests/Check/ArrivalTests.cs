namespace Kurir.Tests;

/// <summary>When a day's rows should be there.</summary>
public sealed class ArrivalTests
{
    static readonly DateOnly Monday = new(2026, 11, 23);

    [Fact]
    public void A_day_still_empty_when_the_days_before_were_not_is_told_with_the_usual_time()
    {
        Arrival[] days = Weeks(6, _ => 490);

        Unlikely late = Arrivals.Late(days, new Awaited(Monday, 1080), [])!;

        Assert.Equal(("arrival", 1080.0, 490.0, "medium"), (late.What, late.Value, late.High, late.Severity));
        Assert.Equal("08:10", Arrivals.Clock(late.High));
        Assert.Null(Arrivals.Late(days, new Awaited(Monday, 400), []));
        Assert.Null(Arrivals.Late(days, new Awaited(Monday, 1080), ["arrival"]));
        Assert.Null(Arrivals.Late([.. days, new Arrival(Monday, null, Accepted: true)], new Awaited(Monday, 1080), []));
        Assert.Null(Arrivals.Late(days[^7..], new Awaited(Monday, 1080), []));
    }

    [Fact]
    public void Weekdays_that_come_late_or_never_are_no_alarm()
    {
        Arrival[] days = Weeks(6, day => day.DayOfWeek == DayOfWeek.Monday ? null : 490);

        Assert.Null(Arrivals.Late(days, new Awaited(Monday, 1080), []));
        Assert.NotNull(Arrivals.Late(days, new Awaited(Monday.AddDays(1), 1080), []));
    }

    [Fact]
    public void The_moment_is_that_of_the_pipelines_zone()
    {
        var jakarta = TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta");
        Assert.Equal(490, Arrivals.Minutes(Monday, new DateTimeOffset(2026, 11, 23, 1, 10, 0, TimeSpan.Zero), jakarta));
        Assert.Equal(24 * 60, Arrivals.Minutes(Monday, new DateTimeOffset(2026, 11, 23, 17, 0, 0, TimeSpan.Zero), jakarta));
        Assert.Null(Arrivals.Minutes(Monday, new DateTimeOffset(2026, 11, 26, 1, 0, 0, TimeSpan.Zero), jakarta));
        Assert.Null(Arrivals.Minutes(Monday, new DateTimeOffset(2026, 11, 22, 1, 0, 0, TimeSpan.Zero), jakarta));
    }

    [Fact]
    public async Task The_ledger_keeps_when_the_first_rows_were_there_and_what_a_person_accepted()
    {
        await using var home = new LedgerHome();
        await Ask(home, 1, 480);
        await Ask(home, 1, 600, TestRows.Row("a", "A", 1));
        await Ask(home, 1, 700, TestRows.Row("a", "A", 1));
        await Ask(home, 2, 480, TestRows.Row("a", "A", 1));
        await home.Ledger.ToldLate(home.Export, TestRows.Day(2), default);

        Assert.Equal(1, await home.Ledger.AcceptCounts(home.Export, default));
        Assert.Equal([new(TestRows.Day(1), 600, false), new(TestRows.Day(2), null, true)], await home.Ledger.Arrivals(home.Export, TestRows.Days(1, 9), default));
    }

    [Fact]
    public void Ids_and_codes_are_not_added_up_and_amounts_are()
    {
        const string table = "No | Faktur | Kode Cabang | No Rekening | Jumlah\n1 | =17234567 | =12 | =99887766 | =85000\n2 | =17234568 | =12 | =99887767 | =1250000";
        var check = Checks.Run(table, new ExportConfig { Key = Checks.Key("Faktur") });
        var figures = new TableFigures(check.Contract);
        foreach (CheckedRow row in check.Rows) figures.Count(row.Cells);

        Assert.Equal("Jumlah", Assert.Single(figures.ToFigures().Columns, column => column.Value.Sum is not null).Key);
    }

    static Task Ask(LedgerHome home, int day, int minutes, params CheckedRow[] rows) => home.Record(
        home.Recording(TestRows.Days(1, day), duplicates: false) with
        {
            Day = TestRows.Day(day), Minutes = minutes, Contract = TestRows.Contract(duplicates: false) with { Dates = ["Value"] },
        },
        rows);

    static Arrival[] Weeks(int weeks, Func<DateOnly, int?> minutes) =>
        [.. Enumerable.Range(1, weeks * 7).Select(back => Monday.AddDays(-back)).Reverse().Select(day => new Arrival(day, minutes(day), false))];
}
