using Kurir.App;
using Kurir.BackOffice;

namespace Kurir.EndToEnd;

/// <summary>Documents that came are read again, without the panel.</summary>
public sealed class ReplayTests
{
    [Fact]
    public async Task Rows_that_a_rule_set_aside_are_brought_once_the_rule_is_mended()
    {
        await using Shop shop = await Shop.Open();
        string mended = shop.PipelineText;
        shop.PipelineText = shop.PipelineText.Replace("    key: [\"#ID/ Nama\", Email]", "    key: [\"#ID/ Nama\", Email]\n    columns: { Status: { allowed: [AKTIF] } }", StringComparison.Ordinal);
        Run run = await shop.Run("user", "transaksi");
        Balance short1 = run.Exports.Single(export => export.Export == "user").Balance!;
        Assert.Equal("quarantined", short1.Differences.Single().Name);
        int asked = shop.Panel.Requests.Count;
        int before = shop.Delivered(BackOfficeExport.User)!.Count;

        shop.PipelineText = mended;
        Run dry = await Replay(shop, dryRun: true);
        Assert.Equal((short1.Quarantined, before), (dry.Exports.Single(export => export.Export == "user").Changes!.Added, shop.Delivered(BackOfficeExport.User)!.Count));
        Run again = await Replay(shop, dryRun: false);

        Assert.Equal(asked, shop.Panel.Requests.Count);
        Assert.All(again.Exports, export => Assert.Equal(Outcome.Proven, export.Outcome));
        Assert.Equal(short1.Quarantined, again.Exports.Single(export => export.Export == "user").Changes!.Added);
        Assert.True(again.Exports.Single(export => export.Export == "transaksi").Changes!.IsEmpty);
        Assert.Equal(before + short1.Quarantined, shop.Delivered(BackOfficeExport.User)!.Count);
    }

    [Fact]
    public async Task Many_changes_stand_in_a_file()
    {
        await using Shop shop = await Shop.Open();
        await shop.Run("transaksi");
        shop.Panel.Faults.On(KnownFault.StatusesChanged);

        Run run = await shop.Run("transaksi");

        string[] lines = await File.ReadAllLinesAsync(run.Digest!, TestContext.Current.CancellationToken);
        Assert.Equal(run.Exports.Single().Changes!.Changed, lines.Length);
        Assert.All(lines, line => Assert.EndsWith("→ DITINJAU", line, StringComparison.Ordinal));
    }

    static async Task<Run> Replay(Shop shop, bool dryRun)
    {
        await using Courier courier = shop.NewCourier();
        PipelineDefinition demo = courier.LoadText("demo", shop.PipelineText, shop.Panel.Address);
        return (await ReplayCommand.Once(courier, demo, courier.Request(demo, [], window: null, dryRun), new RunWatch(shop.Terminal), CancellationToken.None))!;
    }
}
