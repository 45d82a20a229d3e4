namespace Kurir.Tests;

public class TableFinderTests
{
    [Fact]
    public void Title_rows_stand_above_the_heading_and_are_no_rows()
    {
        Table table = Grids.Table("""
            Laporan Penjualan
            Cabang: | Jakarta | Periode: | 01/09/2025 - 30/09/2025

            No | Nama | Tanggal | Jumlah | Status
            1 | Budi | 23 Sep 2025 | Rp 85.000 | TERIMA
            2 | Siti | 24 Sep 2025 | Rp 9.000 | TOLAK
            """);

        Assert.Equal(["No", "Nama", "Tanggal", "Jumlah", "Status"], Grids.HeadingsOf(table));
        Assert.Equal(["Laporan Penjualan", "Cabang: Jakarta Periode: 01/09/2025 - 30/09/2025"], table.Titles);
        Assert.Equal(["1|Budi|23 Sep 2025|Rp 85.000|TERIMA", "2|Siti|24 Sep 2025|Rp 9.000|TOLAK"], Grids.RowsOf(table));
        Assert.Equal("sheet 1, D6", table.OriginOf(table.Rows.Last(), 3));
    }

    [Fact]
    public void The_first_row_is_the_heading_where_nothing_else_stands_above()
    {
        Table table = Grids.Table("""
            Nama | Email
            Budi | budi@example.com
            Siti | siti@example.com
            """);

        Assert.Equal(["Nama", "Email"], Grids.HeadingsOf(table));
        Assert.Equal(2, table.Rows.Count());
    }

    [Fact]
    public void Two_heading_rows_are_flattened()
    {
        Table table = Grids.Table("""
            No | Nama | Pembayaran | | | Status
            | | Tunai | Kartu | QRIS |
            1 | Budi | 5.000 | 0 | 0 | TERIMA
            2 | Siti | 0 | 7.500 | 0 | TERIMA
            """);

        Assert.Equal(["No", "Nama", "Pembayaran Tunai", "Pembayaran Kartu", "Pembayaran QRIS", "Status"], Grids.HeadingsOf(table));
        Assert.Equal(2, table.Rows.Count());
    }

    [Fact]
    public void Groups_over_repeated_names_are_flattened()
    {
        Table table = Grids.Table("""
            | Toko 1 | | Toko 2 |
            Cabang | Masuk | Keluar | Masuk | Keluar
            Jakarta | 5 | 3 | 8 | 1
            """);

        Assert.Equal(["Cabang", "Toko 1 Masuk", "Toko 1 Keluar", "Toko 2 Masuk", "Toko 2 Keluar"], Grids.HeadingsOf(table));
    }

    [Fact]
    public void A_title_over_a_full_heading_is_no_group()
    {
        Table table = Grids.Table("""
            | | Laporan | |
            Nama | Kota | Email | Poin | Status
            Budi | Jakarta | budi@example.com | 5 | AKTIF
            """);

        Assert.Equal(["Nama", "Kota", "Email", "Poin", "Status"], Grids.HeadingsOf(table));
    }

    [Fact]
    public void A_list_under_its_name_is_a_table_of_one_column()
    {
        Assert.Equal(["budi@example.com"], Grids.RowsOf(Grids.Table("Email\nbudi@example.com")));
        Assert.Equal(3, Grids.Table("Nama\nBudi\nSiti\nTono").Rows.Count());
    }

    [Theory]
    [InlineData("Cabang | FY 2024 | FY 2025")]
    [InlineData("Cabang | Agu 2025 | Sep 2025")]
    [InlineData("Cabang | 0-30 hari | > 30 hari")]
    [InlineData("Cabang | Jumlah (Rp) | %")]
    public void Names_with_digits_are_headings_all_the_same(string heading)
    {
        Table table = Grids.Table($"Laporan\nPeriode | 01/09/2025 - 30/09/2025\n{heading}\nJakarta | 5.000 | 7\nBandung | 8.000 | 9");

        Assert.Equal(heading, string.Join(" | ", Grids.HeadingsOf(table)));
        Assert.Equal(2, table.Rows.Count());
    }

    [Fact]
    public void Years_may_be_headings()
    {
        Table table = Grids.Table("""
            Cabang | 2024 | 2025
            Jakarta | 17 | 19
            Bandung | 4 | 5
            """);

        Assert.Equal(["Cabang", "2024", "2025"], Grids.HeadingsOf(table));
        Assert.Equal(2, table.Rows.Count());
    }

    [Fact]
    public void Repeated_headings_and_titles_of_later_pages_are_no_rows()
    {
        Table table = Grids.Table("""
            Laporan Poin
            No | Nama | Poin
            1 | Budi | 5
            Halaman 1 dari 2
            Laporan Poin
            No | Nama | Poin
            2 | Siti | 7
            Halaman 2 dari 2
            """);

        Assert.Equal(["1|Budi|5", "2|Siti|7"], Grids.RowsOf(table));
        Assert.Equal(["Halaman 1 dari 2||", "Halaman 2 dari 2||"], table.Totals.Select(Grids.Text));
    }

