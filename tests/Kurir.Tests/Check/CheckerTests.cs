namespace Kurir.Tests;

public class CheckerTests
{
    const string Points = """
        No | Nomor Transaksi | Nama | Jumlah | Tanggal Belanja | Status
        1 | 00017233 | Budi | Rp 85.000 | 23 Sep 2025 18:39 | TERIMA
        2 | 00017234 | Siti | Rp 1.250.000 | 24 Sep 2025 08:05 | PENDING
        """;

    static readonly ExportConfig ByNumber = new() { Key = Checks.Key("Nomor Transaksi") };

    [Fact]
    public void A_table_that_keeps_its_own_contract_is_accepted_with_typed_cells()
    {
        Checked check = Checks.Run(Points);

        Assert.True(check.Verdict.Proven);
        Assert.Empty(check.Verdict.Remarks);
        Assert.Equal(2, check.Verdict.Rows);
        Assert.All(check.Rows, row => Assert.True(row.Accepted));
        Assert.Equal(["1", "00017233", "Budi", "85000", "2025-09-23T18:39:00", "TERIMA"], check.Rows[0].Cells.Select(cell => cell.Value));
        Assert.Equal("Rp 85.000", check.Rows[0].Cells[3].Text);
        Assert.Equal(new DateOnly(2025, 9, 23), check.Rows[0].Day);
        Assert.Equal("sheet 1, row 2", check.Rows[0].Origin);
    }

    [Fact]
    public void Columns_are_matched_by_heading_and_handed_on_in_the_order_of_the_contract()
    {
        Contract known = Checks.Propose(Points);

        Checked check = Checks.Run("status | Tanggal  Belanja | Jumlah | Nama | Nomor Transaksi | No\nTERIMA | 23 Sep 2025 18:39 | Rp 85.000 | Budi | 00017233 | 1", known: known);

        Assert.Empty(check.Verdict.Holds);
        Assert.Equal(["1", "00017233", "Budi", "85000", "2025-09-23T18:39:00", "TERIMA"], check.Rows[0].Cells.Select(cell => cell.Value));
        Assert.Equal(Checks.Run(Points).Rows[0].ContentHash, check.Rows[0].ContentHash);
    }

    [Fact]
    public void A_cell_that_is_not_of_its_type_stays_as_it_was_and_is_remarked()
    {
        Contract known = Checks.Propose(Points);

        Checked check = Checks.Run(Points.Replace("Rp 85.000", "N/A", StringComparison.Ordinal), known: known);

        Assert.True(check.Rows[0].Accepted);
        Assert.Equal((CellType.Text, "N/A"), (check.Rows[0].Cells[3].Type, check.Rows[0].Cells[3].Text));
        Assert.Equal(["Jumlah: 1 cell is not a number and stays text (sheet 1, D2: 'N/A')"], check.Verdict.Remarks);
    }

    [Fact]
    public void Each_broken_rule_of_a_row_is_kept_with_its_origin()
    {
        var settings = ByNumber with
        {
            Columns = new Dictionary<string, ColumnConfig>
            {
                ["Jumlah"] = new() { Type = "number" }, ["Status"] = new() { Allowed = ["TERIMA", "PENDING"] }, ["Nama"] = new() { Empty = false },
            },
        };

        Checked check = Checks.Run(Points + "\n3 |  | | lunas | 25 Sep 2025 | BATAL", settings);

        Assert.Equal(3, check.Verdict.Rows);
        Assert.Equal(1, check.Verdict.Quarantined);
        Assert.False(check.Verdict.Proven);
        Assert.Equal(["empty", "type", "allowed", "key-empty"], check.Rules);
        Assert.Equal(
            new Violation("type", "sheet 1, D4", "Jumlah", "lunas", "a number"), check.Verdict.Violations[1]);
        Assert.Equal(
            new Violation("allowed", "sheet 1, F4", "Status", "BATAL", "one of TERIMA, PENDING"), check.Verdict.Violations[2]);
        Assert.Equal(
            new Violation("key-empty", "sheet 1, row 4", null, "", "a value in Nomor Transaksi"), check.Verdict.Violations[3]);
    }

    [Fact]
    public void A_row_whose_key_is_partly_empty_has_a_key()
    {
        var settings = new ExportConfig { Key = Checks.Key("Nomor Transaksi", "Nama") };

        Assert.True(Checks.Run(Points + "\n3 |  | Tono | Rp 5.000 | 25 Sep 2025 10:00 | TERIMA", settings).Rows[2].Accepted);
    }

