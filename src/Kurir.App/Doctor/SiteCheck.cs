using System.Globalization;

namespace Kurir.App;

/// <summary>Whether each panel answers, its certificate is trusted, and this machine's clock agrees with its.</summary>
sealed class SiteCheck : ICheck
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    // Windows are days of the panel: minutes do not matter, but a clock that is further off asks for the wrong day around midnight.
    static readonly TimeSpan Doubtful = TimeSpan.FromMinutes(2);

    public string Area => "site";

    public async Task<IReadOnlyList<CheckResult>> Look(Patient patient, CancellationToken ct)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Patience };
        var results = new List<CheckResult>();
        foreach (Uri site in patient.Pipelines.Select(pipeline => pipeline.Site.Address).Distinct()) results.AddRange(await Look(http, site, patient.Time, ct));
        return results;
    }

    async Task<IReadOnlyList<CheckResult>> Look(HttpClient http, Uri site, TimeProvider time, CancellationToken ct)
    {
        long start = time.GetTimestamp();
        try
        {
            using HttpResponseMessage reply = await http.GetAsync(site, HttpCompletionOption.ResponseHeadersRead, ct);
            TimeSpan took = time.GetElapsedTime(start);
            return (int)reply.StatusCode < 500
                ? [new CheckResult(Area, site.Authority, CheckState.Pass, string.Create(CultureInfo.InvariantCulture, $"it answers in {took.TotalSeconds:0.00} s")), .. Clock(site, reply.Headers.Date, time)]
                : [new CheckResult(Area, site.Authority, CheckState.Fail, $"it answers with the error {(int)reply.StatusCode}", "Open it in a browser; if people cannot use it either, ask whoever runs it")];
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is OperationCanceledException && !ct.IsCancellationRequested))
        {
            string why = failure is HttpRequestException ? failure.InnerException?.Message ?? failure.Message : $"no answer within {Patience.TotalSeconds:0} seconds";
            return [new CheckResult(Area, site.Authority, CheckState.Fail, $"it cannot be reached: {why}", "See whether this machine may reach it: address, firewall, proxy, DNS, certificate")];
        }
    }

    CheckResult[] Clock(Uri site, DateTimeOffset? theirs, TimeProvider time)
    {
        if (theirs is null || time.GetUtcNow() - theirs.Value is var ahead && ahead.Duration() < Doubtful) return [];
        return
        [
            new CheckResult(
                Area, "clock", CheckState.Warn, $"this machine's clock is {ahead.Duration():d\\.hh\\:mm\\:ss} {(ahead > TimeSpan.Zero ? "ahead of" : "behind")} that of {site.Authority}",
                "Set this machine's clock, and keep it right: NTP"),
        ];
    }
}
