namespace Kurir;

/// <summary>Tries again what may be better in a moment: up to three attempts, with growing, jittered pauses, for <see cref="FaultKind.Retry"/> alone.</summary>
/// <param name="time">The clock that pauses.</param>
/// <param name="firstPause">Before the second attempt; three times as long before the third. Jittered by half either way.</param>
/// <param name="longestPause">A panel that asks us to wait longer than this is left alone until the next run.</param>
public sealed class Attempts(TimeProvider time, TimeSpan firstPause, TimeSpan longestPause)
{
    public const int Most = 3;

    /// <param name="work">Gets the attempt's number, from 1.</param>
    /// <param name="failed">Told of each failed attempt: its number, the fault, the pause that follows (null: none, the fault is thrown).</param>
    /// <param name="ct">Stops work and pauses.</param>
    public async Task Run(Func<int, Task> work, Func<int, Fault, TimeSpan?, Task> failed, CancellationToken ct)
    {
        for (int attempt = 1; ; attempt++)
        {
            TimeSpan? pause;
            try
            {
                await work(attempt);
                return;
            }
            catch (Fault fault)
            {
                pause = PauseAfter(attempt, fault);
                await failed(attempt, fault, pause);
                if (pause is null) throw;
            }

            await Task.Delay(pause.Value, time, ct);
        }
    }

    TimeSpan? PauseAfter(int attempt, Fault fault)
    {
        if (fault.Kind != FaultKind.Retry || attempt >= Most) return null;
        if (fault.RetryAfter is { } asked) return asked <= longestPause ? asked : null;
        // Jitter keeps a fleet of pipelines that failed together from coming back together.
        return firstPause * Math.Pow(3, attempt - 1) * (0.5 + Random.Shared.NextDouble());
    }
}
