namespace Kurir.Tests;

public class ContractProposalTests
{
    const string Points = """
        No | Nomor Transaksi | Nama | Jumlah Total Belanja | Tanggal Belanja | Status
        1 | 00017233 | Budi | Rp 85.000 | 23 Sep 2025 18:39 | TERIMA
        2 | 00017234 | Siti | Rp 1.250.000 | 24 Sep 2025 08:05 | PENDING
        """;

    [Fact]
    public void Columns_get_the_type_in_which_all_their_cells_agree()
    {
        Contract contract = Checks.Propose(Points);

        Assert.Equal(
            [CellType.Text, CellType.Text, CellType.Text, CellType.Number, CellType.DateTime, CellType.Text],
            contract.Columns.Select(column => column.Type));
        Assert.Equal(["Tanggal Belanja"], contract.Dates);
        Assert.True(contract.Columns[0].IsCounter);
        Assert.Equal("\"Rp\" #,##0", contract.Columns[3].Format);
        Assert.Equal(NumberStyle.CommaDecimal, contract.Columns[3].NumberStyle);
        Assert.Equal("dd mmm yyyy hh:mm", contract.Columns[4].Format);
    }

    [Fact]
    public void Without_a_key_the_whole_row_but_the_running_number_is_one_and_repetitions_count()
    {
        KeyContract key = Checks.Propose(Points).Key;

        Assert.Equal(["Nomor Transaksi", "Nama", "Jumlah Total Belanja", "Tanggal Belanja", "Status"], key.Columns);
        Assert.True(key.Duplicates);
    }

    [Fact]
    public void A_chosen_key_stands_in_the_order_of_the_columns_and_refuses_duplicates()
    {
        KeyContract key = Checks.Propose(Points, new ExportConfig { Key = Checks.Key("nama", "Nomor  transaksi") }).Key;

        Assert.Equal(["Nomor Transaksi", "Nama"], key.Columns);
        Assert.False(key.Duplicates);
        Assert.True(Checks.Propose(Points, new ExportConfig { Key = Checks.Key("Nama") with { Duplicates = "keep" } }).Key.Duplicates);
    }

    [Fact]
    public void All_columns_but_some_are_a_key_that_keeps_duplicates()
    {
        KeyContract key = Checks.Propose(Points, new ExportConfig { Key = new KeyConfig { AllExcept = ["Status"] } }).Key;

        Assert.Equal(["Nomor Transaksi", "Nama", "Jumlah Total Belanja", "Tanggal Belanja"], key.Columns);
        Assert.True(key.Duplicates);
    }

    [Theory]
    [InlineData("Kode Barang", "006234,001597,001355")]
    [InlineData("No HP", "81234567,812345678901,8123")]
    [InlineData("Barang", "00017,18,19")]
    [InlineData("Barang", "3E10,4E10,5E10")]
    [InlineData("Barang", "71939775,48174806,83253265")]
    [InlineData("Barang", "2600097217585001,2600097217585002,5")]
    [InlineData("Telepon", "+628123,+628124,+628125")]
    [InlineData("PLZ", "58078,72022,10115")]
    [InlineData("OrderId", "17,18,19")]
    [InlineData("Anggota", "RM1234,RM5678,RM9012")]
    [InlineData("Barang", "5,6,N/A")]
    [InlineData("Barang", "Rp 5.000,$ 5,Rp 7.000")]
    [InlineData("Barang", "5%,6%,7")]
    public void What_may_be_an_id_stays_text(string heading, string values) =>
        Assert.Equal(CellType.Text, Checks.Column(OneColumn(heading, values), heading).Type);

    [Theory]
    [InlineData("1.234;5.678", "id", CellType.Number, NumberStyle.CommaDecimal, "#,##0")]
    [InlineData("1,234;5,678", "en", CellType.Number, NumberStyle.DotDecimal, "#,##0")]
    [InlineData("1.234;5.678", "en", CellType.Text, NumberStyle.Plain, null)]
    [InlineData("1,234;5,678", "id", CellType.Text, NumberStyle.Plain, null)]
    [InlineData("1.234;5.678,50", "en", CellType.Number, NumberStyle.CommaDecimal, "#,##0.##")]
    [InlineData("Rp 1.234;Rp 5.678", "en", CellType.Number, NumberStyle.CommaDecimal, "\"Rp\" #,##0")]
    [InlineData("Rp 1,234;Rp 5,678", "id", CellType.Number, NumberStyle.DotDecimal, "\"Rp\" #,##0")]
    [InlineData("1.234;1,234", "id", CellType.Text, NumberStyle.Plain, null)]
    [InlineData("1.234;1500", "id", CellType.Text, NumberStyle.Plain, null)]
    [InlineData("24.51;3.10", "id", CellType.Number, NumberStyle.DotDecimal, "0.00")]
    [InlineData("1.217,69 €;5,00 €", "en", CellType.Number, NumberStyle.CommaDecimal, "#,##0.00 \"€\"")]
    [InlineData("5;17", "id", CellType.Number, NumberStyle.Plain, "0")]
    [InlineData("12,5%;3,0%", "en", CellType.Number, NumberStyle.CommaDecimal, "0.0%")]
    [InlineData("(1,234.00);5.00", "id", CellType.Number, NumberStyle.DotDecimal, "#,##0.00;(#,##0.00)")]
    public void The_style_of_numbers_is_decided_by_the_column_then_the_language(string values, string language, CellType type, NumberStyle style, string? format)
    {
        ColumnContract column = Checks.Column(OneColumn("Jumlah", values, ';'), "Jumlah", language: language);

        Assert.Equal((type, style, format), (column.Type, column.NumberStyle, column.Format));
    }

