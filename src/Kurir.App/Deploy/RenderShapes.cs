using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kurir.App;

// What is said to Render's API (v1) and what is read of its answers; members that are not used are left out.

sealed record RenderOwner(string Id, string Name);

sealed record OwnerEntry(RenderOwner? Owner, string? Cursor) : IRenderEntry;

sealed record ServiceEntry(RenderService? Service, string? Cursor) : IRenderEntry;

sealed record VariableEntry(RenderVariable? EnvVar, string? Cursor) : IRenderEntry;

sealed record FileEntry(RenderFile? SecretFile, string? Cursor) : IRenderEntry;

sealed record DeployEntry(RenderDeploy? Deploy, string? Cursor) : IRenderEntry;

sealed record EventEntry(RenderEvent? Event, string? Cursor) : IRenderEntry;

/// <summary>One item of a list that comes in pages.</summary>
interface IRenderEntry
{
    string? Cursor { get; }
}

sealed record RenderService
{
    /// <value><c>crn-…</c> for cron jobs.</value>
    public string Id { get; init; } = "";

    public string Name { get; init; } = "";

    public string OwnerId { get; init; } = "";

    /// <value><c>cron_job</c>, <c>web_service</c>, …</value>
    public string Type { get; init; } = "";

    public string? Suspended { get; init; }

    public string? AutoDeploy { get; init; }

    public string? Branch { get; init; }

    public string? Repo { get; init; }

    public string? ImagePath { get; init; }

    public string? DashboardUrl { get; init; }

    public RenderDetails? ServiceDetails { get; init; }
}

sealed record RenderDetails
{
    public string? Plan { get; init; }

    public string? Region { get; init; }

    /// <value><c>docker</c>, <c>image</c>, <c>python</c>, …</value>
    public string? Runtime { get; init; }

    public string? Schedule { get; init; }

    public RenderStart? EnvSpecificDetails { get; init; }
}

/// <param name="DockerCommand">In place of the image's own; of containers.</param>
/// <param name="StartCommand">Of services that run no container.</param>
sealed record RenderStart(string? DockerCommand = null, string? DockerContext = null, string? DockerfilePath = null, string? StartCommand = null);

/// <summary>The value is a secret as far as anybody knows.</summary>
sealed record RenderVariable(string Key, string Value)
{
    public override string ToString() => Key;
}

/// <summary>Lies in the container at <c>/etc/secrets/NAME</c>.</summary>
sealed record RenderFile(string Name, string Content)
{
    public override string ToString() => Name;
}

sealed record RenderDeploy
{
    public string Id { get; init; } = "";

    /// <value><c>created</c>, <c>build_in_progress</c>, <c>live</c>, <c>build_failed</c>, …</value>
    public string? Status { get; init; }

    public string? Trigger { get; init; }

    public RenderCommit? Commit { get; init; }

    public RenderImage? Image { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }
}

sealed record RenderCommit(string? Id, string? Message);

sealed record RenderImage(string? Ref, string? Sha);

/// <param name="Details">Its members depend on the type.</param>
sealed record RenderEvent(string Id, string Type, DateTimeOffset Timestamp, JsonElement Details);

/// <summary>The details of <c>cron_job_run_started</c> and <c>cron_job_run_ended</c>.</summary>
sealed record CronRunDetails(string? CronJobRunId, string? Status, CronRunReason? Reason);

sealed record CronRunReason(int? NonZeroExit, CronRunMemory? OomKilled, long? TimedOutSeconds, string? TimedOutReason, bool? Evicted, bool? EarlyExit);

sealed record CronRunMemory(string? MemoryLimit);

sealed record RenderRun(string Id, string? Status);

sealed record RenderLogs(bool HasMore, DateTimeOffset? NextStartTime, DateTimeOffset? NextEndTime, IReadOnlyList<RenderLog>? Logs);

sealed record RenderLog(string Id, string Message, DateTimeOffset Timestamp);

sealed record NewService
{
    public required string Type { get; init; }

    public required string Name { get; init; }

    public required string OwnerId { get; init; }

    public string? Repo { get; init; }

    public string? Branch { get; init; }

    public string? AutoDeploy { get; init; }

    public NewImage? Image { get; init; }

    public required IReadOnlyList<RenderVariable> EnvVars { get; init; }

    public required IReadOnlyList<RenderFile> SecretFiles { get; init; }

    public required RenderDetails ServiceDetails { get; init; }
}

sealed record NewImage(string OwnerId, string ImagePath);

/// <param name="Service">As it was made.</param>
/// <param name="DeployId">The deploy that comes with it.</param>
sealed record CreatedService(RenderService? Service, string? DeployId);

sealed record ServicePatch(string? Repo, string? Branch, NewImage? Image, RenderDetails? ServiceDetails);

sealed record DeployOrder;

sealed record RollbackOrder(string DeployId);

sealed record VariableValue(string Value);

sealed record FileContent(string Content);

sealed record RenderRefusal(string? Id, string? Message);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OwnerEntry[]))]
[JsonSerializable(typeof(ServiceEntry[]))]
[JsonSerializable(typeof(VariableEntry[]))]
[JsonSerializable(typeof(FileEntry[]))]
[JsonSerializable(typeof(DeployEntry[]))]
[JsonSerializable(typeof(EventEntry[]))]
[JsonSerializable(typeof(CronRunDetails))]
[JsonSerializable(typeof(RenderRun))]
[JsonSerializable(typeof(RenderService))]
[JsonSerializable(typeof(RenderDeploy))]
[JsonSerializable(typeof(RenderVariable))]
[JsonSerializable(typeof(RenderFile))]
[JsonSerializable(typeof(RenderLogs))]
[JsonSerializable(typeof(NewService))]
[JsonSerializable(typeof(CreatedService))]
[JsonSerializable(typeof(ServicePatch))]
[JsonSerializable(typeof(DeployOrder))]
[JsonSerializable(typeof(RollbackOrder))]
[JsonSerializable(typeof(VariableValue))]
[JsonSerializable(typeof(FileContent))]
[JsonSerializable(typeof(RenderRefusal))]
sealed partial class RenderJson : JsonSerializerContext;
