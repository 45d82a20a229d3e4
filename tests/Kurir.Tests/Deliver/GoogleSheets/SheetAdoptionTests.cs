using static Kurir.Tests.DestinationRules;
using static Kurir.Tests.Sales;

namespace Kurir.Tests;

/// <summary>A sheet that an earlier program filled by position: floats for ids, lost zeros, duplicates, dates as text.</summary>
public sealed class SheetAdoptionTests
{
    readonly SheetStanding sheet = new();

    [Fact]
    public async Task The_rows_of_an_earlier_program_are_taken_over_and_put_right()
    {
        sheet.Save(
        [
            ["Laporan Penjualan"],
            [.. Heads],
            ["17233", "Budi", "85000", "2026-11-21", "PENDING"],
            ["2600097217585.0", "Sari", 1.0, "22/11/2026", "PENDING"],
            ["2600097217585.0", "Sari", 1.0, "22/11/2026", "PENDING"],
            ["99", "Gone", 5.0, "2020-01-01", "TERIMA"],
        ]);
        Courier courier = Courier();
        courier.Report(Row("00017233", "Budi", "85000", "2026-11-21", "TERIMA"), Row("2600097217585", "Sari", "1", "2026-11-22", "PENDING"), Dewi());

        Receipt receipt = await Adopt(courier);

        Assert.True(receipt.Verified);
        Assert.Equal((1, 2, 0, 0), Counts(receipt));
        Assert.Equal("00017233 2600097217585 2600097217585.0 99 00017235", string.Join(' ', sheet.Load().Skip(2).Select(row => row[0])));
        Assert.Equal("TERIMA", sheet.Load()[2][4]);
        Assert.Contains(receipt.Remarks, remark => remark.Contains("lost zeros or digits", StringComparison.Ordinal));
        Assert.Contains(receipt.Remarks, remark => remark.StartsWith("2 rows there fit none of the rows brought and were left as they are", StringComparison.Ordinal) && remark.EndsWith("row 5–6", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_dry_run_shows_it_first_and_writes_nothing()
    {
        sheet.Save([[.. Heads], [17233.0, "Budi", 85000.0, "2026-11-21", "PENDING"], ["8", "Else", 1.0, "2026-11-21", "PENDING"]]);
        byte[] before = sheet.Bytes();
        Courier courier = Courier();
        courier.Report(Budi("TERIMA"), Sari());

        Receipt receipt = await sheet.Open().Deliver(courier.Pending(fromStart: true, dryRun: true) with { FirstTime = true }, default);

        Assert.Equal((1, 1, 0, 0), Counts(receipt));
        Assert.Contains(receipt.Remarks, remark => remark.EndsWith("row 3", StringComparison.Ordinal));
        Assert.Equal(before, sheet.Bytes());
    }

    [Theory]
    [InlineData("en_US", "25/09/2025", "01/09/2025", "2025-09-01")]
    [InlineData("in_ID", "12/09/2025", "01/09/2025", "2025-09-01")]
    [InlineData("en_US", "12/09/2025", "09/01/2025", "2025-09-01")]
    [InlineData("in_ID", "09/25/2025", "09/01/2025", "2025-09-01")]
    public async Task Dates_as_text_are_days_in_the_order_that_the_sheet_shows(string locale, string other, string text, string day)
    {
        sheet.Book.Locale = locale;
        sheet.Save([["Day", "Customer"], [other, "Sari"], [text, "Budi"]]);
        var courier = new Courier([Day, Customer], new KeyContract(["Day", "Customer"], false));
        courier.Report([Date(day), Text("Budi")]);

        Assert.Equal((0, 0, 1, 0), Counts(await Adopt(courier)));
    }

    [Fact]
    public async Task Equal_payments_are_counted_and_none_is_lost_or_doubled()
    {
        sheet.Save([[.. Heads], [.. Shown(Budi())], [.. Shown(Sari())], [.. Shown(Budi())]]);
        Courier courier = Counting();
        courier.Report(Budi(), Budi(), Budi(), Sari());

        Assert.Equal((1, 0, 3, 0), Counts(await Adopt(courier)));
        Assert.Equal(3, sheet.Load().Count(row => Equals(row[0], "00017233")));
    }

    [Fact]
    public async Task Many_rows_are_adopted_with_few_calls()
    {
        sheet.Save([[.. Heads], .. Enumerable.Range(0, 8_000).Select(n => new List<object?> { $"{n:00000}", $"Customer {n}", 1.5, "2026-11-23", n % 100 == 0 ? "PENDING" : "TERIMA" })]);
        Courier courier = Courier();
        courier.Report([.. Enumerable.Range(0, 8_000).Select(n => Row($"{n:00000}", $"Customer {n}", "1.5", "2026-11-23", "TERIMA"))]);

        Receipt receipt = await Adopt(courier);

        Assert.Equal((0, 80, 7_920, 0), Counts(receipt));
        Assert.InRange(sheet.Calls.Count, 5, 7);
    }

    object?[] Shown(Cell[] row) => [.. row.Select((cell, i) => sheet.Shown(cell, Columns[i]))];

    Task<Receipt> Adopt(Courier courier) => sheet.Open().Deliver(courier.Pending(fromStart: true) with { FirstTime = true }, default);
}
