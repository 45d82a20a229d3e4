using System.Globalization;

namespace Kurir.Google;

/// <summary>How values are rendered, by the spreadsheet's locale.</summary>
public static class Shown
{
    public static bool HasDecimalComma(string locale) => locale[..2] is "id" or "de" or "ru" or "fr" or "es" or "it" or "nl" or "pt" or "tr" or "pl";

    /// <param name="render">FORMATTED_VALUE, UNFORMATTED_VALUE or FORMULA.</param>
    /// <param name="dates">SERIAL_NUMBER or FORMATTED_STRING.</param>
    /// <returns>String, double or bool; null: empty.</returns>
    public static object? Value(Book book, Tab tab, int row, int column, string render, string dates)
    {
        GridCell cell = tab.Cell(row, column);
        if (cell.Entered is null) return null;
        if (render == "FORMULA" && cell.Entered is Formula formula) return formula.Text;
        object? value = Calculator.Effective(tab, row, column);
        if (value is CellError error) return error.Shown;
        if (render == "FORMATTED_VALUE") return Formatted(value, cell, book.Locale);
        return value is double && dates == "FORMATTED_STRING" && IsDate(cell) ? Formatted(value, cell, book.Locale) : value;
    }

    public static string? Formatted(object? value, GridCell cell, string locale) => value switch
    {
        null => null,
        string text => text,
        bool truth => truth ? "TRUE" : "FALSE",
        CellError error => error.Shown,
        double number => Number(number, cell, locale),
        _ => throw new InvalidOperationException(value.GetType().Name),
    };

    static bool IsDate(GridCell cell) => cell.NumberFormat is { Type: "DATE" or "TIME" or "DATE_TIME" };

    static string Number(double number, GridCell cell, string locale)
    {
        if (cell.NumberFormat is not { } format) return Localized(General(number), locale);
        if (IsDate(cell)) return Serial.Format(number, format.Pattern ?? DefaultDates(format.Type, locale));
        if (format.Type == "TEXT") return Localized(number.ToString("R", CultureInfo.InvariantCulture), locale);
        string pattern = format.Pattern ?? format.Type switch { "PERCENT" => "0.00%", "CURRENCY" => "$#,##0.00", "SCIENTIFIC" => "0.00E+00", _ => "#,##0.00" };
        return Localized(number.ToString(pattern, CultureInfo.InvariantCulture), locale);
    }

    static string General(double number) =>
        Math.Abs(number) is >= 1e15 or (> 0 and < 1e-5) ? number.ToString("0.#####E+00", CultureInfo.InvariantCulture) : number.ToString("0.##########", CultureInfo.InvariantCulture);

    static string Localized(string text, string locale) =>
        HasDecimalComma(locale) ? string.Create(text.Length, text, (to, from) => { for (int i = 0; i < to.Length; i++) to[i] = from[i] switch { '.' => ',', ',' => '.', var c => c }; }) : text;

    static string DefaultDates(string type, string locale) => type switch
    {
        "TIME" => "h:mm:ss",
        "DATE" => locale == "en_US" ? "m/d/yyyy" : "dd/mm/yyyy",
        _ => locale == "en_US" ? "m/d/yyyy h:mm:ss" : "dd/mm/yyyy h:mm:ss",
    };
}
