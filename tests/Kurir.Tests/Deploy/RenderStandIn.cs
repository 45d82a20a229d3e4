using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kurir.Tests;

/// <summary>Render's API in process, with cron jobs that deploy and run. What Render's own description does not know is noted in <see cref="Violations"/>, its own answers included.</summary>
sealed class RenderStandIn(string key, TimeProvider time) : HttpMessageHandler
{
    readonly List<StandInService> services = [];
    readonly List<(string Method, string Path, Mishap Mishap)> mishaps = [];
    int made;

    public List<string> Violations { get; } = [];

    /// <summary>The calls that were carried out: <c>PUT services/crn-1/env-vars/TZ</c>.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>What changes something.</summary>
    public IEnumerable<string> Orders => Calls.Where(call => !call.StartsWith("GET", StringComparison.Ordinal));

    public List<(string Id, string Name)> Workspaces { get; } = [("tea-1", "Toko")];

    /// <summary>How deploys end.</summary>
    public string DeployEnd { get; set; } = "live";

    /// <summary>Deploys are answered with 202 and no body.</summary>
    public bool Queues { get; set; }

    /// <summary>A setting of the dashboard that stays whatever is asked for.</summary>
    public string? HeldSchedule { get; set; }

    /// <summary>How the next runs end; null: well.</summary>
    public int? RunExit { get; set; }

    public List<string> LogLines { get; } = ["transaksi  16 rows  proven, delivered"];

    public IReadOnlyList<StandInService> Services => services;

    public StandInService Add(string name, string type = "cron_job", string runtime = "docker")
    {
        var service = new StandInService(Id("crn"), name, type, runtime, Workspaces[0].Id);
        services.Add(service);
        return service;
    }

    /// <summary>The next call of this method, whose path holds this, fails so.</summary>
    public RenderStandIn On(string method, string path, Mishap mishap, int times = 1)
    {
        for (int i = 0; i < times; i++) mishaps.Add((method, path, mishap));
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        byte[]? body = request.Content is null ? null : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        string method = request.Method.Method, path = request.RequestUri!.AbsolutePath;
        if (RenderDescription.Known is { } described) Violations.AddRange(described.Problems(method, request.RequestUri, body));
        if (request.Headers.Authorization?.ToString() != $"Bearer {key}") return Refusal(401, $"no such key: {request.Headers.Authorization?.Parameter}");
        int at = mishaps.FindIndex(one => one.Method == method && path.Contains(one.Path, StringComparison.Ordinal));
        Mishap? mishap = at < 0 ? null : mishaps[at].Mishap;
        if (at >= 0) mishaps.RemoveAt(at);
        if (mishap is { Status: { } status }) return Refusal(status, mishap.Words, mishap.RetryAfter);
        (int Status, JsonNode? Body) answer = Answer(method, request.RequestUri, body is null ? null : JsonNode.Parse(body));
        Calls.Add($"{method} {path["/v1/".Length..]}");
        if (mishap is not null) throw new HttpRequestException(HttpRequestError.ResponseEnded, "cut");
        byte[] bytes = answer.Body is null ? [] : JsonSerializer.SerializeToUtf8Bytes(answer.Body);
        if (RenderDescription.Known is { } known && answer.Status < 300) Violations.AddRange(known.Problems(method, request.RequestUri, answer.Status, bytes));
        return new HttpResponseMessage((HttpStatusCode)answer.Status) { Content = new ByteArrayContent(bytes) };
    }

