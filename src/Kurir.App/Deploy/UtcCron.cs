using System.Globalization;

namespace Kurir.App;

/// <summary>A pipeline's times of day as one cron expression in UTC, as platforms want it.</summary>
/// <param name="Expression">Five fields: <c>0 1,11 * * *</c>.</param>
/// <param name="Until">When the zone's clocks change next, so that the expression is an hour off; null: not within a year.</param>
sealed record UtcCron(string Expression, DateOnly? Until)
{
    const int DaysAhead = 370;

    // Clocks are changed at night.
    static readonly TimeOnly Noon = new(12, 0);

    /// <exception cref="Fault"><see cref="FaultName.ConfigurationInvalid"/>: there are no times, or one expression cannot say them.</exception>
    public static UtcCron Of(string pipeline, IReadOnlyList<TimeOnly> schedule, TimeZoneInfo zone, DateTimeOffset now)
    {
        if (schedule.Count == 0) throw Refused(pipeline, "the pipeline says no times of day at which it runs", "Write into the file: schedule: [\"08:00\", \"18:00\"]");
        TimeSpan offset = zone.GetUtcOffset(now);
        TimeOnly[] times = [.. schedule.Select(time => time.Add(-offset)).Distinct()];
        int[] minutes = [.. times.Select(time => time.Minute).Distinct().Order()], hours = [.. times.Select(time => time.Hour).Distinct().Order()];
        if (minutes.Length * hours.Length != times.Length)
            throw Refused(pipeline, $"one cron expression cannot say {string.Join(", ", schedule.Select(time => time.ToString("HH:mm", CultureInfo.InvariantCulture)))}: it names minutes and hours apart", "Let all times of schedule: fall on the same minute, such as 08:00 and 18:00");
        return new UtcCron($"{string.Join(',', minutes)} {string.Join(',', hours)} * * *", NextChange(zone, now, offset));
    }

    static DateOnly? NextChange(TimeZoneInfo zone, DateTimeOffset now, TimeSpan offset)
    {
        DateOnly today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        for (int day = 1; day <= DaysAhead; day++)
            if (zone.GetUtcOffset(today.AddDays(day).ToDateTime(Noon)) != offset) return today.AddDays(day);
        return null;
    }

    static Fault Refused(string pipeline, string cause, string remedy) => new(Stage.Configure, FaultName.ConfigurationInvalid, FaultKind.Stop, pipeline, cause, remedy);
}
