using System.Globalization;
using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Timeout;

namespace Kurir.Connectors;

/// <summary>Repeats calls as Google asks for it: after the pause it names, else after a growing, jittered one.</summary>
/// <remarks>A call that writes is repeated only where Google says that it was not even looked at (429). After any other failure the rows may be
/// there although the reply was lost, so whoever wrote looks at the sheet again instead.</remarks>
static class SheetsRetries
{
    const int Most = 4, MostErrorBytes = 64 << 10;

    /// <value>The longest pause that is waited for, 2 min; where Google asks for more the run ends and the next one brings the rows.</value>
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(2);

    static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1), FirstBusyPause = TimeSpan.FromSeconds(4.5), LongestOwnPause = TimeSpan.FromSeconds(32);

    // Google gives up a call after 180 seconds.
    static readonly TimeSpan PerCall = TimeSpan.FromSeconds(190);

    static readonly HttpRequestOptionsKey<bool> Writing = new("kurir.writes");
    static readonly HttpRequestOptionsKey<TimeSpan?> Asked = new("kurir.asked");

    public static void MarkWriting(HttpRequestMessage request) => request.Options.Set(Writing, true);

    public static bool Writes(HttpRequestMessage request) => request.Options.TryGetValue(Writing, out bool writes) && writes;

    public static DelegatingHandler Handler(TimeProvider time) => new ResilienceHandler(new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
        .AddRetry(new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = Most,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = FirstPause,
            MaxDelay = LongestOwnPause,
            ShouldRetryAfterHeader = false, // RetryInfo in the body counts too, and neither may be longer than our patience
            ShouldHandle = arguments => Repeats(arguments.Outcome, arguments.Context),
            DelayGenerator = arguments => ValueTask.FromResult(arguments.Outcome.Result is { } response ? PauseBefore(response, arguments.AttemptNumber) : null),
        })
        .AddTimeout(new TimeoutStrategyOptions { Timeout = PerCall })
        .Build());

    // A used-up quota is filled again within a minute, so our own pauses last that long in all. Null: the usual, growing and jittered one.
    static TimeSpan? PauseBefore(HttpResponseMessage response, int attempt)
    {
        if (response.RequestMessage is { } request && request.Options.TryGetValue(Asked, out TimeSpan? asked) && asked is not null) return asked;
        return response.StatusCode == HttpStatusCode.TooManyRequests ? FirstBusyPause * (Math.Pow(2, attempt) * (1 + (Random.Shared.NextDouble() / 4))) : null;
    }

    static async ValueTask<bool> Repeats(Outcome<HttpResponseMessage> outcome, ResilienceContext context)
    {
        HttpRequestMessage? request = outcome.Result?.RequestMessage ?? context.GetRequestMessage();
        if (request is null) return false;
        if (outcome.Result is not { } response) return !Writes(request) && outcome.Exception is HttpRequestException { HttpRequestError: not HttpRequestError.SecureConnectionError } or TimeoutRejectedException;
        bool isBusy = response.StatusCode == HttpStatusCode.TooManyRequests;
        if (!isBusy && (Writes(request) || response.StatusCode is < HttpStatusCode.InternalServerError or HttpStatusCode.NotImplemented)) return false;
        TimeSpan? asked = await PauseOf(response, context.CancellationToken);
        request.Options.Set(Asked, asked);
        return asked is null || asked <= LongestPause;
    }

    /// <summary>How long Google asks to wait; null: it does not say.</summary>
    public static async Task<TimeSpan?> PauseOf(HttpResponseMessage response, CancellationToken ct)
    {
        if (response.Headers.RetryAfter is { } header)
            return header.Delta ?? (header.Date is { } until && response.Headers.Date is { } now && until > now ? until - now : TimeSpan.Zero);
        return PauseIn(await ErrorText(response, ct));
    }

    /// <summary>The beginning of an error's body, kept so that it can be read again; "" where it did not come.</summary>
    public static async Task<string> ErrorText(HttpResponseMessage response, CancellationToken ct)
    {
        try
        {
            await response.Content.LoadIntoBufferAsync(MostErrorBytes, ct);
            return await response.Content.ReadAsStringAsync(ct);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return "";
        }
    }

    // {"error":{"details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"12s"}]}}
    static TimeSpan? PauseIn(string body)
    {
        string? delay = GoogleError.Parse(body)?.Detail("RetryInfo", "retryDelay");
        return delay is not null && delay.EndsWith('s') && double.TryParse(delay.AsSpan(0, delay.Length - 1), NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) && seconds is >= 0 and < 1e6
            ? TimeSpan.FromSeconds(seconds)
            : null;
    }
}
