namespace Kurir;

/// <summary>Number formats, as spreadsheets write them.</summary>
public static class CellFormat
{
    /// <summary>The format that shows a column's typed cells as the report did; null: the destination's own.</summary>
    public static string? FormatFor(ColumnContract column) => column.Format ?? column.Type switch
    {
        CellType.Date => "yyyy-mm-dd",
        CellType.DateTime => "yyyy-mm-dd hh:mm:ss",
        CellType.Time => "[h]:mm:ss",
        _ => null,
    };

    /// <summary>Whether it shows decimals. General shows what there is.</summary>
    internal static bool HasDecimals(string format)
    {
        bool quoted = false, digits = false;
        for (int i = 0; i < format.Length; i++)
        {
            if (format[i] == '"') quoted = !quoted;
            else if (format[i] == '\\') i++;
            else if (quoted) continue;
            else if (format[i] == '.' && digits && i + 1 < format.Length && format[i + 1] is '0' or '#' or '?') return true;
            else digits |= format[i] is '0' or '#' or '?';
        }

        return !digits;
    }
}
