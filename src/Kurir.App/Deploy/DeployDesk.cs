using Spectre.Console;

namespace Kurir.App;

/// <summary>What a person asked <c>kurir deploy</c> for; null: not said.</summary>
sealed record DeployRequest(string Pipeline)
{
    public string? Service { get; init; }

    public string? Workspace { get; init; }

    public string? Image { get; init; }

    public string? Repo { get; init; }

    public string? Branch { get; init; }

    public string? InstanceType { get; init; }

    public string? Region { get; init; }

    public bool PlanOnly { get; init; }

    public bool Yes { get; init; }

    public bool NoCheck { get; init; }

    public bool Run { get; init; }

    public bool RollBack { get; init; }
}

/// <param name="Changes">What was or would be changed.</param>
/// <param name="Applied">Whether it was.</param>
/// <param name="Problems">What a person has to mend on Render.</param>
/// <param name="InForce">As it was read back; without it there is no such service.</param>
/// <param name="Run">The run that was started there.</param>
sealed record DeployDocument(
    int ExitCode, string Service, bool Applied, IReadOnlyList<RenderChange> Changes, IReadOnlyList<string> Problems, RenderInForce? InForce, CronRunResult? Run = null);

/// <summary>What really holds on Render; of variables and secret files the names.</summary>
sealed record RenderInForce(
    string Id, string Type, string? Schedule, string? Command, string? Runtime, string? Image, string? Repo, string? Branch, string? InstanceType, string? Region, string? Dashboard,
    IReadOnlyList<string> Variables, IReadOnlyList<string> SecretFiles, string? LiveDeploy, string? LiveTrigger)
{
    public static RenderInForce Of(RenderState state) => new(
        state.Service.Id, state.Service.Type, state.Schedule, state.Command ?? state.Service.ServiceDetails?.EnvSpecificDetails?.StartCommand, state.Runtime,
        state.Service.ImagePath, state.Service.Repo, state.Service.Branch, state.Service.ServiceDetails?.Plan, state.Service.ServiceDetails?.Region, state.Service.DashboardUrl,
        [.. state.Variables.Select(variable => variable.Key).Order(StringComparer.Ordinal)], [.. state.Files.Select(file => file.Name).Order(StringComparer.Ordinal)],
        state.LiveDeploy?.Id, state.LiveDeploy?.Trigger);
}

/// <summary>Plans, asks, applies, reads back, runs: what is behind <c>kurir deploy</c>.</summary>
sealed class DeployDesk(Courier courier, RenderClient render, Terminal terminal)
{
    static readonly string[] CredentialAreas = ["google", "sign-in", "channel"];

    readonly RenderDeployment deployment = new(render, new RenderTalk(terminal.Say, terminal.Redactor), courier.Time);

    /// <returns>The exit code.</returns>
    public async Task<int> Render(DeployRequest request, CancellationToken ct)
    {
        (PipelineDefinition pipeline, RenderWish wish) = Wish(request);
        RenderState? state = await deployment.Find(wish.Service, wish.Workspace, ct);
        if (request.RollBack) return await RollBack(request, wish, state, ct);
        IReadOnlyList<PipelineSecret> secrets = PipelineSecret.Of(pipeline);
        RenderPlan plan = state is null ? RenderPlan.ForNew(wish) : RenderPlan.Of(wish, state, secrets);
        Show(wish, state, plan);
        WarnOfClocks(pipeline);
        bool applied = plan.Changes.Count > 0 && !request.PlanOnly;
        if (applied)
        {
            if (!Agreed(request, "deploy render")) return ExitCode.Refused;
            await Check(request, pipeline, plan, ct);
            state = state is null ? await deployment.Create(wish, ct) : await deployment.Apply(wish, state, plan, ct);
            Prove(wish, RenderPlan.Of(wish, state, secrets));
        }

        IReadOnlyList<string> problems = applied ? RenderPlan.Of(wish, state!, secrets).Problems : plan.Problems;
        CronRunResult? run = request.Run && !request.PlanOnly && state is not null ? await deployment.Follow().Run(state.Service, ct) : null;
        return End(request, wish, state, plan, applied, problems, run);
    }

