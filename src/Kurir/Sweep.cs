namespace Kurir;

/// <summary>A day of an export, and when the panel was last asked for it.</summary>
/// <param name="At">The day of that run.</param>
public readonly record struct LookedDay(DateOnly Day, DateOnly At);

/// <summary>Which of the days that runs no longer ask for is looked at again.</summary>
public static class Sweep
{
    /// <value>A day is looked at again after a week at the earliest.</value>
    public const int RestDays = 7;

    /// <summary>The days to look at next: the one not looked at for longest, and those right after it, as many as one window asks for.</summary>
    /// <param name="days">In their order.</param>
    /// <param name="today">In the pipeline's zone.</param>
    /// <returns>Null: all were looked at lately.</returns>
    public static Window? Next(IReadOnlyList<LookedDay> days, DateOnly today)
    {
        LookedDay[] stale = [.. days.Where(day => day.At.AddDays(RestDays) <= today)];
        if (stale.Length == 0) return null;
        DateOnly from = stale.MinBy(day => (day.At, day.Day)).Day, to = from;
        while (to.DayNumber - from.DayNumber + 1 < Coverage.MostDaysAtOnce && stale.Any(day => day.Day == to.AddDays(1))) to = to.AddDays(1);
        return new Window(from, to);
    }

    /// <summary>Whether it is a time for it.</summary>
    public static bool IsQuiet(SweepConfig sweep, TimeOnly now) =>
        sweep is not { From: { } from, To: { } to } || now.IsBetween(from, to);
}