    [Theory]
    [InlineData("Total | | 12")]
    [InlineData("| Jumlah | 12")]
    [InlineData("Grand Total | | Rp 12")]
    [InlineData("Subtotal: | | 12")]
    [InlineData("| | 12")]
    [InlineData("Total penjualan | | 12")]
    [InlineData("Dicetak pada 23 Sep 2025 oleh Budi")]
    [InlineData("Showing 1 to 2 of 2 entries")]
    public void Totals_and_notes_below_the_rows_are_no_rows(string last)
    {
        Table table = Grids.Table($"""
            No | Nama | Poin
            1 | Budi | 5
            2 | Siti | 7
            {last}
            """);

        Assert.Equal(["1|Budi|5", "2|Siti|7"], Grids.RowsOf(table));
        Assert.Single(table.Totals);
    }

    [Fact]
    public void A_subtotal_in_the_middle_is_no_row()
    {
        Table table = Grids.Table("""
            No | Cabang | Nama | Poin
            1 | Jakarta | Budi | 5
            | Total | | 5
            2 | Bandung | Siti | 7
            | Total | | 7
            """);

        Assert.Equal(["1|Jakarta|Budi|5", "2|Bandung|Siti|7"], Grids.RowsOf(table));
        Assert.True(table.Columns[0].IsCounter);
        Assert.Equal(2, table.Totals.Count);
    }

    [Fact]
    public void A_row_that_the_document_marks_as_a_total_is_no_row()
    {
        var grid = new Grid
        {
            Place = "page 1", Headings = ["Nama", "Poin"],
            Rows = [new GridRow(1, [Cell.OfText("Budi"), Cell.OfText("5")]), new GridRow(2, [Cell.OfText("Semua"), Cell.OfText("5")], IsTotal: true)],
        };

        Table table = TableFinder.Find([grid]);

        Assert.Equal(["Budi|5"], Grids.RowsOf(table));
        Assert.Equal(["Semua|5"], table.Totals.Select(Grids.Text));
    }

    [Theory]
    [InlineData("Total Cleaner 500 ml | 3 | 25.000")]
    [InlineData("Jumlahan Baju | 3 | 25.000")]
    [InlineData("Page Marker | 3 | 25.000")]
    public void A_product_called_total_is_a_row_first_and_last(string row)
    {
        Assert.Equal(2, Grids.Table($"Produk | Qty | Harga\n{row}\nSabun | 5 | 5.000").Rows.Count());
        Assert.Equal(2, Grids.Table($"Produk | Qty | Harga\nSabun | 5 | 5.000\n{row}").Rows.Count());
    }

    [Fact]
    public void A_brand_called_total_is_a_row_where_rows_follow()
    {
        Table table = Grids.Table("""
            Merek | Jumlah
            Castrol | 4
            Total | 5
            Shell | 6
            """);

        Assert.Equal(["Castrol|4", "Total|5", "Shell|6"], Grids.RowsOf(table));
    }

    [Fact]
    public void What_stands_apart_below_and_says_less_than_any_row_is_a_note()
    {
        Table table = Grids.Table("""
            No | Nama | Kota | Poin | Status
            1 | Budi | Jakarta | 5 | AKTIF
            2 | Siti | Bandung | 7 | AKTIF

            Status | Banyak
            AKTIF | 2
            | | | Jakarta, 23 September 2025
            | | | Kepala Toko
            """);

        Assert.Equal(2, table.Rows.Count());
        Assert.Equal(4, table.Totals.Count);
    }

    [Fact]
    public void A_last_row_with_one_cell_is_a_row_unless_it_has_words_where_all_others_have_figures()
    {
        Assert.Equal(2, Grids.Table("Nama | Kota | Poin\nBudi | Jakarta | 5\nTono | |").Rows.Count());
        Assert.Equal(2, Grids.Table("No | Nama | Poin\n1 | Budi | 5\n2 | |").Rows.Count());
        Assert.Single(Grids.Table("No | Nama | Poin\n1 | Budi | 5\nToko Contoh, Jakarta | |").Rows);
    }

    [Fact]
    public void Sparse_rows_between_full_ones_stay_rows()
    {
        Table table = Grids.Table("""
            No | Nama | Kota | Poin
            1 | Budi | Jakarta | 5
            | Siti | |

            3 | Tono | Bandung | 7
            """);

        Assert.Equal(3, table.Rows.Count());
        Assert.Empty(table.Totals);
    }

