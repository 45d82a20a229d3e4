using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Kurir.Google;

/// <summary>The stand-in on loopback, for the real executable.</summary>
public sealed class GoogleHost : IAsyncDisposable
{
    readonly WebApplication app;

    GoogleHost(GoogleStandIn google)
    {
        Google = google;
        app = Build();
    }

    public GoogleStandIn Google { get; }

    /// <summary>For KURIR_GOOGLE_SHEETS_URL.</summary>
    public Uri Address => new(app.Urls.First());

    /// <summary>For the key's token_uri.</summary>
    public string TokenUri => new Uri(Address, "token").ToString();

    /// <summary>Told when a <see cref="Disturbance.Kill"/> strikes: the caller's process is to be ended now. Null: the connection just stays silent.</summary>
    public Action? Struck { get; set; }

    public static async Task<GoogleHost> Start(GoogleStandIn? google = null, CancellationToken ct = default)
    {
        var host = new GoogleHost(google ?? new GoogleStandIn());
        await host.app.StartAsync(ct);
        (host.Google.TokenUri, host.Google.Address) = (host.TokenUri, host.Address.ToString());
        return host;
    }

    WebApplication Build()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 256 << 20;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.MaxRequestLineSize = 1 << 20;
            kestrel.Limits.MaxRequestBufferSize = 2 << 20;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        builder.Services.AddSingleton<IHostLifetime, GuestLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        WebApplication built = builder.Build();
        built.Run(On);
        return built;
    }

    async Task On(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        string address = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var request = new GoogleRequest(context.Request.Method, address, context.Request.Headers.Authorization, context.Request.ContentType, body.ToArray());
        try
        {
            await Send(context, await Google.Answer(request, context.RequestAborted));
        }
        catch (Killed)
        {
            // Whoever listens kills the caller, who hears nothing more.
            Struck?.Invoke();
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    static async Task Send(HttpContext context, GoogleAnswer answer)
    {
        if (answer.Ends == Ending.Cut)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        context.Response.ContentLength = answer.Body.Length;
        foreach (var (name, value) in answer.Headers) context.Response.Headers[name] = value;
        await context.Response.Body.WriteAsync(answer.Ends == Ending.Half ? answer.Body.AsMemory(0, answer.Body.Length / 2) : answer.Body, context.RequestAborted);
        if (answer.Ends != Ending.Half) return;
        await context.Response.Body.FlushAsync(context.RequestAborted);
        context.Abort();
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
    }

    /// <summary>The usual lifetime takes Ctrl-C for itself; this is a guest in its process.</summary>
    sealed class GuestLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken ct) => Task.CompletedTask;

        public Task StopAsync(CancellationToken ct) => Task.CompletedTask;
    }
}
