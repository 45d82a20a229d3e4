using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Kurir.Connectors;
using static Kurir.Tests.Sales;
using S = DocumentFormat.OpenXml.Spreadsheet;

namespace Kurir.Tests;

public sealed class WorkbookTests : IDisposable
{
    readonly string home = Directory.CreateTempSubdirectory("kurir-workbook-").FullName;

    string File => Path.Combine(home, "out", "shop.xlsx");

    public void Dispose() => Directory.Delete(home, recursive: true);

    [Fact]
    public async Task A_new_workbook_has_a_bold_frozen_heading_a_filter_and_widths()
    {
        Courier courier = Courier();
        courier.Report(Budi(), Row("00017234", new string('x', 200), "1", "2026-11-22", "PENDING"));
        await courier.Deliver(Open());

        using SpreadsheetDocument document = Opened();
        S.Worksheet sheet = Sheet(document, "sales");
        Assert.Equal("A1:E3", sheet.GetFirstChild<S.AutoFilter>()!.Reference!.Value);
        Assert.Equal(S.PaneStateValues.Frozen, sheet.Descendants<S.Pane>().Single().State!.Value);
        Assert.Equal([12, 60, 10, 11, 10], sheet.Descendants<S.Column>().Select(column => (int)column.Width!.Value));
        S.Stylesheet styles = document.WorkbookPart!.WorkbookStylesPart!.Stylesheet!;
        var heading = (S.CellFormat)styles.CellFormats!.ElementAt((int)CellAt(sheet, "A1").StyleIndex!.Value);
        Assert.NotNull(styles.Fonts!.ElementAt((int)heading.FontId!.Value).GetFirstChild<S.Bold>());
        Assert.Equal("yyyy-mm-dd", FormatOf(document, CellAt(sheet, "D2")));
        Assert.Equal("text", FormatOf(document, CellAt(sheet, "A2")));
    }

    [Fact]
    public async Task Everything_that_people_made_survives_and_what_ends_with_the_rows_grows()
    {
        RichWorkbook.Write(File);
        Dictionary<string, byte[]> before = RichWorkbook.Read(File);
        Courier courier = Courier();
        courier.Report(Budi("TERIMA"), Sari(), Dewi(), Row("00017236", "=1+1", "5", "2026-11-24", "TOLAK"));

        Receipt receipt = await courier.Deliver(Open());

        Assert.Equal((2, 1, 1, 0), DestinationRules.Counts(receipt));
        Assert.Empty(receipt.Mismatches);
        Dictionary<string, byte[]> after = RichWorkbook.Read(File);
        Assert.Equal(
            ["xl/styles.xml", "xl/tables/table1.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"],
            after.Where(part => !before.TryGetValue(part.Key, out byte[]? old) || !old.AsSpan().SequenceEqual(part.Value)).Select(part => part.Key).Order());
        Assert.Empty(before.Keys.Except(after.Keys));

        using SpreadsheetDocument document = Opened();
        S.Worksheet sheet = Sheet(document, "sales");
        Assert.Equal("A1:F7", sheet.GetFirstChild<S.SheetDimension>()!.Reference!.Value);
        Assert.Equal("C4:C7", sheet.GetFirstChild<S.ConditionalFormatting>()!.SequenceOfReferences!.InnerText);
        Assert.Equal("E4:E7 H1", sheet.Descendants<S.DataValidation>().Single().SequenceOfReferences!.InnerText);
        S.Table table = sheet.WorksheetPart!.TableDefinitionParts.Single().Table!;
        Assert.Equal(("A3:F7", "A3:F7"), (table.Reference!.Value, table.AutoFilter!.Reference!.Value));
        Assert.Equal(33.5, sheet.Descendants<S.Column>().Single().Width!.Value);
        Assert.True(sheet.Descendants<S.Row>().Single(row => row.RowIndex! == 5u).Hidden!.Value);
        Assert.Equal("C4*2", CellAt(sheet, "F4").CellFormula!.Text);
        Assert.Equal("TERIMA", CellAt(sheet, "E4").InnerText);
        Assert.Equal("=1+1", CellAt(sheet, "B7").InnerText);
        Assert.Null(CellAt(sheet, "B7").CellFormula);
        Assert.Equal("\"Rp\" #,##0", FormatOf(document, CellAt(sheet, "C7")));
        Assert.Equal("dd/mm/yyyy", FormatOf(document, CellAt(sheet, "D7")));
        Assert.Equal("46350", CellAt(sheet, "D7").InnerText);
        S.Workbook workbook = document.WorkbookPart!.Workbook!;
        Assert.True(workbook.CalculationProperties!.FullCalculationOnLoad!.Value);
        Assert.Equal(["sales!$A$3:$F$5", "sales!$C$4:$C$5"], workbook.DefinedNames!.Elements<S.DefinedName>().Select(name => name.Text));
    }

