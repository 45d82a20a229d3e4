using Kurir.BackOffice;

namespace Kurir.EndToEnd;

/// <summary>Random walks over days, faults, edits of the pipeline, acceptances, replays, back-fills and interruptions: whatever happened, a panel that behaves again makes everything right.</summary>
public sealed class Walk
{
    const int Steps = 25;

    static readonly BackOfficeExport[] Exports = [BackOfficeExport.Transaksi, BackOfficeExport.User];

    /// <summary>What shows false rows or none, also ids never seen before: on a day that is new nobody can tell them from true ones, but they go again.</summary>
    static readonly BackOfficeFault[] Faults =
    [
        KnownFault.LastRowsDropped, KnownFault.Cap10, KnownFault.HeaderOnly, KnownFault.FilterIgnored, KnownFault.WrongWindow, KnownFault.LateRows, KnownFault.RowsVanish,
        KnownFault.StatusesChanged, KnownFault.DuplicateKeys, KnownFault.ColumnsReordered, KnownFault.ColumnRenamed, KnownFault.KeyColumnMissing, KnownFault.BadDates,
        KnownFault.ErrorCells, KnownFault.Truncated, KnownFault.EmptyFile, KnownFault.SignInPageAsFile, KnownFault.ServerError, KnownFault.SessionOverOnce, KnownFault.PageExpiredOnce, KnownFault.TotalsRowLarger,
        KnownFault.NewIds,
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
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task A_walk_ends_in_the_panels_state(int seed)
    {
        var random = new Random(seed);
        await using Shop shop = await Shop.Open(new BackOfficeOptions { RowsPerDay = 6 });
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
            await Step(shop, random);
        }

        shop.Panel.Faults.Clear();
        shop.PipelineText = Edited(plain, FormattableString.Invariant($"window: {{ from: {first:yyyy-MM-dd}, to: {shop.Panel.Clock.Today:yyyy-MM-dd} }}\n  vanished: {{ then: remove, most: 100 }}"));
        Run end = await shop.Run("transaksi", "user");

        Assert.All(end.Exports, export => Assert.True(export.Outcome == Outcome.Proven, $"{seed}: {export.Export} {export.Outcome} {export.Fault} {string.Join("; ", export.Verdict?.Holds ?? [])}"));
        await shop.Accept(); // rows that were gone before the pipeline said that such rows are removed
        foreach (BackOfficeExport export in Exports) AssertWhole(shop, export, first);
        Assert.All((await shop.Run("transaksi", "user")).Exports, export => Assert.True(export.Changes!.IsEmpty));
    }

    static Task Step(Shop shop, Random random) => random.Next(10) switch
    {
        0 => shop.Interrupted(random.Next(1, 60), "transaksi", "user"),
        1 => shop.Replay(),
        2 => shop.RunMissing("transaksi", "user"),
        3 => Accept(shop),
        _ => shop.Run("transaksi", "user"),
    };

    /// <summary>A person takes what is held for right, though it may be wrong.</summary>
    static async Task Accept(Shop shop)
    {
        await shop.Run("transaksi", "user");
        try
        {
            await shop.Accept();
        }
        catch (Fault fault) when (fault.Name == FaultName.ConfigurationInvalid)
        {
            Assert.Contains("cannot be accepted", fault.Cause, StringComparison.Ordinal);
        }
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
