namespace Kurir.Connectors;

/// <summary>The time that one attempt to fetch may take: <c>timeout</c> of the export.</summary>
static class FetchTime
{
    /// <exception cref="Fault"><see cref="FaultName.TimedOut"/>.</exception>
    public static async Task<T> Bound<T>(Export export, TimeProvider time, Func<CancellationToken, Task<T>> fetch, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(export.Settings.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            return await fetch(either.Token);
        }
        catch (OperationCanceledException late) when (deadline.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new Fault(Stage.Fetch, FaultName.TimedOut, FaultKind.Retry, Subject(export),
                $"the report did not come within {export.Settings.Timeout.TotalSeconds:N0} s", "Ask for fewer days at once, or raise timeout of the export.", late);
        }
    }

    public static string Subject(Export export) => export.Settings.Page ?? export.Settings.Download ?? export.Settings.Json?.Address ?? export.Name;
}
