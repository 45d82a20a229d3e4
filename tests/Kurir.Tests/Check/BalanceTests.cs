using CsCheck;

namespace Kurir.Tests;

public sealed class BalanceTests
{
    const string Sales = """
        Nomor | Nama | Jumlah | Tanggal
        00017233 | Budi | Rp 85.000 | 23 Sep 2025
        00017234 | Siti | Rp 15.000 | 24 Sep 2025
        TOTAL |  | Rp {0} |
        """;

    static readonly Gen<(Verdict Verdict, ChangeSet Changes)> Recorded =
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 2], Gen.Int[0, 2], Gen.Long[0, 12].Nullable(), Gen.Bool, Gen.Bool,
            (added, changed, unchanged, quarantined, vanished, announced, capped, part) =>
            {
                var changes = new ChangeSet { Added = added, Changed = changed, Unchanged = unchanged, Quarantined = quarantined, Vanished = vanished };
                return (new Verdict { Rows = changes.Total, Quarantined = quarantined, Announced = announced, Missing = announced == changes.Total ? 0 : vanished, Capped = capped, HasUnprovenPart = part }, changes);
            });

    [Fact]
    public void A_window_is_proven_exactly_where_its_receipt_adds_up() => Recorded.Sample(each =>
    {
        Balance balance = Balance.Of(each.Verdict, each.Changes, [])!;
        Assert.Equal(each.Verdict.Proven, balance.AddsUp);
        Assert.Equal(balance.InFile, balance.Added + balance.Changed + balance.Unchanged + balance.Repeated + balance.Quarantined);
    });

    [Fact]
    public void Rows_that_came_and_are_not_accounted_for_are_said() =>
        Assert.Equal(("unaccounted", 2L), Only(new Verdict { Rows = 5 }, new ChangeSet { Added = 3 }));

    [Fact]
    public void A_destination_adds_up_only_with_what_it_was_handed()
    {
        var (verdict, changes) = (new Verdict { Rows = 3 }, new ChangeSet { Added = 3 });
        var receipt = new Receipt { Destination = "out/a.xlsx", Handed = 3, Added = 1, RemovedByPeople = 1, Unchanged = 1 };

        Assert.True(Balance.Of(verdict, changes, [receipt])!.AddsUp);
        Assert.Equal(("undelivered", 1L), Only(verdict, changes, receipt with { Unchanged = 0 }));
        Assert.Equal(("read-back", 1L), Only(verdict, changes, receipt with { Mismatches = [new Mismatch("a!C2", "1", "2")] }));
        Assert.True(Balance.Of(verdict, changes, [receipt with { Handed = null, Added = 0 }])!.AddsUp);
    }

    [Fact]
    public void Rows_that_are_missing_are_named_as_far_as_they_are_known()
    {
        Change[] listed = [new(ChangeKind.Added, "A", []), .. Enumerable.Range(1, 12).Select(i => new Change(ChangeKind.Vanished, $"{i:000}", []))];

        Difference fewer = Balance.Of(new Verdict { Rows = 1, Announced = 13 }, new ChangeSet { Added = 1, Vanished = 12, Listed = listed }, [])!.Differences.Single();

        Assert.Equal(("fewer", 12L, "13"), (fewer.Name, fewer.Count, fewer.Against));
        Assert.Equal(Enumerable.Range(1, Balance.MaxKeys).Select(i => $"{i:000}"), fewer.Keys);
    }

    [Theory]
    [InlineData("100.000", true)]
    [InlineData("2", true)] // the number of rows
    [InlineData("118.000", false)]
    public void A_totals_row_must_say_what_the_rows_add_up_to(string total, bool proven)
    {
        Verdict verdict = Checks.Run(Sales.Replace("{0}", total, StringComparison.Ordinal)).Verdict;

        Assert.Equal(proven, verdict.Proven);
        Assert.Equal(proven ? [] : [new TotalDiffers("Jumlah", 118_000, 100_000)], verdict.Totals);
    }

    static (string, long) Only(Verdict verdict, ChangeSet changes, params Receipt[] receipts)
    {
        Difference difference = Balance.Of(verdict, changes, receipts)!.Differences.Single();
        return (difference.Name, difference.Count);
    }
}
