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
