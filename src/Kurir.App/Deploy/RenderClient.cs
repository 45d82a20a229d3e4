using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Kurir.App;

/// <summary>The few methods of Render's API that are used. None replaces a list: variables and files are set one by one.</summary>
sealed class RenderClient(Uri address, Secret key, HttpMessageHandler network, TimeProvider time) : IDisposable
{
    public const string AddressVariable = "KURIR_RENDER_URL";
    public const string SecretName = "render/api_key";
    const int PageSize = 100, MostPages = 50;

    readonly RenderWire wire = new(address, key, network, time);

    public void Dispose() => wire.Dispose();

    public Task<List<OwnerEntry>> Owners(CancellationToken ct) => All("owners", RenderJson.Default.OwnerEntryArray, "workspaces", ct);

    /// <summary>Services of exactly this name, previews left out.</summary>
    public async Task<IReadOnlyList<RenderService>> ServicesNamed(string name, CancellationToken ct)
    {
        List<ServiceEntry> entries = await All($"services?name={Escaped(name)}&includePreviews=false", RenderJson.Default.ServiceEntryArray, name, ct);
        return [.. entries.Select(entry => entry.Service).OfType<RenderService>().Where(service => service.Name == name)];
    }

    public async Task<RenderService> Service(string id, CancellationToken ct) =>
        await wire.Send(HttpMethod.Get, $"services/{Escaped(id)}", null, RenderJson.Default.RenderService, id, ct) is { Id.Length: > 0 } service ? service : throw RenderFaults.Malformed("it names no service", id);

    public async Task<CreatedService> Create(NewService order, CancellationToken ct) =>
        await wire.Send(HttpMethod.Post, "services", Body(order, RenderJson.Default.NewService), RenderJson.Default.CreatedService, order.Name, ct) is { Service.Id.Length: > 0 } made ? made : throw RenderFaults.Malformed("it names no service", order.Name);

    public Task Change(string id, ServicePatch patch, CancellationToken ct) =>
        wire.Send(HttpMethod.Patch, $"services/{Escaped(id)}", Body(patch, RenderJson.Default.ServicePatch), RenderJson.Default.RenderService, id, ct);

    /// <summary>Of the service itself, not of linked environment groups.</summary>
    public async Task<IReadOnlyList<RenderVariable>> Variables(string id, CancellationToken ct) =>
        [.. (await All($"services/{Escaped(id)}/env-vars", RenderJson.Default.VariableEntryArray, id, ct)).Select(entry => entry.EnvVar).OfType<RenderVariable>()];

    public Task SetVariable(string id, RenderVariable variable, CancellationToken ct) =>
        wire.Send(HttpMethod.Put, $"services/{Escaped(id)}/env-vars/{Escaped(variable.Key)}", Body(new VariableValue(variable.Value), RenderJson.Default.VariableValue), RenderJson.Default.RenderVariable, variable.Key, ct);

    public async Task<IReadOnlyList<RenderFile>> Files(string id, CancellationToken ct) =>
        [.. (await All($"services/{Escaped(id)}/secret-files", RenderJson.Default.FileEntryArray, id, ct)).Select(entry => entry.SecretFile).OfType<RenderFile>()];

    public Task SetFile(string id, RenderFile file, CancellationToken ct) =>
        wire.Send(HttpMethod.Put, $"services/{Escaped(id)}/secret-files/{Escaped(file.Name)}", Body(new FileContent(file.Content), RenderJson.Default.FileContent), RenderJson.Default.RenderFile, file.Name, ct);

    /// <summary>Newest first; at most a hundred.</summary>
    public async Task<IReadOnlyList<RenderDeploy>> Deploys(string id, CancellationToken ct)
    {
        DeployEntry[] entries = await wire.Send(HttpMethod.Get, $"services/{Escaped(id)}/deploys?limit={PageSize}", null, RenderJson.Default.DeployEntryArray, id, ct) ?? [];
        return [.. entries.Select(entry => entry.Deploy).OfType<RenderDeploy>().OrderByDescending(deploy => deploy.CreatedAt)];
    }

