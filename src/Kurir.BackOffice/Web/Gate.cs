using Microsoft.AspNetCore.Http;

namespace Kurir.BackOffice;

/// <summary>What happens to every request before its own page is looked for.</summary>
sealed class Gate(BackOfficePanel panel)
{
    public async Task Pass(HttpContext http, RequestDelegate next)
    {
        // Noted before the first byte leaves: whoever has the answer also finds it in the log.
        var noted = false;
        http.Response.OnStarting(() => noted ? Task.CompletedTask : Note(http, http.Response.StatusCode));
        try
        {
            if (panel.Options.Latency > TimeSpan.Zero) await Task.Delay(panel.Options.Latency, http.RequestAborted);
            await Enter(http, next);
        }
        catch (OperationCanceledException lost)
            when (lost is ConnectionLost || http.RequestAborted.IsCancellationRequested || panel.Closing.IsCancellationRequested)
        {
            if (!http.Response.HasStarted) await Note(http, 0);
            noted = true;
            http.Abort();
        }
    }

    Task Note(HttpContext http, int status)
    {
        panel.Log(new(http.Request.Method, http.Request.Path, http.Request.QueryString.ToString(), status));
        return Task.CompletedTask;
    }

    async Task Enter(HttpContext http, RequestDelegate next)
    {
        var visit = Visit.Begin(http, panel);
        if (http.Request.Path.StartsWithSegments("/_control", StringComparison.Ordinal)) await next(http);
        else if (panel.Faults.Strikes(KnownFault.Maintenance)) await Maintenance(visit);
        else
        {
            await next(http);
            if (!http.Response.HasStarted && http.Response.StatusCode == 404) await visit.Error(404);
        }
    }

    static Task Maintenance(Visit visit)
    {
        visit.Http.Response.Headers.RetryAfter = "60";
        return visit.Error(503);
    }
}