    [Fact]
    public void Another_column_decides_before_the_language()
    {
        const string lines = "Nama | Harga | Berat\nBudi | 1,234.50 | 1.234\nSiti | 17.25 | 5.678";

        Assert.Equal((CellType.Number, NumberStyle.DotDecimal), Checks.Column(lines, "Berat") is { } column ? (column.Type, column.NumberStyle) : default);
    }

    [Theory]
    [InlineData("01/02/2025;03/04/2025", "id", CellType.Date, DateOrder.DayMonthYear)]
    [InlineData("01/02/2025;03/04/2025", "en", CellType.Date, DateOrder.MonthDayYear)]
    [InlineData("01/02/2025;13/04/2025", "en", CellType.Date, DateOrder.DayMonthYear)]
    [InlineData("01/02/2025;04/13/2025", "id", CellType.Date, DateOrder.MonthDayYear)]
    [InlineData("13/02/2025;04/13/2025", "id", CellType.Text, DateOrder.YearMonthDay)]
    [InlineData("09/01/2025;09/02/2025", "id", CellType.Date, DateOrder.MonthDayYear)]
    [InlineData("01/09/2025;02/09/2025", "en", CellType.Date, DateOrder.DayMonthYear)]
    [InlineData("01.02.2025;03.04.2025", "en", CellType.Date, DateOrder.DayMonthYear)]
    [InlineData("23-09-25;24-09-25", "en", CellType.Date, DateOrder.DayMonthYear)]
    [InlineData("23-09-19;24-09-20", "id", CellType.Text, DateOrder.YearMonthDay)]
    [InlineData("2025-09-23;-", "en", CellType.Date, DateOrder.YearMonthDay)]
    [InlineData("2025-09-23T10:00:00+07:00;2025-09-23T10:00:00Z", "en", CellType.Text, DateOrder.YearMonthDay)]
    [InlineData("23 Sep 2025;lunas", "id", CellType.Text, DateOrder.YearMonthDay)]
    [InlineData("08:15;18:39", "id", CellType.Time, DateOrder.YearMonthDay)]
    public void The_order_of_dates_is_decided_by_the_column_then_the_days_asked_for_then_the_language(string values, string language, CellType type, DateOrder order)
    {
        ColumnContract column = Checks.Column(OneColumn("Tanggal", values, ';'), "Tanggal", language: language);

        Assert.Equal((type, order), (column.Type, column.DateOrder));
    }

    [Fact]
    public void What_the_document_types_counts_and_digits_in_its_text_cells_are_text()
    {
        const string lines = "Nama | Poin | Kupon | Daftar\nBudi | =5 | 123 | @2025-09-23\nSiti | =7.5 | 456 | @2025-09-24T10:00:00";

        Assert.Equal([CellType.Text, CellType.Number, CellType.Text, CellType.DateTime], Checks.Propose(lines).Columns.Select(column => column.Type));
    }

    [Fact]
    public void A_typed_id_in_a_key_stays_a_number_and_a_printed_one_text()
    {
        var byId = new ExportConfig { Key = Checks.Key("Anggota") };

        Assert.Equal(CellType.Number, Checks.Column("Anggota | Nama\n=17233 | Budi\n=17234 | Siti", "Anggota", byId).Type);
        Assert.Equal(CellType.Text, Checks.Column("Anggota | Nama\n172 | Budi\n17234 | Siti", "Anggota", byId).Type);
    }

    [Fact]
    public void A_counter_named_as_the_key_is_no_counter()
    {
        Contract contract = Checks.Propose("No | Nama\n1 | Budi\n2 | Siti", new ExportConfig { Key = Checks.Key("No") });

        Assert.False(contract.Columns[0].IsCounter);
        Assert.Equal(["No"], contract.Key.Columns);
    }

