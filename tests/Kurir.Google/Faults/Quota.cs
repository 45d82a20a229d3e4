using System.Text.Json.Nodes;

namespace Kurir.Google;

/// <summary>Requests a minute: 60 of each kind for a user, 300 for the project, refilled when a new minute of the clock begins.</summary>
public sealed class Quota(TimeProvider time)
{
    readonly Lock gate = new();
    readonly Dictionary<(string? Caller, CallKind Kind), int> counts = [];
    long minute;

    /// <value>False: everything is free.</value>
    public bool IsOn { get; set; }

    /// <value>60, for reads and again for writes. A service account is one user, however many processes it has.</value>
    public int PerUser { get; set; } = 60;

    /// <value>300, for reads and again for writes.</value>
    public int PerProject { get; set; } = 300;

    /// <exception cref="Refusal">429.</exception>
    internal void Take(string caller, CallKind kind)
    {
        if (!IsOn) return;
        lock (gate)
        {
            long now = time.GetUtcNow().Ticks / TimeSpan.TicksPerMinute;
            if (now != minute) counts.Clear();
            minute = now;
            if (counts.GetValueOrDefault((caller, kind)) >= PerUser) throw Exceeded(kind, perUser: true);
            if (counts.GetValueOrDefault((null, kind)) >= PerProject) throw Exceeded(kind, perUser: false);
            counts[(caller, kind)] = counts.GetValueOrDefault((caller, kind)) + 1;
            counts[(null, kind)] = counts.GetValueOrDefault((null, kind)) + 1;
        }
    }

    public static Refusal Exceeded(CallKind kind, bool perUser)
    {
        string what = kind == CallKind.Read ? "Read" : "Write", user = perUser ? " per user" : "";
        return new Refusal(429, "RESOURCE_EXHAUSTED",
            $"Quota exceeded for quota metric '{what} requests' and limit '{what} requests per minute{user}' of service 'sheets.googleapis.com' for consumer 'project_number:{GoogleStandIn.Project}'.",
            [
                Refusal.Info("RATE_LIMIT_EXCEEDED", new JsonObject
                {
                    ["consumer"] = $"projects/{GoogleStandIn.Project}", ["quota_limit"] = $"{what}RequestsPerMinute{(perUser ? "PerUser" : "PerProject")}",
                    ["quota_metric"] = $"sheets.googleapis.com/{what.ToLowerInvariant()}_requests", ["service"] = "sheets.googleapis.com",
                }),
            ]);
    }
}
