using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kurir.Google;

/// <summary>OAuth for service accounts: assertions against tokens that expire.</summary>
public sealed class TokenDesk(TimeProvider time)
{
    const string Grant = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    const string Own = "https://oauth2.googleapis.com/token";
    const string Sheets = "https://www.googleapis.com/auth/spreadsheets", ReadOnly = "https://www.googleapis.com/auth/spreadsheets.readonly";

    static readonly string[] Known = [Sheets, ReadOnly, "https://www.googleapis.com/auth/drive", "https://www.googleapis.com/auth/drive.file", "https://www.googleapis.com/auth/drive.readonly"];

    readonly Lock gate = new();
    readonly Dictionary<string, ServiceAccount> accounts = [];
    readonly Dictionary<string, (string Email, string[] Scopes, DateTimeOffset Until)> tokens = [];

    /// <value>One hour, as Google's.</value>
    public TimeSpan Life { get; set; } = TimeSpan.FromHours(1);

    /// <value>Five minutes: an assertion from a clock that goes ahead of ours by more is refused.</value>
    public TimeSpan Skew { get; set; } = TimeSpan.FromMinutes(5);

    /// <value>How many tokens were given out.</value>
    public int Issued { get; private set; }

    /// <summary>A key that counts from now on; an older one of the same address no longer does.</summary>
    public void Add(ServiceAccount account)
    {
        lock (gate) accounts[account.Email] = account;
    }

    /// <summary>The account is deleted.</summary>
    public void Remove(string email)
    {
        lock (gate) accounts.Remove(email);
    }

    /// <summary>All tokens end now.</summary>
    public void ExpireAll()
    {
        lock (gate) tokens.Clear();
    }

    internal GoogleAnswer Answer(GoogleRequest request, string tokenUri)
    {
        lock (gate) return Give(request, tokenUri);
    }

    GoogleAnswer Give(GoogleRequest request, string tokenUri)
    {
        if (request.Verb != "POST") return GoogleAnswer.Html(405, "Method Not Allowed");
        if (request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true) return Refused("invalid_request", "Bad Request");
        Dictionary<string, string> form = Form(Encoding.UTF8.GetString(request.Body));
        if (form.GetValueOrDefault("grant_type") != Grant) return Refused("unsupported_grant_type", $"Invalid grant_type: {form.GetValueOrDefault("grant_type")}");
        if (form.GetValueOrDefault("assertion") is not { } text || Assertion.Parse(text) is not { } assertion) return Refused("invalid_grant", "Bad Request");
        return Problem(assertion, tokenUri) ?? Issue(assertion);
    }

    GoogleAnswer? Problem(Assertion assertion, string tokenUri)
    {
        if (assertion.Claim("iss") is not { } issuer || !accounts.TryGetValue(issuer, out ServiceAccount? account)) return Refused("invalid_grant", "Invalid grant: account not found");
        if (!assertion.IsSignedBy(account)) return Refused("invalid_grant", "Invalid JWT Signature.");
        // Google's own libraries name its own address whatever the key's token_uri says, and a gateway that hands the assertion on needs just that.
        if (assertion.Claim("aud") is var audience && audience != tokenUri && audience != Own) return Refused("invalid_grant", "Invalid JWT: Failed audience check.");
        if (!IsTimely(assertion))
            return Refused("invalid_grant", "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.");
        if (Scopes(assertion) is not { Length: > 0 } scopes) return Refused("invalid_scope", "Empty or missing scope not allowed.");
        return scopes.Except(Known).Any() ? Refused("invalid_scope", "Invalid OAuth scope or ID token audience provided.") : null;
    }

    bool IsTimely(Assertion assertion)
    {
        long now = time.GetUtcNow().ToUnixTimeSeconds();
        return assertion.Seconds("iat") is { } from && assertion.Seconds("exp") is { } until
            && until > from && until - from <= 3600 && from <= now + (long)Skew.TotalSeconds && until > now;
    }

    static string[] Scopes(Assertion assertion) => assertion.Claim("scope")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    GoogleAnswer Issue(Assertion assertion)
    {
        string token = "ya29.c." + RandomNumberGenerator.GetHexString(64, lowercase: true);
        tokens[token] = (assertion.Claim("iss")!, Scopes(assertion), time.GetUtcNow() + Life);
        Issued++;
        return GoogleAnswer.Json(200, JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["access_token"] = token, ["expires_in"] = (int)Life.TotalSeconds - 1, ["token_type"] = "Bearer" }));
    }

    static GoogleAnswer Refused(string error, string description) =>
        GoogleAnswer.Json(error == "invalid_client" ? 401 : 400, JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["error"] = error, ["error_description"] = description }));

    static Dictionary<string, string> Form(string text)
    {
        Dictionary<string, string> form = [];
        foreach (string pair in text.Split('&'))
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0) form[WebUtility.UrlDecode(pair[..equals])] = WebUtility.UrlDecode(pair[(equals + 1)..]);
        }

        return form;
    }

    /// <summary>Whose a request is.</summary>
    /// <param name="audience">Of tokens that callers sign themselves.</param>
    /// <exception cref="Refusal">401 without a valid token, 403 where its scopes do not reach.</exception>
    internal string Caller(string? authorization, CallKind kind, string audience)
    {
        if (authorization?.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) != true)
            throw new Refusal(401, "UNAUTHENTICATED",
                "Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.");
        string token = authorization["Bearer ".Length..].Trim();
        lock (gate)
        {
            var (email, scopes) = tokens.TryGetValue(token, out var known) && known.Until > time.GetUtcNow() && accounts.ContainsKey(known.Email)
                ? (known.Email, known.Scopes) : SelfSigned(token, audience) ?? throw new Refusal(401, "UNAUTHENTICATED",
                    "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.");
            bool reaches = kind == CallKind.Read ? scopes.Length > 0 : scopes.Any(scope => !scope.EndsWith(".readonly", StringComparison.Ordinal));
            return reaches ? email : throw new Refusal(403, "PERMISSION_DENIED", "Request had insufficient authentication scopes.",
                [Refusal.Info("ACCESS_TOKEN_SCOPE_INSUFFICIENT", new JsonObject { ["service"] = "sheets.googleapis.com" })]);
        }
    }

    (string Email, string[] Scopes)? SelfSigned(string token, string audience)
    {
        if (Assertion.Parse(token) is not { } assertion || assertion.Claim("iss") is not { } issuer || !accounts.TryGetValue(issuer, out ServiceAccount? account)) return null;
        bool isFor = assertion.Claim("aud")?.TrimEnd('/') == audience.TrimEnd('/') || (assertion.Claim("aud") is null && Scopes(assertion).Length > 0);
        return isFor && assertion.Claim("sub") == issuer && IsTimely(assertion) && assertion.IsSignedBy(account) ? (issuer, Scopes(assertion) is { Length: > 0 } scopes ? scopes : [Sheets]) : null;
    }
}
