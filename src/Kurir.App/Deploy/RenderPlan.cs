
namespace Kurir.App;

/// <summary>One thing that differs between what is wanted and what is there. Values of variables and files are never told.</summary>
/// <param name="Kind">What sort of thing.</param>
/// <param name="Name">For people: <c>schedule</c>, <c>secret file backend_password</c>.</param>
/// <param name="From">What is there; null: nothing, or it is not told.</param>
/// <param name="To">What is wanted; null: it is not told.</param>
/// <param name="Overridden">A person changed it on Render since Kurir set it.</param>
sealed record RenderChange(RenderChangeKind Kind, string Name, string? From, string? To, bool Overridden = false);

enum RenderChangeKind
{
    Service,
    Setting,
    Variable,
    SecretFile,
    Deploy,
}

/// <summary>What has to be done, and what cannot be done from here.</summary>
/// <param name="Changes">In the order in which they are made; none: all is as wanted.</param>
/// <param name="Problems">What a person has to mend on Render.</param>
sealed record RenderPlan(IReadOnlyList<RenderChange> Changes, IReadOnlyList<string> Problems)
{
    const string Schedule = "schedule", Command = "command", Image = "image", Repo = "repository", Branch = "branch", InstanceType = "instance type";

    public bool Has(RenderChangeKind kind) => Changes.Any(change => change.Kind == kind);

    /// <summary>A new service.</summary>
    /// <exception cref="Fault"><see cref="FaultName.ConfigurationInvalid"/>, <see cref="FaultName.SecretMissing"/>: what has to be said first.</exception>
    public static RenderPlan ForNew(RenderWish wish)
    {
        if ((wish.Image is null) == (wish.Repo is null))
            throw RenderFaults.Refused(wish.Service, "there is no such service on Render yet, and it is not said what it is made of", "Add --image with the address of an image, or --repo with the address of the repository that holds deploy/Dockerfile");
        if (wish.Missing is [var first, ..]) throw Missing(wish, first);
        List<RenderChange> changes = [new(RenderChangeKind.Service, $"cron job {wish.Service}", null, wish.Image ?? wish.Repo)];
        changes.Add(new(RenderChangeKind.Setting, Schedule, null, wish.Schedule));
        changes.Add(new(RenderChangeKind.Setting, Command, null, wish.Command));
        if (wish.InstanceType is not null) changes.Add(new(RenderChangeKind.Setting, InstanceType, null, wish.InstanceType));
        if (wish.Region is not null) changes.Add(new(RenderChangeKind.Setting, "region", null, wish.Region));
        changes.AddRange(wish.Variables.Select(variable => new RenderChange(RenderChangeKind.Variable, $"variable {variable.Key}", null, null)));
        changes.AddRange(wish.Files.Select(file => new RenderChange(RenderChangeKind.SecretFile, $"secret file {file.Name}", null, null)));
        changes.Add(new(RenderChangeKind.Deploy, "deploy", null, "the first"));
        return new RenderPlan(changes, []);
    }

    /// <summary>What a service needs to be as wanted. What it holds besides is left alone.</summary>
    /// <exception cref="Fault">It is of a kind that cannot be made right from here.</exception>
    public static RenderPlan Of(RenderWish wish, RenderState state, IReadOnlyList<PipelineSecret> secrets)
    {
        Fit(wish, state);
        List<RenderChange> changes = [.. Settings(wish, state)];
        changes.AddRange(wish.Variables.Where(wanted => state.Variables.FirstOrDefault(there => there.Key == wanted.Key)?.Value != wanted.Value)
            .Select(wanted => new RenderChange(RenderChangeKind.Variable, $"variable {wanted.Key}", null, null)));
        changes.AddRange(FilesOf(wish, state));
        bool isDone = state.Mark is { IsDone: true } && state.LiveDeploy is not null;
        if (changes.Count > 0 || !isDone) changes.Add(new(RenderChangeKind.Deploy, "deploy", state.LiveDeploy?.Id, state.Mark is { IsDone: false } && changes.Count == 0 ? "anew: the last one did not come to its end" : "anew"));
        return new RenderPlan(changes, [.. ProblemsOf(wish, state, secrets)]);
    }

    /// <summary>Only the files.</summary>
    public static RenderPlan OfFiles(RenderWish wish, RenderState state, IReadOnlyList<PipelineSecret> secrets)
    {
        List<RenderChange> changes = [.. FilesOf(wish, state)];
        if (changes.Count > 0 || state.Mark is { IsDone: false }) changes.Add(new(RenderChangeKind.Deploy, "deploy", state.LiveDeploy?.Id, "anew, so that runs see them"));
        return new RenderPlan(changes, [.. ProblemsOf(wish, state, secrets)]);
    }

    /// <summary>The settings that change, as the API wants them; null: none.</summary>
    public ServicePatch? Patch(RenderWish wish, RenderState state)
    {
        HashSet<string> names = [.. Changes.Where(change => change.Kind == RenderChangeKind.Setting).Select(change => change.Name)];
        if (names.Count == 0) return null;
        var details = new RenderDetails
        {
            Schedule = names.Contains(Schedule) ? wish.Schedule : null,
            Plan = names.Contains(InstanceType) ? wish.InstanceType : null,
            EnvSpecificDetails = names.Contains(Command) ? new RenderStart(wish.Command) : null,
        };
        return new ServicePatch(
            names.Contains(Repo) ? wish.Repo : null, names.Contains(Branch) ? wish.Branch : null,
            names.Contains(Image) ? new NewImage(state.Service.OwnerId, wish.Image!) : null, details == new RenderDetails() ? null : details);
    }

