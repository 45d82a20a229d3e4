using Kurir.Connectors;
using Kurir.Google;
using static Kurir.Tests.DestinationRules;
using static Kurir.Tests.Sales;

namespace Kurir.Tests;

public sealed class SheetTests
{
    readonly SheetStanding sheet = new();

    Person Person => sheet.Person;

    [Fact]
    public async Task A_delivery_into_a_known_sheet_costs_five_calls_and_sends_the_changes_alone()
    {
        Courier courier = Courier();
        courier.Report([.. Enumerable.Range(0, 5_000).Select(n => Sale(n))]);
        await courier.Deliver(sheet.Open());
        sheet.Google.ForgetCalls();
        courier.Report([.. Enumerable.Range(0, 100).Select(n => Sale(n * 49, "TERIMA")), .. Enumerable.Range(5_000, 200).Select(n => Sale(n))]);

        Receipt receipt = await courier.Deliver(sheet.Open());

        Assert.Equal((200, 100, 0, 0), Counts(receipt));
        Assert.True(receipt.Verified);
        Assert.Equal(
            ["spreadsheets.get", "spreadsheets.values.batchGetByDataFilter", "spreadsheets.getByDataFilter", "spreadsheets.batchUpdate", "spreadsheets.values.batchGetByDataFilter"],
            sheet.Calls.Select(call => call.Method));
        Assert.True(sheet.Calls.Sum(call => call.Sent) < 150_000, $"{sheet.Calls.Sum(call => call.Sent)} bytes");
        Assert.Equal(5_201, sheet.Load().Count);
    }

    [Fact]
    public async Task Renamed_moved_and_inserted_columns_and_a_renamed_tab_are_found()
    {
        Courier courier = await Delivered(Budi(), Sari());
        Person.Rename(4, "Keadaan");
        Person.Rename(0, "Nomor");
        Person.MoveColumn(4, 0);
        Person.InsertColumn(2, "Notes");
        Person.Put(1, 2, "mine");
        Person.RenameTab("Penjualan");
        courier.Report(Budi("TERIMA"), Dewi());

        Receipt receipt = await courier.Deliver(sheet.Open());

        Assert.Equal((1, 1, 0, 0), Counts(receipt));
        Assert.Empty(receipt.NewColumns);
        Assert.Equal(["Keadaan", "Nomor", "Notes", "Customer", "Amount", "Day"], Person.Headings.Take(6));
        Assert.Equal(["TERIMA", "00017233", "mine", "Budi", 85000.0], sheet.Load()[1].Take(5));
        Assert.Equal(["PENDING", "00017235", null, "Dewi", -7.0], sheet.Load()[3].Take(5));
    }

    [Fact]
    public async Task Of_two_columns_with_one_heading_the_marked_one_is_ours()
    {
        Courier courier = await Delivered(Budi());
        Person.InsertColumn(0, "Status");
        Person.Put(1, 0, "mine");
        courier.Report(Budi("TERIMA"));

        await courier.Deliver(sheet.Open());

        Assert.Equal("mine", sheet.Load()[1][0]);
        Assert.Equal("TERIMA", sheet.Load()[1][5]);
    }

    [Fact]
    public async Task Without_any_heading_nothing_is_written()
    {
        Courier courier = await Delivered(Budi(), Sari());
        Person.DeleteRows(0);
        byte[] before = sheet.Bytes();
        courier.Report(Budi("TERIMA"));

        Fault fault = await Assert.ThrowsAsync<Fault>(() => courier.Deliver(sheet.Open()));

        Assert.Equal((FaultName.DestinationChanged, FaultKind.Ask), (fault.Name, fault.Kind));
        Assert.Equal(before, sheet.Bytes());
    }

