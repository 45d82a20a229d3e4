using System.Collections.Concurrent;

namespace Kurir.BackOffice;

/// <summary>Signing in at another host: the same panel, under the name localhost.</summary>
static class ElsewherePages
{
    static readonly ConcurrentDictionary<string, bool> s_tickets = new();

    public static string Address(Visit visit) => new UriBuilder(visit.Root) { Host = "localhost", Path = "/sso", Query = $"kembali={Uri.EscapeDataString(new Uri(visit.Root, "/sso/kembali").ToString())}" }.ToString();

    public static Task Show(Visit visit)
    {
        var (token, told) = (Tokens.ForPage(visit), visit.Session.Message);
        visit.Session.Message = null;
        return visit.Html(Layout.Head("Akun Bersama", token) + $"""
            <body class="sign-in">
            <div class="card">
            <h1>Akun Bersama</h1>
            <form action="/sso" method="POST">
            <input type="hidden" name="_token" value="{token}">
            <input type="hidden" name="kembali" value="{Layout.Text(visit.Field("kembali"))}">
            <span class="invalid-feedback" role="alert">{Layout.Text(told ?? "")}</span>
            <label>Email <input type="email" name="email" required></label>
            <label>Password <input type="password" name="password" required></label>
            <button type="submit" class="btn btn-primary btn-block">Masuk</button>
            </form>
            </div>
            </body>
            </html>

            """);
    }

    public static Task Submit(Visit visit)
    {
        var back = visit.Field("kembali");
        var outcome = visit.Panel.Accounts.Try(visit.Field("email"), visit.Field("password"));
        if (outcome != SignInOutcome.Welcome || !back.StartsWith(visit.Panel.Address.ToString(), StringComparison.Ordinal)) return visit.Back("/sso?kembali=" + Uri.EscapeDataString(back), SignInPages.Message(outcome));
        var ticket = Sessions.Random();
        s_tickets[ticket] = true;
        return visit.Redirect($"{back}?tiket={ticket}");
    }

    public static Task Return(Visit visit)
    {
        if (!s_tickets.TryRemove(visit.Field("tiket"), out _)) return visit.Redirect("/login");
        visit.Renew(signedIn: true);
        return visit.Redirect("/dashboard");
    }
}