    [Fact]
    public async Task A_filter_of_the_sheet_and_its_hidden_name_grow_with_the_rows()
    {
        RichWorkbook.Write(File, change: (name, content) => name != "xl/worksheets/sheet1.xml" ? content : content
            .Replace("</sheetData>", "</sheetData><autoFilter ref=\"A3:F5\"><filterColumn colId=\"4\"><filters><filter val=\"PENDING\"/></filters></filterColumn></autoFilter>", StringComparison.Ordinal)
            .Replace("<tableParts count=\"1\"><tablePart r:id=\"rId3\"/></tableParts>", "", StringComparison.Ordinal));
        Courier courier = Courier();
        courier.Report(Dewi());

        await courier.Deliver(Open());

        using SpreadsheetDocument document = SpreadsheetDocument.Open(File, false);
        S.AutoFilter filter = Sheet(document, "sales").GetFirstChild<S.AutoFilter>()!;
        Assert.Equal("A3:F6", filter.Reference!.Value);
        Assert.Single(filter.Descendants<S.Filter>());
        Assert.Equal("sales!$A$3:$F$6", document.WorkbookPart!.Workbook!.DefinedNames!.Elements<S.DefinedName>().First().Text);
    }

    [Fact]
    public async Task A_table_takes_in_a_new_column_beside_it()
    {
        RichWorkbook.Write(File);
        Courier courier = Courier();
        courier.Widen(new ColumnContract { Heading = "Branch" });
        courier.Report([.. Budi(), Text("Bogor")]);

        Receipt receipt = await courier.Deliver(Open());

        Assert.Equal(["Branch"], receipt.NewColumns);
        using SpreadsheetDocument document = Opened();
        S.Table table = Sheet(document, "sales").WorksheetPart!.TableDefinitionParts.Single().Table!;
        Assert.Equal("A3:G5", table.Reference!.Value);
        Assert.Equal("Branch", table.TableColumns!.Elements<S.TableColumn>().Last().Name!.Value);
        Assert.Equal("Bogor", CellAt(Sheet(document, "sales"), "G4").InnerText);
    }

    [Fact]
    public async Task A_totals_row_stays_the_tables_last_and_is_told()
    {
        RichWorkbook.Write(File, change: (name, content) => name == "xl/tables/table1.xml" ? content.Replace("totalsRowShown=\"0\"", "totalsRowCount=\"1\"", StringComparison.Ordinal).Replace("<autoFilter ref=\"A3:F5\"/>", "<autoFilter ref=\"A3:F4\"/>", StringComparison.Ordinal) : content);
        Courier courier = Courier();
        courier.Report(Dewi());

        Receipt receipt = await courier.Deliver(Open());

        Assert.Contains(receipt.Remarks, remark => remark.Contains("totals row", StringComparison.Ordinal));
        using SpreadsheetDocument document = SpreadsheetDocument.Open(File, false);
        Assert.Equal("A3:F5", Sheet(document, "sales").WorksheetPart!.TableDefinitionParts.Single().Table!.Reference!.Value);
        Assert.Equal("00017235", CellAt(Sheet(document, "sales"), "A6").InnerText);
    }

