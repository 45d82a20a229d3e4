namespace Kurir.BackOffice;

static class Tokens
{
    /// <summary>Answers 419 and returns true if the posted form cannot be taken.</summary>
    public static async Task<bool> Refused(Visit visit, string path)
    {
        var expired = visit.Faults.Strikes(KnownFault.PageExpiredOnce) || path != "/login" && visit.Faults.Strikes(KnownFault.PageExpired);
        if (!expired && visit.BringsToken()) return false;
        if (visit.WantsJson) await visit.Json(new { message = "CSRF token mismatch." }, 419);
        else await visit.Error(419);
        return true;
    }

    /// <summary>The token that a page carries: the session's own, unless a fault hands out an old one.</summary>
    public static string ForPage(Visit visit) => visit.Faults.Strikes(KnownFault.StaleToken) ? Sessions.Random() : visit.Session.Token;
}