    public async Task<int> Secrets(DeployRequest request, CancellationToken ct)
    {
        (PipelineDefinition pipeline, RenderWish wish) = Wish(request);
        RenderState state = await deployment.Find(wish.Service, wish.Workspace, ct) ?? throw RenderFaults.Of(
            FaultName.DestinationNotFound, FaultKind.Ask, wish.Service, "there is no such service on Render", $"Make it with: kurir deploy render {pipeline.Name}, or name another with --service");
        IReadOnlyList<PipelineSecret> secrets = PipelineSecret.Of(pipeline);
        // Settings stay as they are, and so does what Kurir noted of them.
        RenderWish files = wish with { Schedule = state.Mark?.Schedule ?? state.Schedule ?? "", Command = state.Mark?.Command ?? state.Command ?? "", Variables = [] };
        RenderPlan plan = RenderPlan.OfFiles(files, state, secrets);
        Show(files, state, plan);
        bool applied = plan.Changes.Count > 0 && !request.PlanOnly;
        if (applied)
        {
            if (!Agreed(request, "deploy secrets")) return ExitCode.Refused;
            await Check(request, pipeline, plan, ct);
            state = await deployment.Apply(files, state, plan, ct);
            Prove(files, RenderPlan.OfFiles(files, state, secrets));
        }

        return End(request, wish, state, plan, applied, RenderPlan.OfFiles(files, state, secrets).Problems, run: null);
    }

    async Task<int> RollBack(DeployRequest request, RenderWish wish, RenderState? state, CancellationToken ct)
    {
        if (state is null) throw RenderFaults.Of(FaultName.DestinationNotFound, FaultKind.Ask, wish.Service, "there is no such service on Render", "Name another with --service");
        if (state.FormerDeploy is { } former) terminal.Line(Markup.Escape($"{state.Service.Name}: live is {state.LiveDeploy!.Id}{RenderDeployment.Words(state.LiveDeploy)}, before it was {former.Id}{RenderDeployment.Words(former)}"));
        bool applied = !request.PlanOnly;
        if (applied)
        {
            if (!Agreed(request, "deploy render --roll-back")) return ExitCode.Refused;
            state = await deployment.RollBack(state, ct);
            if (state.Service.AutoDeploy == "yes" && state.Service.Repo is not null) terminal.Warn("Render deploys this service with each push, so the next one brings back what was rolled back.");
        }

        return End(request, wish, state, new RenderPlan([], []), applied, [], run: null);
    }

    (PipelineDefinition Pipeline, RenderWish Wish) Wish(DeployRequest request)
    {
        PipelineDefinition pipeline = courier.Load(request.Pipeline, all: false, site: null)[0];
        string yaml = File.ReadAllText(courier.FileOf(request.Pipeline));
        RenderWish wish = RenderWish.Of(pipeline, yaml, courier.Secrets, courier.Time.GetUtcNow());
        return (pipeline, wish with
        {
            Service = request.Service ?? wish.Service,
            Workspace = request.Workspace,
            Image = request.Image,
            Repo = request.Repo,
            Branch = request.Branch,
            InstanceType = request.InstanceType,
            Region = request.Region,
        });
    }

    /// <exception cref="Fault">A secret does not work, so it is not laid anywhere.</exception>
    async Task Check(DeployRequest request, PipelineDefinition pipeline, RenderPlan plan, CancellationToken ct)
    {
        if (request.NoCheck || !plan.Changes.Any(change => change.Kind == RenderChangeKind.SecretFile && change.Name != $"secret file {pipeline.Name}.yaml")) return;
        terminal.Say("trying the secrets from here");
        var patient = new Patient(courier.Secrets, [pipeline], courier.Time, courier.Workspace.Home, courier.ExistingLedger, () => courier.Sessions);
        foreach (ICheck check in Checks.All.Where(check => CredentialAreas.Contains(check.Area) && (check.Area != "google" || PipelineSecret.Of(pipeline).Any(secret => secret.Name == "google"))))
        {
            CheckResult? failed = (await check.Look(patient, ct)).FirstOrDefault(result => result.State == CheckState.Fail);
            if (failed is not null) throw RenderFaults.Refused($"{failed.Area}, {failed.Subject}", $"{failed.Seen}. Nothing was changed on Render", failed.Remedy ?? $"kurir doctor {failed.Area} {pipeline.Name}");
        }
    }

    static void Prove(RenderWish wish, RenderPlan left)
    {
        if (left.Changes.Count == 0) return;
        string seen = string.Join("; ", left.Changes.Select(change => change.From is { } from ? $"{change.Name} is '{from}'" : change.Name));
        throw RenderFaults.Of(
            FaultName.ReadBackDiffers, FaultKind.Ask, $"{wish.Service} on Render", $"what was read back is not what was set: {seen}",
            "Something on Render overrides it: look at the service's Settings in the dashboard, and at its Blueprint if it has one, then run this again");
    }

