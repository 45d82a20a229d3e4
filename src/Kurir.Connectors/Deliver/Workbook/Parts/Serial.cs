using System.Globalization;

namespace Kurir.Connectors;

/// <summary>Dates and times as spreadsheets count them: days since the end of 1899, or since 1904 began.</summary>
static class Serial
{
    const double MillisecondsPerDay = 86_400_000;
    const double MaxSerial = 2_958_466; // the first day of the year 10000

    static readonly DateTime Zero1900 = new(1899, 12, 30);
    static readonly DateTime Zero1904 = new(1904, 1, 1);

    /// <summary>The serial number of a Date, DateTime or Time cell; null where a spreadsheet has none that gives just this back.</summary>
    public static double? Of(Cell cell, bool is1904) => cell.Type switch
    {
        CellType.Date or CellType.DateTime => OfMoment(cell.Value, is1904),
        CellType.Time => OfTime(cell.Value),
        _ => null,
    };

    /// <summary>Null: it is none.</summary>
    public static DateTime? Moment(double serial, bool is1904)
    {
        if (serial < 0 || serial >= MaxSerial - (is1904 ? 1462 : 0)) return null;
        // Spreadsheets believe that 29 February 1900 was a day.
        DateTime zero = is1904 ? Zero1904 : serial < 60 ? Zero1900.AddDays(1) : Zero1900;
        return zero.AddMilliseconds(Math.Round(serial * MillisecondsPerDay));
    }

    /// <summary><c>30:15:00</c>, with parts of a second where it has any; null: it is none.</summary>
    public static string? Time(double serial)
    {
        if (serial is < 0 or >= MaxSerial) return null;
        TimeSpan time = TimeSpan.FromMilliseconds(Math.Round(serial * MillisecondsPerDay));
        string parts = time.Milliseconds == 0 ? "" : time.ToString(@"\.FFF", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours:00}:{time.Minutes:00}:{time.Seconds:00}") + parts;
    }

    static double? OfMoment(string value, bool is1904)
    {
        if (!DateTime.TryParseExact(value, ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF"], CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime moment))
            return null;
        double serial = (moment - (is1904 ? Zero1904 : Zero1900)).TotalMilliseconds / MillisecondsPerDay;
        return serial >= (is1904 ? 0 : 61) && Moment(serial, is1904) == moment ? serial : null;
    }

    static double? OfTime(string value)
    {
        string[] parts = value.Split(':');
        if (parts.Length != 3 || value.StartsWith('-')) return null;
        if (!int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int hours) || hours > 9999) return null;
        if (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int minutes)) return null;
        if (!decimal.TryParse(parts[2], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal seconds)) return null;
        double serial = (((hours * 60) + minutes) * 60_000 + (double)(seconds * 1000)) / MillisecondsPerDay;
        return Time(serial) == value ? serial : null;
    }
}
