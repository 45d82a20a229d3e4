using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Polly.Timeout;

namespace Kurir.Connectors;

/// <summary>What the Sheets API's refusals mean. No exception behind a call is kept that could hold its address or header.</summary>
static class SheetsFaults
{
    const string NextRun = "Nothing is lost: the next run, or kurir deliver, brings the rows.";

    public static Fault OfReply(HttpStatusCode status, string body, TimeSpan? pause, bool writes, string account, string subject)
    {
        GoogleError? error = GoogleError.Parse(body);
        string said = error is { Message.Length: > 0 } ? $"Google says: {error.Message}" : $"Google answers {(int)status} without saying why{(body.TrimStart().StartsWith('<') ? " (a page of HTML)" : "")}.";
        return status switch
        {
            HttpStatusCode.BadRequest => OfRequest(error, said, subject),
            HttpStatusCode.Unauthorized => Of(FaultName.KeyRefused, FaultKind.Ask, subject, $"Google does not accept the token of {account}, twice. {said}", "See that the service account still exists and its key is not deleted: kurir doctor google"),
            HttpStatusCode.Forbidden => Denied(error, said, writes, account, subject),
            HttpStatusCode.NotFound => Of(FaultName.DestinationNotFound, FaultKind.Ask, subject, "There is no spreadsheet of this id.", "Copy the address of the spreadsheet from the browser into the pipeline, under sheet:."),
            HttpStatusCode.TooManyRequests => new Fault(
                Stage.Deliver, FaultName.TooManyRequests, FaultKind.Retry, subject, $"The quota of {account} is used up. {said}", NextRun)
            { RetryAfter = pause },
            >= HttpStatusCode.InternalServerError => Of(FaultName.ServerError, FaultKind.Retry, subject, $"Google Sheets has an error ({(int)status}). {said}", NextRun),
            _ => Of(FaultName.ReplyMalformed, FaultKind.Stop, subject, $"Google Sheets answers {(int)status}, which it never should. {said}", "See what stands between this machine and sheets.googleapis.com (a proxy, KURIR_GOOGLE_SHEETS_URL)."),
        };
    }

    /// <returns>Null: it was no failure of the network.</returns>
    public static Fault? OfFailure(Exception failure, string subject) => failure switch
    {
        TimeoutRejectedException or OperationCanceledException or TimeoutException => Of(FaultName.TimedOut, FaultKind.Retry, subject, "Google Sheets did not answer in time.", NextRun),
        HttpRequestException { InnerException: AuthenticationException } =>
            Of(FaultName.TlsUntrusted, FaultKind.Ask, subject, "The certificate of the Sheets address is not trusted.", "See that this machine's clock and certificates are right, and what KURIR_GOOGLE_SHEETS_URL names."),
        HttpRequestException or SocketException or IOException => Of(FaultName.Unreachable, FaultKind.Retry, subject, "Google Sheets cannot be reached, or the connection broke.", $"See that this machine reaches sheets.googleapis.com. {NextRun}"),
        _ => null,
    };

    public static Fault Cut(string subject) => Of(FaultName.DownloadCut, FaultKind.Retry, subject, "The reply of Google Sheets broke off.", NextRun);

    public static Fault Malformed(InvalidDataException why, string subject) =>
        Of(FaultName.ReplyMalformed, FaultKind.Retry, subject, $"The reply of Google Sheets is not as it should be: {why.Message}.", $"See what stands between this machine and sheets.googleapis.com. {NextRun}");

    /// <summary>People worked on the sheet between our reading and our writing.</summary>
    public static Fault Moved(string subject, string seen) => Of(FaultName.DestinationChanged, FaultKind.Retry, subject, $"The sheet was changed while it was being delivered to: {seen}.", NextRun);

    static Fault OfRequest(GoogleError? error, string said, string subject)
    {
        string message = error?.Message ?? "";
        if (Says(message, "number of cells")) return Of(FaultName.DestinationFull, FaultKind.Stop, subject, said, "Delete unused rows, columns or tabs there, or deliver into another spreadsheet.");
        if (Says(message, "protected")) return Of(FaultName.DestinationDenied, FaultKind.Ask, subject, $"A protected range there does not let us write. {said}", "Add the service account to those who may edit that range (Data, Protect sheets and ranges), or remove the protection.");
        if (Says(message, "grid limits") || Says(message, "No grid with id") || Says(message, "No sheet with id") || Says(message, "already exists") || Says(message, "beyond the last"))
            return Moved(subject, said);
        if (Says(message, "not supported for this document"))
            return Of(FaultName.DestinationUnreadable, FaultKind.Ask, subject, "The file is no Google spreadsheet but another one in Drive, an Excel file perhaps.", "Open it there, save it as Google Sheets (File menu), and put the new one's address into the pipeline.");
        return Of(FaultName.DestinationDenied, FaultKind.Stop, subject, $"Google Sheets refuses the call. {said}", "Report what Google says.");
    }

    static Fault Denied(GoogleError? error, string said, bool writes, string account, string subject)
    {
        if (error is not null && (error.Reason is "SERVICE_DISABLED" || Says(error.Message, "has not been used in project") || Says(error.Message, "is disabled")))
        {
            string at = error.Detail("ErrorInfo", "activationUrl") ?? error.Detail("Help", "url") ?? "https://console.cloud.google.com/apis/library/sheets.googleapis.com";
            return Of(FaultName.ApiDisabled, FaultKind.Ask, subject, $"The Google Sheets API is not switched on in the project of {account}.", $"Switch it on at {Safe(at)}, wait some minutes, and run again.");
        }

        if (error?.Reason is "ACCESS_TOKEN_SCOPE_INSUFFICIENT" || (error is not null && Says(error.Message, "insufficient authentication scopes")))
            return Of(FaultName.KeyRefused, FaultKind.Ask, subject, $"The token of {account} may not touch spreadsheets. {said}", "Use the key of a service account, not another sort of credential.");
        return writes
            ? Of(FaultName.NotShared, FaultKind.Ask, subject, $"{account} may read the spreadsheet but not change it.", $"Share it with {account} as Editor (Share, at the top right of the spreadsheet).")
            : Of(FaultName.NotShared, FaultKind.Ask, subject, $"The spreadsheet is not shared with {account}.", $"Share it with {account} as Editor (Share, at the top right of the spreadsheet).");
    }

    // An address out of a reply is shown only if it is Google's.
    static string Safe(string address) => Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && uri is { Scheme: "https" } && (uri.Host == "google.com" || uri.Host.EndsWith(".google.com", StringComparison.Ordinal) || uri.Host.EndsWith(".googleapis.com", StringComparison.Ordinal))
        ? uri.AbsoluteUri
        : "https://console.cloud.google.com/apis/library/sheets.googleapis.com";

    static bool Says(string message, string words) => message.Contains(words, StringComparison.OrdinalIgnoreCase);

    static Fault Of(FaultName name, FaultKind kind, string subject, string cause, string remedy) => new(Stage.Deliver, name, kind, subject, cause, remedy);
}
