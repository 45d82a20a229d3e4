namespace Kurir.Google;

/// <summary>What goes wrong with a call.</summary>
/// <param name="Before">Answered in place of carrying the method out; null: it is carried out.</param>
/// <param name="After">Made of the true answer; null: it goes out as it is.</param>
public sealed record Disturbance(string Name, Func<GoogleAnswer>? Before = null, Func<GoogleAnswer, GoogleAnswer>? After = null)
{
    /// <value>None. Waited for before the call is carried out, by the stand-in's clock.</value>
    public TimeSpan Wait { get; init; }

    public static Disturbance TooMany(int? retryAfterSeconds = null) => new($"429{(retryAfterSeconds is null ? "" : " with Retry-After")}", () =>
        Quota.Exceeded(CallKind.Write, perUser: true).Answer() with { Headers = retryAfterSeconds is { } s ? new Dictionary<string, string> { ["Retry-After"] = $"{s}" } : new Dictionary<string, string>() });

    public static Disturbance InternalError { get; } = new("500", () => new Refusal(500, "INTERNAL", "Internal error encountered.").Answer());

    public static Disturbance BadGateway { get; } = new("502 page", () => GoogleAnswer.Html(502, "Server Error"));

    public static Disturbance Unavailable { get; } = new("503", () => new Refusal(503, "UNAVAILABLE", "The service is currently unavailable.").Answer());

    /// <summary>503, and yet the method was carried out.</summary>
    public static Disturbance UnavailableAfterAll { get; } = new("503 but applied", After: _ => new Refusal(503, "UNAVAILABLE", "The service is currently unavailable.").Answer());

    public static Disturbance CutBefore { get; } = new("cut, not applied", () => new GoogleAnswer(0, "", [], Ending.Cut));

    public static Disturbance ReplyLost { get; } = new("applied, reply lost", After: answer => answer with { Ends = Ending.Cut });

    public static Disturbance Truncated { get; } = new("reply truncated", After: answer => answer with { Ends = Ending.Half });

    /// <summary>Whole by its length, broken by its content.</summary>
    public static Disturbance Malformed { get; } = new("malformed reply", After: answer => answer with { Body = answer.Body[..(answer.Body.Length / 2)] });

    public static Disturbance Oversized(int bytes) => new("oversized reply", After: answer => answer with { Body = Padded(answer.Body, bytes) });

    public static Disturbance Redirect(string to) => new("redirect", () => GoogleAnswer.Html(302, "Found") with { Headers = new Dictionary<string, string> { ["Location"] = to } });

    public static Disturbance Slow(TimeSpan by) => new("slow reply") { Wait = by };

    /// <summary>The session's end as a person sees it: the process is killed before the call, or after it.</summary>
    public static Disturbance Kill(bool applied) => applied
        ? new("killed after the call", After: _ => throw new Killed()) : new("killed before the call", () => throw new Killed());

    public override string ToString() => Name;

    static byte[] Padded(byte[] body, int bytes)
    {
        byte[] padded = new byte[Math.Max(bytes, body.Length)];
        Array.Fill(padded, (byte)' ');
        body.CopyTo(padded, 0);
        return padded;
    }
}

/// <summary>The caller's process ended here: nothing of it may handle this.</summary>
public sealed class Killed() : Exception("killed");
