namespace Kurir;

/// <summary>When the first rows of a day were there.</summary>
/// <param name="Minutes">From the day's beginning until the run that brought them; null: the last run that asked for it as its newest day found none.</param>
/// <param name="Accepted">A person said that it is right to have none.</param>
public sealed record Arrival(DateOnly Day, int? Minutes, bool Accepted);

/// <summary>A day whose rows did not come yet, and when that was seen.</summary>
/// <param name="Minutes">Since the day's beginning.</param>
public readonly record struct Awaited(DateOnly Day, int Minutes);

/// <summary>Whether rows should be there by now, as on the days before.</summary>
public static class Arrivals
{
    /// <value>What comes later than the day after is a back-fill.</value>
    const int MostMinutes = 2 * 24 * 60;

    /// <value>Runs do not begin on the minute.</value>
    const int Slack = 15;

    /// <value>So many of the same weekday tell more than all days do.</value>
    const int EnoughWeekdays = 4;

    const double Nearly = 0.9;

    /// <summary>Minutes from a day's beginning until a moment; null: it lies before or long after.</summary>
    public static int? Minutes(DateOnly day, DateTimeOffset at, TimeZoneInfo zone)
    {
        double minutes = (TimeZoneInfo.ConvertTime(at, zone).DateTime - day.ToDateTime(default)).TotalMinutes;
        return minutes is >= 0 and < MostMinutes ? (int)minutes : null;
    }

    /// <summary>Null: it is not unusual that nothing is there yet.</summary>
    /// <param name="days">The days before it, and itself.</param>
    /// <param name="now">The day without rows.</param>
    /// <param name="ignored">As of <see cref="UnlikelyNumbers.In"/>, and <c>arrival</c>.</param>
    public static Unlikely? Late(IReadOnlyList<Arrival> days, Awaited now, IReadOnlyList<string> ignored)
    {
        if (ignored.Contains("all") || ignored.Contains("arrival") || days.Any(day => day.Day == now.Day && day.Accepted)) return null;
        List<Arrival> before = [.. days.Where(day => day.Day < now.Day)];
        if (before.Count < UnlikelyNumbers.LeastDays) return null;
        List<Arrival> same = before.FindAll(day => day.Day.DayOfWeek == now.Day.DayOfWeek);
        if (same.Count >= EnoughWeekdays) before = same;
        int[] by = [.. before.Where(day => day.Minutes <= now.Minutes + Slack).Select(day => day.Minutes!.Value).Order()];
        if (by.Length < Nearly * before.Count) return null;
        int usual = by[(int)(Nearly * (by.Length - 1))];
        return new Unlikely(now.Day, "arrival", null, null, now.Minutes, 0, usual, SeverityOf(now.Minutes - usual));
    }

    /// <summary><c>08:10</c>; <c>32:10</c> is 08:10 of the day after.</summary>
    public static string Clock(double minutes) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(int)minutes / 60:00}:{(int)minutes % 60:00}");

    static string SeverityOf(int late) => late >= 12 * 60 ? "high" : late >= 2 * 60 ? "medium" : "low";
}
