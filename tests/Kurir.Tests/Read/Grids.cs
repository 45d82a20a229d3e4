namespace Kurir.Tests;

/// <summary>Grids written down as people see them: cells between bars, one row a line.</summary>
static class Grids
{
    /// <summary><c>A | B</c> gives two text cells; <c>=5</c> a typed number, <c>@2025-09-23</c> a typed date; an empty line an empty row.</summary>
    public static Grid Of(string lines, string name = "", string place = "sheet 1", bool leaveOutEmpty = false) => new()
    {
        Name = name,
        Place = place,
        Rows = [.. Rows(lines).Where(row => !leaveOutEmpty || row.Cells.Length > 0)],
    };

    public static Grid Headed(string headings, string lines, string name = "", string place = "page 1") => new()
    {
        Name = name,
        Place = place,
        Headings = [.. headings.Split('|').Select(heading => heading.Trim())],
        Rows = [.. Rows(lines)],
    };

    static IEnumerable<GridRow> Rows(string lines) =>
        lines.Length == 0 ? [] : lines.Split('\n').Select((line, index) => new GridRow(index + 1, line.Trim().Length == 0 ? [] : [.. line.Split('|').Select(CellOf)]));

    public static Cell CellOf(string text) => text.Trim() switch
    {
        ['=', .. var number] => Cell.Typed(number, CellType.Number, number),
        ['@', .. var date] => Cell.Typed(date, date.Length > 10 ? CellType.DateTime : CellType.Date, date),
        ['!', .. var error] => Cell.OfError(error),
        var other => Cell.OfText(other),
    };

    public static Table Table(string lines) => TableFinder.Find([Of(lines)]);

    public static string[] HeadingsOf(Table table) => [.. table.Columns.Select(column => column.Heading)];

    public static string[] RowsOf(Table table) => [.. table.Rows.Select(Text)];

    public static string Text(Row row) => string.Join('|', row.Cells.Select(cell => cell.Text));
}
