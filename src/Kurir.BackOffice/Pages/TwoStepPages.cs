namespace Kurir.BackOffice;

/// <summary>Signing in on two pages: first the e-mail address, then the password.</summary>
static class TwoStepPages
{
    public static Task Show(Visit visit) => visit.Session.SignedIn ? visit.Redirect("/dashboard") : Form(visit, "/masuk",
        $"<label>Email <input type=\"email\" name=\"email\" value=\"{Layout.Text(visit.Session.LastEmail ?? "")}\" required autofocus></label>", "Lanjut");

    public static Task Name(Visit visit)
    {
        visit.Session.LastEmail = visit.Field("email");
        return visit.Redirect("/masuk/sandi");
    }

    public static Task ShowPassword(Visit visit) => visit.Session.LastEmail is null ? visit.Redirect("/masuk") : Form(visit, "/masuk/sandi",
        $"<p>{Layout.Text(visit.Session.LastEmail)}</p><label>Password <input type=\"password\" name=\"password\" required></label>", "Masuk");

    public static async Task Password(Visit visit)
    {
        var outcome = SignInPages.Outcome(visit, visit.Session.LastEmail ?? "", visit.Field("password"));
        if (outcome == SignInOutcome.Welcome) await SignInPages.Welcome(visit);
        else if (outcome == SignInOutcome.Throttled) await Transport.Busy(visit);
        else await visit.Back("/masuk/sandi", SignInPages.Message(outcome));
    }

    /// <summary>After signing in: nothing else opens before a branch is chosen.</summary>
    public static Task ShowBranches(Visit visit) => Form(visit, "/pilih-cabang",
        $"<label>Cabang <select name=\"cabang\"><option value=\"\">Pilih Cabang</option>{string.Concat(Goods.Branches.Select(branch => $"<option>{branch}</option>"))}</select></label>", "Pilih");

    public static Task Branch(Visit visit)
    {
        if (!Goods.Branches.Contains(visit.Field("cabang"))) return visit.Back("/pilih-cabang", "Pilih cabang dahulu.");
        visit.Session.AwaitsBranch = false;
        return visit.Redirect("/dashboard");
    }

    static Task Form(Visit visit, string action, string fields, string button)
    {
        var (token, told) = (Tokens.ForPage(visit), visit.Session.Message);
        visit.Session.Message = null;
        return visit.Html(Layout.Head("Masuk", token) + $"""
            <body class="sign-in">
            <div class="card">
            <h1>Pensil Biru</h1>
            <form action="{action}" method="POST">
            <input type="hidden" name="_token" value="{token}">
            {(told is null ? "" : $"<span class=\"invalid-feedback\" role=\"alert\"><strong>{Layout.Text(told)}</strong></span>")}
            {fields}
            <button type="submit" class="btn btn-primary btn-block">{button}</button>
            </form>
            </div>
            </body>
            </html>

            """);
    }
}
