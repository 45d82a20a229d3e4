using Kurir.App;
using Kurir.BackOffice;

namespace Kurir.EndToEnd;

/// <summary>The panel's orders change their status up to three days after theirs, its customers up to five.</summary>
public sealed class LateTests
{
    [Fact]
    public async Task The_window_is_learned_from_late_edits_and_older_days_are_looked_at_again()
    {
        await using Shop shop = await Shop.Open(new BackOfficeOptions { RowsPerDay = 12 });
        shop.PipelineText = shop.PipelineText.Replace("window: last 2 days", "window: auto\n  sweep: { back: 40 days, windows: 2 }", StringComparison.Ordinal);
        ExportRun first = (await shop.Run("user")).Exports.Single();
        Assert.Equal((7, new LookBack(LookBack.Usual, 0, null)), (first.Window!.Value.Days, first.LookBack));
        DateOnly since = first.Window.Value.From;
        for (int day = 0; day < 24; day++)
        {
            shop.Panel.Clock.AdvanceDays(1);
            await shop.Run("user");
        }

        ExportRun learned = (await shop.Run("user")).Exports.Single();

        Assert.InRange(learned.LookBack!.Within!.Value, 3, 5);
        Assert.Equal(learned.LookBack.Within + 1, learned.Window!.Value.Days);
        Assert.Contains($"window auto: last {learned.LookBack.Days} days", LateText.Of(learned.LookBack), StringComparison.Ordinal);

        IReadOnlyList<Run> swept = await shop.Sweep("user");

        Assert.Equal([new Window(since, since.AddDays(6)), new Window(since.AddDays(7), since.AddDays(13))], swept.Select(run => run.Exports.Single().Window!.Value));
        Assert.All(swept, run => Assert.Equal(("sweep", Outcome.Proven), (run.Mode, run.Exports.Single().Outcome)));
        Assert.NotEqual(since, (await shop.Sweep("user"))[0].Exports.Single().Window!.Value.From);
    }

    [Fact]
    public async Task What_changes_after_its_window_is_found_by_the_sweep_and_makes_the_proposal_longer()
    {
        await using Shop shop = await Shop.Open(new BackOfficeOptions { RowsPerDay = 30 });
        shop.PipelineText = shop.PipelineText.Replace("window: last 2 days", "window: last 2 days\n  sweep: 40 days", StringComparison.Ordinal);
        for (int day = 0; day < 30; day++)
        {
            await shop.Run("user");
            await shop.Sweep("user");
            shop.Panel.Clock.AdvanceDays(1);
        }

        Assert.Empty(await shop.Sweep("user") is [var last] ? last.Exports.Where(export => export.Outcome != Outcome.Proven) : []);
        await using Courier courier = shop.NewCourier();
        LookBack proposed = (await courier.Ledger.Lateness(new ExportId("demo", "user"), TestContext.Current.CancellationToken)).LookBack(shop.Panel.Clock.Today);
        Assert.InRange(proposed.Days, 4, 16);
    }

    [Fact]
    public async Task Nothing_is_swept_unless_the_pipeline_asks_for_it()
    {
        await using Shop shop = await Shop.Open(new BackOfficeOptions { RowsPerDay = 4 });
        await shop.Run("user");
        shop.Panel.Clock.AdvanceDays(12);
        Assert.Empty(await shop.Sweep("user"));
    }
}
