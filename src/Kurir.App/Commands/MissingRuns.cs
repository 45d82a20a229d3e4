namespace Kurir.App;

/// <summary><c>kurir run --missing</c>: asks for the days that should be whole and are not, oldest first, a few at a time.</summary>
sealed class MissingRuns(Courier courier, RunWatch watch, TimeProvider time)
{
    /// <summary>Between two runs, so that a long back-fill leaves the panel to the people who work with it.</summary>
    public static readonly TimeSpan Breath = TimeSpan.FromSeconds(2);

    /// <summary>One run for each window that is missing; none where nothing is. Ends early when a run brings nothing at all: the panel is down or does not let us in.</summary>
    /// <param name="definition">The pipeline.</param>
    /// <param name="request">Its exports; its windows are not looked at.</param>
    /// <param name="within">Only these days; null: since the first that counts.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<IReadOnlyList<Run>> Fill(PipelineDefinition definition, RunRequest request, Window? within, CancellationToken ct)
    {
        var runs = new List<Run>();
        foreach (IGrouping<Window, Export> hole in await Holes(definition, request, within, ct))
        {
            if (runs.Count > 0) await Task.Delay(Breath, time, ct);
            runs.Add(await courier.Run(definition, request with { Exports = [.. hole], WindowOf = _ => hole.Key, Mode = "missing" }, watch, ct));
            if (ct.IsCancellationRequested || runs[^1].Exports.All(export => export.Outcome == Outcome.Failed)) break;
        }

        return runs;
    }

    async Task<IEnumerable<IGrouping<Window, Export>>> Holes(PipelineDefinition definition, RunRequest request, Window? within, CancellationToken ct)
    {
        DateOnly today = courier.Today(definition.Zone);
        var holes = new List<(Window Window, Export Export)>();
        foreach (Export export in request.Exports)
        {
            if (await courier.CoverageOf(export, within, ct) is not { } coverage) continue;
            holes.AddRange(coverage.Holes(coverage.Days[0].Day, today).Select(window => (window, export)));
        }

        return holes.GroupBy(hole => hole.Window, hole => hole.Export).OrderBy(group => group.Key.From);
    }
}
