namespace Kurir.App;

/// <summary>Whether the cron job of each pipeline on Render is still as the pipeline has it. Without a key of Render's there is nothing to look at.</summary>
/// <param name="open">Another way to Render; null: the usual one.</param>
sealed class RenderCheck(Func<Patient, RenderClient>? open = null) : ICheck
{
    public string Area => "render";

    public async Task<IReadOnlyList<CheckResult>> Look(Patient patient, CancellationToken ct)
    {
        List<PipelineDefinition> scheduled = [.. patient.Pipelines.Where(pipeline => pipeline is { File: not null, Schedule.Count: > 0 })];
        if (scheduled.Count == 0 || patient.Secrets.Find(RenderClient.SecretName) is null) return [];
        using RenderClient render = open?.Invoke(patient) ?? DeployCommand.Client(patient.Secrets, patient.Time);
        var results = new List<CheckResult>();
        foreach (PipelineDefinition pipeline in scheduled)
            if (await Look(pipeline, patient, render, ct) is { } result) results.Add(result);
        return results;
    }

    async Task<CheckResult?> Look(PipelineDefinition pipeline, Patient patient, RenderClient render, CancellationToken ct)
    {
        try
        {
            RenderState? state = await new RenderDeployment(render, new RenderTalk(_ => { }, new Redactor()), patient.Time).Find(RenderWish.NameOf(pipeline), workspace: null, ct);
            if (state is null) return null; // it runs elsewhere
            RenderWish wish = RenderWish.Of(pipeline, await File.ReadAllTextAsync(pipeline.File!, ct), patient.Secrets, patient.Time.GetUtcNow());
            return ResultOf(pipeline, wish, state, RenderPlan.Of(wish, state, PipelineSecret.Of(pipeline)));
        }
        catch (Fault fault)
        {
            return new CheckResult(Area, pipeline.Name, CheckState.Fail, fault.Cause, fault.Remedy);
        }
    }

    CheckResult ResultOf(PipelineDefinition pipeline, RenderWish wish, RenderState state, RenderPlan plan)
    {
        if (plan.Problems is [var problem, ..]) return new CheckResult(Area, pipeline.Name, CheckState.Fail, problem, $"kurir deploy render {pipeline.Name} --plan");
        if (plan.Changes.FirstOrDefault(change => change.Kind == RenderChangeKind.Setting) is { } setting)
            return new CheckResult(Area, pipeline.Name, CheckState.Fail, $"{setting.Name} of {wish.Service} is '{setting.From}' and should be '{setting.To}'", $"kurir deploy render {pipeline.Name}");
        return plan.Changes.Count > 0
            ? new CheckResult(Area, pipeline.Name, CheckState.Warn, $"{wish.Service} differs from here: {string.Join(", ", plan.Changes.Select(change => change.Name))}", $"kurir deploy render {pipeline.Name} --plan")
            : new CheckResult(Area, pipeline.Name, CheckState.Pass, $"{wish.Service} runs at {state.Schedule} UTC, {state.LiveDeploy!.Id} is live");
    }
}
