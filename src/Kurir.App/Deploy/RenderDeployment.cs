namespace Kurir.App;

/// <summary>Makes a service on Render as it is wanted, and looks afterwards whether it is.</summary>
/// <param name="render">The API.</param>
/// <param name="talk">Tells a person how it goes.</param>
/// <param name="time">Pauses between looks.</param>
sealed class RenderDeployment(RenderClient render, RenderTalk talk, TimeProvider time)
{
    /// <summary>What stands under a name, or an id that begins with <c>crn-</c> or <c>srv-</c>; null: nothing.</summary>
    /// <exception cref="Fault">Several do.</exception>
    public async Task<RenderState?> Find(string service, string? workspace, CancellationToken ct)
    {
        if (service.StartsWith("crn-", StringComparison.Ordinal) || service.StartsWith("srv-", StringComparison.Ordinal)) return await RenderState.Read(render, service, ct);
        IReadOnlyList<RenderService> named = await render.ServicesNamed(service, ct);
        if (workspace is not null && named.Count > 0)
        {
            RenderOwner owner = await Owner(workspace, ct);
            named = [.. named.Where(one => one.OwnerId == owner.Id)];
        }

        if (named.Count > 1)
            throw RenderFaults.Refused(service, $"there are {named.Count} services of this name on Render: {string.Join(", ", named.Select(one => $"{one.Id} ({one.Type})"))}", $"Give the id of the one that is meant: --service {named[0].Id}");
        return named.Count == 0 ? null : await RenderState.Read(render, named[0].Id, ct);
    }

    /// <summary>Makes the service with all it needs, and waits until it is live.</summary>
    public async Task<RenderState> Create(RenderWish wish, CancellationToken ct)
    {
        RenderOwner owner = await Owner(wish.Workspace, ct);
        CreatedService made = await render.Create(Order(wish, owner), ct);
        string id = made.Service!.Id;
        talk.Say($"{wish.Service} is made: {made.Service.DashboardUrl ?? id}");
        string deploy = string.IsNullOrEmpty(made.DeployId) ? (await Begun(id, [], null, ct)).Id : made.DeployId;
        await Follow().Deploy(made.Service, deploy, ct);
        return await Finish(wish, id, ct);
    }

    /// <summary>Makes the changes of a plan, and waits until they are live.</summary>
    public async Task<RenderState> Apply(RenderWish wish, RenderState state, RenderPlan plan, CancellationToken ct)
    {
        string id = state.Service.Id;
        await render.SetVariable(id, MarkOf(wish, false).ToVariable(), ct);
        if (plan.Patch(wish, state) is { } patch)
        {
            await render.Change(id, patch, ct);
            talk.Say("settings are changed");
        }

        foreach (RenderVariable variable in wish.Variables.Where(one => Changes(plan, RenderChangeKind.Variable, $"variable {one.Key}")))
        {
            await render.SetVariable(id, variable, ct);
            talk.Say($"variable {variable.Key} is set");
        }

        foreach (RenderFile file in wish.Files.Where(one => Changes(plan, RenderChangeKind.SecretFile, $"secret file {one.Name}")))
        {
            await render.SetFile(id, file, ct);
            talk.Say($"secret file {file.Name} is set");
        }

        RenderDeploy deploy = await Begin(id, () => render.StartDeploy(id, ct), ct);
        await Follow().Deploy(state.Service, deploy.Id, ct);
        return await Finish(wish, id, ct);
    }

    /// <summary>Makes what was live before live again.</summary>
    /// <exception cref="Fault">Nothing was.</exception>
    public async Task<RenderState> RollBack(RenderState state, CancellationToken ct)
    {
        string id = state.Service.Id;
        if (state.FormerDeploy is not { } former)
            throw RenderFaults.Refused($"{state.Service.Name} on Render", "there is no deploy before the one that is live", "Deploy what is wanted: kurir deploy render PIPELINE");
        talk.Say($"rolling back to {former.Id}{Words(former)}");
        RenderDeploy deploy = await Begin(id, () => render.RollBack(id, former.Id, ct), ct);
        await Follow().Deploy(state.Service, deploy.Id, ct);
        RenderState now = await RenderState.Read(render, id, ct);
        return now.LiveDeploy?.Id == deploy.Id ? now : throw RenderFaults.Of(
            FaultName.ReadBackDiffers, FaultKind.Retry, $"{state.Service.Name} on Render", $"{deploy.Id} was to be live, but {now.LiveDeploy?.Id ?? "nothing"} is", "Look whether somebody else deploys at the same time, then run this again");
    }

