using System.Text;

namespace Kurir.BackOffice;

/// <summary>Who gets in where: a signed-in browser, a bearer token, HTTP Basic, or a key in a header.</summary>
static class Keys
{
    /// <summary>Sends away whoever is not signed in, and returns whether he is.</summary>
    /// <param name="export">The export whose page or download is asked for; null for other pages.</param>
    public static async Task<bool> Admitted(Visit visit, BackOfficeExport? export)
    {
        if (visit.Session.SignedIn && export is not null && Ends(visit, export)) visit.Renew(signedIn: false);
        if (visit.Session is { SignedIn: true, AwaitsBranch: false }) return true;
        if (visit.WantsJson) await visit.Error(401);
        else await visit.Redirect(visit.Session.AwaitsCode ? "/verifikasi" : visit.Session.AwaitsBranch ? "/pilih-cabang" : "/login");
        return false;
    }

    static bool Ends(Visit visit, BackOfficeExport export) =>
        visit.Faults.Strikes(KnownFault.SessionOverOnce, export) || visit.Faults.Strikes(KnownFault.SessionOver, export);

    /// <summary>Ends the session of a bearer token.</summary>
    public static Task Revoke(Visit visit)
    {
        if (!visit.Panel.Sessions.Honours(TokenOf(visit))) return visit.Error(401);
        visit.Panel.Sessions.Revoke(TokenOf(visit));
        return visit.Json(new { message = "Anda telah keluar." });
    }

    static string TokenOf(Visit visit) => visit.Http.Request.Headers.Authorization.ToString() is var header && header.StartsWith("Bearer ", StringComparison.Ordinal) ? header[7..] : "";

    public static Func<Visit, Task> Bearer(BackOfficeExport export, Func<Visit, BackOfficeExport, Task> answer) => visit =>
    {
        var token = TokenOf(visit);
        if (visit.Panel.Sessions.Honours(token) && Ends(visit, export)) visit.Panel.Sessions.Revoke(token);
        return visit.Panel.Sessions.Honours(token) ? answer(visit, export) : visit.Error(401);
    };

    public static Func<Visit, Task> Basic(BackOfficeExport export, Func<Visit, BackOfficeExport, Task> answer) => visit =>
    {
        var accounts = visit.Panel.Accounts;
        var right = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{accounts.Email}:{accounts.Password}"));
        if (visit.Http.Request.Headers.Authorization == right) return answer(visit, export);
        visit.Http.Response.Headers.WWWAuthenticate = "Basic realm=\"Pensil Biru\", charset=\"UTF-8\"";
        return visit.Error(401);
    };

    public static Func<Visit, Task> ApiKey(BackOfficeExport export, Func<Visit, BackOfficeExport, Task> answer) => visit =>
        visit.Http.Request.Headers["X-Api-Key"] == visit.Panel.Accounts.ApiKey
            ? answer(visit, export)
            : visit.Json(new { message = "Invalid API key." }, 401);
}
