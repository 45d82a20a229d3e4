using Google.Apis.Auth.OAuth2;
using Google.Apis.Auth.OAuth2.Responses;
using Google.Apis.Http;
using Google.Apis.Util;

namespace Kurir.Connectors;

/// <summary>Access tokens of a service account: asked for with a signed assertion at the key's own token address, kept until shortly before they end.</summary>
sealed class GoogleTokens
{
    const string Scope = "https://www.googleapis.com/auth/spreadsheets";

    readonly ServiceAccountKey key;
    readonly TimeProvider time;
    readonly ServiceAccountCredential credential;
    readonly Seen seen = new();

    /// <param name="key">Whole and proven.</param>
    /// <param name="handler">Carries the requests; not disposed.</param>
    /// <param name="time">Stands in the assertions.</param>
    public GoogleTokens(ServiceAccountKey key, HttpMessageHandler handler, TimeProvider time)
    {
        (this.key, this.time) = (key, time);
        DelegatingHandler retries = SheetsRetries.Handler(time);
        retries.InnerHandler = new DateWatch(seen) { InnerHandler = handler };
        credential = new ServiceAccountCredential(new ServiceAccountCredential.Initializer(key.ClientEmail, key.TokenUri.AbsoluteUri)
        {
            Scopes = [Scope],
            KeyId = key.PrivateKeyId,
            ProjectId = key.ProjectId,
            HttpClientFactory = new Over(retries),
            Clock = new Clock(time),
            DefaultExponentialBackOffPolicy = ExponentialBackOffPolicy.None,
        }.FromPrivateKey(key.PrivateKey.Reveal()));
    }

    /// <param name="anew">The last one was refused.</param>
    /// <param name="subject">What it is for, for faults.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<string> Token(bool anew, string subject, CancellationToken ct)
    {
        try
        {
            if (anew) await credential.RequestAccessTokenAsync(ct);
            return await credential.GetAccessTokenForRequestAsync(null, ct);
        }
        catch (TokenResponseException refused)
        {
            throw Explain(refused, subject);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested && SheetsFaults.OfFailure(failure, subject) is not null)
        {
            throw SheetsFaults.OfFailure(failure, subject)!;
        }
    }

    Fault Explain(TokenResponseException refused, string subject)
    {
        string said = refused.Error?.ErrorDescription ?? refused.Error?.Error ?? "";
        if (said.Length > 300) said = said[..300] + "…";
        if (refused.Error?.Error is not ("invalid_grant" or "invalid_client" or "unauthorized_client" or "deleted_client" or "disabled_client"))
            return new Fault(
                Stage.Deliver, refused.StatusCode is >= System.Net.HttpStatusCode.InternalServerError or null ? FaultName.ServerError : FaultName.ReplyMalformed, FaultKind.Retry, subject,
                $"The token address {key.TokenUri.Host} answers with an error. {Said(said)}", "Nothing is lost: the next run, or kurir deliver, brings the rows.");
        return IsAboutTime(said)
            ? new Fault(Stage.Deliver, FaultName.ClockWrong, FaultKind.Ask, subject, $"Google refuses the key's signature because of its time.{Skew()} {Said(said)}", "Set this machine's clock (and keep it right: NTP), then run again.")
            : new Fault(
                Stage.Deliver, FaultName.KeyRefused, FaultKind.Ask, subject, $"Google refuses the key of {key.ClientEmail} (fingerprint {key.Fingerprint}). {Said(said)}",
                "The key or the account was deleted or replaced: make a new key for the account and store it, then see: kurir doctor google");
    }

    static bool IsAboutTime(string said) => said.Contains("short-lived", StringComparison.OrdinalIgnoreCase) || said.Contains("timeframe", StringComparison.OrdinalIgnoreCase) || said.Contains("clock", StringComparison.OrdinalIgnoreCase);

    static string Said(string said) => said.Length == 0 ? "" : $"Google says: {said}";

    string Skew()
    {
        if (seen.Date is not { } theirs) return "";
        TimeSpan skew = time.GetUtcNow() - theirs;
        return skew.Duration() < TimeSpan.FromSeconds(30) ? "" : $" This machine's clock is {skew.Duration():d\\.hh\\:mm\\:ss} {(skew > TimeSpan.Zero ? "ahead of" : "behind")} Google's.";
    }

    sealed class Over(HttpMessageHandler handler) : Google.Apis.Http.HttpClientFactory
    {
        protected override HttpMessageHandler CreateHandler(CreateHttpClientArgs args) => handler;
    }

    sealed class Clock(TimeProvider time) : IClock
    {
#pragma warning disable RS0030 // Google's own interface has these names.
        public DateTime Now => time.GetLocalNow().DateTime;

        public DateTime UtcNow => time.GetUtcNow().UtcDateTime;
#pragma warning restore RS0030
    }

    /// <summary>What time it is at the token address.</summary>
    sealed class Seen
    {
        public DateTimeOffset? Date { get; set; }
    }

    sealed class DateWatch(Seen seen) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            seen.Date = response.Headers.Date ?? seen.Date;
            return response;
        }
    }
}