    bool Agreed(DeployRequest request, string command)
    {
        if (request.Yes) return true;
        if (Console.IsInputRedirected || !terminal.Mode.TalkOnTerminal || terminal.Json)
        {
            terminal.Usage("nothing was changed, since nobody is here to be asked", $"kurir {command} {request.Pipeline} --yes, or only look: --plan");
            return false;
        }

        terminal.Talk.Markup("Do it? [[y/N]] ");
        if (Console.ReadLine()?.Trim() is "y" or "Y" or "yes") return true;
        terminal.Say("Nothing was changed.");
        return false;
    }

    void Show(RenderWish wish, RenderState? state, RenderPlan plan)
    {
        if (terminal.Json) return;
        terminal.Line(Markup.Escape(state is null ? $"{wish.Service}   is not on Render yet" : $"{state.Service.Name}   {state.Service.Id}, {state.Service.DashboardUrl}"));
        if (plan.Changes.Count == 0) terminal.Line("  nothing to do");
        foreach (RenderChange change in plan.Changes)
        {
            string values = (change.From, change.To) switch
            {
                (null, null) => "is set",
                (null, var to) => to!,
                (var from, null) => from,
                var (from, to) => $"{(from.Length == 0 ? "nothing" : from)} -> {to}",
            };
            terminal.Line($"  {Markup.Escape($"{change.Name,-30} {values}")}{(change.Overridden ? "   [yellow]was changed on Render since the last deployment[/]" : "")}");
        }
    }

    void WarnOfClocks(PipelineDefinition pipeline)
    {
        if (UtcCron.Of(pipeline.Name, pipeline.Schedule, pipeline.Zone, courier.Time.GetUtcNow()).Until is { } until)
            terminal.Warn($"Render's schedules are in UTC, and the clocks of {pipeline.Zone.Id} change on {until:yyyy-MM-dd}: run kurir deploy render {pipeline.Name} again then.");
    }

    int End(DeployRequest request, RenderWish wish, RenderState? state, RenderPlan plan, bool applied, IReadOnlyList<string> problems, CronRunResult? run)
    {
        bool overridden = !applied && plan.Changes.Any(change => change.Overridden);
        int code = run is { Succeeded: false } ? run.Code : problems.Count > 0 || overridden ? ExitCode.Failed : ExitCode.Done;
        RenderInForce? inForce = state is null ? null : RenderInForce.Of(state);
        if (terminal.Json)
        {
            terminal.Document(JsonDocuments.Of(new DeployDocument(code, state?.Service.Name ?? wish.Service, applied, plan.Changes, problems, inForce, run)));
            return code;
        }

        if (inForce is not null) ShowInForce(inForce);
        foreach (string problem in problems) terminal.Line($"[red]Fault:[/] {Markup.Escape(problem)}");
        if (overridden) terminal.Line($"[red]Fault:[/] {Markup.Escape($"settings were changed on Render since the last deployment. Set them right: kurir deploy render {request.Pipeline} --yes; or let the pipeline say them")}");
        if (run is not null) terminal.Line(Markup.Escape($"run {run.Id}: {run.Status}{(run.Reason is { } reason ? $", {reason}" : "")}"));
        if (!applied && plan.Changes.Count > 0) terminal.Say($"Nothing was changed. Do it: kurir deploy render {request.Pipeline} --yes");
        return code;
    }

    void ShowInForce(RenderInForce there)
    {
        terminal.Line("In force on Render:");
        (string Name, string? Value)[] lines =
        [
            ("schedule (UTC)", there.Schedule), ("command", there.Command), ("image", there.Image), ("repository", there.Repo is null ? null : $"{there.Repo} {there.Branch}"),
            ("instance type, region", $"{there.InstanceType}, {there.Region}"), ("variables", string.Join(", ", there.Variables)), ("secret files", string.Join(", ", there.SecretFiles)),
            ("live", there.LiveDeploy is null ? "nothing yet" : $"{there.LiveDeploy} ({there.LiveTrigger})"),
        ];
        foreach ((string name, string? value) in lines.Where(line => !string.IsNullOrEmpty(line.Value))) terminal.Line(Markup.Escape($"  {name,-30} {PlainText.Line(value!, 300)}"));
    }
}
