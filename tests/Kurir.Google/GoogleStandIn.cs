using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kurir.Google;

/// <summary>
/// OAuth for service accounts and the Sheets API v4, in memory and strict: what Google refuses is refused in Google's words, and what the stand-in was not
/// taught is refused with 501.
/// </summary>
/// <remarks>Requests are held against Google's discovery document where the contracts lie beside the repository, else against Shapes.txt, which is a part of it.</remarks>
public sealed class GoogleStandIn
{
    /// <summary>The number of the account's project.</summary>
    public const string Project = "100000000001";

    readonly Lock gate = new();
    readonly List<GoogleCall> calls = [];
    readonly Dictionary<string, Book> books = [];
    int numbers;

    /// <param name="time">For tokens, quotas and slow answers.</param>
    public GoogleStandIn(TimeProvider? time = null)
    {
        Time = time ?? TimeProvider.System;
        Tokens = new TokenDesk(Time);
        Quota = new Quota(Time);
    }

    public TimeProvider Time { get; }

    public TokenDesk Tokens { get; }

    public Quota Quota { get; }

    public FaultPlan Faults { get; } = new();

    /// <value>True. False: the project has not switched the Sheets API on.</value>
    public bool IsEnabled { get; set; } = true;

    /// <value>Google's own; a host sets its address.</value>
    public string TokenUri { get; set; } = "https://oauth2.googleapis.com/token";

    /// <value>Google's own; a host sets its address.</value>
    public string Address { get; set; } = "https://sheets.googleapis.com/";

    /// <summary>Asked before a call is carried out; people may be at work just then.</summary>
    public Func<GoogleCall, Task>? Before { get; set; }

    /// <summary>All calls whose answers have been made, in order; a copy.</summary>
    public IReadOnlyList<GoogleCall> Calls
    {
        get
        {
            lock (gate) return [.. calls];
        }
    }

    public void ForgetCalls()
    {
        lock (gate) calls.Clear();
    }

    /// <summary>A spreadsheet with one tab, shared with accounts as an editor.</summary>
    public Book AddBook(string id, string title = "Laporan", string tab = "Sheet1", params IReadOnlyList<string> editors)
    {
        var book = new Book(id, title);
        book.AddTab(tab);
        foreach (string editor in editors) book.Shared[editor] = Role.Editor;
        lock (gate) books[id] = book;
        return book;
    }

    /// <summary>Somebody works on a spreadsheet; no call is carried out meanwhile.</summary>
    public T Alone<T>(Func<T> work)
    {
        lock (gate) return work();
    }

    /// <exception cref="Killed">The caller's process is to end here.</exception>
    public async Task<GoogleAnswer> Answer(GoogleRequest request, CancellationToken ct)
    {
        string path = request.Address.Split('?', 2)[0];
        Route? route = path.EndsWith("/token", StringComparison.Ordinal) ? null : Route.Find(request.Verb, path);
        GoogleCall call = Opened(request, path, route);
        if (Before is { } before) await before(call);
        Disturbance? disturbance = Faults.Strikes(call);
        if (disturbance is { Wait: { Ticks: > 0 } wait }) await Task.Delay(wait, Time, ct);
        GoogleAnswer? answer = null;
        try
        {
            answer = disturbance?.Before?.Invoke();
            if (answer is null)
            {
                answer = CarryOut(request, route, ref call);
                if (disturbance?.After is { } after) answer = after(answer);
            }

            return answer;
        }
        finally
        {
            Log(call with { Status = answer?.Status ?? 0, Received = answer is null or { Ends: Ending.Cut } ? 0 : answer.Ends == Ending.Half ? answer.Body.Length / 2 : answer.Body.Length });
        }
    }

    GoogleCall Opened(GoogleRequest request, string path, Route? route)
    {
        bool isToken = path.EndsWith("/token", StringComparison.Ordinal);
        return new GoogleCall(Interlocked.Increment(ref numbers), isToken ? "token" : route?.Method.Id ?? "?", isToken ? CallKind.Token : route?.Method.Kind ?? CallKind.Unknown,
            route?.Path.GetValueOrDefault("spreadsheetId"), null, request.Body.Length + request.Address.Length, 0, 0, [], false);
    }

    void Log(GoogleCall call)
    {
        lock (gate) calls.Add(call);
    }

