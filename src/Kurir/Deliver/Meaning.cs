using System.Globalization;

namespace Kurir;

/// <summary>When a cell at a destination holds what the report says, however it is stored there: 17233 and "17233" in a text column, "85000" and
/// 85000 in a number column, a date and midnight of that day.</summary>
static class Meaning
{
    public static bool Same(Cell a, Cell b, ColumnContract column) => a.Means(b) || Of(a, column).Means(Of(b, column));

    /// <summary>The cell in the one form in which it is compared under its column's type.</summary>
    public static Cell Of(Cell cell, ColumnContract column) => cell.Type switch
    {
        CellType.Empty => cell,
        CellType.Error => Plain(cell.Text),
        CellType.DateTime => Day(cell),
        CellType.Text => OfText(cell, column.Type),
        _ when column.Type == CellType.Text => Plain(cell.Value),
        CellType.Number when column.Type == CellType.Boolean => OfText(Cell.OfText(cell.Value), CellType.Boolean),
        _ => cell,
    };

    static Cell OfText(Cell cell, CellType type) => type switch
    {
        CellType.Number when Canonical.IsNumber(cell.Text) => Cell.Typed(cell.Text, CellType.Number, cell.Text),
        CellType.Boolean => OfBoolean(cell),
        CellType.Date or CellType.DateTime => OfMoment(cell),
        CellType.Time when IsTime(cell.Text) => Cell.Typed(cell.Text, CellType.Time, cell.Text),
        _ => Plain(cell.Text),
    };

    static Cell OfBoolean(Cell cell) => cell.Text.ToUpperInvariant() switch
    {
        "TRUE" or "1" => Cell.Typed(cell.Text, CellType.Boolean, "true"),
        "FALSE" or "0" => Cell.Typed(cell.Text, CellType.Boolean, "false"),
        _ => Plain(cell.Text),
    };

    static readonly string[] Moments =
    [
        "yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF",
    ];

    static Cell OfMoment(Cell cell) =>
        cell.Text.Length >= 10 && char.IsAsciiDigit(cell.Text[0])
        && DateTime.TryParseExact(cell.Text, Moments, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime moment)
            ? Canonical.Moment(moment)
            : Plain(cell.Text);

    static bool IsTime(string text) =>
        text.Length is >= 7 and <= 20 && text[^3] == ':' && text[^6] == ':' && text.All(c => char.IsAsciiDigit(c) || c is ':' or '-');

    // Midnight of a day and the day are stored alike in a spreadsheet.
    static Cell Day(Cell cell) => cell.Value.EndsWith("T00:00:00", StringComparison.Ordinal) ? Cell.Typed(cell.Text, CellType.Date, cell.Value[..10]) : cell;

    // Spreadsheets keep a line break as one character.
    static Cell Plain(string text) =>
        Cell.OfText(text.Contains('\r', StringComparison.Ordinal) ? text.Replace("\r\n", "\n", StringComparison.Ordinal) : text);
}
