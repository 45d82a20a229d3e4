namespace Kurir;

/// <summary>The days asked for, in the zone in which they are meant.</summary>
readonly record struct AskedDays(Window Window, TimeZoneInfo Zone)
{
    public static AskedDays Of(Export export, Window window) => new(window, export.Zone);

    public bool Contains(DateOnly day) => Window.Contains(day);

    /// <summary>The day of a cell that holds a date; null for any other.</summary>
    public DateOnly? DayOf(Cell cell)
    {
        if (Dates.DayOf(cell) is not { } day) return null;
        return PrintsZone(cell) && DateScan.TryDate(cell.Text, out var date) && date.Clock is { Zone: int minutes } clock ? Here(day, clock.Time, minutes) : day;
    }

    /// <summary>The day of a printed date, read in that order; null where it is none.</summary>
    public DateOnly? DayOf(DateText date, DateOrder order) =>
        date.Day(order) is { } day && date.Clock is { Zone: int minutes } clock ? Here(day, clock.Time, minutes) : date.Day(order);

    // The day that it was in our zone.
    DateOnly Here(DateOnly day, TimeOnly time, int minutes)
    {
        var moment = new DateTimeOffset(day.ToDateTime(time), TimeSpan.FromMinutes(minutes));
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Zone).DateTime);
    }

    // 18:39Z, 18:39 WIB, 18:39+07:00, 18:39-0500: few enough columns print one for this look at the end to be worth it.
    static bool PrintsZone(Cell cell)
    {
        string text = cell.Text;
        return cell.Type == CellType.DateTime && text.Length > 10
            && (char.IsLetter(text[^1]) || text.AsSpan(text.Length - 6).ContainsAny('+', '-'));
    }
}