    [Fact]
    public void A_missing_column_holds_the_table_and_the_remedy_names_the_line_of_the_file()
    {
        Checked check = Checks.Run("No | Nomor Transaksi | Jumlah | Tanggal Belanja | Status\n1 | 00017233 | Rp 85.000 | 23 Sep 2025 18:39 | TERIMA", known: Checks.Propose(Points));

        Hold hold = Assert.Single(check.Verdict.Holds);
        Assert.Equal(FaultName.ColumnMissing, hold.Name);
        Assert.Equal("the column \"Nama\" is gone; the table has No, Nomor Transaksi, Jumlah, Tanggal Belanja, Status", hold.Cause);
        Assert.EndsWith("set `columns: { \"Nama\": { required: false } }` at toko.yaml:9, or: kurir accept toko poin", hold.Remedy, StringComparison.Ordinal);
        Assert.Equal(Cell.Empty, check.Rows[0].Cells[2]);
    }

    [Fact]
    public void A_missing_column_that_is_not_required_stays_empty()
    {
        var settings = new ExportConfig { Columns = new Dictionary<string, ColumnConfig> { ["Nama"] = new() { Required = false } } };

        Assert.Empty(Checks.Run("No | Nomor Transaksi | Jumlah | Tanggal Belanja | Status\n1 | 00017233 | Rp 85.000 | 23 Sep 2025 18:39 | TERIMA", settings, Checks.Propose(Points)).Holds);
    }

    [Fact]
    public void A_renamed_column_holds_the_table_and_is_accepted_by_the_line_that_the_remedy_gives()
    {
        Contract known = Checks.Propose(Points, ByNumber);
        string renamed = Points.Replace("Nomor Transaksi", "No. Transaksi", StringComparison.Ordinal);

        Hold hold = Assert.Single(Checks.Run(renamed, ByNumber, known).Verdict.Holds);
        Assert.Equal(FaultName.ColumnsRenamed, hold.Name);
        Assert.Equal(
            "If so, say it with `columns: { \"No. Transaksi\": { was: \"Nomor Transaksi\" } }` and in `key:` at toko.yaml:9, or: kurir accept toko poin", hold.Remedy);

        var accepted = new ExportConfig
        {
            Key = Checks.Key("No. Transaksi"),
            Columns = new Dictionary<string, ColumnConfig> { ["No. Transaksi"] = new() { Was = "Nomor Transaksi" } },
        };
        Checked check = Checks.Run(renamed, accepted, known);
        Assert.Empty(check.Verdict.Holds);
        Assert.Equal(Checks.Run(Points, ByNumber, known).Rows[0].KeyHash, check.Rows[0].KeyHash);
    }

    [Theory]
    [InlineData("Nomor Transaski", "Did you mean \"Nomor Transaksi\"? Correct it at toko.yaml:9.")]
    [InlineData("Kode QR", "Write the heading as the report does at toko.yaml:9.")]
    public void A_key_that_the_table_does_not_have_holds_the_first_table(string heading, string remedy)
    {
        Hold hold = Assert.Single(Checks.Run(Points, new ExportConfig { Key = Checks.Key(heading) }).Verdict.Holds);

        Assert.Equal((FaultName.ColumnMissing, remedy), (hold.Name, hold.Remedy));
    }

    [Fact]
    public void A_date_column_that_the_table_does_not_have_holds_it() =>
        Assert.Equal([FaultName.ColumnMissing], Checks.Run(Points, new ExportConfig { Date = "Tanggal Scan" }).Holds);

    [Fact]
    public void A_new_column_is_remarked_and_holds_nothing()
    {
        Checked check = Checks.Run("Cabang | " + Points.Replace("\n", "\nJakarta | ", StringComparison.Ordinal), known: Checks.Propose(Points));

        Assert.Empty(check.Verdict.Holds);
        Assert.Equal(["Cabang is a new column"], check.Verdict.Remarks);
        Assert.Equal("Jakarta", check.Rows[0].Cells[^1].Text);
    }

    [Fact]
    public void A_few_rows_outside_the_window_are_quarantined()
    {
        string inside = string.Concat(Enumerable.Range(3, 20).Select(i => $"\n{i} | 000{i} | Tono | Rp 5.000 | 25 Sep 2025 10:00 | TERIMA"));

        Checked check = Checks.Run($"{Points}{inside}\n23 | 00023 | Tono | Rp 5.000 | 1 Okt 2025 10:00 | TERIMA", known: Checks.Propose(Points));

        Assert.Empty(check.Verdict.Holds);
        Violation violation = Assert.Single(check.Verdict.Violations);
        Assert.Equal(
            new Violation("outside-window", "sheet 1, E24", "Tanggal Belanja", "1 Okt 2025 10:00", "a day in 2025-09-01..2025-09-30"), violation);
    }

