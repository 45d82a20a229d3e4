namespace Kurir.Connectors;

/// <summary>What came of a sent sign-in form, where it is a failure.</summary>
/// <param name="text">What the page says that the sign-in page did not, or the whole reply where it is no page.</param>
/// <param name="formIsBack">Whether the page shows the sign-in form again.</param>
/// <param name="subject">The sign-in page's path.</param>
sealed class SignInVerdict(Reply reply, PanelPage? page, string text, bool formIsBack, string subject, Credentials credentials, TimeProvider time)
{
    static readonly TimeSpan ShortWait = TimeSpan.FromMinutes(2);

    /// <returns>Null: no failure is seen, which proves nothing yet.</returns>
    public Fault? Fault()
    {
        if (reply.Status >= 500) return null; // its status says what it is
        bool failed = formIsBack || reply.Status >= 400 || (page is null && reply.Status < 300 && SaysFailed());
        if (reply.Status == 429 || (failed && SignInMessages.IsThrottled(text))) return Throttled();
        if (failed && SignInMessages.IsInUse(text)) return InUse();
        if (page is not null && SignInMessages.AsksForNewPassword(page) && !formIsBack) return NewPassword();
        if (page is not null && !formIsBack && SignInMessages.AsksForCode(page)) return Code();
        if (!failed) return null;
        if (reply.Status == 419 || SignInMessages.IsExpired(text)) return Expired();
        if (reply.Status == 423 || SignInMessages.IsLocked(text)) return Locked();
        if (page is not null && Captcha.On(page) is { } captcha) return Captcha.Fault(reply.Request, captcha, Seen);
        if (reply.Status == 403 && !formIsBack && !SignInMessages.IsWrong(text)) return null;
        if (reply.Status is not (< 400 or 400 or 401 or 403 or 422)) return null;
        if (SignInMessages.IsMissingField(text)) return NotAccepted();
        return credentials.Fault(subject, $"user name or password was refused{Says}{(formIsBack && text.Length == 0 ? ": the sign-in form came back" : "")}", Seen);
    }

    /// <summary>A reply for scripts that says so itself.</summary>
    bool SaysFailed() => reply.MediaType == "application/json" && (SignInMessages.IsWrong(text) || text.Replace(" ", "", StringComparison.Ordinal).Contains("\"success\":false", StringComparison.OrdinalIgnoreCase));

    string Says => text.Length == 0 ? "" : $"; the panel says: {PageText.Cut(PageText.Fold(text.Replace(credentials.UserName.Length > 0 ? credentials.UserName : "\0", "***", StringComparison.OrdinalIgnoreCase)), 160)}";

    Seen? Seen => page is null ? (text.Length > 0 ? SeenPage.Of(text, "sign-in.txt") : null) : SeenPage.Of(page, "sign-in.html");

    Fault Throttled()
    {
        TimeSpan? wait = reply.RetryAfter(time.GetUtcNow()) ?? SignInMessages.Wait(text);
        bool isShort = wait <= ShortWait;
        return new(Stage.SignIn, FaultName.SignInThrottled, isShort ? FaultKind.Retry : FaultKind.Ask, subject,
            $"the panel takes no sign-in for now: too many attempts{Says}",
            isShort ? "Run again in a few minutes." : "Wait until the panel accepts a sign-in by hand again; look for others that use the same account.") { RetryAfter = wait, Seen = Seen };
    }

    Fault InUse() => new(Stage.SignIn, FaultName.SignInThrottled, FaultKind.Ask, subject,
        $"the panel takes no sign-in for now: the user is signed in elsewhere{Says}", "Sign out there, or give Kurir a user of its own; with sign_out: on each run leaves the panel at its end.") { Seen = Seen };

    Fault Locked() => new(Stage.SignIn, FaultName.AccountLocked, FaultKind.Ask, subject,
        $"the account is locked{Says}", "Ask whoever runs the panel to unlock it.") { Seen = Seen };

    Fault Code() => new(Stage.SignIn, FaultName.CodeRequired, FaultKind.Ask, subject,
        $"the panel asks for a one-time code (it shows {page!.Shows})", $"If it comes from an authenticator app, store the app's secret: kurir secret set {credentials.AuthenticatorName}. Else give Kurir a user for whom the panel asks for no code.") { Seen = Seen };

    Fault NewPassword() => new(Stage.SignIn, FaultName.SignInUnproven, FaultKind.Ask, subject,
        "the panel asks for a new password before it lets the user in", "Sign in with a browser, change the password, and store the new one.") { Seen = Seen };

    Fault Expired() => new(Stage.SignIn, FaultName.SignInUnproven, FaultKind.Retry, subject,
        $"the panel took the sign-in form for outdated ({reply.Reason}){Says}", "Run again; if it happens each time, the panel's sign-in needs a browser.") { Seen = Seen };

    Fault NotAccepted() => new(Stage.SignIn, FaultName.SignInPageChanged, FaultKind.Stop, subject,
        $"the panel did not accept the form{Says}", "Compare sign_in.form.username and password with the fields of the page.") { Seen = Seen };
}
