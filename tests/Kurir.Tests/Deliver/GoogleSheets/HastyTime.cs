using Microsoft.Extensions.Time.Testing;

namespace Kurir.Tests;

/// <summary>A clock on which every pause is over as soon as it begins, and was as long as it should be. Time limits never strike.</summary>
sealed class HastyTime(FakeTimeProvider clock) : TimeProvider
{
    static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(3);

    /// <summary>The pauses, in order.</summary>
    public List<TimeSpan> Pauses { get; } = [];

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime >= TimeLimit || dueTime < TimeSpan.Zero) return clock.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        lock (Pauses) Pauses.Add(dueTime);
        clock.Advance(dueTime);
        ThreadPool.QueueUserWorkItem(_ => callback(state));
        return clock.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
