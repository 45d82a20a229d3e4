using System.Net;
using System.Net.Http.Headers;

namespace Kurir.Connectors;

/// <summary>Asks one site as a browser would: cookies, redirects, referer, language, packed replies, at most so many requests at once.</summary>
/// <remarks>Credentials go to the site's own origin and to no other. Plain http is spoken on this machine only.</remarks>
sealed class Wire : IDisposable
{
    const int MostRedirects = 20;
    static readonly string OwnName = $"Mozilla/5.0 (compatible; Kurir/{typeof(Wire).Assembly.GetName().Version!.ToString(2)})";
    readonly Site site;
    readonly TimeProvider time;
    readonly HttpMessageInvoker invoker;
    readonly SemaphoreSlim slots;
    int session;

    public Wire(Site site, TimeProvider time)
    {
        this.site = site;
        this.time = time;
        Cookies = new CookieJar(time);
        slots = new SemaphoreSlim(Math.Max(1, site.Parallel));
        invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, // by hand, to keep cookies, credentials and the number of hops in view
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseProxy = !site.Address.IsLoopback,
            ConnectTimeout = TimeSpan.FromSeconds(20),
            ResponseDrainTimeout = TimeSpan.FromSeconds(1),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        });
    }

    public Site Site => site;

    public CookieJar Cookies { get; }

    /// <summary>What it calls itself, in the browser too: panels end a session that changes it.</summary>
    public string UserAgent { get; set; } = OwnName;

    /// <summary>Sent with each request to the site's own origin; null: none.</summary>
    public (string Name, string Value)? Credential { get; set; }

    /// <summary>From now on a new session: cookies in replies to what was asked before are not taken, they would end it again.</summary>
    public void BeginSession() => Interlocked.Increment(ref session);

    /// <summary>Which session it is.</summary>
    public int Session => Volatile.Read(ref session);

    public bool IsOwn(Uri address) => SameOrigin(address, site.Address);

    public static bool SameOrigin(Uri a, Uri b) => a.Scheme == b.Scheme && a.Authority == b.Authority;

    /// <summary>Asks, follows redirects, and gives the last reply whatever its status. It holds one of the slots until it is disposed.</summary>
    public Task<Reply> Send(Request request, CancellationToken ct) => Send(request, Session, ct);

    /// <param name="during">The session in which it is asked.</param>
    public async Task<Reply> Send(Request request, int during, CancellationToken ct)
    {
        await slots.WaitAsync(ct);
        try
        {
            return await Follow(request, during, ct);
        }
        catch
        {
            slots.Release();
            throw;
        }
    }

    async Task<Reply> Follow(Request first, int during, CancellationToken ct)
    {
        Request request = first with { Address = Allowed(first, first.Address) };
        for (int hops = 0; hops <= MostRedirects; hops++)
        {
            Asking? asking = Trail.Now?.Ask(request.Method.Method, request.Address, time.GetUtcNow());
            HttpResponseMessage response = await Exchange(request, asking, ct);
            if (during == Session) TakeCookies(request.Address, response);
            if (Target(request, response) is not { } target) return new Reply(response, request, first.Address, hops > 0, slots) { Asking = asking };
            int status = (int)response.StatusCode;
            response.Dispose();
            if (during != Session) throw TransportFaults.Outdated(request);
            Request next = request.Redirected(status, Allowed(request, target));
            if (next.Body is not null && !SameOrigin(next.Address, request.Address))
                throw TransportFaults.WrongRedirect(request, next.Address, "which would send the form's content to another host");
            request = next with { Referer = next.Referer ?? request.Address };
        }

        throw TransportFaults.TooManyRedirects(first, request.Address, MostRedirects);
    }

    async Task<HttpResponseMessage> Exchange(Request request, Asking? asking, CancellationToken ct)
    {
        using HttpRequestMessage message = Message(request);
        try
        {
            long start = time.GetTimestamp();
            HttpResponseMessage response = await invoker.SendAsync(message, ct);
            if (asking is not null) (asking.Status, asking.Took, asking.Bytes) = ((int)response.StatusCode, time.GetElapsedTime(start), response.Content.Headers.ContentLength);
            return response;
        }
        catch (OperationCanceledException slow) when (!ct.IsCancellationRequested)
        {
            throw TransportFaults.TooSlow(request, slow);
        }
        catch (Exception broken) when (TransportFaults.Explains(broken))
        {
            throw TransportFaults.Asking(request, broken);
        }
    }

    HttpRequestMessage Message(Request request)
    {
        var message = new HttpRequestMessage(request.Method, request.Address)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Content = request.Body is null ? null : new ByteArrayContent(request.Body),
        };
        if (message.Content is { } content) content.Headers.ContentType = MediaTypeHeaderValue.Parse(request.BodyType!);
        foreach ((string name, string? value) in Headers(request))
            if (value is not null) message.Headers.TryAddWithoutValidation(name, value);
        return message;
    }

    IEnumerable<(string Name, string? Value)> Headers(Request request)
    {
        Uri to = request.Address;
        yield return ("User-Agent", UserAgent);
        yield return ("Accept", request.Accept);
        yield return ("Accept-Language", site.Language == "id" ? "id-ID,id;q=0.9,en;q=0.8" : "en-US,en;q=0.9");
        yield return ("Accept-Encoding", Unpacked.Accepted);
        yield return ("Cookie", Cookies.Header(to));
        yield return ("Referer", Referer(request));
        if (request.Method != HttpMethod.Get) yield return ("Origin", Origin(request.Referer ?? to));
        if (!IsOwn(to)) yield break;
        if (Credential is { } credential) yield return credential;
        if (request.IsScripted) yield return ("X-Requested-With", "XMLHttpRequest");
        if (request.IsScripted && Cookies.Find(to, "XSRF-TOKEN") is { } token) yield return ("X-XSRF-TOKEN", Uri.UnescapeDataString(token));
        foreach ((string name, string value) in request.Headers) yield return (name, value);
    }

    /// <summary>Tells the trail what of this session must not be stored.</summary>
    public void Confide(Trail trail)
    {
        foreach (CookieJar.Cookie cookie in Cookies.All.Where(cookie => cookie.Value.Length >= 8)) trail.Hide(cookie.Value);
        if (Credential is { } credential) trail.Hide(credential.Value.Split(' ')[^1]);
    }

    /// <summary>The whole address within an origin, the origin alone to another.</summary>
    static string? Referer(Request request) => request.Referer is not { } from ? null
        : SameOrigin(from, request.Address) ? from.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped)
        : Origin(from) + "/";

    static string Origin(Uri address) => address.GetLeftPart(UriPartial.Authority);

    void TakeCookies(Uri from, HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Set-Cookie", out IEnumerable<string>? lines)) return;
        foreach (string line in lines) Cookies.Take(from, line);
    }

    static Uri? Target(Request request, HttpResponseMessage response)
    {
        if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308)) return null;
        if (!response.Headers.TryGetValues("Location", out IEnumerable<string>? values)) return null;
        if (Uri.TryCreate(request.Address, values.First(), out Uri? target)) return target;
        throw TransportFaults.Malformed(request, "the panel redirected to something that is no address");
    }

    /// <summary>The address itself, or with TLS where the panel behind a proxy forgot to say so.</summary>
    Uri Allowed(Request request, Uri address)
    {
        if (address.Scheme == Uri.UriSchemeHttps) return address;
        if (address.Scheme != Uri.UriSchemeHttp) throw TransportFaults.WrongRedirect(request, address, "which is no web address");
        if (address.IsLoopback && site.Address.IsLoopback) return address;
        if (address.Host == site.Address.Host && address.IsDefaultPort) return new UriBuilder(address) { Scheme = Uri.UriSchemeHttps, Port = -1 }.Uri;
        throw TransportFaults.WrongRedirect(request, address, "which has no TLS");
    }

    public void Dispose()
    {
        invoker.Dispose();
        slots.Dispose();
    }
}
