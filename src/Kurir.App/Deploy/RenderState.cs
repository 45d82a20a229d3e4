namespace Kurir.App;

/// <summary>What stands on Render now, as it was read.</summary>
/// <param name="Deploys">Newest first.</param>
sealed record RenderState(RenderService Service, IReadOnlyList<RenderVariable> Variables, IReadOnlyList<RenderFile> Files, IReadOnlyList<RenderDeploy> Deploys)
{
    public const string Live = "live", Deactivated = "deactivated";

    public RenderDeploy? LiveDeploy => Deploys.FirstOrDefault(deploy => deploy.Status == Live);

    /// <summary>What was live before.</summary>
    public RenderDeploy? FormerDeploy => LiveDeploy is { } live ? Deploys.FirstOrDefault(deploy => deploy.Status == Deactivated && deploy.Id != live.Id && !(deploy.CreatedAt > live.CreatedAt)) : null;

    public string? Command => Service.ServiceDetails?.EnvSpecificDetails?.DockerCommand;

    public string? Schedule => Service.ServiceDetails?.Schedule;

    public string? Runtime => Service.ServiceDetails?.Runtime;

    public DeployMark? Mark => Variables.FirstOrDefault(variable => variable.Key == DeployMark.Variable) is { } variable ? DeployMark.Parse(variable.Value) : null;

    public static async Task<RenderState> Read(RenderClient render, string id, CancellationToken ct)
    {
        RenderService service = await render.Service(id, ct);
        return new RenderState(service, await render.Variables(id, ct), await render.Files(id, ct), await render.Deploys(id, ct));
    }
}

/// <summary>What Kurir notes on the service about its own last deployment, in a variable: so that one that broke off is finished, and what a person changed since is told from what the pipeline changed.</summary>
/// <param name="IsDone">The deployment came to its end.</param>
sealed record DeployMark(bool IsDone, string Schedule, string Command)
{
    public const string Variable = "KURIR_DEPLOY";
    const string Done = "done", Pending = "pending";

    public static DeployMark? Parse(string text) => text.Split('|', 3) is [Done or Pending, var schedule, var command] ? new DeployMark(text.StartsWith(Done, StringComparison.Ordinal), schedule, command) : null;

    public RenderVariable ToVariable() => new(Variable, $"{(IsDone ? Done : Pending)}|{Schedule}|{Command}");
}
