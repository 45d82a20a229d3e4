using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Kurir;

/// <summary>Dates and times as reports print them: <c>23 Sep 2025 18:39</c>, <c>Selasa, 23 September 2025</c>, <c>23/09/2025 18.39 WIB</c>.</summary>
/// <remarks>The time is the one printed; a zone behind it is not calculated with. Two-digit years are 1970 to 2069.</remarks>
public static class Dates
{
    /// <param name="text">As printed; white space around it does not matter.</param>
    /// <param name="order">The column's. With <see cref="DateOrder.YearMonthDay"/>, digits such as <c>01/02/2025</c> are no date.</param>
    /// <param name="type">Date, or DateTime where a time is printed too.</param>
    /// <param name="value">Canonical.</param>
    public static bool TryParse(string text, DateOrder order, out CellType type, [NotNullWhen(true)] out string? value)
    {
        (type, value) = (CellType.Empty, null);
        if (!DateScan.TryDate(text, out var date) || date.Day(order) is not { } day) return false;
        type = date.Clock is null ? CellType.Date : CellType.DateTime;
        value = date.Clock is { } clock ? Written(day, clock.Time) : Written(day);
        return true;
    }

    /// <summary>A time of day alone, with a colon: <c>18:39</c>, <c>6:39 PM</c>.</summary>
    public static bool TryParseTime(string text, [NotNullWhen(true)] out string? value)
    {
        value = DateScan.TryTime(text, out var clock) ? Written(clock.Time) : null;
        return value is not null;
    }

    /// <summary>The day of a cell that holds a date, as printed; null for any other.</summary>
    public static DateOnly? DayOf(Cell cell)
    {
        if (cell.Type is not (CellType.Date or CellType.DateTime) || cell.Value.Length < 10) return null;
        ReadOnlySpan<char> value = cell.Value;
        return DateOnly.TryParseExact(value[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }

    static string Written(DateOnly day) => string.Create(10, day, static (value, day) => Write(value, day));

    static string Written(DateOnly day, TimeOnly time)
    {
        string written = string.Create(19, (day, time), static (value, moment) =>
        {
            Write(value, moment.day);
            value[10] = 'T';
            Write(value[11..], moment.time);
        });
        return written + Fraction(time);
    }

    static string Written(TimeOnly time) => string.Create(8, time, static (value, time) => Write(value, time)) + Fraction(time);

    static string Fraction(TimeOnly time) =>
        time.Ticks % TimeSpan.TicksPerSecond == 0 ? "" : time.ToString(".FFFFFFF", CultureInfo.InvariantCulture);

    static void Write(Span<char> value, DateOnly day)
    {
        Two(value, day.Year / 100);
        Two(value[2..], day.Year % 100);
        value[4] = '-';
        Two(value[5..], day.Month);
        value[7] = '-';
        Two(value[8..], day.Day);
    }

    static void Write(Span<char> value, TimeOnly time)
    {
        Two(value, time.Hour);
        value[2] = ':';
        Two(value[3..], time.Minute);
        value[5] = ':';
        Two(value[6..], time.Second);
    }

    static void Two(Span<char> value, int number)
    {
        value[0] = (char)('0' + number / 10);
        value[1] = (char)('0' + number % 10);
    }
}