    [Fact]
    public void Dates_of_the_row_are_those_wholly_inside_the_window_else_partly()
    {
        Assert.Equal(["Belanja"], Checks.Propose("Nama | Belanja | Lahir\nBudi | 23 Sep 2025 | 1 Mei 1990\nSiti | 24 Sep 2025 | 2 Mei 1991").Dates);
        Assert.Equal(["Belanja"], Checks.Propose("Nama | Belanja | Lahir\nBudi | 23 Sep 2025 | 1 Mei 1990\nSiti | 24 Okt 2025 | 2 Mei 1991").Dates);
        Assert.Empty(Checks.Propose("Nama | Lahir\nBudi | 1 Mei 1990").Dates);
        Assert.Empty(Checks.Propose(Points, new ExportConfig { Date = "none" }).Dates);
    }

    [Fact]
    public void The_file_tightens_what_is_proposed()
    {
        var settings = new ExportConfig
        {
            Columns = new Dictionary<string, ColumnConfig>
            {
                ["jumlah total belanja"] = new() { Type = "text" },
                ["Status"] = new() { Allowed = ["TERIMA", "PENDING"], Empty = false, Required = false },
            },
            Rows = new RowsConfig { Min = 1, Max = 100 },
        };

        Contract contract = Checks.Propose(Points, settings);

        Assert.Equal((CellType.Text, true), (contract.Columns[3].Type, contract.Columns[3].Strict));
        Assert.Equal((false, false), (contract.Columns[5].MayBeEmpty, contract.Columns[5].Required));
        Assert.Equal(["TERIMA", "PENDING"], contract.Columns[5].Allowed);
        Assert.Equal((1L, 100L), (contract.MinRows, contract.MaxRows));
    }

    [Fact]
    public void A_new_column_comes_last_and_stays_out_of_the_key()
    {
        Contract known = Checks.Propose(Points);
        Table table = Grids.Table("""
            No | Cabang | Nomor Transaksi | Nama | Jumlah Total Belanja | Tanggal Belanja | Status
            1 | Jakarta | 00017233 | Budi | Rp 85.000 | 23 Sep 2025 18:39 | TERIMA
            """);

        Contract merged = ContractProposal.Merge(known, table, Checks.Export(), Checks.September);

        Assert.Equal([.. known.Columns.Select(column => column.Heading), "Cabang"], merged.Columns.Select(column => column.Heading));
        Assert.Equal(known.Key.Columns, merged.Key.Columns);
    }

    [Fact]
    public void A_column_without_values_is_decided_on_when_it_has_some()
    {
        Contract known = Checks.Propose("Nama | Batal\nBudi | \nSiti | ");
        Assert.Equal(CellType.Empty, known.Columns[1].Type);

        Contract merged = ContractProposal.Merge(known, Grids.Table("Nama | Batal\nBudi | 23/09/2025\nSiti | "), Checks.Export(), Checks.September);

        Assert.Equal((CellType.Date, DateOrder.DayMonthYear), (merged.Columns[1].Type, merged.Columns[1].DateOrder));
    }

    [Fact]
    public void A_contract_of_an_empty_table_is_made_anew_from_the_first_rows()
    {
        Contract known = Checks.Propose("No | Nama | Poin");

        Contract merged = ContractProposal.Merge(known, Grids.Table("No | Nama | Poin\n1 | Budi | 5\n2 | Siti | 7"), Checks.Export(), Checks.September);

        Assert.True(merged.Columns[0].IsCounter);
        Assert.Equal(["Nama", "Poin"], merged.Key.Columns);
    }

    [Fact]
    public void A_contract_of_typed_cells_learns_how_numbers_and_dates_are_printed()
    {
        Contract known = Checks.Propose("Nama | Belanja | Tanggal\nBudi | =85000 | @2025-09-05\nSiti | =1250000 | @2025-09-06");
        Table printed = Grids.Table("Nama | Belanja | Tanggal\nBudi | Rp 85.000 | 05/09/2025\nSiti | Rp 1.250.000 | 06/09/2025");

        Contract merged = ContractProposal.Merge(known, printed, Checks.Export(language: "en"), Checks.September);

        Assert.Equal((NumberStyle.CommaDecimal, DateOrder.DayMonthYear), (merged.Columns[1].NumberStyle, merged.Columns[2].DateOrder));
    }

    [Fact]
    public void A_renamed_column_keeps_its_place()
    {
        Contract known = Checks.Propose(Points);
        var settings = new ExportConfig { Columns = new Dictionary<string, ColumnConfig> { ["Pelanggan"] = new() { Was = "Nama" } } };
        Table table = Grids.Table(Points.Replace("Nama", "Pelanggan", StringComparison.Ordinal));

        Contract merged = ContractProposal.Merge(known, table, Checks.Export(settings), Checks.September);

        Assert.Equal("Pelanggan", merged.Columns[2].Heading);
        Assert.Contains("Pelanggan", merged.Key.Columns);
        Assert.Equal(known.Columns.Count, merged.Columns.Count);
    }

    static string OneColumn(string heading, string values, char separator = ',') =>
        $"Siapa | {heading}\n{string.Join('\n', values.Split(separator).Select((value, index) => $"orang {(char)('a' + index)} | {value}"))}";
}