    static HttpResponseMessage Refusal(int status, string words, int? retryAfter = null)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(JsonSerializer.Serialize(new { id = "err-1", message = words })) };
        if (retryAfter is { } seconds) response.Headers.Add("Retry-After", seconds.ToString(CultureInfo.InvariantCulture));
        return response;
    }

    (int Status, JsonNode? Body) Answer(string method, Uri address, JsonNode? body)
    {
        string[] parts = address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries)[1..];
        Dictionary<string, string> query = address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]));
        if (parts.Length > 1 && services.All(one => one.Id != parts[1])) return (404, new JsonObject { ["message"] = "not found" });
        StandInService? service = parts.Length > 1 ? services.First(one => one.Id == parts[1]) : null;
        return (method, parts) switch
        {
            ("GET", ["owners"]) => (200, List(Workspaces.Select(owner => ("owner", (JsonNode)new JsonObject { ["id"] = owner.Id, ["name"] = owner.Name, ["email"] = "toko@example.com", ["type"] = "team" })))),
            ("GET", ["services"]) => (200, List(services.Where(one => one.Name == query["name"]).Select(one => ("service", one.ToJson())))),
            ("POST", ["services"]) => (201, Made(body!)),
            ("GET", ["services", _]) => (200, service!.ToJson()),
            ("PATCH", ["services", _]) => (200, Changed(service!, body!)),
            ("GET", ["services", _, "env-vars"]) => (200, Page(service!.Variables, query, pair => ("envVar", new JsonObject { ["key"] = pair.Key, ["value"] = pair.Value }))),
            ("PUT", ["services", _, "env-vars", var name]) => (200, Set(service!.Variables, Uri.UnescapeDataString(name), (string)body!["value"]!, "key", "value")),
            ("GET", ["services", _, "secret-files"]) => (200, Page(service!.Files, query, pair => ("secretFile", new JsonObject { ["name"] = pair.Key, ["content"] = pair.Value }))),
            ("PUT", ["services", _, "secret-files", var name]) => (201, Set(service!.Files, Uri.UnescapeDataString(name), (string)body!["content"]!, "name", "content")),
            ("GET", ["services", _, "deploys"]) => (200, List(Enumerable.Reverse(service!.Deploys).Select(deploy => ("deploy", deploy.ToJson())))),
            ("GET", ["services", _, "deploys", var id]) => (200, Advanced(service!, service!.Deploys.First(deploy => deploy.Id == id))),
            ("POST", ["services", _, "deploys"]) => Begun(service!, "api"),
            ("POST", ["services", _, "rollback"]) => service!.Deploys.Any(deploy => deploy.Id == (string)body!["deployId"]!) ? Begun(service, "rollback") : (404, null),
            ("POST", ["cron-jobs", _, "runs"]) => (200, Ran(service!)),
            ("GET", ["services", _, "events"]) => (200, List(service!.Events.Where(one => (string)one["type"]! == query["type"] && At(one["timestamp"]!) >= At(query["startTime"]!)).Select(one => ("event", one.DeepClone())))),
            ("GET", ["logs"]) => (200, new JsonObject
            {
                ["hasMore"] = false,
                ["nextStartTime"] = Stamp(),
                ["nextEndTime"] = Stamp(),
                ["logs"] = new JsonArray([.. LogLines.Select((line, i) => (JsonNode)new JsonObject { ["id"] = $"log-{i}", ["message"] = line, ["timestamp"] = Stamp(), ["labels"] = new JsonArray() })]),
            }),
            _ => (404, new JsonObject { ["message"] = "not found" }),
        };
    }

    JsonObject Made(JsonNode order)
    {
        StandInService service = Add((string)order["name"]!, (string)order["type"]!, (string)order["serviceDetails"]!["runtime"]!);
        service.OwnerId = (string)order["ownerId"]!;
        foreach (JsonNode? variable in order["envVars"]!.AsArray()) service.Variables[(string)variable!["key"]!] = (string)variable["value"]!;
        foreach (JsonNode? file in order["secretFiles"]!.AsArray()) service.Files[(string)file!["name"]!] = (string)file["content"]!;
        Changed(service, order);
        Begun(service, "api");
        return new JsonObject { ["service"] = service.ToJson(), ["deployId"] = service.Deploys[^1].Id };
    }

    JsonNode Changed(StandInService service, JsonNode order)
    {
        service.Repo = (string?)order["repo"] ?? service.Repo;
        service.Branch = (string?)order["branch"] ?? service.Branch;
        service.Image = (string?)order["image"]?["imagePath"] ?? service.Image;
        service.AutoDeploy = (string?)order["autoDeploy"] ?? service.AutoDeploy;
        JsonNode? details = order["serviceDetails"];
        service.Schedule = HeldSchedule ?? (string?)details?["schedule"] ?? service.Schedule;
        service.Plan = (string?)details?["plan"] ?? service.Plan;
        service.Region = (string?)details?["region"] ?? service.Region;
        service.Command = (string?)details?["envSpecificDetails"]?["dockerCommand"] ?? service.Command;
        return service.ToJson();
    }

    static JsonObject Set(SortedDictionary<string, string> values, string name, string value, string nameAs, string valueAs)
    {
        values[name] = value;
        return new JsonObject { [nameAs] = name, [valueAs] = value };
    }

    (int, JsonNode?) Begun(StandInService service, string trigger)
    {
        var deploy = new StandInDeploy(Id("dep"), trigger, Stamp(), service.Image);
        service.Deploys.Add(deploy);
        return Queues && trigger == "api" ? (202, null) : (201, deploy.ToJson());
    }

    JsonNode Advanced(StandInService service, StandInDeploy deploy)
    {
        deploy.Status = deploy.Status switch { "created" => "build_in_progress", "build_in_progress" => DeployEnd, var end => end };
        if (deploy.Status == "live") foreach (StandInDeploy former in service.Deploys.Where(one => one != deploy && one.Status == "live")) former.Status = "deactivated";
        return deploy.ToJson();
    }

    JsonObject Ran(StandInService service)
    {
        string id = Id("run");
        service.Events.Add(Happened(service, "cron_job_run_started", new JsonObject { ["cronJobRunId"] = id }));
        var end = new JsonObject { ["cronJobRunId"] = id, ["status"] = RunExit is null ? "successful" : "unsuccessful" };
        if (RunExit is { } code) end["reason"] = new JsonObject { ["evicted"] = false, ["nonZeroExit"] = code };
        service.Events.Add(Happened(service, "cron_job_run_ended", end));
        return new JsonObject { ["id"] = id, ["status"] = "pending" };
    }

    JsonObject Happened(StandInService service, string type, JsonObject details) => new()
    {
        ["id"] = $"evt-{++made:d20}", ["timestamp"] = Stamp(), ["serviceId"] = service.Id, ["type"] = type, ["details"] = details,
    };

    string Id(string prefix) => $"{prefix}-{++made}";

    string Stamp() => time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    static DateTimeOffset At(JsonNode text) => DateTimeOffset.Parse((string)text!, CultureInfo.InvariantCulture);

    static JsonArray List(IEnumerable<(string Name, JsonNode Item)> items) => [.. items.Select((one, i) => (JsonNode)new JsonObject { [one.Name] = one.Item, ["cursor"] = $"c{i}" })];

    static JsonArray Page(SortedDictionary<string, string> values, Dictionary<string, string> query, Func<KeyValuePair<string, string>, (string, JsonNode)> item)
    {
        int skip = query.TryGetValue("cursor", out string? cursor) ? int.Parse(cursor[1..], CultureInfo.InvariantCulture) + 1 : 0;
        JsonArray all = List(values.Select(item));
        return [.. all.Skip(skip).Take(int.Parse(query["limit"], CultureInfo.InvariantCulture)).Select(one => one!.DeepClone())];
    }
}