    [Fact]
    public async Task Days_counted_from_1904_are_read_and_written_so()
    {
        RichWorkbook.Write(File, is1904: true);
        Courier courier = Courier();
        courier.Report(Budi(), Sari(), Dewi());

        Receipt receipt = await courier.Deliver(Open());

        Assert.Equal((1, 0, 2, 0), DestinationRules.Counts(receipt));
        using SpreadsheetDocument document = SpreadsheetDocument.Open(File, false);
        Assert.Equal("44887", CellAt(Sheet(document, "sales"), "D6").InnerText);
    }

    [Fact]
    public async Task A_formula_in_a_column_of_the_report_is_never_overwritten()
    {
        RichWorkbook.Write(File, change: (name, content) => name == "xl/worksheets/sheet1.xml" ? content.Replace("<c r=\"B4\" t=\"s\"><v>8</v></c>", "<c r=\"B4\" t=\"str\"><f>UPPER(\"Budi\")</f><v>BUDI</v></c>", StringComparison.Ordinal) : content);
        Courier courier = Courier();
        courier.Report(Budi("TERIMA"));

        Receipt receipt = await courier.Deliver(Open());

        Assert.Contains("1 cell holds a formula and was left as it is", receipt.Remarks);
        using SpreadsheetDocument document = SpreadsheetDocument.Open(File, false);
        Assert.Equal("UPPER(\"Budi\")", CellAt(Sheet(document, "sales"), "B4").CellFormula!.Text);
        Assert.Equal("TERIMA", CellAt(Sheet(document, "sales"), "E4").InnerText);
    }

    [Fact]
    public async Task New_rows_stand_beside_formulas_that_a_person_filled_down()
    {
        RichWorkbook.Write(File, change: (name, content) => name == "xl/worksheets/sheet1.xml" ? content.Replace("</sheetData>", "<row r=\"6\"><c r=\"F6\"><f>C6*2</f><v>0</v></c></row><row r=\"9\"><c r=\"H9\"><v>1</v></c></row></sheetData>", StringComparison.Ordinal) : content);
        Courier courier = Courier();
        courier.Report(Dewi(), Row("00017236", "Rina", "5", "2026-11-24", "TOLAK"));

        await courier.Deliver(Open());

        using SpreadsheetDocument document = Opened();
        S.Worksheet sheet = Sheet(document, "sales");
        Assert.Equal(("00017235", "C6*2", "00017236", "1"), (CellAt(sheet, "A6").InnerText, CellAt(sheet, "F6").CellFormula!.Text, CellAt(sheet, "A7").InnerText, CellAt(sheet, "H9").InnerText));
    }

    [Fact]
    public async Task Cells_and_rows_without_places_are_counted()
    {
        RichWorkbook.Write(File, change: (name, content) => name != "xl/worksheets/sheet1.xml" ? content : System.Text.RegularExpressions.Regex.Replace(content.Replace("<row r=\"3\"", "<row r=\"2\"/><row r=\"3\"", StringComparison.Ordinal), " r=\"[A-Z]?[0-9]+\"", ""));
        Courier courier = Courier();
        courier.Report(Sari("TERIMA"), Dewi());

        Receipt receipt = await courier.Deliver(Open());

        Assert.Equal((1, 1, 0, 0), DestinationRules.Counts(receipt));
        var standing = new WorkbookStanding(home);
        Assert.Equal("TERIMA", standing.Load()[4][4]);
        Assert.Equal("00017235", standing.Load()[5][0]);
    }

    [Fact]
    public async Task Ids_without_their_zeros_are_found_and_put_right()
    {
        var standing = new WorkbookStanding(home);
        standing.Save([[.. Heads], [17233.0, "Budi", 85000.0, new DateTime(2026, 11, 21), "PENDING"], [12345678901234567.0, "Sari", 1.0, null, null]]);
        Courier courier = Courier();
        courier.Report(Budi(), Row("12345678901234567", "Sari", "1", "2026-11-22", "PENDING"));

        Receipt receipt = await courier.Deliver(Open());

        Assert.Equal((0, 2, 0, 0), DestinationRules.Counts(receipt));
        Assert.Equal(["00017233", "12345678901234567"], standing.Load().Skip(1).Select(row => row[0]));
    }

