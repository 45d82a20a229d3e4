namespace Kurir.EndToEnd;

/// <summary>Reports whose columns change are held, told as what they are, and accepted without asking the panel again.</summary>
public sealed class ContractTests
{
    [Theory]
    [InlineData("key-column-renamed", "user", FaultName.ColumnsRenamed, "Kolom Baru: { was: \"#ID/ Nama\" }")]
    [InlineData("column-renamed", "user", FaultName.ColumnsRenamed, "was: Status")]
    [InlineData("ids-as-numbers", "user", FaultName.ColumnRetyped, "type: number")]
    [InlineData("new-ids", "transaksi", FaultName.EverythingNew, null)]
    [InlineData("header-only", "transaksi", FaultName.SuspiciousEmpty, null)]
    public async Task What_is_held_is_delivered_once_a_person_accepts_it(string fault, string name, FaultName held, string? written)
    {
        await using Shop shop = await Shop.Open();
        string before = shop.PipelineText;
        await shop.Run(name);
        shop.Panel.Faults.On(fault);
        ExportRun held1 = (await shop.Run(name)).Exports.Single();
        Assert.Equal((Outcome.Held, held), (held1.Outcome, held1.Verdict!.Holds[0].Name));
        int asked = shop.Panel.Requests.Count;

        Run accepted = Assert.Single(await shop.Accept(name));

        Assert.Equal(asked, shop.Panel.Requests.Count);
        ExportRun export = accepted.Exports.Single();
        Assert.True(export.Outcome is Outcome.Proven or Outcome.Empty or Outcome.Partial, $"{export.Outcome} {export.Fault} {string.Join(" ", export.Verdict?.Holds.Select(hold => hold.Cause) ?? [])}");
        Assert.Equal(held1.Verdict.Rows, export.Verdict!.Rows);
        string text = shop.PipelineText;
        Assert.StartsWith(before.Split('\n')[0], text, StringComparison.Ordinal);
        if (written is null) Assert.Equal(before, text);
        else Assert.Contains(written, text, StringComparison.Ordinal);

        // The same report is nothing new from then on.
        if (held != FaultName.SuspiciousEmpty) Assert.NotEqual(Outcome.Held, (await shop.Run(name)).Exports.Single().Outcome);
        Assert.Empty(held == FaultName.SuspiciousEmpty ? [] : await shop.Accept(name));
    }
}