    [Fact]
    public async Task A_copy_of_the_tab_is_left_alone()
    {
        Courier courier = await Delivered(Budi());
        int first = sheet.Tab.Id;
        Tab copy = sheet.Book.AddTab("Copy of Sheet1", id: 4711);
        sheet.Book.Tabs.Reverse();
        foreach (Metadata mark in sheet.Book.Metadata.Where(mark => mark.Place.Tab == first).ToList())
            sheet.Book.Metadata.Add(mark with { Id = sheet.Book.NextId(), Place = mark.Place with { Tab = copy.Id } });
        courier.Report(Budi("TERIMA"));

        await courier.Deliver(sheet.Open());

        Assert.Equal("TERIMA", sheet.Book.Find(first)!.Cell(1, 4).Entered);
        Assert.True(copy.Cell(0, 0).IsBlank);
    }

    [Fact]
    public async Task Formulas_of_people_stay_and_are_counted()
    {
        Courier courier = await Delivered(Budi(), Sari());
        Person.Type(1, 4, "=UPPER(\"diperiksa\")");
        Person.Type(1, 6, "=C2*2");
        courier.Report(Budi("TERIMA"));

        Receipt receipt = await courier.Deliver(sheet.Open());

        Assert.Contains("1 cell holds a formula and was left as it is", receipt.Remarks);
        Assert.IsType<Formula>(sheet.Tab.Cell(1, 4).Entered);
        Assert.IsType<Formula>(sheet.Tab.Cell(1, 6).Entered);
    }

    [Fact]
    public async Task New_rows_take_the_number_formats_of_the_row_above()
    {
        Courier courier = await Delivered(Budi(), Sari());
        Person.Format(2, 2, """{"numberFormat":{"type":"CURRENCY","pattern":"\"Rp\" #,##0"}}""");
        Person.Format(2, 3, """{"numberFormat":{"type":"DATE","pattern":"dd/mm/yyyy"},"backgroundColor":{"red":1}}""");
        courier.Report(Dewi(), Sari("TERIMA"));

        await courier.Deliver(sheet.Open());

        Assert.Equal(("CURRENCY", "\"Rp\" #,##0"), sheet.Tab.Cell(3, 2).NumberFormat);
        Assert.Equal(("DATE", "dd/mm/yyyy"), sheet.Tab.Cell(3, 3).NumberFormat);
        Assert.DoesNotContain("backgroundColor", sheet.Tab.Cell(3, 3).Format.ToString(), StringComparison.Ordinal);
        Assert.Equal(("DATE", "dd/mm/yyyy"), sheet.Tab.Cell(2, 3).NumberFormat);
    }

    [Fact]
    public async Task A_date_in_a_cell_that_was_none_gets_a_date_format()
    {
        Courier courier = Courier();
        courier.Report([Text("1"), Text("Budi"), Number("1"), Text("besok"), Text("PENDING")]);
        await courier.Deliver(sheet.Open());
        Person.Format(1, 3, """{"numberFormat":{"type":"TEXT"}}""");
        courier.Report(Row("1", "Budi", "1", "2026-11-23", "TERIMA"));

        Receipt receipt = await courier.Deliver(sheet.Open());

        Assert.True(receipt.Verified);
        Assert.Equal(("DATE", "yyyy-mm-dd"), sheet.Tab.Cell(1, 3).NumberFormat);
    }

    [Fact]
    public async Task Sums_below_the_table_stay_and_new_rows_stand_below_them()
    {
        Courier courier = await Delivered(Budi(), Sari());
        Person.Type(5, 2, "=SUM(C2:C3)");
        Person.Put(7, 7, "see the accountant");
        courier.Report(Dewi(), Row("00017236", "Eka", "5", "2026-11-24", "PENDING"));

        Receipt receipt = await courier.Deliver(sheet.Open());

        Assert.True(receipt.Verified);
        Assert.IsType<Formula>(sheet.Tab.Cell(5, 2).Entered);
        Assert.Equal(["00017235", "00017236"], [sheet.Tab.Cell(6, 0).Entered, sheet.Tab.Cell(7, 0).Entered]);
        Assert.Equal("see the accountant", sheet.Tab.Cell(7, 7).Entered);
    }

