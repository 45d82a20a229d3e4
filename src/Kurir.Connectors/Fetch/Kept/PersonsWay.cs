namespace Kurir.Connectors;

/// <summary>What only a person can do at a sign-in: once, in a browser that is seen.</summary>
static class PersonsWay
{
    public static string Command(Site site) => $"kurir new session {site.Name}";

    /// <summary>The same fault; where a person may get in, with the command for it.</summary>
    public static Fault Offered(Fault fault, Site site) => fault.Name is not (FaultName.CaptchaRequired or FaultName.CodeRequired or FaultName.SignInElsewhere) ? fault
        : new Fault(fault.Stage, fault.Name, fault.Kind, fault.Subject, fault.Cause, $"Sign in once yourself, in a browser that you see: {Command(site)}. {fault.Remedy}", fault)
            { Seen = fault.Seen, MayNeedBrowser = fault.MayNeedBrowser, RetryAfter = fault.RetryAfter };

    /// <summary>Whether a page that was asked with the session is one of somebody who is signed in, as far as it shows.</summary>
    /// <param name="signInPage">A redirect to it says no.</param>
    /// <exception cref="Fault">The panel is in no state to say.</exception>
    public static async Task<bool> IsIn(Reply reply, Uri signInPage, ReplyJudge judge, CancellationToken ct)
    {
        PanelPage? page = reply.IsHtml ? await PanelPage.Read(reply, ct) : null;
        if (reply.Status is 408 or 429 or >= 500 || Captcha.IsChallenge(reply, page)) throw await judge.Failure(reply, null, ct);
        if (reply.Status is 401 or 403 or 419 or 440 || !Wire.SameOrigin(reply.Address, reply.Asked)) return false;
        return !(reply.Redirected && SafeAddress.Path(reply.Address) == signInPage.AbsolutePath) && (page is null || !IsOutside(page));
    }

    /// <summary>Whether a page still asks for something that belongs to signing in.</summary>
    public static bool IsOutside(PanelPage page) =>
        SignInForm.Candidates(new FormControls(page)).Count > 0 || SignInMessages.AsksForCode(page) || SignInSteps.ChoicesOn(page) is not null;

    public static Fault Over(Site site, PersonsSignIn person) => new(
        Stage.SignIn, FaultName.SessionOver, FaultKind.Ask, site.Address.Authority, $"the session that a person opened on {person.At:yyyy-MM-dd HH:mm} UTC has ended",
        $"Sign in once more: {Command(site)}. Where the panel asks for nothing that takes a person any more: {Command(site)} --forget");
}