    public async Task<RenderDeploy> Deploy(string id, string deploy, CancellationToken ct) =>
        await wire.Send(HttpMethod.Get, $"services/{Escaped(id)}/deploys/{Escaped(deploy)}", null, RenderJson.Default.RenderDeploy, deploy, ct) ?? throw RenderFaults.Malformed("it names no deploy", deploy);

    /// <returns>Null: it stands in Render's queue and has no id yet.</returns>
    public Task<RenderDeploy?> StartDeploy(string id, CancellationToken ct) =>
        wire.Send(HttpMethod.Post, $"services/{Escaped(id)}/deploys", Body(new DeployOrder(), RenderJson.Default.DeployOrder), RenderJson.Default.RenderDeploy, id, ct);

    public Task<RenderDeploy?> RollBack(string id, string deploy, CancellationToken ct) =>
        wire.Send(HttpMethod.Post, $"services/{Escaped(id)}/rollback", Body(new RollbackOrder(deploy), RenderJson.Default.RollbackOrder), RenderJson.Default.RenderDeploy, id, ct);

    /// <summary>Starts a run; one that is under way is cancelled by Render.</summary>
    public Task<RenderRun?> StartRun(string id, CancellationToken ct) =>
        wire.Send(HttpMethod.Post, $"cron-jobs/{Escaped(id)}/runs", null, RenderJson.Default.RenderRun, id, ct);

    /// <param name="id">The service.</param>
    /// <param name="type"><c>cron_job_run_started</c> or <c>cron_job_run_ended</c>.</param>
    /// <param name="since">Not older.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<IReadOnlyList<CronRunDetails>> CronRuns(string id, string type, DateTimeOffset since, CancellationToken ct)
    {
        List<EventEntry> entries = await All($"services/{Escaped(id)}/events?type={type}&startTime={Time(since)}", RenderJson.Default.EventEntryArray, id, ct);
        return [.. entries.Where(entry => entry.Event?.Type == type).Select(entry => DetailsOf(entry.Event!, id))];
    }

    /// <summary>One page of what the service printed, oldest first.</summary>
    public async Task<RenderLogs> Logs(RenderService service, DateTimeOffset from, DateTimeOffset? to, CancellationToken ct) =>
        await wire.Send(
            HttpMethod.Get, $"logs?ownerId={Escaped(service.OwnerId)}&resource={Escaped(service.Id)}&direction=forward&limit={PageSize}&startTime={Time(from)}{(to is { } end ? $"&endTime={Time(end)}" : "")}",
            null, RenderJson.Default.RenderLogs, service.Id, ct) ?? throw RenderFaults.Malformed("it is empty", service.Id);

    static CronRunDetails DetailsOf(RenderEvent happened, string id)
    {
        try
        {
            return happened.Details.Deserialize(RenderJson.Default.CronRunDetails) ?? throw RenderFaults.Malformed("an event without details", id);
        }
        catch (JsonException)
        {
            throw RenderFaults.Malformed("an event whose details have another form", id);
        }
    }

    async Task<List<T>> All<T>(string path, JsonTypeInfo<T[]> shape, string subject, CancellationToken ct) where T : IRenderEntry
    {
        var all = new List<T>();
        string? cursor = null;
        for (int page = 0; page < MostPages; page++)
        {
            string call = $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit={PageSize}{(cursor is null ? "" : $"&cursor={Escaped(cursor)}")}";
            T[] entries = await wire.Send(HttpMethod.Get, call, null, shape, subject, ct) ?? [];
            all.AddRange(entries);
            string? next = entries.LastOrDefault()?.Cursor;
            if (entries.Length < PageSize || next is null) return all;
            if (next == cursor) break;
            cursor = next;
        }

        throw RenderFaults.Malformed("its list does not end", subject);
    }

    static byte[] Body<T>(T body, JsonTypeInfo<T> shape) => JsonSerializer.SerializeToUtf8Bytes(body, shape);

    static string Escaped(string text) => Uri.EscapeDataString(text);

    static string Time(DateTimeOffset time) => Escaped(time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture));
}