    [Fact]
    public void Many_rows_outside_the_window_hold_the_table()
    {
        Checked check = Checks.Run(Points.Replace("24 Sep", "24 Okt", StringComparison.Ordinal) + "\n3 | 00017235 | Tono | Rp 5.000 | 1 Agu 2025 10:00 | TERIMA", known: Checks.Propose(Points));

        Hold hold = Assert.Single(check.Verdict.Holds);
        Assert.Equal(FaultName.RowsOutsideWindow, hold.Name);
        Assert.Equal("2 of 3 rows lie outside 2025-09-01..2025-09-30: Tanggal Belanja runs from 2025-08-01 to 2025-10-24", hold.Cause);
    }

    [Fact]
    public void The_only_row_outside_the_window_holds_the_table() =>
        Assert.Equal([FaultName.RowsOutsideWindow], Checks.Run("Nama | Tanggal\nBudi | 1 Okt 2025", known: Checks.Propose("Nama | Tanggal\nBudi | 1 Sep 2025")).Holds);

    [Fact]
    public void A_first_table_whose_days_are_partly_outside_is_held() =>
        Assert.Equal([FaultName.RowsOutsideWindow], Checks.Run(Points.Replace("24 Sep", "24 Okt", StringComparison.Ordinal) + "\n3 | 00017235 | Tono | Rp 5.000 | 1 Agu 2025 10:00 | TERIMA").Holds);

