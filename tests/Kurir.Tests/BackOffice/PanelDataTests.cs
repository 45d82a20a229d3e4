using System.Diagnostics;
using Kurir.BackOffice;

namespace Kurir.Tests.BackOffice;

public sealed class PanelDataTests
{
    static readonly DateOnly s_today = new(2026, 11, 23);

    public static TheoryData<string> Exports => [.. BackOfficeExport.All.Select(export => export.Name)];

    [Theory]
    [MemberData(nameof(Exports))]
    public async Task The_same_seed_gives_the_same_rows_and_another_seed_others(string export)
    {
        await using var one = await BackOfficePanel.Start(new() { Seed = 7 });
        await using var two = await BackOfficePanel.Start(new() { Seed = 7 });
        await using var other = await BackOfficePanel.Start(new() { Seed = 8 });
        var rows = PanelFiles.Printed(one.Expected(export, s_today.AddDays(-6), s_today));
        Assert.Equal(rows, PanelFiles.Printed(two.Expected(export, s_today.AddDays(-6), s_today)));
        Assert.NotEqual(rows, PanelFiles.Printed(other.Expected(export, s_today.AddDays(-6), s_today)));
        Assert.InRange(rows.Count, 7 * 10, 7 * 60);
    }

    [Theory]
    [MemberData(nameof(Exports))]
    public async Task A_panel_that_starts_a_day_later_agrees_with_one_whose_clock_moved_on(string export)
    {
        await using var moved = await BackOfficePanel.Start(new() { Day = s_today });
        await using var later = await BackOfficePanel.Start(new() { Day = s_today.AddDays(1) });
        moved.Clock.AdvanceDays(1);
        Assert.Equal(s_today.AddDays(1), moved.Clock.Today);
        Assert.Equal(PanelFiles.Printed(later.Expected(export, s_today, s_today.AddDays(1))), PanelFiles.Printed(moved.Expected(export, s_today, s_today.AddDays(1))));
    }

    [Fact]
    public async Task A_day_on_there_are_new_rows_late_rows_and_other_statuses()
    {
        await using var panel = await BackOfficePanel.Start();
        var before = panel.Expected(BackOfficeExport.PointTrx, s_today, s_today);
        panel.Clock.AdvanceDays(1);
        var after = panel.Expected(BackOfficeExport.PointTrx, s_today, s_today);
        Assert.NotEmpty(panel.Expected(BackOfficeExport.PointTrx, s_today.AddDays(1), s_today.AddDays(1)).Rows);
        var (known, now) = (ByNumber(before), ByNumber(after));
        Assert.Single(now.Keys.Except(known.Keys));
        Assert.Empty(known.Keys.Except(now.Keys));
        Assert.Contains(known, pair => pair.Value == "PENDING" && now[pair.Key] is "TERIMA" or "TOLAK");
    }

    static Dictionary<string, string> ByNumber(BackOfficeTable points) => points.Texts.ToDictionary(row => row[0], row => row[9]);

    [Fact]
    public async Task Equal_payments_come_on_one_day_and_another_a_day_later()
    {
        await using var panel = await BackOfficePanel.Start();
        var before = Counts(panel.Expected(BackOfficeExport.PembayaranKoin, s_today, s_today));
        panel.Clock.AdvanceDays(1);
        var after = Counts(panel.Expected(BackOfficeExport.PembayaranKoin, s_today, s_today));
        Assert.Contains(before.Values, count => count == 2);
        Assert.Contains(after, pair => before.TryGetValue(pair.Key, out var count) && pair.Value == count + 1);
    }

    static Dictionary<string, int> Counts(BackOfficeTable payments) =>
        payments.Texts.GroupBy(row => string.Join('|', row.Skip(1))).ToDictionary(group => group.Key, group => group.Count());

    [Fact]
    public async Task Keys_tell_rows_apart_except_equal_payments()
    {
        await using var panel = await BackOfficePanel.Start();
        foreach (var export in BackOfficeExport.All.Where(export => export != BackOfficeExport.PembayaranKoin))
        {
            var table = panel.Expected(export, s_today.AddDays(-60), s_today);
            var keys = table.Texts.Select(row => string.Join('|', export.Key.Select(name => row[export.Columns.ToList().IndexOf(name)]))).ToList();
            Assert.Equal(keys.Count, keys.Distinct().Count());
        }
    }

    [Fact]
    public async Task A_month_holds_every_text_that_programs_misread()
    {
        await using var panel = await BackOfficePanel.Start();
        var cells = BackOfficeExport.All.SelectMany(export => panel.Expected(export, s_today.AddDays(-30), s_today).Texts.SelectMany(row => row)).ToHashSet();
        foreach (var text in (string[])["3E10", "00451", "N/A", "=1+1", "@kurir", "007", "1.10", "TRUE", "Budi Santoso, S.Pd.", "Siti \"Titi\" Aminah", "Kertas A4 80 gr\n(1 rim)"])
            Assert.Contains(text, cells);
        Assert.Contains(cells, text => text.Length == 17 && text.All(char.IsAsciiDigit));
        Assert.Contains(cells, text => text.Length == 8 && text.StartsWith("000", StringComparison.Ordinal));
        Assert.Contains(cells, text => text.StartsWith("0812", StringComparison.Ordinal));
    }

    [Fact]
    public async Task History_goes_back_as_far_as_asked_and_days_to_come_are_empty()
    {
        await using var panel = await BackOfficePanel.Start(new() { HistoryDays = 30 });
        Assert.NotEmpty(panel.Expected("user", s_today.AddDays(-30), s_today.AddDays(-30)).Rows);
        Assert.Empty(panel.Expected("user", s_today.AddDays(-400), s_today.AddDays(-31)).Rows);
        Assert.Empty(panel.Expected("user", s_today.AddDays(1), s_today.AddDays(9)).Rows);
    }

    [Fact]
    public async Task A_panel_without_rows_has_none()
    {
        await using var panel = await BackOfficePanel.Start(new() { RowsPerDay = 0 });
        Assert.All(BackOfficeExport.All, export => Assert.Empty(panel.Expected(export, s_today.AddDays(-9), s_today).Rows));
    }

    [Fact]
    public async Task A_panel_starts_and_ends_at_once()
    {
        await using (await BackOfficePanel.Start()) { } // the first one pays for loading the web server
        var clock = Stopwatch.StartNew();
        await using (await BackOfficePanel.Start()) { }
        Assert.InRange(clock.ElapsedMilliseconds, 0, 1_000); // about 10 on a quiet machine
    }
}
