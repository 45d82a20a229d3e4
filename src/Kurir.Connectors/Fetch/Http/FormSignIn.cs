using System.Text;
using System.Text.RegularExpressions;

namespace Kurir.Connectors;

/// <summary>Signs in by the form of a page, and lets the page prove it.</summary>
sealed partial class FormSignIn(Wire wire, FormSignInConfig config, Credentials credentials, ReplyJudge judge, TimeProvider time) : ISignIn
{
    const int MostOfReply = 4 << 20;
    readonly SignInSteps steps = new(wire, config, judge);
    SignInForm? known;
    string? landing;

    public async Task SignIn(CancellationToken ct)
    {
        var request = new Request { Address = new Uri(wire.Site.Address, config.Page), Stage = Stage.SignIn, MostBytes = MostOfReply };
        PanelPage page = await SignInPage(request, ct);
        if (known is not null && !known.IsOn(page) && SignInMessages.CanSignOut(page)) return; // only a token was stale
        if (Captcha.On(page) is { } captcha) throw Captcha.Fault(request, captcha, SeenPage.Of(page, "sign-in.html"));
        SignInForm form = known = SignInForm.Find(page, config, request);
        using IDisposable attempt = await credentials.Attempt(request, ct);
        Request submission = Submission(form, request);
        using Reply reply = await wire.Send(submission, ct);
        await Judge(reply, form, ct);
    }

    public bool IsAskedBy(PanelPage page, Reply reply)
    {
        if (known is null) return false;
        if (known.IsOn(page)) return true;
        return reply.Redirected && page.Path == known.Page.Path && page.Path != landing && page.Path != SafeAddress.Path(reply.Asked);
    }

    public Task<Fault?> Lost(Fault over, CancellationToken ct) => Task.FromResult<Fault?>(null);

    /// <summary>The page with the form; where the address given shows a page with one link to it, that one.</summary>
    async Task<PanelPage> SignInPage(Request request, CancellationToken ct)
    {
        PanelPage page = await Get(request, ct);
        if (SignInForm.Candidates(new FormControls(page)).Count > 0 || config.Password is not null) return page;
        Uri[] links = [.. page.Document.QuerySelectorAll("a[href]")
            .Where(link => SignInWords().IsMatch(PageText.Of(link)) || SignInPath().IsMatch(link.GetAttribute("href")!))
            .Select(link => page.Resolve(link.GetAttribute("href"))).OfType<Uri>().Where(link => Wire.SameOrigin(link, page.Address) && link != page.Address).Distinct()];
        return links.Length == 1 ? await Get(request with { Address = links[0], Referer = page.Address }, ct) : page;
    }

    async Task<PanelPage> Get(Request request, CancellationToken ct)
    {
        using Reply reply = await wire.Send(request, ct);
        if (reply.Status is < 200 or >= 300) throw await judge.Failure(reply, null, ct);
        PanelPage page = await PanelPage.Read(reply, ct);
        if (!wire.IsOwn(page.Address) && !Wire.SameOrigin(page.Address, request.Address))
            throw ElsewhereSignIn.At(page, request);
        return page;
    }

    Request Submission(SignInForm form, Request request)
    {
        Request? submission = form.Fill(credentials.User(Stage.SignIn), credentials.Password(Stage.SignIn)).Build(Stage.SignIn);
        if (submission is not null && Wire.SameOrigin(submission.Address, form.Page.Address)) return submission with { MostBytes = MostOfReply };
        throw new Fault(Stage.SignIn, FaultName.SignInPageChanged, FaultKind.Stop, request.Subject,
            $"the form would send the password to {(submission is null ? "no web address" : submission.Address.Authority)}, another host than its page's",
            "Open the page in a browser; if it is right, ask whoever runs the panel, and do not sign in until it is clear.") { Seen = SeenPage.Of(form.Page, "sign-in.html") };
    }

    async Task Judge(Reply reply, SignInForm form, CancellationToken ct)
    {
        PanelPage? page = reply.IsHtml ? await PanelPage.Read(reply, ct) : null;
        string text = page is not null ? SignInMessages.New(page, form.Page) : Encoding.UTF8.GetString(await reply.Peek(MostOfReply, ct));
        var verdict = new SignInVerdict(reply, page, text, page is not null && form.IsOn(page), form.Page.Path, credentials, time);
        if (verdict.Fault() is { } fault)
        {
            if (fault.Name == FaultName.PasswordRefused) await credentials.Refused(ct);
            if (fault.Name != FaultName.CodeRequired || credentials.Authenticator() is not { } authenticator) throw fault;
            PanelPage entered = await new CodeForm(wire, judge, credentials).Enter(page!, authenticator, ct);
            await steps.Take(entered, ct);
            if (config.Proof is { } guarded) await Prove(new Uri(wire.Site.Address, guarded), form, mustStay: true, ct);
            return;
        }

        if (reply.Status >= 400) throw await judge.Failure(reply, null, ct);
        landing = page?.Path;
        bool took = page is not null && !form.IsOn(page) && await steps.Take(page, ct) != page;
        if (took && config.Proof is null) return;
        if (config.Proof is { } proof) await Prove(new Uri(wire.Site.Address, proof), form, mustStay: true, ct);
        else if (page is null || !ShowsSignedIn(page, reply, form)) await Prove(form.Page.Address, form, mustStay: false, ct);
    }

    /// <summary>A way to sign out, or a redirect to a page that is not the sign-in page.</summary>
    static bool ShowsSignedIn(PanelPage page, Reply reply, SignInForm form) =>
        SignInMessages.CanSignOut(page) || (reply.Redirected && page.Path != form.Page.Path && !SignInPath().IsMatch(page.Path));

    /// <summary>Asks a page that shows a signed-in user something else: the configured one must come as it is, the sign-in page must not show its form again.</summary>
    async Task Prove(Uri address, SignInForm form, bool mustStay, CancellationToken ct)
    {
        using Reply reply = await wire.Send(new Request { Address = address, Stage = Stage.SignIn, MostBytes = MostOfReply }, ct);
        PanelPage? page = reply.IsHtml ? await PanelPage.Read(reply, ct) : null;
        bool moved = reply.Redirected && SafeAddress.Path(reply.Address) != SafeAddress.Path(address);
        bool proven = reply.Status is >= 200 and < 300 && (page is null ? mustStay : !form.IsOn(page))
            && (mustStay ? !moved : moved || page is not null && (SignInMessages.CanSignOut(page) || !SignInForm.Candidates(new FormControls(page)).Any()));
        if (proven) return;
        throw new Fault(Stage.SignIn, FaultName.SignInUnproven, FaultKind.Stop, SafeAddress.Path(address),
            $"the form was sent, but nothing shows that it signed in: {SafeAddress.Path(address)} answered {reply.Reason}{(moved ? $" from {reply.Address.AbsolutePath}" : "")}{(page is null ? "" : $" and shows {page.Shows}")}",
            "Sign in with a browser and write a page that only a signed-in user sees as sign_in.form.proof.") { Seen = page is null ? null : SeenPage.Of(page, "sign-in.html") };
    }

    [GeneratedRegex(@"^(log ?in|sign ?in|masuk|login admin)$", RegexOptions.IgnoreCase)]
    private static partial Regex SignInWords();

    [GeneratedRegex(@"(^|/)(log-?in|sign-?in|masuk)(\.\w+)?/?($|\?)", RegexOptions.IgnoreCase)]
    private static partial Regex SignInPath();
}