    GoogleAnswer CarryOut(GoogleRequest request, Route? route, ref GoogleCall call)
    {
        if (call.Kind == CallKind.Token) return Tokens.Answer(request, TokenUri);
        if (route is null) return GoogleAnswer.Html(404, "Not Found");
        try
        {
            GoogleAnswer answer = Carry(request, route, ref call);
            call = call with { Applied = true };
            return answer;
        }
        catch (Refusal refused)
        {
            return refused.Answer();
        }
    }

    GoogleAnswer Carry(GoogleRequest request, Route route, ref GoogleCall call)
    {
        if (!ApiShapes.Known.Methods.ContainsKey(route.Method.Id)) throw Refusal.Untaught($"the method {route.Method.Id}");
        string caller = Tokens.Caller(request.Authorization, route.Method.Kind, Address);
        call = call with { Caller = caller };
        if (!IsEnabled) throw Disabled();
        Quota.Take(caller, route.Method.Kind);
        Dictionary<string, string[]> query = route.Query(request.Address.Contains('?', StringComparison.Ordinal) ? request.Address[request.Address.IndexOf('?', StringComparison.Ordinal)..] : "");
        FieldMask mask = route.Mask(query);
        JsonElement body = route.Body(request);
        call = call with { Requests = Kinds(route, body) };
        lock (gate) return Do(route, new Visit(Open(route, caller), caller, route.Path, query, body, mask, Time.GetUtcNow()));
    }

    static IReadOnlyList<string> Kinds(Route route, JsonElement body) =>
        route.Method.Id == "spreadsheets.batchUpdate" ? [.. body.Items("requests").Select(one => one.EnumerateObject().FirstOrDefault().Name ?? "")] : [];

    Book Open(Route route, string caller)
    {
        if (!books.TryGetValue(route.Path["spreadsheetId"], out Book? book)) throw new Refusal(404, "NOT_FOUND", "Requested entity was not found.");
        return book.Shared.TryGetValue(caller, out Role role) && (role > Role.Viewer || route.Method.Kind == CallKind.Read) ? book
            : throw new Refusal(403, "PERMISSION_DENIED", "The caller does not have permission");
    }

    static Refusal Disabled() => new(403, "PERMISSION_DENIED",
        $"Google Sheets API has not been used in project {Project} before or it is disabled. Enable it by visiting https://console.developers.google.com/apis/api/sheets.googleapis.com/overview?project={Project} then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.",
        [Refusal.Info("SERVICE_DISABLED", new JsonObject { ["consumer"] = $"projects/{Project}", ["service"] = "sheets.googleapis.com" })]);

    // Atomic: what a refused request has already done is undone.
    static GoogleAnswer Do(Route route, Visit visit)
    {
        Action? undo = route.Method.Kind == CallKind.Write ? visit.Book.Snapshot() : null;
        try
        {
            return Written(Carried(route.Method.Id, visit), visit);
        }
        catch
        {
            undo?.Invoke();
            throw;
        }
    }

    static Action<MaskedJson> Carried(string method, Visit visit) => method switch
    {
        "spreadsheets.get" => Spreadsheets.Get(visit),
        "spreadsheets.getByDataFilter" => Spreadsheets.GetByDataFilter(visit),
        "spreadsheets.batchUpdate" => Batch.Update(visit),
        "spreadsheets.values.get" => Values.Get(visit),
        "spreadsheets.values.batchGet" => Values.BatchGet(visit),
        "spreadsheets.values.batchGetByDataFilter" => Values.BatchGetByDataFilter(visit),
        "spreadsheets.values.update" => Values.Update(visit),
        "spreadsheets.values.batchUpdate" => Values.BatchUpdate(visit),
        "spreadsheets.values.batchUpdateByDataFilter" => Values.BatchUpdateByDataFilter(visit),
        "spreadsheets.values.append" => Values.Append(visit),
        "spreadsheets.values.clear" => Values.Clear(visit),
        "spreadsheets.values.batchClear" => Values.BatchClear(visit),
        "spreadsheets.developerMetadata.get" => MetadataRequests.Get(visit),
        "spreadsheets.developerMetadata.search" => MetadataRequests.Search(visit),
        _ => throw Refusal.Untaught($"the method {method}"),
    };

    static GoogleAnswer Written(Action<MaskedJson> write, Visit visit)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = visit.Asked("prettyPrint") != "false", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            var masked = new MaskedJson(json, visit.Mask);
            masked.Whole(() => write(masked));
        }

        return GoogleAnswer.Json(200, stream.ToArray());
    }
}