    [Theory]
    [InlineData("No", "1,2,3", true)]
    [InlineData("No.", "1.,2.,3.", true)]
    [InlineData("#", "11,12,13", true)]
    [InlineData("Nomor", "1,2,1,2", true)]
    [InlineData("No", "1", true)]
    [InlineData("No", "57", false)]
    [InlineData("No", "1,2,4", false)]
    [InlineData("No", "1,,3", false)]
    [InlineData("No", "01,02,03", false)]
    [InlineData("No", "3,2,1", false)]
    [InlineData("Urutan Rak", "1,2,3", false)]
    [InlineData("No Transaksi", "1,2,3", false)]
    public void Only_a_number_that_counts_is_the_running_number(string heading, string values, bool counts)
    {
        string rows = string.Join('\n', values.Split(',').Select(value => $"{value} | Budi | Jakarta"));

        Assert.Equal(counts, Grids.Table($"{heading} | Nama | Kota\n{rows}").Columns[0].IsCounter);
    }

    [Fact]
    public void A_table_of_a_heading_alone_has_no_rows()
    {
        Table table = Grids.Table("Nama | Email | Poin");

        Assert.Equal(3, table.Columns.Count);
        Assert.Empty(table.Rows);
    }

    [Fact]
    public void The_line_in_place_of_rows_is_no_row()
    {
        Table table = Grids.Table("Nama | Email | Poin\nTidak ada data yang tersedia");

        Assert.Empty(table.Rows);
        Assert.Single(table.Totals);
    }

    [Fact]
    public void Nameless_columns_are_lettered_repeated_names_numbered_and_empty_nameless_ones_left_out()
    {
        Table table = Grids.Table("""
            | Nama | | Harga | Harga | |
            | Budi | x | 5 | 6 | |
            | Siti | y | 7 | 8 | |
            """);

        Assert.Equal(["Nama", "Column C", "Harga", "Harga (2)"], Grids.HeadingsOf(table));
        Assert.Equal(["Budi|x|5|6", "Siti|y|7|8"], Grids.RowsOf(table));
        Assert.Equal("sheet 1, C2", table.OriginOf(table.Rows.First(), 1));
    }

    [Fact]
    public void Named_columns_stay_though_they_are_empty()
    {
        Table table = Grids.Table("Nama | Alasan Batal | Poin\nBudi | | 5");

        Assert.Equal(["Nama", "Alasan Batal", "Poin"], Grids.HeadingsOf(table));
    }

    [Fact]
    public void White_space_in_headings_is_folded_and_in_cells_it_stays()
    {
        var grid = new Grid
        {
            Place = "file",
            Rows =
            [
                new GridRow(1, [Cell.OfText("Tanggal\n  Belanja "), Cell.OfText("Nama")]),
                new GridRow(2, [Cell.OfText("23 Sep 2025"), Cell.OfText(" Budi  Santoso ")]),
            ],
        };

        Table table = TableFinder.Find([grid]);

        Assert.Equal(["Tanggal Belanja", "Nama"], Grids.HeadingsOf(table));
        Assert.Equal(" Budi  Santoso ", table.Rows.Single()[1].Text);
    }