    [Fact]
    public async Task Four_exports_into_one_new_workbook_side_by_side_all_arrive()
    {
        string[] tabs = ["transaksi", "point_trx", "user", "a/very:long*name [of] an export that goes on"];
        await Task.WhenAll(tabs.Select(tab => Task.Run(() =>
        {
            Courier courier = Courier();
            courier.Report(Budi(), Sari());
            return courier.Deliver(Open(tab));
        })));

        using SpreadsheetDocument document = Opened();
        Assert.Equal(tabs.Select(WorkbookDestination.TabName).Order(), document.WorkbookPart!.Workbook!.Descendants<S.Sheet>().Select(sheet => sheet.Name!.Value).Order());
        foreach (string tab in tabs) Assert.Equal(3, new WorkbookStanding(home, WorkbookDestination.TabName(tab)).Load().Count);
        Assert.Equal([File], Directory.GetFileSystemEntries(Path.GetDirectoryName(File)!));
    }

    [Fact]
    public async Task A_new_tab_leaves_the_other_tabs_alone()
    {
        RichWorkbook.Write(File);
        Dictionary<string, byte[]> before = RichWorkbook.Read(File);
        Courier courier = Courier();
        courier.Report(Budi());

        await courier.Deliver(Open("user"));

        using SpreadsheetDocument document = Opened();
        Assert.Equal(["sales", "Total's", "user"], document.WorkbookPart!.Workbook!.Descendants<S.Sheet>().Select(sheet => sheet.Name!.Value));
        Dictionary<string, byte[]> after = RichWorkbook.Read(File);
        Assert.Equal(before["xl/worksheets/sheet1.xml"], after["xl/worksheets/sheet1.xml"]);
        Assert.Equal(before["xl/tables/table1.xml"], after["xl/tables/table1.xml"]);
    }

