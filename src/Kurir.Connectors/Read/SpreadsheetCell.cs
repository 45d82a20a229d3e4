using System.Globalization;

namespace Kurir.Connectors;

/// <summary>Cells of spreadsheets: a number and its format make a number, a date, a time or an identifier.</summary>
static class SpreadsheetCell
{
    const double LastDay = 2958466;
    const long Millisecond = TimeSpan.TicksPerMillisecond;

    static readonly DateTime Epoch1900 = new(1899, 12, 30);
    static readonly DateTime Epoch1904 = new(1904, 1, 1);

    /// <param name="raw">The number as the file has it; text that is no number stays text.</param>
    public static Cell Number(string raw, NumberFormat format, bool date1904)
    {
        if (PlainNumber.OfSpreadsheet(raw) is not { } value) return Cell.OfText(raw);
        if (format.Shows is FormatShows.Date or FormatShows.DateTime or FormatShows.Time
            && Moment(double.Parse(value, CultureInfo.InvariantCulture), format, date1904) is { } moment) return moment;
        if (format.Shows is FormatShows.Text) return Cell.OfText(value);
        if (format.Shows is FormatShows.Padded && !value.Contains('.')) return Cell.OfText(format.Pad(value.TrimStart('-'), value[0] == '-'));
        // The report shows digits, never an exponent or the leftovers of binary arithmetic; otherwise the text is the file's own.
        bool asWritten = ReferenceEquals(raw, value) || (!raw.AsSpan().ContainsAny('e', 'E') && PlainNumber.Canonical(raw) == value);
        return Cell.Typed(asWritten ? raw : value, CellType.Number, value, format.Code);
    }

    /// <summary>A moment that the file has as such; its format says whether the report shows the time of it.</summary>
    public static Cell Moment(DateTime moment, NumberFormat format)
    {
        moment = Rounded(moment);
        bool midnight = moment.TimeOfDay == TimeSpan.Zero;
        if (format.Shows is FormatShows.Time && (moment < Epoch1900.AddDays(2) || moment.Date == Epoch1904)) return Time(moment - moment.Date, format.Code);
        return midnight && format.Shows is FormatShows.Date ? Date(moment, format.Code) : DateAndTime(moment, format.Code);
    }

    /// <summary>An ISO 8601 date, time or both; text that is none of these stays text.</summary>
    public static Cell Iso(string raw, NumberFormat format)
    {
        string text = raw.TrimEnd('Z');
        if (TimeSpan.TryParseExact(text, [@"hh\:mm", @"hh\:mm\:ss", @"hh\:mm\:ss\.FFFFFFF"], CultureInfo.InvariantCulture, out var time)) return Time(time, format.Code);
        if (!DateTime.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF"], CultureInfo.InvariantCulture,
            DateTimeStyles.None, out var moment)) return Cell.OfText(raw);
        return text.Length == 10 ? Date(moment, format.Code) : Moment(moment, format);
    }

    public static Cell Boolean(bool value) => Cell.Typed(value ? "TRUE" : "FALSE", CellType.Boolean, value ? "true" : "false");

    /// <param name="format">The source's, kept with the cell.</param>
    public static Cell Time(TimeSpan time, string? format)
    {
        var size = time.Duration();
        string text = string.Create(CultureInfo.InvariantCulture, $"{(time < TimeSpan.Zero ? "-" : "")}{(long)size.TotalHours:00}:{size.Minutes:00}:{size.Seconds:00}{Fraction(size)}");
        return Cell.Typed(text, CellType.Time, text, format);
    }

    /// <summary>Null for a number that stands for no day: below the first, beyond 9999, or 29 February 1900, which was none.</summary>
    static Cell? Moment(double serial, NumberFormat format, bool date1904)
    {
        if (serial <= -LastDay || serial >= LastDay - (date1904 ? 1462 : 0)) return null;
        // Whole days and their fraction apart: a day has 86,400,000 milliseconds, and a double still tells these apart.
        long days = (long)Math.Floor(serial);
        long ms = (long)Math.Round((serial - days) * TimeSpan.MillisecondsPerDay);
        if (format.Shows is FormatShows.Time && (format.Elapsed || days == 0))
            return Time(new TimeSpan(days * TimeSpan.TicksPerDay + ms * Millisecond), format.Code);
        if (!date1904 && days == 60) return null;
        if (days < (date1904 ? 0 : 1)) return null;
        var first = date1904 ? Epoch1904 : days < 60 ? Epoch1900.AddDays(1) : Epoch1900;
        var moment = first.AddDays(days).AddMilliseconds(ms);
        // A time behind a format that shows only the day is still there: nothing is lost.
        return format.Shows is FormatShows.Date && moment.TimeOfDay == TimeSpan.Zero ? Date(moment, format.Code) : DateAndTime(moment, format.Code);
    }

    static Cell Date(DateTime day, string? format)
    {
        string text = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return Cell.Typed(text, CellType.Date, text, format);
    }

    static Cell DateAndTime(DateTime moment, string? format)
    {
        string fraction = Fraction(moment.TimeOfDay);
        string text = moment.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + fraction;
        return Cell.Typed(text, CellType.DateTime, text.Replace(' ', 'T'), format);
    }

    static string Fraction(TimeSpan time) =>
        time.Milliseconds == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $".{time.Milliseconds:000}").TrimEnd('0');

    static DateTime Rounded(DateTime moment) => new((moment.Ticks + Millisecond / 2) / Millisecond * Millisecond);
}
