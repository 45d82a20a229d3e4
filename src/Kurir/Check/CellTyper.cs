namespace Kurir;

/// <summary>Makes a column's cells what its contract says they are, as far as they are that.</summary>
public sealed class CellTyper
{
    readonly ColumnContract column;
    readonly string? currency;
    readonly bool thousandths;

    public CellTyper(ColumnContract column)
    {
        this.column = column;
        currency = Currencies.CodeInFormat(column.Format);
        // A column printed without decimals does not suddenly have three of them: there the separator has come to mean something else.
        thousandths = column.Format is not { } format || CellFormat.HasDecimals(format);
    }

    /// <summary>The cell with the column's type; the very cell where it is not of that type, or the column holds text.</summary>
    public Cell Convert(Cell cell) => column.Type switch
    {
        _ when cell.IsEmpty || cell.Type == column.Type => cell,
        CellType.Number when cell.Type == CellType.Text => Number(cell),
        CellType.Date or CellType.DateTime when cell.Type == CellType.Text => Date(cell),
        CellType.Date when cell.Type == CellType.DateTime && cell.Value.EndsWith("T00:00:00", StringComparison.Ordinal) =>
            Cell.Typed(cell.Text, CellType.Date, cell.Value[..10], cell.Format),
        CellType.DateTime when cell.Type == CellType.Date => Cell.Typed(cell.Text, CellType.DateTime, AtMidnight(cell.Value), cell.Format),
        CellType.Time when cell.Type == CellType.Text => Dates.TryParseTime(cell.Text, out string? time) ? Cell.Typed(cell.Text, CellType.Time, time) : cell,
        CellType.Boolean when cell.Type == CellType.Text => Boolean(cell),
        CellType.Text when column.Strict && cell.Type != CellType.Error => Cell.OfText(cell.Text),
        _ => cell,
    };

    /// <summary>Whether a converted cell is of the column's type. An empty one is of any.</summary>
    public bool Fits(Cell cell) => cell.IsBlank() || cell.Type == column.Type || column.Type is CellType.Text or CellType.Empty;

    Cell Number(Cell cell) => Numbers.TryParse(cell.Text, column.NumberStyle, currency, thousandths, out string? value)
        ? Cell.Typed(cell.Text, CellType.Number, value) : cell;

    Cell Date(Cell cell)
    {
        if (!Dates.TryParse(cell.Text, column.DateOrder, out CellType type, out string? value)) return cell;
        if (type == CellType.Date && column.Type == CellType.DateTime) (type, value) = (CellType.DateTime, AtMidnight(value));
        return Cell.Typed(cell.Text, type, value);
    }

    static string AtMidnight(string day) => $"{day}T00:00:00";

    static Cell Boolean(Cell cell) => cell.Text.Trim().ToUpperInvariant() switch
    {
        "TRUE" or "YA" or "YES" => Cell.Typed(cell.Text, CellType.Boolean, "true"),
        "FALSE" or "TIDAK" or "NO" => Cell.Typed(cell.Text, CellType.Boolean, "false"),
        _ => cell,
    };
}

public static class Typed
{
    /// <summary>One cell by its column's contract; for many of one column, keep a <see cref="CellTyper"/>.</summary>
    public static Cell Convert(Cell cell, ColumnContract column) => new CellTyper(column).Convert(cell);
}
