using System.Globalization;

namespace Kurir.Connectors;

/// <summary>How cells are kept in a Google sheet, and what its cells mean in a column of the report.</summary>
/// <remarks>
/// Text is text, whatever it looks like. Numbers, dates, times and yes/no are typed; a number of more than fifteen digits, a date before March 1900 and
/// whatever is not of its column's type is text, since it would come back as something else.
/// </remarks>
sealed class SheetCells
{
    /// <summary>Of characters in one cell.</summary>
    public const int MaxLength = 50_000;

    const char CutMark = '…';

    static readonly SheetFormat Dates = new("DATE", "yyyy-mm-dd"), Moments = new("DATE_TIME", "yyyy-mm-dd hh:mm:ss"), Times = new("TIME", "[hh]:mm:ss");

    readonly IReadOnlyList<ColumnContract> columns;
    readonly DateOrder[] orders;

    /// <param name="columns">The delivery's.</param>
    /// <param name="locale">The spreadsheet's: <c>id_ID</c>.</param>
    public SheetCells(IReadOnlyList<ColumnContract> columns, string locale)
    {
        this.columns = columns;
        orders = new DateOrder[columns.Count];
        Array.Fill(orders, locale is "en_US" or "" ? DateOrder.MonthDayYear : DateOrder.DayMonthYear);
    }

    /// <summary>As the sheet keeps it.</summary>
    public static Cell Fit(Cell cell, ColumnContract column) => cell.Type switch
    {
        CellType.Empty or CellType.Boolean => cell,
        CellType.Number when !IsMoment(column.Type) && IsExact(cell.Value) => cell,
        CellType.Date or CellType.DateTime when column.Type is CellType.Date or CellType.DateTime && Serial.Of(cell, is1904: false) is not null => cell,
        CellType.Time when column.Type == CellType.Time && Serial.Of(cell, is1904: false) is not null => cell,
        CellType.Text when FitText(cell.Text) is var text => ReferenceEquals(text, cell.Text) ? cell : Cell.OfText(text),
        _ => Cell.OfText(FitText(cell.Value)),
    };

    public static bool IsCut(Cell cell) => cell.Type == CellType.Text && cell.Text.Length is MaxLength or MaxLength - 1 && cell.Text[^1] == CutMark;

    /// <summary>The format a column's cells get where they have none; null: none is needed.</summary>
    public static SheetFormat? FormatOf(CellType type) => type switch
    {
        CellType.Date => Dates,
        CellType.DateTime => Moments,
        CellType.Time => Times,
        _ => null,
    };

    public static bool IsMoment(CellType type) => type is CellType.Date or CellType.DateTime or CellType.Time;

    /// <summary>Looks at dates that stand there as text, to learn whether <c>01/09/2025</c> is a day in September or in January.</summary>
    public void Learn(int column, Cell cell)
    {
        if (cell.Type != CellType.Text || columns[column].Type is not (CellType.Date or CellType.DateTime)) return;
        bool day = Kurir.Dates.TryParse(cell.Text, DateOrder.DayMonthYear, out _, out _), month = Kurir.Dates.TryParse(cell.Text, DateOrder.MonthDayYear, out _, out _);
        if (day != month) orders[column] = day ? DateOrder.DayMonthYear : DateOrder.MonthDayYear;
    }

    /// <summary>What a value of the sheet is in a column of the report: a date's number is a date, and so is its text.</summary>
    public Cell Typed(Cell cell, int column) => columns[column].Type switch
    {
        CellType.Date or CellType.DateTime when cell.Type == CellType.Number => Moment(cell),
        CellType.Time when cell.Type == CellType.Number => Time(cell),
        CellType.Date or CellType.DateTime when cell.Type == CellType.Text => Printed(cell, columns[column], orders[column]),
        _ => cell,
    };

    static Cell Printed(Cell cell, ColumnContract column, DateOrder order) =>
        Kurir.Dates.TryParse(cell.Text, column.DateOrder, out _, out _) ? cell
        : Kurir.Dates.TryParse(cell.Text, order, out CellType type, out string? value) ? Cell.Typed(cell.Text, type, value)
        : cell;

    static Cell Moment(Cell cell)
    {
        if (Serial.Moment(Number(cell), is1904: false) is not { } moment || Number(cell) < 61) return cell;
        return moment.TimeOfDay == TimeSpan.Zero
            ? Cell.Typed(cell.Text, CellType.Date, moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            : Cell.Typed(cell.Text, CellType.DateTime, moment.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture));
    }

    static Cell Time(Cell cell) => Serial.Time(Number(cell)) is { } time ? Cell.Typed(cell.Text, CellType.Time, time) : cell;

    static double Number(Cell cell) => double.Parse(cell.Value, NumberStyles.Float, CultureInfo.InvariantCulture);

    // A line break is one character there; NUL is none.
    static string FitText(string text)
    {
        if (text.Contains('\r', StringComparison.Ordinal)) text = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        if (text.Contains('\0', StringComparison.Ordinal)) text = text.Replace('\0', '\uFFFD');
        if (text.Length > MaxLength) text = text[..(char.IsHighSurrogate(text[MaxLength - 2]) ? MaxLength - 2 : MaxLength - 1)] + CutMark;
        return Unicode.Whole(text);
    }

    static bool IsExact(string number) =>
        Canonical.SignificantDigits(number) <= 15 && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
        && double.IsFinite(value) && PlainNumber.OfDouble(value) == number;
}
