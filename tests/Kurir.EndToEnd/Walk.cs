using Kurir.BackOffice;

namespace Kurir.EndToEnd;

/// <summary>Random walks over days, faults and edits of the pipeline: whatever happened, a panel that behaves again makes everything right.</summary>
public sealed class Walk
{
    const int Steps = 12;

    static readonly BackOfficeExport[] Exports = [BackOfficeExport.Transaksi, BackOfficeExport.User];

    /// <summary>What shows false rows or none; not that which gives ids never seen before, which nobody could tell from true ones on a day that is new.</summary>
    static readonly BackOfficeFault[] Faults =
    [
        KnownFault.LastRowsDropped, KnownFault.Cap10, KnownFault.HeaderOnly, KnownFault.FilterIgnored, KnownFault.WrongWindow, KnownFault.LateRows, KnownFault.RowsVanish,
        KnownFault.StatusesChanged, KnownFault.DuplicateKeys, KnownFault.ColumnsReordered, KnownFault.ColumnRenamed, KnownFault.KeyColumnMissing, KnownFault.BadDates,
        KnownFault.ErrorCells, KnownFault.Truncated, KnownFault.EmptyFile, KnownFault.SignInPageAsFile, KnownFault.ServerError, KnownFault.SessionOverOnce, KnownFault.PageExpiredOnce, KnownFault.TotalsRowLarger,
    ];

    static readonly string[] Edits =
    [
        "window: last 2 days", "window: auto", "window: last 4 days\n  vanished: mark", "window: last 2 days\n  vanished: remove", "window: last 3 days\n  rows: { cap: 0 }",
        "window: last 3 days\n  columns: { Status: { type: text } }", "window: yesterday", "window: last 2 days\n  catch_up: 0 s",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_walk_ends_in_the_panels_state(int seed)
    {
        var random = new Random(seed);
        await using Shop shop = await Shop.Open(new BackOfficeOptions { RowsPerDay = 14 });
        string plain = shop.PipelineText.Replace("sign_in: /\n", "sign_in: /\nsession: http\n", StringComparison.Ordinal);
        shop.PipelineText = plain;
        DateOnly first = shop.Panel.Clock.Today.AddDays(-7); // no window reaches further back
        await shop.Run("transaksi", "user");
        for (int step = 0; step < Steps; step++)
        {
            if (random.Next(3) > 0) shop.Panel.Clock.AdvanceDays(random.Next(1, 4));
            if (random.Next(3) == 0) shop.PipelineText = Edited(plain, Edits[random.Next(Edits.Length)]);
            shop.Panel.Faults.Clear();
            for (int faults = random.Next(3); faults > 0; faults--) shop.Panel.Faults.On(Faults[random.Next(Faults.Length)], random.Next(2) == 0 ? Exports[random.Next(2)].Name : null);
            await shop.Run("transaksi", "user");
        }

        shop.Panel.Faults.Clear();
        shop.PipelineText = Edited(plain, FormattableString.Invariant($"window: {{ from: {first:yyyy-MM-dd}, to: {shop.Panel.Clock.Today:yyyy-MM-dd} }}"));
        Run end = await shop.Run("transaksi", "user");

        Assert.All(end.Exports, export => Assert.True(export.Outcome == Outcome.Proven, $"{seed}: {export.Export} {export.Outcome} {export.Fault} {string.Join("; ", export.Verdict?.Holds ?? [])}"));
        foreach (BackOfficeExport export in Exports) AssertWhole(shop, export, first);
        Assert.All((await shop.Run("transaksi", "user")).Exports, export => Assert.True(export.Changes!.IsEmpty));
    }

    /// <summary>What is delivered is what the panel has since a day, row by row.</summary>
    internal static void AssertWhole(Shop shop, BackOfficeExport export, DateOnly first)
    {
        var model = new Model(export);
        model.Overlay(shop.Panel.Expected(export, first, shop.Panel.Clock.Today));
        Assert.Equal(model.Rows, model.Of(shop.Delivered(export)!));
    }

    static string Edited(string plain, string edit) => plain.Replace("window: last 2 days", edit, StringComparison.Ordinal);
}
