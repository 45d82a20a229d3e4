namespace Kurir.Connectors;

/// <summary>One thing to ask of a panel. The body is held in memory, so that a redirect that keeps the method can send it again.</summary>
sealed record Request
{
    public const string Pages = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    public const string Json = "application/json, text/plain, */*";

    public required Uri Address { get; init; }

    public HttpMethod Method { get; init; } = HttpMethod.Get;

    /// <summary>The page that leads here.</summary>
    public Uri? Referer { get; init; }

    public byte[]? Body { get; init; }

    public string? BodyType { get; init; }

    public string Accept { get; init; } = Pages;

    /// <summary>As a page's script would ask: with the headers that frameworks look for, and the token of the <c>XSRF-TOKEN</c> cookie.</summary>
    public bool IsScripted { get; init; }

    /// <summary>Further headers, sent to the site's own origin alone.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public Stage Stage { get; init; } = Stage.Fetch;

    /// <summary>The largest body accepted, in bytes after decompression.</summary>
    public long MostBytes { get; init; } = 200_000_000;

    /// <summary>What was asked for, as a person would name it.</summary>
    public string Subject => SafeAddress.Path(Address);

    /// <summary>What a browser asks next: POST becomes GET on 301, 302 and 303, and stays on 307 and 308.</summary>
    public Request Redirected(int status, Uri to) => status is 307 or 308 || Method == HttpMethod.Get
        ? this with { Address = to }
        : this with { Address = to, Method = HttpMethod.Get, Body = null, BodyType = null };
}