    [Fact]
    public async Task A_new_column_goes_where_nobody_has_anything_in_any_row()
    {
        Courier courier = await Delivered([.. Enumerable.Range(0, 100).Select(n => Sale(n))]);
        Person.Put(90, 5, "a remark without a heading");
        courier.Widen(new ColumnContract { Heading = "Branch" });
        courier.Report([.. Sale(3), Text("Bandung")]);

        Receipt receipt = await courier.Deliver(sheet.Open());

        Assert.Equal(["Branch"], receipt.NewColumns);
        Assert.Equal("a remark without a heading", sheet.Tab.Cell(90, 5).Entered);
        int at = Person.Column("Branch");
        Assert.True(at > 5);
        Assert.Equal("Bandung", sheet.Tab.Cell(4, at).Entered);
    }

    [Fact]
    public async Task A_protected_range_that_refuses_is_named_and_nothing_is_written()
    {
        Courier courier = await Delivered(Budi(), Sari());
        Person.Protect(0, 4, null, 5);
        byte[] before = sheet.Bytes();
        courier.Report(Budi("TERIMA"), Dewi());

        Fault fault = await Assert.ThrowsAsync<Fault>(() => courier.Deliver(sheet.Open()));

        Assert.Equal((FaultName.DestinationDenied, FaultKind.Ask), (fault.Name, fault.Kind));
        Assert.Contains("protected range", fault.Cause, StringComparison.Ordinal);
        Assert.Equal(before, sheet.Bytes());
    }

    [Fact]
    public async Task Filters_hidden_rows_frozen_rows_and_protections_elsewhere_survive()
    {
        Courier courier = await Delivered(Budi(), Sari());
        Person.Filter(4, "PENDING");
        Person.HideRow(2);
        Person.Freeze(1, 2);
        Person.Protect(0, 9, null, 10);
        courier.Report(Sari("TERIMA"), Dewi());

        Assert.Equal((1, 1, 0, 0), Counts(await courier.Deliver(sheet.Open())));
        Assert.Equal("TERIMA", sheet.Tab.Cell(2, 4).Entered);
        Assert.NotNull(sheet.Tab.BasicFilter);
        Assert.Equal((1, 2, 1), (sheet.Tab.FrozenRows, sheet.Tab.FrozenColumns, sheet.Tab.Protections.Count));
        Assert.True(sheet.Tab.TrackOf(Dimension.Rows, 2).HiddenByUser);
    }

    [Fact]
    public async Task A_removed_row_comes_back_only_where_that_is_wanted_and_the_report_changes_it()
    {
        Courier courier = await Delivered(Budi(), Sari(), Dewi());
        Person.DeleteRows(1);
        Person.DeleteRows(1);
        courier.Report(Budi("TERIMA"));

        Receipt receipt = await courier.Deliver(sheet.Open(new GoogleSheetsOptions { Sheet = SheetStanding.Id, RestoreDeleted = true }));

        Assert.Equal((1, 0, 0, 0), Counts(receipt));
        Assert.Contains("1 row that people had removed was brought back", receipt.Remarks);
        Assert.Equal(["00017235", "00017233"], sheet.Load().Skip(1).Select(row => row[0]));
    }

    [Fact]
    public async Task Too_many_cells_are_foreseen_before_anything_is_written()
    {
        sheet.Book.AddTab("Archive", 384_000, 26);
        long before = sheet.Book.CellCount;
        Courier courier = Courier();
        courier.Report([.. Enumerable.Range(0, 2_000).Select(n => Sale(n))]);

        Fault fault = await Assert.ThrowsAsync<Fault>(() => courier.Deliver(sheet.Open()));

        Assert.Equal((FaultName.DestinationFull, FaultKind.Stop), (fault.Name, fault.Kind));
        Assert.Contains("10,000,000", fault.Cause, StringComparison.Ordinal);
        Assert.DoesNotContain(sheet.Calls, call => call.Kind == CallKind.Write);
        Assert.Equal(before, sheet.Book.CellCount);
    }

