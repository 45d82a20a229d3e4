using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Kurir.App;

/// <summary>Asks Render's API: bounded in size and time, within its limits of calls, and never the same order twice.</summary>
/// <remarks>
/// A call that was refused with 429 was not looked at and is made again after the pause that Render names. After any other failure only calls that change
/// nothing by being repeated are (GET, and PUT of one value); after others the caller looks what has become of it.
/// </remarks>
sealed class RenderWire : IDisposable
{
    const int Most = 4, MostReplyBytes = 8 << 20, MostSaid = 300, SecondsOfAYear = 365 * 24 * 3600;

    /// <value>The longest pause that is waited for, 2 min.</value>
    static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(2);

    static readonly TimeSpan PerCall = TimeSpan.FromMinutes(3), FirstPause = TimeSpan.FromSeconds(1);

    readonly HttpClient http;
    readonly Secret key;
    readonly TimeProvider time;

    public RenderWire(Uri address, Secret key, HttpMessageHandler network, TimeProvider time)
    {
        this.key = key;
        this.time = time;
        http = new HttpClient(network, disposeHandler: false) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MostReplyBytes };
        http.DefaultRequestHeaders.UserAgent.ParseAdd("Kurir/1.0");
        http.DefaultRequestHeaders.Accept.ParseAdd("application/json");
    }

    public void Dispose() => http.Dispose();

    /// <returns>Null where the reply has no body, as 202 and 204 have none.</returns>
    public async Task<T?> Send<T>(HttpMethod method, string path, byte[]? body, JsonTypeInfo<T> shape, string subject, CancellationToken ct) where T : class
    {
        byte[] reply = await Bytes(method, path, body, subject, ct);
        if (reply.Length == 0) return null;
        try
        {
            return JsonSerializer.Deserialize(reply, shape);
        }
        catch (JsonException failure)
        {
            throw RenderFaults.Malformed($"no JSON of the form it should have, at {failure.Path ?? "its beginning"}", subject);
        }
    }

    async Task<byte[]> Bytes(HttpMethod method, string path, byte[]? body, string subject, CancellationToken ct)
    {
        bool repeats = method == HttpMethod.Get || method == HttpMethod.Put;
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                return await Once(method, path, body, subject, ct);
            }
            catch (Fault fault) when (attempt < Most && fault.Kind == FaultKind.Retry && (repeats || fault.Name == FaultName.TooManyRequests) && (fault.RetryAfter ?? TimeSpan.Zero) <= LongestPause)
            {
                TimeSpan own = FirstPause * Math.Pow(2, attempt) * (1 + (Random.Shared.NextDouble() / 4));
                await Task.Delay(fault.RetryAfter is { } asked && asked > TimeSpan.Zero ? asked : own, time, ct);
            }
        }
    }

    async Task<byte[]> Once(HttpMethod method, string path, byte[]? body, string subject, CancellationToken ct)
    {
        using var late = new CancellationTokenSource(PerCall, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        using var request = new HttpRequestMessage(method, "v1/" + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key.Reveal());
        if (body is not null) request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        try
        {
            using HttpResponseMessage response = await http.SendAsync(request, either.Token);
            byte[] reply = await response.Content.ReadAsByteArrayAsync(either.Token);
            return response.IsSuccessStatusCode ? reply : throw RenderFaults.OfReply(response.StatusCode, Said(reply), PauseOf(response), subject);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested && RenderFaults.OfFailure(failure, subject) is not null)
        {
            throw RenderFaults.OfFailure(failure, subject)!;
        }
    }

    string Said(byte[] reply)
    {
        try
        {
            string? message = JsonSerializer.Deserialize(reply, RenderJson.Default.RenderRefusal)?.Message;
            return string.IsNullOrWhiteSpace(message) ? "It does not say why." : $"Render says: {PlainText.Line(message.Replace(key.Reveal(), "***", StringComparison.Ordinal), MostSaid)}";
        }
        catch (JsonException)
        {
            return "It does not say why.";
        }
    }

    /// <summary>Render's own header gives seconds that are left, or the second since 1970 at which the limit is new.</summary>
    TimeSpan? PauseOf(HttpResponseMessage response)
    {
        if (response.StatusCode != HttpStatusCode.TooManyRequests) return null;
        DateTimeOffset now = time.GetUtcNow();
        if (response.Headers.RetryAfter is { } header) return header.Delta ?? (header.Date is { } until && until > now ? until - now : null);
        if (!response.Headers.TryGetValues("Ratelimit-Reset", out IEnumerable<string>? values)) return null;
        if (!long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out long reset) || reset > int.MaxValue) return null;
        long seconds = reset > SecondsOfAYear ? reset - now.ToUnixTimeSeconds() : reset;
        return seconds > 0 ? TimeSpan.FromSeconds(seconds) : null;
    }
}
