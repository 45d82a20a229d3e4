namespace Kurir;

/// <summary>Holds the lease of one export while it is delivered, and renews it before it ends.</summary>
public sealed class LeaseKeeper : IAsyncDisposable
{
    static readonly TimeSpan Term = TimeSpan.FromMinutes(1);
    readonly ILedger ledger;
    readonly TimeProvider time;
    readonly CancellationTokenSource stop = new();
    readonly Task renewing;
    Lease current;

    LeaseKeeper(ILedger ledger, Lease lease, TimeProvider time)
    {
        this.ledger = ledger;
        this.time = time;
        current = lease;
        renewing = Renew();
    }

    public Lease Current => Volatile.Read(ref current);

    /// <exception cref="Fault"><see cref="FaultName.BusyElsewhere"/>: another process holds it.</exception>
    public static async Task<LeaseKeeper> Take(ILedger ledger, ExportId export, TimeProvider time, CancellationToken ct)
    {
        Lease lease = await ledger.Acquire(export.ToString(), Term, ct) ?? throw new Fault(
            Stage.Deliver, FaultName.BusyElsewhere, FaultKind.Retry, export.ToString(),
            "another kurir process is delivering this export",
            "Nothing is lost: what was recorded is delivered by that process or by the next run. To bring it now: kurir deliver");
        return new LeaseKeeper(ledger, lease, time);
    }

    async Task Renew()
    {
        try
        {
            while (true)
            {
                await Task.Delay(Term / 3, time, stop.Token);
                if (await ledger.Acquire(current.Name, Term, stop.Token) is { } renewed) Volatile.Write(ref current, renewed);
            }
        }
        catch (OperationCanceledException)
        {
            return; // the end of the delivery
        }
        catch (Fault)
        {
            return; // the fence refuses what comes after an ended lease, so nothing is written twice
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await renewing;
        await ledger.Release(current, CancellationToken.None);
        stop.Dispose();
    }
}
