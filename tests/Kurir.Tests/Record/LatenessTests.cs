namespace Kurir.Tests;

/// <summary>How long after their day rows still change, as the ledger learns it, and what is made of it.</summary>
public sealed class LatenessTests
{
    static readonly DateOnly Today = new(2026, 11, 23);

    [Fact]
    public async Task Rows_that_change_or_appear_after_their_day_are_counted_between_two_looks()
    {
        await using var home = new LedgerHome();
        await Look(home, 1, TestRows.Row("a", "PENDING", 1), TestRows.Row("b", "PENDING", 1));
        await Look(home, 2, TestRows.Row("a", "PENDING", 1), TestRows.Row("b", "PENDING", 1), TestRows.Row("c", "late in the evening", 1));
        await Look(home, 4, TestRows.Row("a", "DONE", 1), TestRows.Row("b", "PENDING", 1), TestRows.Row("c", "late in the evening", 1), TestRows.Row("d", "late", 1), TestRows.Row("e", "first look", 4));
        await Look(home, 4, TestRows.Row("a", "VOID", 1), TestRows.Row("b", "PENDING", 1), TestRows.Row("c", "late in the evening", 1), TestRows.Row("d", "late", 1), TestRows.Row("e", "changed today", 4));

        Lateness late = await home.Ledger.Lateness(home.Export, default);

        Assert.Equal(TestRows.Day(1), late.Since);
        Assert.Equal([new LateRows(1, 3, 2), new LateRows(2, 3, 1)], late.Found.OrderBy(each => each.After));
    }

    [Fact]
    public async Task A_report_that_is_printed_in_another_way_is_no_late_edit()
    {
        await using var home = new LedgerHome();
        await Look(home, 1, [.. Enumerable.Range(0, 20).Select(i => TestRows.Row($"{i}", "A", 1))]);
        await Look(home, 3, [.. Enumerable.Range(0, 20).Select(i => TestRows.Row($"{i}", "a", 1))]);

        Assert.Empty((await home.Ledger.Lateness(home.Export, default)).Found);
    }

    [Fact]
    public async Task Days_that_were_looked_at_and_tried_are_known_to_the_sweep()
    {
        await using var home = new LedgerHome();
        await Look(home, 1, TestRows.Row("a", "A", 1));
        await Look(home, 3, TestRows.Row("b", "A", 3));
        await home.Record(home.Recording(TestRows.Days(3, 4), duplicates: false) with { Day = TestRows.Day(4), Contract = TestRows.Contract(duplicates: false) with { Dates = ["Value"] } }, TestRows.Row("c", "A", 4));
        Assert.Equal(
            [new(TestRows.Day(1), TestRows.Day(3)), new(TestRows.Day(2), TestRows.Day(3)), new(TestRows.Day(3), TestRows.Day(4)), new(TestRows.Day(4), TestRows.Day(4))],
            await home.Ledger.Looked(home.Export, TestRows.Days(1, 9), default));

        await home.Ledger.Close(home.Export, TestRows.Days(1, 1), "1123-0801", Outcome.Failed, default);

        Assert.Equal(new LookedDay(TestRows.Day(1), new DateOnly(2026, 11, 23)), (await home.Ledger.Looked(home.Export, TestRows.Days(1, 9), default))[0]);
    }

    [Fact]
    public void The_look_back_covers_ninety_nine_percent_and_spans_are_read_in_the_light_of_exact_ones()
    {
        // Looked at each day: most change after a day, some after four, one in a thousand after ten. A sweep found others somewhere between.
        var late = new Lateness([new(0, 1, 800), new(3, 4, 199), new(9, 10, 1), new(1, 30, 50)], Today.AddDays(-40));

        Assert.Equal((5, 4), (late.LookBack(Today).Days, late.LookBack(Today).Within!.Value));
        Assert.Equal(new Window(Today.AddDays(-4), Today), late.LookBack(Today).On(Today));
        Assert.Equal(1, late.DaysFor(0.5));
    }

    [Fact]
    public void A_span_alone_is_taken_for_its_end()
    {
        Assert.Equal(30, new Lateness([new(1, 30, 100)], Today.AddDays(-40)).LookBack(Today).Within);
        Assert.Equal(LookBack.Most, new Lateness([new(1, 90, 100)], Today.AddDays(-120)).LookBack(Today).Days);
        Assert.Equal(LookBack.Least, new Lateness([new(0, 1, 100)], Today.AddDays(-40)).LookBack(Today).Days);
    }

    [Fact]
    public void Too_little_is_known_while_there_are_few_late_rows_or_few_days()
    {
        Assert.Equal(new LookBack(LookBack.Usual, 19, null), new Lateness([new(0, 1, 19)], Today.AddDays(-40)).LookBack(Today));
        Assert.Null(new Lateness([new(0, 1, 500)], Today.AddDays(-20)).LookBack(Today).Within);
        Assert.Equal(new LookBack(LookBack.Usual, 0, null), new Lateness([], null).LookBack(Today));
    }

    [Fact]
    public void The_sweep_takes_the_days_not_looked_at_for_longest_and_a_week_at_most()
    {
        DateOnly first = Today.AddDays(-30);
        LookedDay[] days = [.. Enumerable.Range(0, 20).Select(i => new LookedDay(first.AddDays(i), i is >= 5 and < 14 ? Today.AddDays(-20) : Today.AddDays(-10)))];

        Assert.Equal(new Window(first.AddDays(5), first.AddDays(11)), Sweep.Next(days, Today));
        Assert.Null(Sweep.Next([.. days.Select(day => day with { At = Today.AddDays(-6) })], Today));
        Assert.Equal(new Window(first, first), Sweep.Next([days[0], days[2]], Today));
    }

    [Fact]
    public void Quiet_hours_may_span_midnight()
    {
        var sweep = new SweepConfig { From = new TimeOnly(20, 0), To = new TimeOnly(6, 0) };
        Assert.True(Sweep.IsQuiet(sweep, new TimeOnly(23, 0)));
        Assert.False(Sweep.IsQuiet(sweep, new TimeOnly(12, 0)));
        Assert.True(Sweep.IsQuiet(new SweepConfig(), new TimeOnly(12, 0)));
    }

    /// <summary>A run on a day that asks for everything since the first.</summary>
    static Task Look(LedgerHome home, int day, params CheckedRow[] rows) => home.Record(
        home.Recording(TestRows.Days(1, day), duplicates: false) with
        {
            Day = TestRows.Day(day),
            Contract = TestRows.Contract(duplicates: false) with { Dates = ["Value"] },
        },
        rows);
}
