using CsCheck;

namespace Kurir.Tests;

/// <summary>Zero is a claim.</summary>
public sealed class EmptyClaimTests
{
    static readonly Window Sunday = new(new DateOnly(2025, 9, 28), new DateOnly(2025, 9, 28));
    static readonly Contract Known = Checks.Propose("Nama | Poin\nBudi | 5");

    [Theory]
    [InlineData("sunday", 0, null, "closed")]
    [InlineData("09-28", 0, null, "closed")]
    [InlineData("2025-09-20..2025-09-30", 0, null, "closed")]
    [InlineData("saturday", 0, null, null)]
    [InlineData(null, 3, null, "history")]
    [InlineData(null, 2, null, null)]
    [InlineData(null, 0, "Tidak ada data yang ditemukan", "no-data")]
    public void No_rows_need_a_reason(string? closed, int quiet, string? words, string? reason)
    {
        var settings = new ExportConfig { Calendar = new CalendarConfig { Closed = closed is null ? [] : [closed] } };

        Verdict verdict = Run(settings, new ChangeSet { QuietBefore = quiet }, new Part(Sunday), words);

        Assert.Equal(reason, verdict.EmptyBecause);
        Assert.Equal((reason is null, reason is not null), (verdict.Held, verdict.Proven));
        // None of these stands against rows that are known to be there.
        Assert.True(Run(settings, new ChangeSet { QuietBefore = quiet, Expected = 3, Vanished = 3 }, new Part(Sunday), words).Held);
    }

    [Fact]
    public void A_day_that_has_only_begun_may_be_empty_and_is_asked_for_again()
    {
        var today = new Window(new DateOnly(2025, 10, 2), new DateOnly(2025, 10, 2));

        Assert.Equal("not-over", Run(new ExportConfig(), new ChangeSet(), new Part(today), null).EmptyBecause);
        Assert.Null(Run(new ExportConfig(), new ChangeSet(), new Part(new Window(today.From.AddDays(-1), today.To)), null).EmptyBecause);
    }

    [Fact]
    public void A_part_may_be_empty_where_another_has_rows()
    {
        Verdict empty = Run(new ExportConfig(), new ChangeSet(), new Part(Sunday, IsHalf: true), null);

        Assert.False(empty.Held);
        Assert.False(empty.Proven);
        Assert.False(empty.With(empty).Proven);
        Assert.True(empty.With(new Verdict { Rows = 3 }).Proven);
        Assert.True(new Verdict { Rows = 3 }.With(empty).With(empty).Proven);
        Assert.False(empty.With(new Verdict { Rows = 3, Capped = true }).Proven);
    }

    [Fact]
    public void Closed_days_cover_a_window_if_each_of_its_days_is_one() => Gen.Select(Gen.Int[0, 800], Gen.Int[1, 40], Gen.Enum<DayOfWeek>().HashSet[1, 7]).Sample((start, days, weekdays) =>
    {
        var window = new Window(new DateOnly(2025, 1, 1).AddDays(start), new DateOnly(2025, 1, 1).AddDays(start + days - 1));
        string[] entries = [.. weekdays.Select(day => day.ToString().ToLowerInvariant())];
        Assert.Equal(Enumerable.Range(0, days).All(i => weekdays.Contains(window.From.AddDays(i).DayOfWeek)), Closed.Covers(entries, window));
        Assert.True(Closed.Covers([$"{window.From:yyyy-MM-dd}..{window.To:yyyy-MM-dd}"], window));
    });

    [Theory]
    [InlineData("sunday", null)]
    [InlineData("2026-12-25", null)]
    [InlineData("02-29", null)]
    [InlineData("2026-03-29..2026-03-20", "ends before it begins")]
    [InlineData("sundy", "Did you mean 'sunday'?")]
    [InlineData("31-12", "is no day")]
    [InlineData("1", "is no day")]
    public void An_entry_of_the_calendar_is_a_day(string entry, string? problem)
    {
        if (problem is null) Assert.Null(Closed.Problem(entry));
        else Assert.Contains(problem, Closed.Problem(entry), StringComparison.Ordinal);
    }

    static Verdict Run(ExportConfig settings, ChangeSet counts, Part part, string? words)
    {
        Table table = Grids.Table("Nama | Poin" + (words is null ? "" : $"\n{words} | "));
        Document document = Checks.Announcing(null);
        var checker = Checker.For(table, document, Known, Checks.Export(settings), part, CancellationToken.None);
        Assert.Empty(checker.Rows(CancellationToken.None));
        return checker.Conclude(counts);
    }
}
