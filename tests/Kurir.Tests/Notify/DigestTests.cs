namespace Kurir;

public sealed class DigestTests
{
    static readonly ExportRun Changed = NoticeTextTests.Done("transaksi", 40, 7, 2) with
    {
        Changes = new ChangeSet
        {
            Added = 7, Changed = 2, Unchanged = 31, Vanished = 1,
            Listed =
            [
                new(ChangeKind.Changed, "00017233", [new("Status", "PENDING", "SELESAI"), new("Total", "Rp 120.000", "Rp 118.000")]),
                new(ChangeKind.Changed, "00017234", [new("Catatan", "", "lunas")]),
                .. Enumerable.Range(1, 7).Select(i => new Change(ChangeKind.Added, $"0001730{i}", [])),
                new(ChangeKind.Vanished, "00017200", []),
            ],
        },
    };

    [Fact]
    public void What_changed_is_said_in_plain_words() => Assert.Equal(
        [
            "transaksi 00017233: Status PENDING → SELESAI, Total Rp 120.000 → Rp 118.000",
            "transaksi 00017234: Catatan – → lunas",
            "transaksi: 7 baru: 00017301; 00017302; 00017303; 00017304; 00017305 …",
            "transaksi: 1 tidak ada lagi: 00017200",
        ],
        new Digest("id").Of(Changed));

    [Fact]
    public void More_rows_than_are_named_are_counted() => Assert.Equal(
        ["transaksi 00017233: Status, Total", "… and 1 more changed", "transaksi: 7 new: 00017301 …", "transaksi: 1 no longer there: 00017200"],
        new Digest("en", most: 1, withCells: false).Of(Changed));

    [Fact]
    public void A_first_report_and_one_that_is_held_name_no_rows()
    {
        Assert.Empty(new Digest("en").Of(NoticeTextTests.Done("user", 3, 3, 0) with { Changes = new ChangeSet { Added = 3, Listed = [new(ChangeKind.Added, "A", [])] } }));
        Assert.Empty(new Digest("en").Of(Changed with { Outcome = Outcome.Held }));
    }

    [Theory]
    [InlineData("off", false, false)]
    [InlineData("keys", true, false)]
    [InlineData("rows", true, true)]
    public void Notices_hold_cells_only_where_the_pipeline_asks_for_it(string rows, bool keys, bool cells)
    {
        string text = new NoticeTexts("en", TimeZoneInfo.Utc, rows).Ended(NoticeTextTests.Whole, Changed);
        Assert.Equal(keys, text.Contains("00017233", StringComparison.Ordinal));
        Assert.Equal(cells, text.Contains("SELESAI", StringComparison.Ordinal));
    }
}
