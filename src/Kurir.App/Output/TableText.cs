using Spectre.Console;

namespace Kurir.App;

/// <summary>Tables as people look at them: the first rows, and how many there are.</summary>
static class TableText
{
    const int Shown = 20;

    public static void Show(Terminal terminal, IReadOnlyList<Table> tables)
    {
        foreach (Table table in tables) Show(terminal, table);
    }

    static void Show(Terminal terminal, Table table)
    {
        foreach (string title in table.Titles) terminal.Line($"[grey]{Markup.Escape(title)}[/]");
        terminal.Line($"[bold]{Markup.Escape(string.Join("  |  ", table.Columns.Select(column => column.Heading)))}[/]");
        long rows = 0;
        foreach (Row row in table.Rows)
        {
            if (rows++ < Shown) terminal.Line(Markup.Escape(string.Join("  |  ", row.Cells.Select(cell => OneLine(cell.Text)))));
        }

        string rest = rows > Shown ? $", the first {Shown} shown; all of them: --csv, --json or -o FILE" : "";
        string announced = table.Announced is { } count && count != rows ? $"; the document announces {count}" : "";
        terminal.Line($"[grey]{rows} {(rows == 1 ? "row" : "rows")}, {table.Columns.Count} columns{announced}{rest}[/]");
        foreach (Row total in table.Totals) terminal.Line($"[grey]below: {Markup.Escape(string.Join("  ", total.Cells.Where(cell => !cell.IsEmpty).Select(cell => OneLine(cell.Text))))}[/]");
        terminal.Line();
    }

    static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
