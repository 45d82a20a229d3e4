using System.Globalization;

namespace Kurir.Connectors;

/// <summary>Cookies as a browser keeps them for one session (RFC 6265), in memory only. Safe for several requests at once.</summary>
/// <remarks>Not the framework's container: that one matches paths by prefix, drops dates it cannot read and keeps 20 cookies a host.</remarks>
sealed class CookieJar(TimeProvider time)
{
    const int MostCookies = 200;
    const int LongestCookie = 8192;
    readonly Lock gate = new();
    readonly List<Cookie> cookies = [];

    /// <summary>Takes one <c>Set-Cookie</c> line from a reply of <paramref name="from"/>; what a browser would refuse is ignored.</summary>
    public void Take(Uri from, string line)
    {
        if (line.Length > LongestCookie || Parse(from, line) is not { } cookie) return;
        lock (gate)
        {
            cookies.RemoveAll(known => known.IsSameAs(cookie));
            if (cookie.Expires > time.GetUtcNow()) cookies.Add(cookie);
            if (cookies.Count > MostCookies) cookies.RemoveAt(0);
        }
    }

    /// <summary>The <c>Cookie</c> header for a request; null: none.</summary>
    public string? Header(Uri to)
    {
        string header = string.Join("; ", For(to).Select(cookie => $"{cookie.Name}={cookie.Value}"));
        return header.Length == 0 ? null : header;
    }

    /// <summary>A cookie's value as it would be sent to that address; null: none of that name.</summary>
    public string? Find(Uri to, string name) => For(to).FirstOrDefault(cookie => cookie.Name == name)?.Value;

    /// <summary>All that are kept, to be handed to a browser.</summary>
    public IReadOnlyList<Cookie> All
    {
        get
        {
            lock (gate) return [.. cookies];
        }
    }

    /// <summary>Keeps what a browser has, and nothing else.</summary>
    public void Replace(IEnumerable<Cookie> those)
    {
        lock (gate)
        {
            cookies.Clear();
            cookies.AddRange(those.Take(MostCookies));
        }
    }

    List<Cookie> For(Uri to)
    {
        DateTimeOffset now = time.GetUtcNow();
        lock (gate)
        {
            cookies.RemoveAll(cookie => cookie.Expires <= now);
            return [.. cookies.Where(cookie => cookie.IsFor(to)).OrderByDescending(cookie => cookie.Path.Length)];
        }
    }

    Cookie? Parse(Uri from, string line)
    {
        string[] parts = line.Split(';', StringSplitOptions.TrimEntries);
        (string name, string value) = Pair(parts[0]);
        if (name.Length == 0 || parts[0].Any(char.IsControl)) return null;
        var cookie = new Cookie(name, value, from.Host, HostOnly: true, DefaultPath(from), Secure: false, HttpOnly: false, DateTimeOffset.MaxValue);
        bool hasAge = false;
        foreach (string part in parts.Skip(1))
        {
            (string key, string text) = Pair(part);
            switch (key.ToUpperInvariant())
            {
                case "DOMAIN" when text.Trim('.').Length > 0:
                    string domain = text.TrimStart('.').ToLowerInvariant();
                    if (!Covers(domain, from.Host)) return null;
                    cookie = cookie with { Domain = domain, HostOnly = domain == from.Host };
                    break;
                case "PATH" when text.StartsWith('/'):
                    cookie = cookie with { Path = text };
                    break;
                case "SECURE":
                    cookie = cookie with { Secure = true };
                    break;
                case "HTTPONLY":
                    cookie = cookie with { HttpOnly = true };
                    break;
                case "MAX-AGE" when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long seconds):
                    hasAge = true;
                    cookie = cookie with { Expires = After(seconds) };
                    break;
                case "EXPIRES" when !hasAge && CookieDate.Parse(text) is { } date:
                    cookie = cookie with { Expires = date };
                    break;
            }
        }

        return cookie;
    }

    DateTimeOffset After(long seconds) =>
        seconds <= 0 ? DateTimeOffset.MinValue : time.GetUtcNow().AddSeconds(Math.Min(seconds, 400L * 24 * 3600));

    /// <summary>A domain that is a suffix of the host, and no bare top level.</summary>
    static bool Covers(string domain, string host) =>
        domain == host || (domain.Contains('.') && host.EndsWith("." + domain, StringComparison.Ordinal) && Uri.CheckHostName(host) == UriHostNameType.Dns);

    static string DefaultPath(Uri from) => from.AbsolutePath.LastIndexOf('/') is > 0 and int slash ? from.AbsolutePath[..slash] : "/";

    static (string Name, string Value) Pair(string part)
    {
        int equals = part.IndexOf('=');
        return equals < 0 ? (part.Trim(), "") : (part[..equals].Trim(), part[(equals + 1)..].Trim());
    }

    /// <param name="Expires">The last moment for one of the session.</param>
    public sealed record Cookie(string Name, string Value, string Domain, bool HostOnly, string Path, bool Secure, bool HttpOnly, DateTimeOffset Expires)
    {
        public bool IsSameAs(Cookie other) => Name == other.Name && Domain == other.Domain && Path == other.Path;

        public bool IsFor(Uri to) => IsForHost(to.Host) && IsForPath(to.AbsolutePath) && (!Secure || to.Scheme == Uri.UriSchemeHttps || to.IsLoopback);

        public bool IsForHost(string host) => host == Domain || (!HostOnly && host.EndsWith("." + Domain, StringComparison.Ordinal));

        bool IsForPath(string path) =>
            path == Path || (path.StartsWith(Path, StringComparison.Ordinal) && (Path.EndsWith('/') || path[Path.Length] == '/'));
    }
}
