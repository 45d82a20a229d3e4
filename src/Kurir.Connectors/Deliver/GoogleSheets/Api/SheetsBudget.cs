namespace Kurir.Connectors;

/// <summary>How many calls one service account may make in a minute, whichever export or pipeline of this process makes them: whoever comes when it is used up waits.</summary>
/// <param name="perMinute">Google's own limit for one user of a project is <see cref="Google"/>, of reading and of writing calls each.</param>
/// <param name="time">Pauses.</param>
sealed class SheetsBudget(int perMinute, TimeProvider time)
{
    public const int Google = 60;

    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    readonly Queue<long> taken = [];

    public async Task Take(CancellationToken ct)
    {
        while (TryTake() is { } pause) await Task.Delay(pause, time, ct);
    }

    // Null: taken. Else when to ask again.
    TimeSpan? TryTake()
    {
        lock (taken)
        {
            while (taken.TryPeek(out long oldest) && time.GetElapsedTime(oldest) >= Minute) taken.Dequeue();
            if (taken.Count >= perMinute) return Minute - time.GetElapsedTime(taken.Peek()) + TimeSpan.FromMilliseconds(1);
            taken.Enqueue(time.GetTimestamp());
            return null;
        }
    }
}

/// <summary>Counts each attempt of a call against its account's budget.</summary>
sealed class BudgetHandler(SheetsBudget reads, SheetsBudget writes) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await (SheetsRetries.Writes(request) ? writes : reads).Take(cancellationToken);
        return await base.SendAsync(request, cancellationToken);
    }
}
