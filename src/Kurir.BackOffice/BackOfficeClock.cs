namespace Kurir.BackOffice;

/// <summary>The panel's own time. It starts at eight in the morning of the panel's day, runs on, and can be moved by days.</summary>
public sealed class BackOfficeClock : TimeProvider
{
    readonly long _started = System.GetTimestamp();
    readonly DateOnly _start;
    int _days;

    internal BackOfficeClock(DateOnly start, TimeZoneInfo zone)
    {
        _start = start;
        LocalTimeZone = zone;
    }

    public override TimeZoneInfo LocalTimeZone { get; }

    /// <summary>The panel's day: rows of later days do not exist yet.</summary>
    public DateOnly Today => DateOnly.FromDateTime(GetLocalNow().DateTime);

    public override DateTimeOffset GetUtcNow()
    {
        var opening = _start.AddDays(Volatile.Read(ref _days)).ToDateTime(new TimeOnly(8, 0));
        return new DateTimeOffset(opening, LocalTimeZone.GetUtcOffset(opening)).ToUniversalTime() + System.GetElapsedTime(_started);
    }

    /// <summary>Lets days pass: new rows come, late ones appear, statuses change, and sessions are over.</summary>
    public void AdvanceDays(int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        Interlocked.Add(ref _days, days);
    }
}