    public RenderFollow Follow() => new(render, talk, time);

    /// <summary>The commit or image of a deploy.</summary>
    public static string Words(RenderDeploy deploy) => deploy switch
    {
        { Image.Ref: { } image } => $" ({PlainText.Line(image, 120)})",
        { Commit: { Id: { } commit } it } => $" ({PlainText.Line(commit, 12)} {PlainText.Line(it.Message?.Split('\n')[0] ?? "", 60)})",
        _ => "",
    };

    async Task<RenderState> Finish(RenderWish wish, string id, CancellationToken ct)
    {
        await render.SetVariable(id, MarkOf(wish, true).ToVariable(), ct);
        return await RenderState.Read(render, id, ct);
    }

    static DeployMark MarkOf(RenderWish wish, bool isDone) => new(isDone, wish.Schedule, wish.Command);

    static bool Changes(RenderPlan plan, RenderChangeKind kind, string name) => plan.Changes.Any(change => change.Kind == kind && change.Name == name);

    /// <summary>Gives an order once. Where its answer was lost or names nothing yet, what it brought about is looked for.</summary>
    async Task<RenderDeploy> Begin(string id, Func<Task<RenderDeploy?>> order, CancellationToken ct)
    {
        HashSet<string> before = [.. (await render.Deploys(id, ct)).Select(deploy => deploy.Id)];
        try
        {
            if (await order() is { Id.Length: > 0 } begun) return begun;
        }
        catch (Fault lost) when (lost.Name is FaultName.DownloadCut or FaultName.TimedOut or FaultName.Unreachable or FaultName.ReplyMalformed or FaultName.ServerError)
        {
            talk.Say("Render's answer was lost; looking whether the deploy began");
            return await Begun(id, before, lost, ct);
        }

        return await Begun(id, before, null, ct);
    }

    async Task<RenderDeploy> Begun(string id, HashSet<string> before, Fault? lost, CancellationToken ct)
    {
        for (int look = 0; look < RenderFollow.LooksForBeginning; look++)
        {
            if ((await render.Deploys(id, ct)).FirstOrDefault(deploy => !before.Contains(deploy.Id)) is { } begun) return begun;
            await Task.Delay(RenderFollow.Pause, time, ct);
        }

        throw lost ?? RenderFaults.Of(FaultName.TimedOut, FaultKind.Retry, id, "the deploy stands in Render's queue and does not begin", "Run it again in some minutes: only what is missing is done");
    }

    async Task<RenderOwner> Owner(string? workspace, CancellationToken ct)
    {
        IReadOnlyList<RenderOwner> owners = [.. (await render.Owners(ct)).Select(entry => entry.Owner).OfType<RenderOwner>()];
        IReadOnlyList<RenderOwner> meant = workspace is null ? owners : [.. owners.Where(owner => owner.Id == workspace || owner.Name == workspace)];
        return meant is [var one] ? one : throw RenderFaults.Refused(
            "workspace", owners.Count == 0 ? "the API key sees no workspace" : $"the API key sees {string.Join(", ", owners.Select(owner => $"{PlainText.Line(owner.Name, 60)} ({owner.Id})"))}",
            owners.Count == 0 ? "Make a key in an account that has one" : $"Name one: --workspace {owners[0].Id}");
    }

    static NewService Order(RenderWish wish, RenderOwner owner) => new()
    {
        Type = RenderWish.Cron,
        Name = wish.Service,
        OwnerId = owner.Id,
        Repo = wish.Repo,
        Branch = wish.Branch,
        // A deployment happens when a person asks for it, not with each push.
        AutoDeploy = wish.Repo is null ? null : "no",
        Image = wish.Image is { } image ? new NewImage(owner.Id, image) : null,
        EnvVars = [.. wish.Variables, MarkOf(wish, false).ToVariable()],
        SecretFiles = wish.Files,
        ServiceDetails = new RenderDetails
        {
            Runtime = wish.Image is null ? RenderWish.Docker : RenderWish.Prebuilt,
            Schedule = wish.Schedule,
            Plan = wish.InstanceType,
            Region = wish.Region,
            // All three are required, also of an image, which does not look at the latter two.
            EnvSpecificDetails = new RenderStart(wish.Command, ".", "./deploy/Dockerfile"),
        },
    };
}
