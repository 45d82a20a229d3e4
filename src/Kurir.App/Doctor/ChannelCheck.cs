namespace Kurir.App;

/// <summary>Whether people can be told; tells them nothing.</summary>
sealed class ChannelCheck : ICheck
{
    public string Area => "channel";

    public async Task<IReadOnlyList<CheckResult>> Look(Patient patient, CancellationToken ct)
    {
        var results = new List<CheckResult>();
        foreach (PipelineDefinition pipeline in patient.Pipelines)
        {
            if (pipeline.Channels.Count == 0)
                results.Add(new CheckResult(Area, pipeline.Name, CheckState.Warn, "nobody is told when a run fails", "Name a channel in the pipeline: notify: { telegram: {} }"));
            foreach (IChannel channel in pipeline.Channels) results.Add(await Look(pipeline, channel, ct));
        }

        return results;
    }

    async Task<CheckResult> Look(PipelineDefinition pipeline, IChannel channel, CancellationToken ct)
    {
        try
        {
            string seen = await channel.Probe(ct);
            return new CheckResult(Area, $"{pipeline.Name}, {channel.Kind}", channel.Advice is null ? CheckState.Pass : CheckState.Warn, seen, channel.Advice);
        }
        catch (Fault fault)
        {
            return new CheckResult(Area, $"{pipeline.Name}, {channel.Kind}", CheckState.Fail, fault.Cause, fault.Remedy);
        }
    }
}
