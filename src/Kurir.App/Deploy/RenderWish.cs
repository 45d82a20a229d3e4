using Kurir.Connectors;

namespace Kurir.App;

/// <summary>What is to stand on Render.</summary>
sealed record RenderWish
{
    public const string Cron = "cron_job", Docker = "docker", Prebuilt = "image";

    /// <value>How the service is found, and what it is called when it is made.</value>
    public required string Service { get; init; }

    public required string Schedule { get; init; }

    public required string Command { get; init; }

    /// <value>Null, as the following: as it is, or Render's default.</value>
    public string? Image { get; init; }

    public string? Repo { get; init; }

    public string? Branch { get; init; }

    public string? InstanceType { get; init; }

    public string? Region { get; init; }

    public string? Workspace { get; init; }

    public required IReadOnlyList<RenderVariable> Variables { get; init; }

    public required IReadOnlyList<RenderFile> Files { get; init; }

    /// <value>Secrets without which the pipeline cannot run and that this machine does not hold; Render may.</value>
    public IReadOnlyList<string> Missing { get; init; } = [];

    public static string NameOf(PipelineDefinition pipeline) => $"kurir-{pipeline.Name}";

    /// <summary>The pipeline's own part: its times, its file, its secrets.</summary>
    public static RenderWish Of(PipelineDefinition pipeline, string yaml, ISecrets secrets, DateTimeOffset now)
    {
        IReadOnlyList<PipelineSecret> names = PipelineSecret.Of(pipeline);
        List<RenderFile> files = [new RenderFile($"{pipeline.Name}.yaml", yaml)];
        var missing = new List<string>();
        foreach (PipelineSecret secret in names)
        {
            if (secret.Value(secrets) is { } value) files.Add(new RenderFile(secret.FileName, value));
            else if (secret.IsNeeded) missing.Add(secret.Name);
        }

        return new RenderWish
        {
            Service = NameOf(pipeline),
            Schedule = UtcCron.Of(pipeline.Name, pipeline.Schedule, pipeline.Zone, now).Expression,
            Command = $"kurir run /etc/secrets/{pipeline.Name}.yaml",
            Variables = [new RenderVariable("TZ", pipeline.Zone.Id)],
            Files = files,
            Missing = missing,
        };
    }
}

/// <summary>A secret that a pipeline looks up.</summary>
/// <param name="Name">As it is looked up: <c>backend/password</c>.</param>
/// <param name="IsNeeded">Without it no run can succeed.</param>
sealed record PipelineSecret(string Name, bool IsNeeded)
{
    /// <summary>As it is looked up in a folder of secrets: <c>backend_password</c>.</summary>
    public string FileName => Name.Replace('/', '_');

    public static IReadOnlyList<PipelineSecret> Of(PipelineDefinition pipeline)
    {
        SignInConfig signIn = pipeline.Site.SignIn;
        string prefix = pipeline.Site.SecretsPrefix;
        bool byPassword = signIn.Form is not null || signIn.Json is not null || signIn.Basic is not null;
        List<PipelineSecret> all = [];
        if (byPassword) all.AddRange([new($"{prefix}/username", true), new($"{prefix}/password", true), new($"{prefix}/totp", false)]);
        if (signIn.Header is not null) all.Add(new($"{prefix}/token", true));
        if (pipeline.Exports.Any(export => export.Destinations.Any(destination => destination.Kind == "sheet"))) all.Add(new(GoogleCredentials.SecretName, true));
        if (pipeline.Channels.Any(channel => channel.Kind == "telegram")) all.AddRange([new("telegram/token", true), new("telegram/chat_id", false)]);
        return all;
    }

    /// <summary>Null where this machine holds none; Google's key mended.</summary>
    /// <exception cref="Fault">A place holds it but cannot be read, or it is damaged.</exception>
    public string? Value(ISecrets secrets)
    {
        if (Name != GoogleCredentials.SecretName) return secrets.Find(Name)?.Reveal();
        var google = new GoogleCredentials(secrets);
        if (google.Look().First is null) return null;
        string json = google.Require(Stage.Configure).ToJson();
        secrets.Hide(json);
        return json;
    }

    /// <summary>The value of the variable that the container would look at before the file, and its name; null where there is none.</summary>
    public (string Variable, string Value)? Shadow(IReadOnlyList<RenderVariable> variables)
    {
        string? seen = null;
        var environment = new EnvironmentSecrets(name =>
        {
            if (name.EndsWith("_FILE", StringComparison.Ordinal) || variables.FirstOrDefault(variable => variable.Key == name) is not { } found) return null;
            seen = name;
            return found.Value;
        });
        return environment.Find(Name) is { } secret && seen is not null ? (seen, secret.Reveal()) : null;
    }
}
