using Kurir.App;
using Kurir.BackOffice;

namespace Kurir.EndToEnd;

/// <summary>A day on which half of the rows is missing, and the panel announces nothing.</summary>
public sealed class UnlikelyTests
{
    [Fact]
    public async Task A_day_with_half_of_its_rows_is_told_once_it_is_over_and_accepted()
    {
        await using Shop shop = await Shop.Open(new BackOfficeOptions { RowsPerDay = 120 });
        shop.PipelineText = shop.PipelineText.Replace("window: last 2 days", "window: yesterday", StringComparison.Ordinal);
        for (int day = 0; day < 20; day++)
        {
            Assert.Empty((await shop.Run("transaksi")).Exports.Single().Unlikely);
            shop.Panel.Clock.AdvanceDays(1);
        }

        shop.PipelineText = shop.PipelineText.Replace("window: yesterday", "window: yesterday\n  rows: { cap: 0 }", StringComparison.Ordinal);
        shop.Panel.Faults.On(KnownFault.Cap10);
        ExportRun odd = (await shop.Run("transaksi")).Exports.Single();

        Unlikely rows = odd.Unlikely[0];
        Assert.Equal((Outcome.Proven, "rows", 10.0, "high"), (odd.Outcome, rows.What, rows.Value, rows.Severity));
        Assert.InRange(rows.Low, 11, 100);
        Assert.NotEmpty((await shop.Run("transaksi")).Exports.Single().Unlikely); // told as long as nobody says anything
        await using (Courier courier = shop.NewCourier()) Assert.Equal(1, await courier.Ledger.AcceptCounts(new ExportId("demo", "transaksi"), CancellationToken.None));
        Assert.Empty((await shop.Run("transaksi")).Exports.Single().Unlikely);
    }
}