    static void Fit(RenderWish wish, RenderState state)
    {
        RenderService service = state.Service;
        string other = $"Give the deployment another name with --service, and delete or suspend this one at {service.DashboardUrl ?? "Render's dashboard"}";
        if (service.Type != RenderWish.Cron) throw Wrong(service, $"it is a service of type {PlainText.Line(service.Type, 40)}, not a cron job, and Render cannot change the type", other);
        if (state.Runtime is not (RenderWish.Docker or RenderWish.Prebuilt)) throw Wrong(service, $"it runs as {PlainText.Line(state.Runtime ?? "something unknown", 40)}, not as a container", other);
        if (service.Suspended == "suspended") throw Wrong(service, "it is suspended, so nothing runs", $"Resume it at {service.DashboardUrl ?? "Render's dashboard"}, then run this again");
        if (wish.Image is not null && state.Runtime != RenderWish.Prebuilt) throw Wrong(service, "it is built from a repository, so it cannot be given an image", $"Leave --image out, or: {other}");
        if (wish.Repo is not null && state.Runtime != RenderWish.Docker) throw Wrong(service, "it runs an image, so it cannot be given a repository", $"Leave --repo out, or: {other}");
        if (wish.Region is { } region && service.ServiceDetails?.Region != region) throw Wrong(service, $"it stands in {service.ServiceDetails?.Region}, and Render cannot move it", $"Leave --region out, or: {other}");
        if (wish.Missing.FirstOrDefault(name => !Holds(state, new PipelineSecret(name, true))) is { } missing) throw Missing(wish, missing);
    }

    static bool Holds(RenderState state, PipelineSecret secret) => secret.Shadow(state.Variables) is not null || state.Files.Any(file => file.Name == secret.FileName);

    static IEnumerable<RenderChange> Settings(RenderWish wish, RenderState state)
    {
        DeployMark? mark = state.Mark is { IsDone: true } done ? done : null;
        (string Name, string? There, string? Wanted, string? Ours)[] settings =
        [
            (Schedule, state.Schedule, wish.Schedule, mark?.Schedule),
            (Command, state.Command, wish.Command, mark?.Command),
            (Image, state.Service.ImagePath, wish.Image, null),
            (Repo, state.Service.Repo, wish.Repo, null),
            (Branch, state.Service.Branch, wish.Branch, null),
            (InstanceType, state.Service.ServiceDetails?.Plan, wish.InstanceType, null),
        ];
        return settings.Where(setting => setting.Wanted is not null && !IsSame(setting.Name, setting.Wanted, setting.There)).Select(setting =>
            new RenderChange(RenderChangeKind.Setting, setting.Name, PlainText.Line(setting.There ?? "", 200), setting.Wanted, setting.Ours is not null && setting.Ours != setting.There));
    }

    static IEnumerable<RenderChange> FilesOf(RenderWish wish, RenderState state) => wish.Files
        .Where(wanted => state.Files.FirstOrDefault(there => there.Name == wanted.Name) is not { } there || TextOf(there) != TextOf(wanted))
        .Select(wanted => new RenderChange(RenderChangeKind.SecretFile, $"secret file {wanted.Name}", null, null));

    // Line ends are what editors and forms change by themselves.
    static string TextOf(RenderFile file) => file.Content.ReplaceLineEndings("\n").TrimEnd('\n');

    /// <summary>Images and repositories have more than one spelling, of which Render shows its own.</summary>
    static bool IsSame(string name, string wanted, string? there) => name switch
    {
        Image => Short(wanted, "docker.io/", "library/") == Short(there ?? "", "docker.io/", "library/"),
        Repo => string.Equals(wanted.TrimEnd('/').Replace(".git", "", StringComparison.Ordinal), there?.TrimEnd('/').Replace(".git", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase),
        _ => wanted == there,
    };

    static string Short(string text, params string[] prefixes) => prefixes.Aggregate(text, (rest, prefix) => rest.StartsWith(prefix, StringComparison.Ordinal) ? rest[prefix.Length..] : rest);

    static IEnumerable<string> ProblemsOf(RenderWish wish, RenderState state, IReadOnlyList<PipelineSecret> secrets)
    {
        // Of Google's key the file comes first.
        foreach (PipelineSecret secret in secrets.Where(one => one.Name != "google"))
        {
            if (secret.Shadow(state.Variables) is not { } shadow || wish.Files.FirstOrDefault(file => file.Name == secret.FileName) is not { } file) continue;
            if (shadow.Value.Trim() != file.Content.Trim())
                yield return $"the variable {shadow.Variable} on Render holds something else than the secret file {secret.FileName}, and runs look at it first. Remove the variable at {state.Service.DashboardUrl ?? "Render's dashboard"}, under Environment";
        }
    }

    static Fault Wrong(RenderService service, string cause, string remedy) => RenderFaults.Of(FaultName.DestinationChanged, FaultKind.Ask, $"{service.Name} on Render", cause, remedy);

    static Fault Missing(RenderWish wish, string name) => RenderFaults.Of(
        FaultName.SecretMissing, FaultKind.Ask, name, $"neither this machine nor {wish.Service} on Render holds it", $"Run: kurir secret set {name}");
}
