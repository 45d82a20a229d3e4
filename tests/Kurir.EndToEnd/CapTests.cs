using Kurir.BackOffice;

namespace Kurir.EndToEnd;

/// <summary>Panels that give only so many rows, or take too long, are asked for fewer days at once.</summary>
public sealed class CapTests
{
    [Theory]
    [InlineData("transaksi", 4)] // announces nothing: exactly 100 rows are suspicious
    [InlineData("user", 12)] // announces how many there are
    public async Task A_window_above_the_panels_limit_is_asked_for_in_halves(string name, int days)
    {
        await using Shop shop = await Open($"last {days} days");
        shop.Panel.Faults.On(KnownFault.Cap100);

        ExportRun result = (await shop.Run(name)).Exports.Single();

        Assert.Equal((Outcome.Proven, 2), (result.Outcome, result.Parts));
        AssertWhole(shop, name, days);
    }

    [Fact]
    public async Task A_limit_within_one_day_is_said()
    {
        await using Shop shop = await Open("last 2 days");
        shop.Panel.Faults.On(KnownFault.Cap10);

        ExportRun result = (await shop.Run("transaksi")).Exports.Single();

        Assert.Equal((Outcome.Partial, 20), (result.Outcome, result.Verdict!.Rows));
        Assert.True(result.Verdict.Capped);
        Assert.Contains(result.Verdict.Remarks, remark => remark.Contains("exactly 10 rows came", StringComparison.Ordinal) && remark.Contains("cap: 0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_person_may_say_that_there_is_no_limit()
    {
        await using Shop shop = await Open("last 2 days\n  rows: { cap: 0 }");
        shop.Panel.Faults.On(KnownFault.Cap10);

        ExportRun result = (await shop.Run("transaksi")).Exports.Single();

        Assert.Equal((Outcome.Proven, 1, 10), (result.Outcome, result.Parts, result.Verdict!.Rows));
    }

    [Fact]
    public async Task A_panel_that_takes_too_long_is_asked_for_fewer_days()
    {
        await using Shop shop = await Open("last 4 days");
        shop.Panel.Faults.On(KnownFault.GatewayTimeout, "transaksi", times: 1);

        ExportRun result = (await shop.Run("transaksi")).Exports.Single();

        Assert.Equal((Outcome.Proven, 2), (result.Outcome, result.Parts));
        AssertWhole(shop, "transaksi", 4);
    }

    static async Task<Shop> Open(string window)
    {
        Shop shop = await Shop.Open();
        shop.PipelineText = shop.PipelineText.Replace("window: last 2 days", "window: " + window, StringComparison.Ordinal);
        return shop;
    }

    static void AssertWhole(Shop shop, string name, int days)
    {
        BackOfficeExport export = BackOfficeExport.Named(name);
        var model = new Model(export);
        model.Overlay(shop.Panel.Expected(export, shop.Panel.Clock.Today.AddDays(1 - days), shop.Panel.Clock.Today));
        Assert.Equal(model.Rows, model.Of(shop.Delivered(export)!));
        Assert.True(model.Rows.Count > 100);
    }
}
