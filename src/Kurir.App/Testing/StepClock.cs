namespace Kurir.App;

/// <summary>Stands at the moment of a test's step; what is measured and waited for goes on as ever.</summary>
sealed class StepClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch;

    public override DateTimeOffset GetUtcNow() => Now;
}