    [Fact]
    public void Nothing_that_names_columns_is_a_fault_that_shows_what_was_seen()
    {
        var fault = Assert.Throws<Fault>(() => TableFinder.Find([Grids.Of("Toko Contoh\nJalan Melati 5")]));

        Assert.Equal(FaultName.NoTable, fault.Name);
        Assert.Contains("'Toko Contoh' / 'Jalan Melati 5'", fault.Cause, StringComparison.Ordinal);
        Assert.Contains("nothing", Assert.Throws<Fault>(() => TableFinder.Find([])).Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_different_tables_are_a_fault_that_lists_them()
    {
        Grid[] grids = [Grids.Of("Nama | Poin\nBudi | 5", "Poin"), Grids.Of("Kota | Cabang | Kode\nJakarta | Pusat | JKT", "Cabang")];

        var fault = Assert.Throws<Fault>(() => TableFinder.Find(grids));

        Assert.Equal(FaultName.TableAmbiguous, fault.Name);
        Assert.Equal("2 different tables: 1 'Poin' (Nama, Poin; 1 row); 2 'Cabang' (Kota, Cabang, Kode; 1 row)", fault.Cause);
        Assert.Equal("Poin", TableFinder.Find(grids, "poin").Name);
        Assert.Equal("Cabang", TableFinder.Find(grids, "2").Name);
        Assert.Equal(FaultName.NoTable, Assert.Throws<Fault>(() => TableFinder.Find(grids, "3")).Name);
    }

    [Fact]
    public void The_contract_tells_the_table_from_others()
    {
        Grid[] grids = [Grids.Of("Status | Banyak\nAKTIF | 5"), Grids.Of("Nama | Email | Status\nBudi | budi@example.com | AKTIF")];
        var contract = new Contract
        {
            Columns = [new ColumnContract { Heading = "Nama" }, new ColumnContract { Heading = "Email" }, new ColumnContract { Heading = "Status" }],
            Key = new KeyContract(["Email"], false),
        };

        Assert.Equal(["Nama", "Email", "Status"], Grids.HeadingsOf(TableFinder.Find(grids, null, contract)));
    }

    [Fact]
    public void A_table_on_several_sheets_is_one()
    {
        Grid[] grids = [Grids.Of("No | Nama\n1 | Budi", "Data 1", "sheet 1"), Grids.Of("No | Nama\n2 | Siti\n3 | Tono", "Data 2", "sheet 2")];

        Table table = TableFinder.Find(grids);

        Assert.Equal(["1|Budi", "2|Siti", "3|Tono"], Grids.RowsOf(table));
        Assert.Equal("sheet 2, row 3", table.Rows.Last().Origin);
        Assert.Equal(2, TableFinder.All(grids).Count);
    }

    [Fact]
    public void Tabs_of_other_names_with_the_same_headings_are_several_tables()
    {
        Grid[] grids = [Grids.Of("No | Nama\n1 | Budi", "Sekarang"), Grids.Of("No | Nama\n1 | Siti", "Lama")];

        Assert.Equal(FaultName.TableAmbiguous, Assert.Throws<Fault>(() => TableFinder.Find(grids)).Name);
    }

    [Fact]
    public void A_heading_apart_from_its_rows_is_one_table_with_them()
    {
        // A scrolling table on a page: its heading is a table of its own, and stands in the other one again.
        Grid[] grids = [Grids.Headed("Nama | Poin", ""), Grids.Headed("Nama | Poin", "Budi | 5")];

        Assert.Equal(["Budi|5"], Grids.RowsOf(Assert.Single(TableFinder.All(grids))));
    }

    [Fact]
    public void A_heading_that_the_reader_knows_is_not_sought()
    {
        Table table = TableFinder.Find([Grids.Headed("Nama | Kota", "Budi | Jakarta\nNama | Kota\nSiti | Bandung")]);

        Assert.Equal(["Budi|Jakarta", "Siti|Bandung"], Grids.RowsOf(table));
    }

    [Fact]
    public void A_long_table_is_read_again_each_time_and_loses_nothing()
    {
        int opened = 0;
        var grid = new Grid { Place = "file", Rows = Counted() };
        Table table = TableFinder.Find([grid]);

        Assert.Equal(1000, table.Rows.Count());
        Assert.Equal(1000, table.Rows.Count());
        Assert.Equal("Total", Assert.Single(table.Totals)[0].Text);
        Assert.Equal(3, opened);

        IEnumerable<GridRow> Counted()
        {
            opened++;
            yield return new GridRow(1, [Cell.OfText("Nama"), Cell.OfText("Poin")]);
            for (int i = 1; i <= 1000; i++) yield return new GridRow(i + 1, [Cell.OfText($"Nama {i}"), Cell.OfText($"{i}")]);
            yield return new GridRow(1002, [Cell.OfText("Total"), Cell.OfText("500500")]);
        }
    }

    [Fact]
    public void A_short_document_is_read_once()
    {
        int opened = 0;
        Table table = TableFinder.Find([new Grid { Place = "file", Rows = Counted() }]);

        Assert.Equal(2, table.Rows.Count() + table.Rows.Count());
        Assert.Equal(1, opened);

        IEnumerable<GridRow> Counted()
        {
            opened++;
            yield return new GridRow(1, [Cell.OfText("Nama"), Cell.OfText("Poin")]);
            yield return new GridRow(2, [Cell.OfText("Budi"), Cell.OfText("5")]);
        }
    }

    [Fact]
    public void A_value_beside_the_columns_deep_in_a_document_is_a_fault_and_never_lost()
    {
        string rows = string.Join('\n', Enumerable.Range(1, 300).Select(i => i == 290 ? "a | b | slipped" : $"Nama {i} | {i}"));

        var fault = Assert.Throws<Fault>(() => Grids.Table($"Nama | Poin\n{rows}").Rows.Count());

        Assert.Equal("sheet 1, row 291", fault.Subject);
        Assert.Contains("column C holds 'slipped'", fault.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_rows_left_out_or_given_make_no_difference()
    {
        const string lines = "Laporan\n\nNama | Kota | Poin\n\nBudi | Jakarta | 5\n\nCatatan penting";
        Table given = TableFinder.Find([Grids.Of(lines)]), leftOut = TableFinder.Find([Grids.Of(lines, leaveOutEmpty: true)]);

        Assert.Equal(Grids.RowsOf(given), Grids.RowsOf(leftOut));
        Assert.Equal(given.Totals.Select(Grids.Text), leftOut.Totals.Select(Grids.Text));
    }
}
