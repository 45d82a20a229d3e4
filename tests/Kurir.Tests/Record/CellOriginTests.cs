namespace Kurir.Tests;

/// <summary>Where a number comes from, cell by cell.</summary>
public sealed class CellOriginTests : IAsyncDisposable
{
    static readonly ExportConfig ByNumber = new() { Key = Checks.Key("Nomor") };

    readonly LedgerHome home = new();

    public ValueTask DisposeAsync() => home.DisposeAsync();

    [Fact]
    public async Task Each_cell_of_each_version_says_where_it_stood_whatever_the_order_of_columns_was_that_day()
    {
        Checked first = await Record(Grids.Table("""
            Laporan
            | Nomor | | Total | Status
            | 00017233 | | 120000 | PENDING
            """), null);
        await Record(Grids.Table("""
            Status | Total | Catatan | Nomor
            SELESAI | 118000 | x | 00017233
            """), first.Contract);

        RowHistory row = Assert.Single(await home.Ledger.Row(home.Export, "00017233", default));

        Assert.Equal(["sheet 1, B3", "sheet 1, D3", "sheet 1, E3", "sheet 1, row 3"], row.Versions[0].Origins!);
        Assert.Equal(["Nomor", "Total", "Status", "Catatan"], row.Versions[1].Cells.Select(cell => cell.Key));
        Assert.Equal(["sheet 1, D2", "sheet 1, B2", "sheet 1, A2", "sheet 1, C2"], row.Versions[1].Origins!);
    }

    [Fact]
    public async Task Below_a_heading_of_two_rows_a_cell_is_found_in_its_own_column()
    {
        await Record(Grids.Table("""
            No | Nomor | Pembayaran | | Status
            | | Tunai | Kartu |
            1 | 00017233 | 120000 | 0 | PENDING
            2 | 00017234 | 5000 | 0 | PENDING
            """), null);

        RowHistory row = Assert.Single(await home.Ledger.Row(home.Export, "00017234", default));

        Assert.Equal(
            ["No sheet 1, A4", "Nomor sheet 1, B4", "Pembayaran Tunai sheet 1, C4", "Pembayaran Kartu sheet 1, D4", "Status sheet 1, E4"],
            row.Versions[0].Cells.Zip(row.Versions[0].Origins!, (cell, origin) => $"{cell.Key} {origin}"));
    }

    [Fact]
    public async Task Of_a_version_whose_columns_were_not_kept_only_the_row_is_told()
    {
        await home.Record(home.Recording(TestRows.Days(1, 1), false), TestRows.Row("A", "1"));

        RowHistory row = Assert.Single(await home.Ledger.History(home.Export, "A", 1, default));

        Assert.Empty(row.Versions[0].Origins!);
    }

    [Fact]
    public void A_column_that_the_sheets_of_one_table_have_at_different_places_names_the_row_alone()
    {
        Table table = TableFinder.Find([Grids.Of("Nomor | Nama\n1001 | Budi", "Data 1", "sheet 1"), Grids.Of("| Nomor | Nama\n| 1002 | Siti", "Data 2", "sheet 2")]);

        Assert.Equal(["sheet 1, row 2", "sheet 2, row 2"], table.Rows.Select(row => table.OriginOf(row, 0)));
    }

    [Theory]
    [InlineData("sheet 1, row 12", 1, "sheet 1, B12")]
    [InlineData("entry a.xlsx, sheet 2, row 3", 27, "entry a.xlsx, sheet 2, AB3")]
    [InlineData("page 2, row 5", 2, "page 2, row 5, column 3")]
    [InlineData("file, row 7", 0, "file, row 7, column 1")]
    [InlineData("reply 3, row 7", 4, "reply 3, row 7, Total")]
    [InlineData("entry sheet, row 2.csv, row 7", 0, "entry sheet, row 2.csv, row 7, column 1")]
    [InlineData("sheet 1, row 12", -1, "sheet 1, row 12")]
    [InlineData("", 1, "")]
    public void A_cell_has_the_address_that_the_program_shows_which_opens_the_file(string row, int source, string origin) =>
        Assert.Equal(origin, CellOrigin.Of(row, "Total", source));

    async Task<Checked> Record(Table table, Contract? known)
    {
        var checker = Checker.For(table, null, known, Checks.Export(ByNumber), new Part(Checks.September), CancellationToken.None);
        Recording recording = home.Recording(Checks.September, false) with { Contract = checker.Contract, Sources = checker.Sources };
        var (changes, verdict) = await home.Ledger.Record(recording, checker.Rows(CancellationToken.None), TestRows.Accept, CancellationToken.None);
        return new Checked(checker.Contract, [], verdict, changes);
    }
}
