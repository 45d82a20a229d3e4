using System.Globalization;

namespace Kurir.BackOffice;

/// <summary>The way in: form, second factor, sign-out.</summary>
static class SignInPages
{
    public static Task Show(Visit visit) => visit.Session.SignedIn ? visit.Redirect("/dashboard")
        : visit.Faults.Strikes(KnownFault.SignInElsewhere) ? visit.Redirect(ElsewherePages.Address(visit)) : visit.Html(Html(visit));

    public static string Html(Visit visit)
    {
        var (token, told) = (Tokens.ForPage(visit), visit.Session.Message);
        visit.Session.Message = null;
        var alert = told is null ? "" : $"<span class=\"invalid-feedback\" role=\"alert\"><strong>{Layout.Text(told)}</strong></span>";
        return Layout.Head("Log In", token) + $"""
            <body class="sign-in">
            <div class="card">
            <h1>Pensil Biru</h1>
            <form action="/login" method="POST">
            <input type="hidden" name="_token" value="{token}">
            {alert}
            <label>Email <input type="email" name="email" value="{Layout.Text(visit.Session.LastEmail ?? "")}" required autofocus></label>
            {Fields(visit)}
            <button type="submit" class="btn btn-primary btn-block">Log In</button>
            </form>
            </div>
            </body>
            </html>

            """;
    }

    static string Fields(Visit visit)
    {
        if (visit.Faults.Strikes(KnownFault.NoPasswordField)) return "<p>Kami akan mengirim tautan masuk ke email Anda.</p>";
        var captcha = visit.Faults.Strikes(KnownFault.Captcha) ? "<div class=\"g-recaptcha\" data-sitekey=\"contoh\"><label><input type=\"checkbox\" name=\"g-recaptcha-response\" value=\"manusia\"> Saya bukan robot</label></div>\n" : "";
        return $"""
            <label>Password <input type="password" name="{PasswordField(visit)}" required autocomplete="current-password"></label>
            {captcha}<label><input type="checkbox" name="remember" value="on"> Ingat saya</label>
            """;
    }

    static string PasswordField(Visit visit) => visit.Faults.Strikes(KnownFault.PasswordFieldRenamed) ? "sandi" : "password";

    public static async Task Submit(Visit visit)
    {
        if (visit.Faults.Strikes(KnownFault.SignInError))
        {
            await visit.Error(500);
            return;
        }
        visit.Session.LastEmail = visit.Field("email");
        var outcome = Outcome(visit, visit.Field("email"), visit.Field(PasswordField(visit)));
        if (outcome == SignInOutcome.Welcome) await Welcome(visit);
        else if (outcome == SignInOutcome.Throttled) await Transport.Busy(visit);
        else if (visit.WantsJson) await visit.Json(new { message = Message(outcome), errors = new { email = new[] { Message(outcome) } } }, 422);
        else await visit.Back("/login", Message(outcome));
    }

    public static SignInOutcome Outcome(Visit visit, string email, string password)
    {
        if (visit.Faults.Strikes(KnownFault.Throttled)) return SignInOutcome.Throttled;
        if (visit.Faults.Strikes(KnownFault.ThrottledMessage)) return SignInOutcome.ThrottledQuietly;
        if (visit.Faults.Strikes(KnownFault.AccountLocked)) return SignInOutcome.Locked;
        if (visit.Faults.Strikes(KnownFault.Captcha) && visit.Field("g-recaptcha-response") != "manusia") return SignInOutcome.CaptchaMissing;
        if (visit.Panel.AllowsOneSession && visit.Panel.SignedIn > 0) return SignInOutcome.InUse;
        return visit.Faults.Strikes(KnownFault.PasswordRefused) ? SignInOutcome.Wrong : visit.Panel.Accounts.Try(email, password);
    }

    public static string Message(SignInOutcome outcome) => outcome switch
    {
        SignInOutcome.Locked => "Akun Anda terkunci. Hubungi administrator.",
        SignInOutcome.ThrottledQuietly => "Terlalu banyak upaya masuk. Silakan coba lagi dalam 57 detik.",
        SignInOutcome.InUse => "Akun ini sedang dipakai di perangkat lain.",
        SignInOutcome.CaptchaMissing => "Captcha wajib diisi.",
        _ => "Email atau password salah.",
    };

    public static async Task Welcome(Visit visit)
    {
        var codeFirst = visit.Faults.Strikes(KnownFault.SecondFactor);
        visit.Renew(signedIn: !codeFirst, awaitsCode: codeFirst);
        if (!visit.WantsJson)
        {
            await visit.Redirect(codeFirst ? "/verifikasi" : "/dashboard", remember: visit.Field("remember").Length > 0);
            return;
        }
        visit.Cookies();
        await visit.Json(new { two_factor = codeFirst });
    }

    public static Task ShowCode(Visit visit)
    {
        if (!visit.Session.AwaitsCode) return visit.Redirect("/login");
        var (token, told) = (Tokens.ForPage(visit), visit.Session.Message);
        visit.Session.Message = null;
        return visit.Html(Layout.Head("Verifikasi", token) + string.Create(CultureInfo.InvariantCulture, $"""
            <body class="sign-in">
            <div class="card">
            <h1>Verifikasi dua langkah</h1>
            <form action="/verifikasi" method="POST">
            <input type="hidden" name="_token" value="{token}">
            <span class="invalid-feedback" role="alert">{Layout.Text(told ?? "")}</span>
            <label>Kode 6 digit dari aplikasi autentikator
            <input type="text" name="code" inputmode="numeric" autocomplete="one-time-code" required></label>
            <button type="submit" class="btn btn-primary btn-block">Verifikasi</button>
            </form>
            </div>
            </body>
            </html>

            """));
    }

    public static Task SubmitCode(Visit visit)
    {
        var accounts = visit.Panel.Accounts;
        if (!visit.Session.AwaitsCode || (visit.Field("code") != accounts.Code && !accounts.Codes.Takes(visit.Field("code")))) return visit.Back("/verifikasi", "Kode salah.");
        visit.Renew(signedIn: true);
        return visit.Redirect("/dashboard");
    }

    public static Task Leave(Visit visit)
    {
        visit.Renew(signedIn: false);
        return visit.Redirect("/");
    }

    public static Task CookieOnly(Visit visit)
    {
        visit.Cookies();
        visit.Http.Response.StatusCode = 204;
        return Task.CompletedTask;
    }
}
