using Microsoft.Playwright;

namespace Kurir.Connectors;

/// <summary>Traces what the tabs of a browser do, one export at a time, and never while anybody signs in: a trace holds what is typed.</summary>
sealed class BrowserTrace : IDisposable
{
    readonly SemaphoreSlim turn = new(1);
    readonly Lock gate = new();
    ITracing? running;
    int signIns;
    bool givenUp;

    public async Task<T> During<T>(BrowserVisit visit, Trail trail, Func<Task<T>> work, CancellationToken ct)
    {
        await turn.WaitAsync(ct);
        try
        {
            await Begin(visit.Page.Context.Tracing, trail);
            try
            {
                return await work();
            }
            finally
            {
                await End(visit, trail);
            }
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Someone is about to sign in: what is traced now is thrown away.</summary>
    public async Task SignInBegins()
    {
        ITracing? ended;
        lock (gate)
        {
            signIns++;
            (ended, running) = (running, null);
            givenUp |= ended is not null;
        }

        if (ended is not null) await ended.StopAsync();
    }

    public void SignInEnded()
    {
        lock (gate) signIns--;
    }

    async Task Begin(ITracing tracing, Trail trail)
    {
        lock (gate)
        {
            givenUp = signIns > 0;
            if (!givenUp) running = tracing;
        }

        // With personal columns no page is copied: what stands where in a copy cannot be told. Pictures never: they cannot be masked.
        if (!givenUp) await tracing.StartAsync(new() { Snapshots = trail.Settings.Personal.Count == 0, Screenshots = false, Sources = false });
    }

    async Task End(BrowserVisit visit, Trail trail)
    {
        ITracing? ended;
        lock (gate) (ended, running) = (running, null);
        if (ended is null || givenUp)
        {
            trail.Say("[kurir] no trace: someone signed in meanwhile");
            return;
        }

        string file = Path.Combine(Directory.CreateTempSubdirectory("kurir-trace-").FullName, "trace.zip");
        try
        {
            await ended.StopAsync(new() { Path = file });
            await BrowserWitness.Confide(visit.Page, trail, CancellationToken.None);
            var mask = new Mask(trail);
            await using FileStream zip = File.OpenRead(file);
            trail.Show("trace.zip", new ScrubbedTrace(mask, trail).Of(zip));
        }
        catch (Exception broken) when (broken is PlaywrightException or IOException or InvalidDataException)
        {
            trail.Say($"[kurir] no trace: {broken.GetType().Name}");
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    public void Dispose() => turn.Dispose();
}