    [Fact]
    public async Task Chunks_are_bounded_and_a_lost_reply_between_them_doubles_nothing()
    {
        Courier courier = Courier();
        courier.Report([.. Enumerable.Range(0, 1_500).Select(n => Row($"{n:00000}", new string('é', 2_000), "1", "2026-11-23", "PENDING"))]);
        sheet.Google.Faults.When(call => call.Method == "spreadsheets.batchUpdate" && sheet.Calls.Count(known => known.Method == call.Method) == 1, Disturbance.ReplyLost);

        Receipt receipt = await courier.Deliver(sheet.Open());

        Assert.True(receipt.Verified);
        Assert.Equal(1_501, sheet.Load().Count);
        Assert.Equal(1_500, sheet.Load().Skip(1).Select(row => row[0]).Distinct().Count());
        GoogleCall[] writes = [.. sheet.Calls.Where(call => call.Kind == CallKind.Write)];
        Assert.True(writes.Length > 3);
        Assert.All(writes, write => Assert.InRange(write.Sent, 1, 2_000_000));
    }

    [Fact]
    public async Task After_a_lost_reply_the_receipt_says_what_was_written()
    {
        Courier courier = await Delivered(Budi());
        courier.Report(Budi("TERIMA"), Sari());
        sheet.Google.Faults.On("spreadsheets.batchUpdate", Disturbance.UnavailableAfterAll);
        sheet.Google.ForgetCalls();

        Receipt receipt = await courier.Deliver(sheet.Open());

        Assert.Equal((1, 1, 0, 0), Counts(receipt));
        Assert.Single(sheet.Calls, call => call.Kind == CallKind.Write);
        Assert.Equal(3, sheet.Load().Count);
    }

    [Fact]
    public async Task Rows_that_people_move_between_reading_and_writing_are_looked_for_again()
    {
        Courier courier = await Delivered(Budi(), Sari(), Dewi());
        int looks = 0;
        sheet.Google.Before = call =>
        {
            if (call.Method == "spreadsheets.getByDataFilter" && looks++ == 0) Person.InsertRows(1);
            return Task.CompletedTask;
        };
        courier.Report(Sari("TERIMA"));

        Receipt receipt = await courier.Deliver(sheet.Open());

        Assert.Equal((0, 1, 0, 0), Counts(receipt));
        Assert.Equal(["PENDING", "TERIMA", "PENDING"], sheet.Load().Skip(2).Select(row => row[4]));
    }

    [Fact]
    public async Task Columns_that_people_insert_between_reading_and_writing_are_looked_for_again()
    {
        Courier courier = await Delivered(Budi(), Sari());
        int looks = 0;
        sheet.Google.Before = call =>
        {
            if (call.Method == "spreadsheets.getByDataFilter" && looks++ == 0) Person.InsertColumn(4, "Notes");
            return Task.CompletedTask;
        };
        courier.Report(Sari("TERIMA"), Dewi());

        Assert.Equal((1, 1, 0, 0), Counts(await courier.Deliver(sheet.Open())));
        Assert.Equal(["Notes", null, null, null], sheet.Load().Select(row => row[4]));
        Assert.Equal(["Status", "PENDING", "TERIMA", "PENDING"], sheet.Load().Select(row => row[5]));
    }

    [Fact]
    public async Task Columns_that_people_insert_just_before_the_write_are_a_mismatch()
    {
        Courier courier = await Delivered(Budi(), Sari());
        sheet.Google.Before = call =>
        {
            if (call.Kind == CallKind.Write) Person.InsertColumn(4, "Notes");
            return Task.CompletedTask;
        };
        courier.Report(Dewi());

        Receipt receipt = await courier.Deliver(sheet.Open());

        Assert.Equal("Sheet1!1:1", receipt.Mismatches[0].Cell);
    }

    [Fact]
    public async Task An_id_that_a_person_made_a_number_is_still_the_rows()
    {
        Courier courier = await Delivered(Budi(), Sari());
        Person.Type(1, 0, "00017233");
        courier.Report(Budi("TERIMA"));

        Receipt receipt = await courier.Deliver(sheet.Open());

        Assert.True(receipt.Verified);
        Assert.Equal((0, 1, 0, 0), Counts(receipt));
        Assert.Equal("TERIMA", sheet.Load()[1][4]);
    }

