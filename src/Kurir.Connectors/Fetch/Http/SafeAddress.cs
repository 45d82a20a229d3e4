using System.Text;

namespace Kurir.Connectors;

/// <summary>Addresses as they may be shown and kept: no user info, no fragment, no value that could be a secret.</summary>
static class SafeAddress
{
    static readonly string[] SecretWords =
        ["token", "csrf", "xsrf", "key", "secret", "pass", "sig", "auth", "session", "sid", "jwt", "credential", "nonce", "code", "hash", "expires"];

    /// <summary><c>/user-front</c>.</summary>
    public static string Path(Uri address) => address.AbsolutePath;

    /// <summary>Host and path, where the host is of interest.</summary>
    public static string HostAndPath(Uri address) => address.Authority + address.AbsolutePath;

    public static Uri Of(Uri address)
    {
        var safe = new UriBuilder(address) { UserName = "", Password = "", Fragment = "" };
        safe.Query = Query(address);
        return safe.Uri;
    }

    static string Query(Uri address)
    {
        var query = new StringBuilder();
        foreach (string pair in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = pair.IndexOf('=');
            string name = equals < 0 ? pair : pair[..equals];
            if (query.Length > 0) query.Append('&');
            query.Append(name);
            if (equals >= 0) query.Append('=').Append(IsSecret(name) ? "***" : pair[(equals + 1)..]);
        }

        return query.ToString();
    }

    public static bool IsSecret(string name) => SecretWords.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));
}
