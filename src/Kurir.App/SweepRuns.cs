namespace Kurir.App;

/// <summary>After what is due: looks again at a few of the days that runs no longer ask for, those first that were not looked at for longest.</summary>
sealed class SweepRuns(Courier courier, RunWatch watch, TimeProvider time)
{
    /// <value>As far back as <c>window: auto</c> looks.</value>
    static readonly TimeSpan Usual = TimeSpan.FromDays(92);

    /// <param name="definition">The pipeline.</param>
    /// <param name="due">What was asked for: its days and later ones are not looked at again.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<IReadOnlyList<Run>> Look(PipelineDefinition definition, RunRequest due, CancellationToken ct)
    {
        var runs = new List<Run>();
        Export[] exports = [.. due.Exports.Where(IsSwept)];
        for (int turn = 0; exports.Length > 0 && !ct.IsCancellationRequested; turn++)
        {
            exports = [.. exports.Where(export => export.Settings.Sweep.Windows > turn && IsQuiet(export))];
            var stale = await Stale(exports, due, ct);
            foreach (IGrouping<Window, Export> window in stale.GroupBy(each => each.Window, each => each.Export))
            {
                await Task.Delay(MissingRuns.Breath, time, ct);
                runs.Add(await courier.Run(definition, due with { Exports = [.. window], WindowOf = _ => window.Key, LookBackOf = _ => null, Mode = "sweep" }, watch, ct));
                if (runs[^1].Exports.All(export => export.Outcome == Outcome.Failed)) return runs;
            }

            exports = [.. stale.Select(each => each.Export)];
        }

        return runs;
    }

    static bool IsSwept(Export export) => BackOf(export) > TimeSpan.Zero;

    static TimeSpan BackOf(Export export) => export.Settings.Sweep.Back ?? (WindowWords.IsAuto(export.Settings.Window) ? Usual : TimeSpan.Zero);

    bool IsQuiet(Export export) => Sweep.IsQuiet(export.Settings.Sweep, TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(courier.Time.GetUtcNow(), export.Zone).DateTime));

    async Task<List<(Window Window, Export Export)>> Stale(IReadOnlyList<Export> exports, RunRequest due, CancellationToken ct)
    {
        var stale = new List<(Window, Export)>();
        foreach (Export export in exports)
        {
            DateOnly today = courier.Today(export.Zone), first = today.AddDays(-(int)BackOf(export).TotalDays), last = due.WindowOf(export).From.AddDays(-1);
            if (first > last) continue;
            IReadOnlyList<LookedDay> days = await courier.Ledger.Looked(export.Id, new Window(first, last), ct);
            if (Sweep.Next(days, today) is { } window) stale.Add((window, export));
        }

        return stale;
    }
}