/// <param name="Status">Refused with it, unseen; null: carried out, and the answer is lost.</param>
sealed record Mishap(int? Status, string Words = "out of luck", int? RetryAfter = null)
{
    public static readonly Mishap Cut = new((int?)null);
}

sealed class StandInService(string id, string name, string type, string runtime, string owner)
{
    public string Id => id;

    public string Name => name;

    public string OwnerId { get; set; } = owner;

    public string? Repo { get; set; }

    public string? Branch { get; set; }

    public string? Image { get; set; }

    public string AutoDeploy { get; set; } = "no";

    public string Suspended { get; set; } = "not_suspended";

    public string Schedule { get; set; } = "0 0 * * *";

    public string Plan { get; set; } = "starter";

    public string Region { get; set; } = "oregon";

    public string Command { get; set; } = "";

    public SortedDictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, string> Files { get; } = new(StringComparer.Ordinal);

    public List<StandInDeploy> Deploys { get; } = [];

    public List<JsonObject> Events { get; } = [];

    public JsonNode ToJson()
    {
        var json = new JsonObject
        {
            ["id"] = id, ["name"] = name, ["ownerId"] = OwnerId, ["type"] = type, ["createdAt"] = "2026-11-01T00:00:00Z", ["updatedAt"] = "2026-11-01T00:00:00Z",
            ["dashboardUrl"] = $"https://dashboard.render.com/cron/{id}", ["suspended"] = Suspended, ["suspenders"] = new JsonArray(), ["autoDeploy"] = AutoDeploy,
            ["notifyOnFail"] = "default", ["slug"] = name, ["rootDir"] = "",
            ["serviceDetails"] = Details(),
        };
        if (Repo is not null) (json["repo"], json["branch"]) = (Repo, Branch ?? "main");
        if (Image is not null) json["imagePath"] = Image;
        return json;
    }

    JsonObject Details()
    {
        bool isNative = runtime is not ("docker" or "image");
        var details = new JsonObject
        {
            ["env"] = runtime, ["runtime"] = runtime, ["plan"] = Plan, ["region"] = Region, ["buildPlan"] = "starter",
            ["envSpecificDetails"] = isNative
                ? new JsonObject { ["buildCommand"] = "make", ["startCommand"] = Command }
                : new JsonObject { ["dockerCommand"] = Command, ["dockerContext"] = ".", ["dockerfilePath"] = "./deploy/Dockerfile" },
        };
        if (type == "cron_job") details["schedule"] = Schedule;
        else (details["numInstances"], details["openPorts"], details["url"], details["healthCheckPath"]) = (1, new JsonArray(), "https://toko.example.com", "");
        return details;
    }
}

sealed class StandInDeploy(string id, string trigger, string createdAt, string? image)
{
    public string Id => id;

    public string Trigger => trigger;

    public string Status { get; set; } = "created";

    public JsonNode ToJson()
    {
        var json = new JsonObject { ["id"] = id, ["status"] = Status, ["trigger"] = trigger, ["createdAt"] = createdAt, ["updatedAt"] = createdAt };
        if (image is not null) json["image"] = new JsonObject { ["ref"] = image };
        else json["commit"] = new JsonObject { ["id"] = "0a1b2c3d4e5f", ["message"] = "Mend the report" };
        return json;
    }
}
