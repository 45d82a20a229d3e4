using Kurir.BackOffice;

namespace Kurir.EndToEnd;

/// <summary>The run that never happened shows, and is made up for.</summary>
public sealed class CoverageTests
{
    [Fact]
    public async Task A_run_after_an_outage_brings_the_days_between()
    {
        await using Shop shop = await Shop.Open();
        await shop.Run();
        shop.Panel.Clock.AdvanceDays(5);
        Assert.Equal("=-.....", await shop.Coverage("user", 7));

        Run run = await shop.Run();

        Assert.All(run.Exports, export => Assert.Equal((Outcome.Proven, 6), (export.Outcome, export.Window!.Value.Days)));
        Assert.Equal("======-", await shop.Coverage("user", 7));
        foreach (BackOfficeExport export in BackOfficeExport.All)
            Assert.Equal(shop.Panel.Expected(export, shop.Panel.Clock.Today.AddDays(-6), shop.Panel.Clock.Today).Rows.Count, shop.Delivered(export)!.Count);
    }

    [Fact]
    public async Task A_day_that_failed_is_asked_for_again_and_a_later_failure_takes_nothing_back()
    {
        await using Shop shop = await Shop.Open();
        await shop.Run("user");
        shop.Panel.Clock.AdvanceDays(2);
        shop.Panel.Faults.On(KnownFault.PageMoved);
        await shop.Run("user");
        Assert.Equal("=-!!", await shop.Coverage("user", 4));

        shop.Panel.Faults.Clear();
        shop.Panel.Clock.AdvanceDays(1);
        Run run = await shop.Run("user");

        Assert.Equal(4, run.Exports.Single().Window!.Value.Days);
        shop.Panel.Faults.On(KnownFault.PageMoved);
        await shop.Run("user");
        Assert.Equal("====-", await shop.Coverage("user", 5));
    }

    [Fact]
    public async Task Missing_days_are_filled_oldest_first_in_windows_of_a_week()
    {
        await using Shop shop = await Shop.Open();
        DateOnly since = shop.Panel.Clock.Today.AddDays(-12);
        shop.PipelineText = shop.PipelineText.Replace("window: last 2 days", FormattableString.Invariant($"window: last 2 days\n  since: {since:yyyy-MM-dd}\n  catch_up: 0 s"), StringComparison.Ordinal);
        await shop.Run("user");

        IReadOnlyList<Run> runs = await shop.RunMissing("user");

        Assert.Equal([new Window(since, since.AddDays(6)), new Window(since.AddDays(7), since.AddDays(10))], runs.Select(run => run.Exports.Single().Window!.Value));
        Assert.Equal("============-", await shop.Coverage("user", 13));
        Assert.Empty(await shop.RunMissing("user"));
        Assert.Equal(shop.Panel.Expected("user", since, shop.Panel.Clock.Today).Rows.Count, shop.Delivered(BackOfficeExport.User)!.Count);
    }

    [Fact]
    public async Task Filling_ends_when_the_panel_is_down()
    {
        await using Shop shop = await Shop.Open();
        shop.PipelineText = shop.PipelineText.Replace("window: last 2 days", "window: last 2 days\n  since: 2026-10-01", StringComparison.Ordinal);
        shop.Panel.Faults.On(KnownFault.Maintenance);
        Assert.Single(await shop.RunMissing("user"));
    }
}