    [Fact]
    public async Task Another_process_that_writes_is_waited_for()
    {
        Courier courier = Courier();
        courier.Report(Budi());
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        Task<Receipt> delivery;
        using (new FileStream(Path.Combine(home, "out", ".shop.xlsx.kurir-lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            delivery = Task.Run(() => courier.Deliver(Open()));
            await Task.Delay(150);
            Assert.False(delivery.IsCompleted);
        }

        Assert.Equal(1, (await delivery).Added);
    }

    [Theory]
    [InlineData(".~lock.shop.xlsx#", ",Sari Dewi,front-desk,23.11.2026 08:00,file:///home/sari/;", "open in LibreOffice by Sari Dewi.")]
    [InlineData("~$shop.xlsx", "\u0004Sari", "open in Excel by Sari.")]
    public async Task An_open_file_is_not_touched_and_its_holder_named(string lockFile, string content, string cause)
    {
        RichWorkbook.Write(File);
        byte[] before = System.IO.File.ReadAllBytes(File);
        System.IO.File.WriteAllText(Path.Combine(home, "out", lockFile), content);
        Courier courier = Courier();
        courier.Report(Budi("TERIMA"));

        Fault fault = await Assert.ThrowsAsync<Fault>(() => courier.Deliver(Open()));

        Assert.Equal((FaultName.DestinationBusy, FaultKind.Ask), (fault.Name, fault.Kind));
        Assert.Contains(cause, fault.Cause, StringComparison.Ordinal);
        Assert.Equal(before, System.IO.File.ReadAllBytes(File));
    }

    [Fact]
    public async Task A_file_that_somebody_saved_meanwhile_is_not_overwritten()
    {
        RichWorkbook.Write(File);
        byte[] theirs = [.. "saved by a person"u8];
        Courier courier = Courier();
        courier.Report(Dewi());

        Fault fault = await Assert.ThrowsAsync<Fault>(() => courier.Deliver(Open(steps: new MeddlingSteps(FileStep.ReadBack, _ =>
        {
            System.IO.File.WriteAllBytes(File, theirs);
            System.IO.File.SetLastWriteTimeUtc(File, new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        }))));

        Assert.Equal((FaultName.DestinationBusy, FaultKind.Retry), (fault.Name, fault.Kind));
        Assert.Equal(theirs, System.IO.File.ReadAllBytes(File));
    }

    [Fact]
    public async Task What_a_killed_delivery_left_behind_does_not_matter()
    {
        RichWorkbook.Write(File);
        System.IO.File.WriteAllText(Path.Combine(home, "out", ".shop.xlsx.kurir-new"), "half a file");
        System.IO.File.WriteAllText(Path.Combine(home, "out", ".shop.xlsx.kurir-lock"), "");
        Courier courier = Courier();
        courier.Report(Dewi());

        Assert.True((await courier.Deliver(Open())).Verified);
        Assert.Equal([File], Directory.GetFileSystemEntries(Path.GetDirectoryName(File)!));
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("noise")]
    [InlineData("password")]
    [InlineData("dtd")]
    [InlineData("order")]
    public async Task A_damaged_file_is_told_apart_and_left_as_it_is(string how)
    {
        RichWorkbook.Write(File, change: (name, content) => name != "xl/worksheets/sheet1.xml" ? content
            : how == "dtd" ? "<!DOCTYPE worksheet [<!ENTITY a \"b\">]>" + content
            : how == "order" ? content.Replace("<row r=\"5\"", "<row r=\"4\"", StringComparison.Ordinal)
            : content);
        byte[] bytes = System.IO.File.ReadAllBytes(File);
        if (how == "cut") bytes = bytes[..^400];
        if (how == "noise") bytes.AsSpan(100, 300).Fill(7);
        if (how == "password") bytes = [0xD0, 0xCF, 0x11, 0xE0, .. bytes];
        System.IO.File.WriteAllBytes(File, bytes);
        Courier courier = Courier();
        courier.Report(Dewi());

        Fault fault = await Assert.ThrowsAsync<Fault>(() => courier.Deliver(Open()));

        Assert.Equal((Stage.Deliver, FaultName.DestinationUnreadable, FaultKind.Ask), (fault.Stage, fault.Name, fault.Kind));
        Assert.Equal(bytes, System.IO.File.ReadAllBytes(File));
    }

    [Fact]
    public async Task A_full_sheet_is_foreseen()
    {
        RichWorkbook.Write(File, change: (name, content) => name == "xl/worksheets/sheet1.xml" ? content.Replace("</sheetData>", "<row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c></row></sheetData>", StringComparison.Ordinal) : content);
        byte[] before = System.IO.File.ReadAllBytes(File);
        Courier courier = Courier();
        courier.Report(Dewi());

        Fault fault = await Assert.ThrowsAsync<Fault>(() => courier.Deliver(Open()));

        Assert.Equal(FaultName.DestinationFull, fault.Name);
        Assert.Contains("1,048,577 rows", fault.Cause, StringComparison.Ordinal);
        Assert.Equal(before, System.IO.File.ReadAllBytes(File));
    }

    [Fact]
    public async Task A_link_and_its_files_rights_stay()
    {
        if (OperatingSystem.IsWindows()) return; // links need rights there
        string real = Path.Combine(home, "shared", "real.xlsx");
        RichWorkbook.Write(real);
        System.IO.File.SetUnixFileMode(real, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite);
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.CreateSymbolicLink(File, real);
        Courier courier = Courier();
        courier.Report(Dewi());

        await courier.Deliver(Open());

        Assert.Equal(real, System.IO.File.ResolveLinkTarget(File, true)!.FullName);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite, System.IO.File.GetUnixFileMode(real));
        Assert.Equal(6, new WorkbookStanding(home).Load().Count);
    }

    [Theory]
    [InlineData("transaksi", "transaksi")]
    [InlineData("a/b\\c?d*e[f]g:h", "a-b-c-d-e-f-g-h")]
    [InlineData("'quoted'", "quoted")]
    [InlineData("History", "History_")]
    [InlineData("1234567890123456789012345678901", "1234567890123456789012345678901")]
    [InlineData("12345678901234567890123456789012", "12345678901234567890123456~e1b8")]
    public void Tabs_have_names_that_spreadsheets_allow(string wanted, string name)
    {
        Assert.Equal(name, WorkbookDestination.TabName(wanted));
        Assert.InRange(name.Length, 1, 31);
    }

    [Fact]
    public void A_file_that_is_no_xlsx_is_refused_when_configured()
    {
        Fault fault = Assert.Throws<Fault>(() => new WorkbookDestination(new WorkbookOptions { File = "out/shop.xls" }, WorkbookStanding.Context(home)));
        Assert.Equal((Stage.Configure, FaultName.ConfigurationInvalid), (fault.Stage, fault.Name));
    }

    [Fact]
    public async Task Numbers_dates_and_times_take_formats_that_show_them()
    {
        ColumnContract[] columns =
        [
            Id, new() { Heading = "Price", Type = CellType.Number, Format = "\"Rp\" #,##0" }, new() { Heading = "At", Type = CellType.DateTime, Format = "dd/mm/yyyy hh:mm" },
            new() { Heading = "For", Type = CellType.Time }, new() { Heading = "Odd", Type = CellType.Number, Format = "\"broken" },
        ];
        var courier = new Courier(columns, new KeyContract([Id.Heading], false));
        courier.Report(
            [Text("1"), Number("85000"), DateTime("2025-09-23T18:39:00"), Time("18:39:00"), Number("1")],
            [Text("2"), Text("N/A"), Text("soon"), Time("30:15:00"), Number("2")],
            [Text("3"), Number("3"), DateTime("2025-09-24T00:00:00"), Time("-00:05:00"), Number("3")]);

        Assert.Empty((await courier.Deliver(Open())).Mismatches);

        using SpreadsheetDocument document = Opened();
        S.Worksheet sheet = Sheet(document, "sales");
        Assert.Equal(
            ["\"Rp\" #,##0", "dd/mm/yyyy hh:mm", "hh:mm:ss", "General", "[h]:mm:ss", "\"Rp\" #,##0", "text"],
            new[] { "B2", "C2", "D2", "E2", "D3", "B4", "D4" }.Select(place => FormatOf(document, CellAt(sheet, place))));
        courier.Report([Text("1"), Text("N/A"), Text("gone"), Text("x"), Text("y")], [Text("4"), Number("4"), DateTime("2025-09-25T01:02:03"), Time("00:00:01"), Number("4")]);
        Assert.Empty((await courier.Deliver(Open())).Mismatches);

        static Kurir.Cell Time(string value) => Kurir.Cell.Typed(value, CellType.Time, value);
    }

    WorkbookDestination Open(string tab = "sales", FileSteps? steps = null) =>
        new WorkbookDestination(new WorkbookOptions { Tab = tab }, WorkbookStanding.Context(home), steps ?? FileSteps.Undisturbed);

    // Opened by Microsoft's SDK, which finds nothing wrong with it.
    SpreadsheetDocument Opened()
    {
        SpreadsheetDocument document = SpreadsheetDocument.Open(File, isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(document).Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}"));
        return document;
    }

    static S.Worksheet Sheet(SpreadsheetDocument document, string tab)
    {
        S.Sheet sheet = document.WorkbookPart!.Workbook!.Descendants<S.Sheet>().Single(sheet => sheet.Name == tab);
        return ((WorksheetPart)document.WorkbookPart.GetPartById(sheet.Id!.Value!)).Worksheet!;
    }

    static S.Cell CellAt(S.Worksheet sheet, string place) =>
        sheet.Descendants<S.Cell>().Single(cell => cell.CellReference == place);

    static string FormatOf(SpreadsheetDocument document, S.Cell cell)
    {
        S.Stylesheet styles = document.WorkbookPart!.WorkbookStylesPart!.Stylesheet!;
        var format = (S.CellFormat)styles.CellFormats!.ElementAt((int)(cell.StyleIndex?.Value ?? 0));
        uint id = format.NumberFormatId?.Value ?? 0;
        return id switch
        {
            0 => "General",
            49 => "text",
            _ => styles.NumberingFormats?.Elements<S.NumberingFormat>().FirstOrDefault(known => known.NumberFormatId?.Value == id)?.FormatCode?.Value ?? $"{id}",
        };
    }
}
