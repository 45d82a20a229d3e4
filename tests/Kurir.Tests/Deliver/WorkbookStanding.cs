using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml;
using ExcelDataReader;
using Kurir.Connectors;
using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using S = DocumentFormat.OpenXml.Spreadsheet;

namespace Kurir.Tests;

/// <summary>A workbook, read by ExcelDataReader and saved with Microsoft's SDK as Excel would: shared strings, numbers for dates.</summary>
sealed class WorkbookStanding(string home, string tab = "sales") : IStanding
{
    public string Path { get; } = System.IO.Path.Combine(home, "out", "shop.xlsx");

    public static DestinationContext Context(string home) => new(home, new ExportId("shop", "sales"), new NoSecrets(), TimeProvider.System);

    public IDestination Open(FileSteps? steps = null) => new WorkbookDestination(new WorkbookOptions { Tab = tab }, Context(home), steps ?? FileSteps.Undisturbed);

    public List<List<object?>> Load()
    {
        List<List<object?>> rows = [];
        if (!File.Exists(Path)) return rows;
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using FileStream stream = File.OpenRead(Path);
        using IExcelDataReader reader = ExcelReaderFactory.CreateReader(stream);
        do
        {
            if (reader.Name != tab) continue;
            while (reader.Read()) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)]);
        }
        while (reader.NextResult());
        return rows;
    }

    public void Save(List<List<object?>> rows)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        using var document = SpreadsheetDocument.Create(Path, SpreadsheetDocumentType.Workbook);
        DocumentFormat.OpenXml.Packaging.WorkbookPart workbook = document.AddWorkbookPart();
        workbook.Workbook = new S.Workbook();
        workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = new S.Stylesheet(
            new S.Fonts(new S.Font()), new S.Fills(new S.Fill(), new S.Fill()), new S.Borders(new S.Border()),
            new S.CellFormats(new S.CellFormat(), new S.CellFormat { NumberFormatId = 22, ApplyNumberFormat = true }));
        List<string> texts = [];
        WorksheetPart sheet = workbook.AddNewPart<WorksheetPart>();
        sheet.Worksheet = new S.Worksheet(new S.SheetData(rows.Select((row, r) => new S.Row(
            row.Select((value, c) => CellOf(value, $"{Kurir.Headings.Letters(c)}{r + 1}", texts)).OfType<S.Cell>()) { RowIndex = (uint)r + 1 })));
        workbook.AddNewPart<SharedStringTablePart>().SharedStringTable = new S.SharedStringTable(
            texts.Select(text => new S.SharedStringItem(new S.Text(text) { Space = SpaceProcessingModeValues.Preserve })));
        workbook.Workbook.AppendChild(new S.Sheets(new S.Sheet { Name = tab, SheetId = 1, Id = workbook.GetIdOfPart(sheet) }));
    }

    public object? Shown(Cell cell, ColumnContract column) => cell.Type switch
    {
        CellType.Empty => null,
        CellType.Number when cell.Value.Trim('-').Replace(".", "", StringComparison.Ordinal).TrimEnd('0').Length <= 15 => double.Parse(cell.Value, System.Globalization.CultureInfo.InvariantCulture),
        CellType.Date or CellType.DateTime when string.CompareOrdinal(cell.Value, "1900-03") > 0 => DateTime.Parse(cell.Value, System.Globalization.CultureInfo.InvariantCulture),
        CellType.Boolean => cell.Value == "true",
        _ => cell.Value.Length > 32767 ? cell.Value[..32766] + "…" : cell.Value.Replace("\r\n", "\n", StringComparison.Ordinal),
    };

    public bool FillsRowsBelow => true;

    public byte[] Bytes() => File.Exists(Path) ? File.ReadAllBytes(Path) : [];

    /// <summary>A digit of the sheet is another one on the disk.</summary>
    public FileSteps Corrupting() => new MeddlingSteps(FileStep.ReadBack, path =>
    {
        using ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Update);
        ZipArchiveEntry entry = zip.GetEntry("xl/worksheets/sheet1.xml") ?? zip.Entries.First(entry => entry.FullName.Contains("sheet", StringComparison.Ordinal));
        XDocument sheet;
        using (Stream stream = entry.Open()) sheet = XDocument.Load(stream);
        XElement number = sheet.Descendants().Last(part => part.Name.LocalName == "v");
        number.Value = "4711";
        using Stream again = entry.Open();
        again.SetLength(0);
        sheet.Save(again);
    });

    static S.Cell? CellOf(object? value, string place, List<string> texts)
    {
        switch (value)
        {
            case null:
                return null;
            case string text:
                texts.Add(text);
                return new() { CellReference = place, DataType = S.CellValues.SharedString, CellValue = new S.CellValue(texts.Count - 1) };
            case bool boolean:
                return new() { CellReference = place, DataType = S.CellValues.Boolean, CellValue = new S.CellValue(boolean) };
            case DateTime moment:
                return new() { CellReference = place, StyleIndex = 1, CellValue = new S.CellValue(moment.ToOADate()) };
            default:
                return new() { CellReference = place, CellValue = new S.CellValue(Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture)) };
        }
    }

    sealed class NoSecrets : ISecrets
    {
        public Secret? Find(string name) => null;

        public IReadOnlyList<string> Places(string name) => [];
    }
}
