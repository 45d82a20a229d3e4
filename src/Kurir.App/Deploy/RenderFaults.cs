using System.Net;
using System.Security.Authentication;

namespace Kurir.App;

/// <summary>What Render's refusals mean. No exception behind a call is kept that could hold its header.</summary>
static class RenderFaults
{
    const string Again = "Run it again: what was done is found, and only the rest is done.";
    const string Rights = "Make a key that may (Render's dashboard, Account Settings, API Keys), then run: kurir secret set render/api_key";

    public static Fault OfReply(HttpStatusCode status, string said, TimeSpan? pause, string subject) => (int)status switch
    {
        400 or 406 or 422 => Of(FaultName.ConfigurationInvalid, FaultKind.Stop, subject, $"Render refuses the call. {said}", "Correct what Render names, then run it again"),
        401 => Of(FaultName.KeyRefused, FaultKind.Ask, subject, $"Render does not accept the API key. {said}", Rights),
        402 => Of(FaultName.AccessDenied, FaultKind.Ask, subject, $"Render asks for payment first. {said}", "Add a payment method to the workspace in Render's dashboard, under Billing"),
        403 => Of(FaultName.AccessDenied, FaultKind.Ask, subject, $"The API key may not do this. {said}", Rights),
        404 or 410 => Of(FaultName.DestinationNotFound, FaultKind.Ask, subject, $"Render knows nothing under this name or id. {said}", "Look at its name in Render's dashboard, and give it with --service"),
        409 => Of(FaultName.BusyElsewhere, FaultKind.Retry, subject, $"Something else is being done to the service. {said}", Again),
        429 => new Fault(Stage.Configure, FaultName.TooManyRequests, FaultKind.Retry, subject, $"Render's limit of calls is used up. {said}", $"Wait {Words(pause)}. {Again}") { RetryAfter = pause },
        >= 500 => Of(FaultName.ServerError, FaultKind.Retry, subject, $"Render has an error ({(int)status}). {said}", Again),
        _ => Of(FaultName.ReplyMalformed, FaultKind.Stop, subject, $"Render answers {(int)status}, which it never should. {said}", "See what stands between this machine and api.render.com (a proxy, KURIR_RENDER_URL)."),
    };

    /// <returns>Null: it was no failure of the network.</returns>
    public static Fault? OfFailure(Exception failure, string subject) => failure switch
    {
        OperationCanceledException or TimeoutException => Of(FaultName.TimedOut, FaultKind.Retry, subject, "Render did not answer in time.", Again),
        HttpRequestException { InnerException: AuthenticationException } =>
            Of(FaultName.TlsUntrusted, FaultKind.Ask, subject, "The certificate of Render's address is not trusted.", "See that this machine's clock and certificates are right, and what KURIR_RENDER_URL names."),
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => Malformed("it is larger than any that is asked for", subject),
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } => Cut(subject),
        HttpRequestException => Of(FaultName.Unreachable, FaultKind.Retry, subject, "Render cannot be reached, or the connection broke.", $"See that this machine reaches api.render.com. {Again}"),
        IOException => Cut(subject),
        _ => null,
    };

    public static Fault Malformed(string why, string subject) =>
        Of(FaultName.ReplyMalformed, FaultKind.Retry, subject, $"Render's reply is not as it should be: {why}.", $"See what stands between this machine and api.render.com. {Again}");

    public static Fault Refused(string subject, string cause, string remedy) => Of(FaultName.ConfigurationInvalid, FaultKind.Stop, subject, cause, remedy);

    public static Fault Of(FaultName name, FaultKind kind, string subject, string cause, string remedy) => new(Stage.Configure, name, kind, subject, cause, remedy);

    static Fault Cut(string subject) => Of(FaultName.DownloadCut, FaultKind.Retry, subject, "Render's reply broke off.", Again);

    static string Words(TimeSpan? pause) => pause is { } known ? $"{Math.Ceiling(known.TotalMinutes)} min" : "some minutes";
}
