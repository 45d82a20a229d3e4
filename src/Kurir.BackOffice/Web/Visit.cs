using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Kurir.BackOffice;

/// <summary>One request together with the session that it belongs to, and the ways to answer it.</summary>
sealed class Visit
{
    static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    IFormCollection _form = FormCollection.Empty;

    Visit(HttpContext http, BackOfficePanel panel, Session session) => (Http, Panel, Session) = (http, panel, session);

    public HttpContext Http { get; }

    public BackOfficePanel Panel { get; }

    public Session Session { get; private set; }

    public BackOfficeFaults Faults => Panel.Faults;

    /// <summary>The panel's address as this browser calls it: cookies belong to a host name.</summary>
    public Uri Root => new($"{Http.Request.Scheme}://{Http.Request.Host}/");

    public CancellationToken Gone => Http.RequestAborted;

    public bool WantsJson => Http.Request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal)
        || Http.Request.Headers.XRequestedWith == "XMLHttpRequest" || Http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal);

    public static Visit Begin(HttpContext http, BackOfficePanel panel)
    {
        var visit = new Visit(http, panel, panel.Sessions.Find(http.Request.Cookies["laravel_session"]) ?? panel.Sessions.Open());
        http.Items[typeof(Visit)] = visit;
        return visit;
    }

    public static Visit Of(HttpContext http) => (Visit)http.Items[typeof(Visit)]!;

    public async Task ReadForm(CancellationToken ct)
    {
        if (Http.Request.HasFormContentType) _form = await Http.Request.ReadFormAsync(ct);
    }

    /// <summary>A posted field, else one of the query; blank if there is neither.</summary>
    public string Field(string name) => _form.TryGetValue(name, out var posted) ? posted.ToString() : Http.Request.Query[name].ToString();

    public int Number(string name, int otherwise) =>
        int.TryParse(Field(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    /// <summary>By field, by header as scripts send it, or by the cookie's value in a header: all three as Laravel takes them.</summary>
    public bool BringsToken() => Field("_token") == Session.Token
        || Http.Request.Headers["X-CSRF-TOKEN"] == Session.Token || Http.Request.Headers["X-XSRF-TOKEN"] == CookieToken;

    // Ends in two equals signs: in the cookie they are percent-encoded, in the header they must not be.
    string CookieToken => Convert.ToBase64String(Encoding.ASCII.GetBytes(Session.Token));

    public void Renew(bool signedIn, bool awaitsCode = false)
    {
        Session = Panel.Sessions.Renew(Session);
        (Session.SignedIn, Session.AwaitsCode, Session.AwaitsBranch) = (signedIn, awaitsCode, signedIn && Panel.AsksForBranch);
    }

    /// <summary>Sends the session along; <paramref name="remember"/> lets its cookie outlive the browser.</summary>
    public void Cookies(bool remember = false)
    {
        var life = remember ? TimeSpan.FromDays(400) : Panel.Sessions.Life;
        var options = new CookieOptions { Path = "/", SameSite = SameSiteMode.Lax, MaxAge = life };
        Http.Response.Cookies.Append("XSRF-TOKEN", CookieToken, options);
        Http.Response.Cookies.Append("laravel_session", Session.Id, new CookieOptions(options) { HttpOnly = true });
    }

    public Task Html(string html, int status = 200)
    {
        if (!Http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)) Cookies();
        return Body(html, "text/html; charset=UTF-8", status);
    }

    public Task Json(object value, int status = 200) => Body(JsonSerializer.Serialize(value, s_json), "application/json", status);

    public Task Body(string text, string type, int status)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Http.Response.StatusCode = status;
        Http.Response.ContentType = type;
        Http.Response.ContentLength = bytes.Length;
        Http.Response.Headers.CacheControl = "no-cache, private";
        return Http.Request.Method == "HEAD" ? Task.CompletedTask : Http.Response.Body.WriteAsync(bytes, Gone).AsTask();
    }

    public Task Redirect(string to, bool remember = false)
    {
        Cookies(remember);
        Http.Response.Headers.Location = new Uri(Root, to).ToString();
        var address = Layout.Text(to);
        return Body($"""
            <!DOCTYPE html>
            <html><head><meta http-equiv="refresh" content="0;url='{address}'"></head><body>Redirecting to {address}.</body></html>

            """, "text/html; charset=UTF-8", 302);
    }

    public Task Back(string to, string message)
    {
        Session.Message = message;
        return Redirect(to);
    }

    /// <summary>The framework's bare error page, or its JSON.</summary>
    public Task Error(int status) => WantsJson ? Json(new { message = ErrorPages.Title(status) }, status) : Html(ErrorPages.Html(status), status);
}
