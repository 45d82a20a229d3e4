using System.Globalization;

namespace Kurir.BackOffice;

/// <summary>How answers travel, and what faults do to them on the way.</summary>
static class Transport
{
    /// <summary>Lets faults answer instead; returns whether one did.</summary>
    public static async Task<bool> Disturbs(Visit visit, BackOfficeExport export)
    {
        bool On(BackOfficeFault fault) => visit.Faults.Strikes(fault, export);
        if (On(KnownFault.Slow)) await Wait(visit, visit.Faults.SlowBy);
        if (On(KnownFault.Hang)) await Wait(visit, Timeout.InfiniteTimeSpan);
        if (On(KnownFault.ConnectionReset)) throw new ConnectionLost();
        var answer = On(KnownFault.PageMoved) ? visit.Error(404)
            : On(KnownFault.ServerError) ? visit.Error(500)
            : On(KnownFault.ErrorPage200) ? visit.Html(ErrorPages.Server)
            : On(KnownFault.GatewayTimeout) ? visit.Error(504)
            : On(KnownFault.Busy) ? Busy(visit)
            : On(KnownFault.RedirectLoop) ? visit.Redirect(visit.Http.Request.Path + visit.Http.Request.QueryString.ToString())
            : null;
        if (answer is not null) await answer;
        return answer is not null;
    }

    public static Task Busy(Visit visit)
    {
        visit.Http.Response.Headers.RetryAfter = ((int)Math.Ceiling(visit.Faults.RetryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return visit.Error(429);
    }

    static async Task Wait(Visit visit, TimeSpan time)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(visit.Gone, visit.Panel.Closing);
        await Task.Delay(time, either.Token);
    }

    public static async Task Send(Visit visit, BackOfficeExport export, Download file)
    {
        if (visit.Faults.Strikes(KnownFault.WrongType, export))
            file = file with { ContentType = "text/html; charset=UTF-8", FileName = "laporan.doc" };
        var response = visit.Http.Response;
        response.ContentType = file.ContentType;
        if (!visit.Faults.Strikes(KnownFault.Chunked, export)) response.ContentLength = file.Bytes.Length;
        response.Headers.CacheControl = "no-cache, private";
        response.Headers.ContentDisposition = $"attachment; filename=\"{file.FileName}\"";
        if (visit.Http.Request.Method == "HEAD") return;
        if (visit.Faults.Strikes(KnownFault.ShortBody, export)) await Half(visit, file.Bytes);
        else if (visit.Faults.Strikes(KnownFault.Drip, export)) await Drip(visit, file.Bytes);
        else await response.Body.WriteAsync(file.Bytes, visit.Gone);
    }

    static async Task Half(Visit visit, byte[] bytes)
    {
        await visit.Http.Response.Body.WriteAsync(bytes.AsMemory(0, bytes.Length / 2), visit.Gone);
        await visit.Http.Response.Body.FlushAsync(visit.Gone);
    }

    static async Task Drip(Visit visit, byte[] bytes)
    {
        for (var at = 0; at < bytes.Length; at += 16)
        {
            await visit.Http.Response.Body.WriteAsync(bytes.AsMemory(at, Math.Min(16, bytes.Length - at)), visit.Gone);
            await visit.Http.Response.Body.FlushAsync(visit.Gone);
            await Wait(visit, TimeSpan.FromSeconds(1));
        }
    }
}

/// <summary>The answer is that there is none; <see cref="Gate"/> resets the connection.</summary>
sealed class ConnectionLost() : OperationCanceledException("The connection is cut on purpose.");
