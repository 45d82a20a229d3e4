using System.Net.Sockets;
using System.Security.Authentication;

namespace Kurir.Connectors;

/// <summary>What the network did wrong, by name.</summary>
static class TransportFaults
{
    /// <summary>Whether an exception is the network's or the server's doing.</summary>
    public static bool Explains(Exception broken) =>
        broken is HttpRequestException or IOException or SocketException or AuthenticationException or InvalidDataException;

    /// <summary>Asking failed before the reply's head was there.</summary>
    public static Fault Asking(Request request, Exception broken)
    {
        string host = request.Address.Authority;
        HttpRequestError error = (broken as HttpRequestException)?.HttpRequestError ?? HttpRequestError.Unknown;
        if (broken.InnerException is AuthenticationException || broken is AuthenticationException)
            return new(request.Stage, FaultName.TlsUntrusted, FaultKind.Stop, host,
                $"the certificate of {host} is not trusted: {Innermost(broken)}",
                "Ask whoever runs the panel to renew or complete its certificate, or correct the address under site.", broken);
        return error switch
        {
            HttpRequestError.NameResolutionError => Unreachable(request, $"no address is known for the name {request.Address.Host}", broken),
            HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded => Malformed(request, $"the reply is not HTTP as it should be: {broken.Message}", broken),
            HttpRequestError.ResponseEnded => Unreachable(request, "the connection was closed before a reply came", broken),
            _ => Unreachable(request, $"no connection: {Innermost(broken)}", broken),
        };
    }

    /// <summary>The reply's body broke off or could not be unpacked.</summary>
    public static Fault Receiving(Request request, long received, Exception broken) => broken is InvalidDataException
        ? Malformed(request, "the reply says that it is compressed, but it cannot be unpacked", broken)
        : new(request.Stage, FaultName.DownloadCut, FaultKind.Retry, request.Subject,
            $"the reply broke off after {received:N0} bytes", "Run again; if it happens each time, ask for fewer days at once.", broken);

    /// <summary>The connection could not be made in time, or a body stood still.</summary>
    public static Fault TooSlow(Request request, Exception broken) => new(
        request.Stage, FaultName.TimedOut, FaultKind.Retry, request.Subject, $"{request.Address.Authority} did not answer in time", "Run again later.", broken);

    public static Fault TooLarge(Request request, long most) => new(
        request.Stage, FaultName.DownloadTooLarge, FaultKind.Stop, request.Subject,
        $"the reply is larger than {most:N0} bytes", "Ask for fewer days at once, or raise max_size of the export.");

    public static Fault TooManyRedirects(Request request, Uri last, int hops) => new(
        request.Stage, FaultName.TooManyRedirects, FaultKind.Stop, request.Subject,
        $"the panel redirected {hops} times, last to {SafeAddress.HostAndPath(last)}",
        "Open the page in a browser while signed in; if it loops there too, the panel is at fault.");

    /// <summary>Another export signed in while this request was under way; where it would be led now belongs to neither session.</summary>
    public static Fault Outdated(Request request) => new(
        request.Stage, FaultName.SessionOver, FaultKind.Retry, request.Subject, "the session was renewed while the panel answered", "Run again.");

    public static Fault WrongRedirect(Request request, Uri to, string why) => new(
        request.Stage, FaultName.PageChanged, FaultKind.Stop, request.Subject,
        $"the panel redirected to {to.Scheme}://{SafeAddress.HostAndPath(to)}, {why}", "Correct the address under site, or tell whoever runs the panel.");

    public static Fault Malformed(Request request, string cause, Exception? broken = null) => new(
        request.Stage, FaultName.ReplyMalformed, FaultKind.Stop, request.Subject, cause, "Tell whoever runs the panel; nothing was read from this reply.", broken);

    static Fault Unreachable(Request request, string cause, Exception broken) => new(
        request.Stage, FaultName.Unreachable, FaultKind.Retry, request.Address.Authority, cause,
        "Check that the panel opens in a browser on this machine, and the address under site.", broken);

    static string Innermost(Exception broken)
    {
        while (broken.InnerException is { } inner) broken = inner;
        return broken.Message.TrimEnd('.');
    }
}
