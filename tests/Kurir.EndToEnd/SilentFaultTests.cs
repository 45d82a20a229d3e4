using Kurir.App;
using Kurir.BackOffice;
using Spectre.Console;

namespace Kurir.EndToEnd;

/// <summary>Reports that look right and are not: what people read says what is wrong, nothing false arrives, and the window ends proven once the panel behaves.</summary>
public sealed class SilentFaultTests
{
    [Theory]
    [InlineData("last-rows-dropped", "user", "6 rows fewer than the 14 announced")]
    [InlineData("last-rows-dropped", "transaksi", "gone that earlier reports of these days held")]
    [InlineData("filter-ignored", "transaksi", "rows lie outside")]
    [InlineData("cap-10", "transaksi", "exactly 10 rows came")]
    [InlineData("header-only", "user", "the panel announced")]
    [InlineData("header-only", "transaksi", "no rows came, and")]
    [InlineData("columns-reordered", "transaksi", "the columns come in another order than before")]
    [InlineData("column-renamed", "transaksi", "it was probably renamed")]
    [InlineData("key-column-missing", "user", "is gone; the table has")]
    [InlineData("column-added", "transaksi", "Diperbarui Oleh is a new column")]
    [InlineData("totals-row-larger", "transaksi", "the totals row says something else")]
    [InlineData("statuses-changed", "user", "Status AKTIF → DITINJAU")]
    public async Task A_silent_fault_is_said_and_repaired(string fault, string name, string said)
    {
        BackOfficeExport export = BackOfficeExport.Named(name);
        await using Shop shop = await Shop.Open(new BackOfficeOptions { RowsPerDay = 24 });
        shop.PipelineText = shop.PipelineText.Replace("window: last 2 days", "window: last 2 days\n  columns: { Diperbarui Oleh: { required: false } }", StringComparison.Ordinal);
        if (fault != "column-added") shop.PipelineText = shop.PipelineText.Replace("\n  columns: { Diperbarui Oleh: { required: false } }", "", StringComparison.Ordinal);
        await shop.Run(name);
        HashSet<string> keys = [.. Keys(shop, export)];
        shop.Panel.Faults.On(fault);

        ExportRun odd = (await shop.Run(name)).Exports.Single();

        Assert.Contains(said, string.Join('\n', Lines(odd)), StringComparison.Ordinal);
        Assert.Subset(keys, Keys(shop, export).ToHashSet());
        shop.Panel.Faults.Clear();
        Assert.Equal(Outcome.Proven, (await shop.Run(name)).Exports.Single().Outcome);
        Walk.AssertWhole(shop, export, shop.Window.From);
    }

    [Fact]
    public async Task A_second_identical_payment_a_day_later_and_rows_that_come_late_are_rows_of_their_own()
    {
        BackOfficeExport export = BackOfficeExport.PembayaranKoin;
        await using Shop shop = await Shop.Open(new BackOfficeOptions { RowsPerDay = 24 });
        shop.Panel.Faults.On(KnownFault.LateRows);
        await shop.Run(export.Name);
        int before = shop.Panel.Expected(export, shop.Window.To, shop.Window.To).Rows.Count;
        int brought = shop.Delivered(export)!.Count;
        shop.Panel.Clock.AdvanceDays(1);

        ExportRun next = (await shop.Run(export.Name)).Exports.Single();

        int whole = shop.Panel.Expected(export, shop.Window.From, shop.Window.From).Rows.Count;
        Assert.True(whole > before, "a payment that is reported a day later");
        Assert.Equal((Outcome.Proven, 0L), (next.Outcome, next.Changes!.Vanished));
        Assert.Equal(shop.Delivered(export)!.Count - brought, next.Changes.Added);
        shop.Panel.Faults.Clear();
        Assert.Equal(Outcome.Proven, (await shop.Run(export.Name)).Exports.Single().Outcome);
        Walk.AssertWhole(shop, export, shop.Window.From.AddDays(-1));
    }

    static IEnumerable<string> Keys(Shop shop, BackOfficeExport export) =>
        shop.Delivered(export)!.Select(row => string.Join('|', export.Key.Select(key => row[export.Columns.ToList().IndexOf(key)])));

    static IEnumerable<string> Lines(ExportRun export) => [.. RunText.Lines(export, export.Export.Length).Select(Markup.Remove), .. new Digest("en").Of(export)];
}
