using Kurir.App;
using Kurir.BackOffice;

namespace Kurir.EndToEnd;

/// <summary>Rows that the panel no longer shows.</summary>
public sealed class VanishedTests
{
    [Theory]
    [InlineData("mark")]
    [InlineData("remove")]
    public async Task Rows_that_vanish_go_and_come_back_at_the_destination(string then)
    {
        await using Shop shop = await Open($"{{ then: {then} }}");
        await shop.Run("transaksi");
        int all = Left(shop);
        shop.Panel.Faults.On(KnownFault.RowsVanish);

        ExportRun lost = (await shop.Run("transaksi")).Exports.Single();

        int gone = (int)lost.Verdict!.Withdrawn;
        Assert.InRange(gone, 1, all / 10);
        Assert.Equal((Outcome.Proven, (long)gone, all - gone), (lost.Outcome, lost.Changes!.Vanished, Left(shop)));
        shop.Panel.Faults.Clear();
        Assert.Equal(Outcome.Proven, (await shop.Run("transaksi")).Exports.Single().Outcome);
        Assert.Equal(all, Left(shop));
    }

    [Fact]
    public async Task More_than_the_guard_allows_stay_until_a_person_says_so()
    {
        await using Shop shop = await Open("{ then: remove, most: 1 }");
        await shop.Run("transaksi");
        int all = Left(shop);
        shop.Panel.Faults.On(KnownFault.RowsVanish);

        ExportRun lost = (await shop.Run("transaksi")).Exports.Single();

        Assert.Equal((Outcome.Partial, 0L, all), (lost.Outcome, lost.Verdict!.Withdrawn, Left(shop)));
        Assert.Contains(lost.Verdict.Remarks, remark => remark.Contains("kurir accept demo transaksi", StringComparison.Ordinal));
        await using (Courier courier = shop.NewCourier())
        {
            PipelineDefinition demo = courier.LoadText("demo", shop.PipelineText, shop.Panel.Address);
            RunRequest request = courier.Request(demo, ["transaksi"], window: null, dryRun: false);
            await courier.Ledger.Withdraw(new ExportId("demo", "transaksi"), "accept", shop.Panel.Clock.Today, CancellationToken.None);
            Assert.True((await courier.Deliver(demo, request, rebuild: false, new RunWatch(shop.Terminal), CancellationToken.None)).Succeeded);
        }

        Assert.Equal(all - (int)lost.Changes!.Vanished, Left(shop));
    }

    static async Task<Shop> Open(string vanished)
    {
        Shop shop = await Shop.Open();
        shop.PipelineText = shop.PipelineText.Replace("window: last 2 days", "window: last 2 days\n  vanished: " + vanished, StringComparison.Ordinal);
        return shop;
    }

    /// <summary>Rows of the tab that are not marked.</summary>
    static int Left(Shop shop)
    {
        Table table = shop.Tab("transaksi")!;
        int mark = table.IndexOf("Hilang dari laporan");
        return table.Rows.Count(row => mark < 0 || row[mark].IsEmpty);
    }
}
