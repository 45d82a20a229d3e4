using Kurir.Connectors;

namespace Kurir.App;

/// <summary>Whether the token address is reached, and this machine's clock agrees with its: Google refuses signatures of another time.</summary>
sealed class GoogleClockCheck : ICheck
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    static readonly TimeSpan Doubtful = TimeSpan.FromSeconds(30);
    static readonly TimeSpan Wrong = TimeSpan.FromMinutes(4);

    public string Area => "google";

    public async Task<IReadOnlyList<CheckResult>> Look(Patient patient, CancellationToken ct)
    {
        if (new GoogleCredentials(patient.Secrets).Look().First?.Reading.Key is not { } key) return [];
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Patience };
        try
        {
            using HttpResponseMessage reply = await http.GetAsync(key.TokenUri, HttpCompletionOption.ResponseHeadersRead, ct);
            return [reply.Headers.Date is { } theirs ? Compared(patient.Time.GetUtcNow() - theirs, key.TokenUri.Host) : Undated(key.TokenUri.Host)];
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is OperationCanceledException && !ct.IsCancellationRequested))
        {
            string why = failure is HttpRequestException ? failure.Message : $"no answer within {Patience.TotalSeconds:0} seconds";
            return [new CheckResult(Area, "clock", CheckState.Fail, $"{key.TokenUri.Host} cannot be reached: {why}", "See whether this machine may reach it: firewall, proxy, DNS")];
        }
    }

    CheckResult Undated(string host) => new(Area, "clock", CheckState.Warn, $"{host} does not say what time it is", $"Compare this machine's clock with another one");

    CheckResult Compared(TimeSpan ahead, string host)
    {
        TimeSpan off = ahead.Duration();
        string seen = off < Doubtful ? $"this machine's clock agrees with that of {host}" : $"this machine's clock is {off:d\\.hh\\:mm\\:ss} {(ahead > TimeSpan.Zero ? "ahead of" : "behind")} that of {host}";
        CheckState state = off < Doubtful ? CheckState.Pass : off < Wrong ? CheckState.Warn : CheckState.Fail;
        return new CheckResult(Area, "clock", state, seen, state == CheckState.Pass ? null : "Set this machine's clock, and keep it right: NTP");
    }
}