    [Fact]
    public async Task A_known_tab_that_was_emptied_is_built_anew_from_all_rows()
    {
        Courier courier = await Delivered(Budi(), Sari());
        for (int r = 0; r < 3; r++)
            for (int c = 0; c < 5; c++) Person.Put(r, c, null);
        courier.Report(Dewi());

        Fault fault = await Assert.ThrowsAsync<Fault>(() => courier.Deliver(sheet.Open()));
        Assert.Equal((FaultName.DestinationChanged, FaultKind.Retry), (fault.Name, fault.Kind));

        Assert.Equal((3, 0, 0, 0), Counts(await courier.Deliver(sheet.Open())));
        Assert.Equal(4, sheet.Load().Count);
    }

    [Fact]
    public async Task The_named_tab_is_used_or_made_and_the_address_may_name_one()
    {
        Tab other = sheet.Book.AddTab("Lain", id: 77);
        string address = $"https://docs.google.com/spreadsheets/d/{SheetStanding.Id}/edit?gid=77#gid=77";
        await Deliver(new GoogleSheetsOptions { Sheet = address });
        Assert.Equal("Order ID", other.Cell(0, 0).Entered);

        await Deliver(new GoogleSheetsOptions { Sheet = address, Tab = "Penjualan" });
        Assert.Equal("Order ID", sheet.Book["Penjualan"].Cell(0, 0).Entered);
        Assert.Equal(1, sheet.Book["Penjualan"].FrozenRows);
        Assert.True(sheet.Tab.Cell(0, 0).IsBlank);

        Fault gone = await Assert.ThrowsAsync<Fault>(() => Deliver(new GoogleSheetsOptions { Sheet = address.Replace("77", "78", StringComparison.Ordinal) }));
        Assert.Equal(FaultName.DestinationNotFound, gone.Name);

        Task<Receipt> Deliver(GoogleSheetsOptions options)
        {
            Courier courier = Courier();
            courier.Report(Budi());
            return courier.Deliver(sheet.Open(options));
        }
    }

    [Fact]
    public async Task Rights_are_proven_without_a_change()
    {
        await Delivered(Budi());
        byte[] before = sheet.Bytes();
        var destination = (GoogleSheetsDestination)sheet.Open();

        SheetRights rights = await destination.Prove(default);

        Assert.Equal((sheet.Account.Email, "Laporan", "Sheet1"), (rights.Account, rights.Title, rights.Tab));
        Assert.Equal(Heads, rights.Headings);
        Assert.Equal(before, sheet.Bytes());
        sheet.Book.Shared[sheet.Account.Email] = Role.Viewer;
        Assert.Equal(FaultName.NotShared, (await Assert.ThrowsAsync<Fault>(() => destination.Prove(default))).Name);
    }

    [Theory]
    [InlineData("1AbC-_9", "1AbC-_9", null)]
    [InlineData(" https://docs.google.com/spreadsheets/d/1AbC-_9/edit#gid=12 ", "1AbC-_9", 12)]
    [InlineData("https://docs.google.com/spreadsheets/u/0/d/1AbC-_9/edit?usp=sharing", "1AbC-_9", null)]
    public void A_spreadsheet_is_given_by_id_or_address(string given, string id, int? tab) => Assert.Equal(new SpreadsheetAddress(id, tab), SpreadsheetAddress.Parse(given));

    [Theory]
    [InlineData(null)]
    [InlineData("Laporan harian")]
    [InlineData("https://example.com/spreadsheets/d/1AbC/edit")]
    [InlineData("https://docs.google.com/document/d/1AbC/edit")]
    [InlineData("https://docs.google.com/spreadsheets/d/e/2PACX-1vQ/pubhtml")]
    public void What_is_no_spreadsheet_is_a_problem_of_the_file(string? given) => Assert.Equal(FaultName.ConfigurationInvalid, Assert.Throws<Fault>(() => SpreadsheetAddress.Parse(given)).Name);

    async Task<Courier> Delivered(params Cell[][] rows)
    {
        Courier courier = Courier();
        courier.Report(rows);
        await courier.Deliver(sheet.Open());
        sheet.Google.ForgetCalls();
        return courier;
    }

    static Cell[] Sale(int n, string status = "PENDING") => Row($"{n:00000000}", $"Customer {n % 97}", $"{n}.5", "2026-11-23", status);
}