    [Fact]
    public void A_table_without_days_of_the_window_is_accepted_with_a_remark()
    {
        Checked check = Checks.Run("Nama | Lahir\nBudi | 1 Mei 1990\nSiti | 2 Mei 1991");

        Assert.Empty(check.Verdict.Holds);
        Assert.Null(check.Rows[0].Day);
        Assert.Contains("no column holds days of the window", Assert.Single(check.Verdict.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void One_day_inside_among_several_date_columns_is_enough()
    {
        Contract known = Checks.Propose("Nama | Belanja | Scan\nBudi | 23 Sep 2025 | 24 Sep 2025");

        Checked check = Checks.Run("Nama | Belanja | Scan\nBudi | 31 Agu 2025 | 1 Sep 2025\nSiti |  | 30 Sep 2025\nTono | | ", known: known);

        Assert.Equal([new DateOnly(2025, 9, 1), new DateOnly(2025, 9, 30), null], check.Rows.Select(row => row.Day));
        Assert.True(check.Verdict.Proven);
    }

    [Fact]
    public void A_time_that_prints_its_zone_is_of_the_day_that_it_was_in_the_pipelines()
    {
        // 1 September 00:30 in Jakarta, and 30 September 23:30.
        Table table = Grids.Table("Nama | Waktu\nBudi | 2025-08-31T17:30:00.000000Z\nSiti | 2025-09-30T16:30:00.000000Z\nTono | 2025-09-30T17:30:00.000000Z");
        Export export = Checks.Export() with { Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta") };

        var checker = Checker.For(table, null, null, export, new Part(Checks.September), CancellationToken.None);

        Assert.Equal([new DateOnly(2025, 9, 1), new DateOnly(2025, 9, 30), new DateOnly(2025, 10, 1)], checker.Rows(CancellationToken.None).Select(row => row.Day));
        Assert.Equal("2025-08-31T17:30:00", checker.Rows(CancellationToken.None).First().Cells[1].Value);
    }

    [Fact]
    public void Dates_that_cannot_be_read_hold_the_table()
    {
        Contract known = Checks.Propose("Nama | Tanggal\nBudi | 23 Sep 2025");

        Assert.Equal([FaultName.WindowDateUnclear], Checks.Run("Nama | Tanggal\nBudi | kemarin\nSiti | kemarin", known: known).Holds);
    }

    [Fact]
    public void Everything_suddenly_new_holds_the_table()
    {
        Contract known = Checks.Propose(Points);

        Assert.Equal([FaultName.EverythingNew], Checks.Run(Points, known: known, counts: new ChangeSet { Added = 2, Expected = 5, Vanished = 5 }).Holds);
        Assert.Empty(Checks.Run(Points, known: known, counts: new ChangeSet { Added = 2, Expected = 4, Vanished = 4 }).Holds);
        Assert.Empty(Checks.Run(Points, known: known, counts: new ChangeSet { Added = 1, Unchanged = 1, Expected = 5, Vanished = 4 }).Holds);
    }

    [Fact]
    public void Everything_is_new_after_another_key_was_chosen_and_that_holds_nothing()
    {
        Checked check = Checks.Run(Points, ByNumber, Checks.Propose(Points), new ChangeSet { Added = 2, Expected = 9, Vanished = 9 });

        Assert.Empty(check.Holds);
        Assert.Equal(["the key is now Nomor Transaksi, so that known rows count as new ones"], check.Verdict.Remarks);
    }

    [Theory]
    [InlineData(null, null, null, false, 0, true)]
    [InlineData(0, null, null, false, 0, false)]
    [InlineData(null, "Tidak ada data", null, false, 0, false)]
    [InlineData(null, null, 0L, false, 0, false)]
    [InlineData(7, null, 0L, true, 0, true)]
    [InlineData(null, null, null, true, 0, true)]
    [InlineData(null, null, null, true, 3, true)]
    [InlineData(0, null, null, true, 3, false)]
    public void No_rows_are_believed_only_where_something_says_so(int? announced, string? noData, long? least, bool known, int expected, bool held)
    {
        var settings = new ExportConfig { Rows = new RowsConfig { Min = least } };
        ChangeSet counts = new() { Expected = expected, Vanished = expected };

        Checked check = Checks.Run("Nama | Email | Poin", settings, known ? Checks.Propose("Nama | Email | Poin\nBudi | b@example.com | 5") : null, counts, Checks.Announcing(announced, noData));

        Assert.Equal(held ? [FaultName.SuspiciousEmpty] : [], check.Holds);
        Assert.Equal(!held, check.Verdict.Proven);
    }

    [Theory]
    [InlineData(1, 2, false)]
    [InlineData(3, null, true)]
    [InlineData(null, 1, true)]
    public void An_unlikely_number_of_rows_holds_the_table(int? least, int? most, bool held) =>
        Assert.Equal(held ? [FaultName.RowCountUnlikely] : [], Checks.Run(Points, new ExportConfig { Rows = new RowsConfig { Min = least, Max = most } }).Holds);

    [Fact]
    public void Ids_that_became_numbers_hold_the_table_for_they_lost_their_zeros()
    {
        Contract known = Checks.Propose(Points);
        Table table = Grids.Table(Points);
        Table numbers = new()
        {
            Columns = table.Columns,
            Rows = [.. table.Rows.Select(row => new Row(row.Place, row.Number, [.. row.Cells.Select((cell, i) => i == 1 ? Cell.Typed(cell.Text.TrimStart('0'), CellType.Number, cell.Text.TrimStart('0')) : cell)]))],
        };

        Hold hold = Assert.Single(Checks.Run(numbers, known: known).Verdict.Holds);

        Assert.Equal(FaultName.ColumnRetyped, hold.Name);
        Assert.Equal([new ContractEdit("Nomor Transaksi", "type", "number")], hold.Edits);
        Assert.Contains("kurir accept toko poin", hold.Remedy, StringComparison.Ordinal);
        Assert.Empty(Checks.Run(numbers, new ExportConfig { Columns = new Dictionary<string, ColumnConfig> { ["Nomor Transaksi"] = new() { Type = "number" } } }, known).Holds);
    }

    [Fact]
    public void A_column_of_numbers_that_holds_none_any_more_holds_the_table()
    {
        string days = "Nama | Jumlah\nBudi | 5\nSiti | 6\nAnita | 7\nDewi | 8";
        string words = "Nama | Jumlah\nBudi | lima\nSiti | enam\nAnita | tujuh\nDewi | 8";

        Assert.Equal([FaultName.ColumnRetyped], Checks.Run(words, known: Checks.Propose(days)).Holds);
        Assert.Empty(Checks.Run(words.Replace("tujuh", "7", StringComparison.Ordinal), known: Checks.Propose(days)).Holds);
    }

    [Fact]
    public void Another_order_of_the_columns_is_told_once()
    {
        string turned = "Status | Nomor Transaksi | No | Nama | Jumlah | Tanggal Belanja\nTERIMA | 00017233 | 1 | Budi | Rp 85.000 | 23 Sep 2025 18:39";
        Checked first = Checks.Run(turned, known: Checks.Propose(Points));

        Assert.Contains("the columns come in another order than before; they are found by their headings", first.Verdict.Remarks);
        Assert.Empty(Checks.Run(turned, known: first.Contract).Verdict.Remarks);
    }

    [Fact]
    public void What_a_person_accepted_holds_nothing()
    {
        Contract known = Checks.Propose(Points);
        var counts = new ChangeSet { Added = 2, Expected = 6, Vanished = 6 };
        var checker = new Checker(known, Checks.Export() with { Accepted = new HashSet<FaultName> { FaultName.EverythingNew } }, new Part(Checks.September), Grids.Table(Points), known: known);
        Assert.Equal(2, checker.Rows(default).Count());

        Assert.Equal([FaultName.EverythingNew], Checks.Run(Points, known: known, counts: counts).Holds);
        Assert.Empty(checker.Conclude(counts).Holds);
    }

    [Fact]
    public void Fewer_rows_than_announced_are_not_proven_but_accepted()
    {
        Checked check = Checks.Run(Points, document: Checks.Announcing(1734));

        Assert.Empty(check.Verdict.Holds);
        Assert.False(check.Verdict.Proven);
        Assert.Equal(("fewer", 1732L), (check.Differences.Single().Name, check.Differences.Single().Count));
        Assert.True(Checks.Run(Points, document: Checks.Announcing(2)).Verdict.Proven);
    }

    [Fact]
    public void A_key_that_many_rows_share_holds_the_table_and_the_remedy_names_the_column_that_would_tell_them_apart()
    {
        const string lines = """
            Nama | Kota | Produk | Tanggal
            Budi | Jakarta | Buku | 23 Sep 2025
            Budi | Jakarta | Pena | 23 Sep 2025
            Budi | Jakarta | Map | 23 Sep 2025
            Siti | Bandung | Map | 23 Sep 2025
            """;

        Checked check = Checks.Run(lines, new ExportConfig { Key = Checks.Key("Nama") }, counts: new ChangeSet { Added = 2, Quarantined = 2 });

        Hold hold = Assert.Single(check.Verdict.Holds);
        Assert.Equal(FaultName.KeyNotUnique, hold.Name);
        Assert.StartsWith("Together with \"Produk\" it tells the rows apart: add it to `key:` at toko.yaml:9.", hold.Remedy, StringComparison.Ordinal);
        Assert.Equal(2, check.Verdict.Quarantined);
    }

    [Fact]
    public void What_the_check_quarantined_itself_is_no_doubled_key()
    {
        var settings = ByNumber with { Columns = new Dictionary<string, ColumnConfig> { ["Status"] = new() { Allowed = ["LUNAS"] } } };

        Assert.Empty(Checks.Run(Points, settings, counts: new ChangeSet { Quarantined = 2 }).Holds);
    }

    [Fact]
    public void Numbers_printed_in_another_style_than_before_are_read_in_it_and_remarked()
    {
        Contract known = Checks.Propose("Nama | Jumlah\nBudi | 1.234,50\nSiti | 85.000,00");

        Checked check = Checks.Run("Nama | Jumlah\nBudi | 1,234.50\nSiti | 85,000.00", known: known);

        Assert.Equal(["1234.5", "85000"], check.Rows.Select(row => row.Cells[1].Value));
        Assert.Contains("Jumlah is printed in another style than before, and read accordingly", check.Verdict.Remarks);
    }

    [Fact]
    public void A_separator_that_may_have_changed_its_meaning_is_not_taken_at_its_word()
    {
        Contract known = Checks.Propose("Nama | Jumlah\nBudi | 1.234\nSiti | 85.000");

        Checked check = Checks.Run("Nama | Jumlah\nBudi | 1,234\nSiti | 85,000", known: known);

        Assert.Equal(["1,234", "85,000"], check.Rows.Select(row => row.Cells[1].Value));
        Assert.Contains("Jumlah: 2 cells are not a number and stay text (sheet 1, B2: '1,234')", check.Verdict.Remarks);
    }

    [Fact]
    public void At_most_a_hundred_violations_are_listed_and_all_are_counted()
    {
        string rows = string.Join('\n', Enumerable.Range(1, 250).Select(i => $"orang {i} | BATAL | {i}"));
        var settings = new ExportConfig { Columns = new Dictionary<string, ColumnConfig> { ["Status"] = new() { Allowed = ["LUNAS"] } } };

        Verdict verdict = Checks.Run($"Nama | Status | Poin\n{rows}", settings).Verdict;

        Assert.Equal((250, 100), (verdict.Quarantined, verdict.Violations.Count));
    }
}
