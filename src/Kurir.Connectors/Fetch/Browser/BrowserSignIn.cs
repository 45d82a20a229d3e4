using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Kurir.Connectors;

/// <summary>Signs in on a page that needs its scripts for it, proves it as <see cref="FormSignIn"/> does, and hands the session to plain HTTP.</summary>
sealed partial class BrowserSignIn(BrowserRoom room, Wire wire, FormSignInConfig config, Credentials credentials, ReplyJudge judge, TimeProvider time) : ISignIn
{
    const string SubmitWords = @"^(log ?in|sign ?in|masuk|login|continue|next|lanjut(kan)?|berikutnya|submit|kirim|verif(y|ikasi))$";
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    static readonly TimeSpan Calm = TimeSpan.FromMilliseconds(400);
    string? path;

    Uri Address => new(wire.Site.Address, config.Page);

    public async Task SignIn(CancellationToken ct)
    {
        var request = new Request { Address = Address, Stage = Stage.SignIn };
        using IDisposable attempt = await credentials.Attempt(request, ct);
        wire.Cookies.Replace([]);
        wire.Credential = null;
        await using BrowserVisit visit = await room.Visit(Stage.SignIn, ct);
        try
        {
            await Through(visit, request, ct);
        }
        catch
        {
            await BrowserWitness.See(visit, Trail.Now, time);
            throw;
        }
    }

    async Task Through(BrowserVisit visit, Request request, CancellationToken ct)
    {
        string? authorization = null;
        visit.Page.Request += (_, sent) => authorization = Authorization(wire, sent) ?? authorization;
        await visit.Page.RouteAsync("**/*", Guarded).Named(Stage.SignIn, Address, ct);
        PanelPage before = await Open(visit, request, ct);
        int replies = visit.Replies.Count;
        await Type(visit, before, ct);
        await Judge(visit, before, replies, ct);
        await TakeSteps(visit, ct);
        await Prove(visit, before, ct);
        await room.TakeOver(visit.Page, authorization, ct);
    }

    public bool IsAskedBy(PanelPage page, Reply reply) =>
        SignInForm.Candidates(new FormControls(page)).Count > 0 && (page.Path == path || reply.Redirected);

    public Task<Fault?> Lost(Fault over, CancellationToken ct) => Task.FromResult<Fault?>(null);

    async Task<PanelPage> Open(BrowserVisit visit, Request request, CancellationToken ct)
    {
        using Reply reply = await visit.Go(request.Address, ct);
        if (reply.Status is < 200 or >= 300) throw await judge.Failure(reply, null, ct);
        long start = visit.Now;
        while ((await Fields(visit, ct)).All(field => field.Type != "password") && visit.Since(start) < TimeSpan.FromSeconds(5)) await visit.Pause(ct);
        PanelPage page = await visit.Snapshot(request.Address, ct);
        if (!wire.IsOwn(page.Address)) throw ElsewhereSignIn.At(page, request);
        if (Captcha.On(page) is { } captcha) throw Captcha.Fault(request, captcha, SeenPage.Of(page, "sign-in.html"));
        path = page.Path;
        return page;
    }

    /// <summary>The password goes to the site's own origin and to no other, and into no address.</summary>
    Task Guarded(IRoute route)
    {
        IRequest request = route.Request;
        string password = credentials.Password(Stage.SignIn).Reveal();
        bool own = Uri.TryCreate(request.Url, UriKind.Absolute, out Uri? to) && wire.IsOwn(to);
        bool carries = request.Url.Contains(Uri.EscapeDataString(password), StringComparison.Ordinal) || (!own && request.PostData is { } body && Holds(body, password));
        return carries ? route.AbortAsync() : route.ContinueAsync();
    }

    static bool Holds(string body, string password) => body.Contains(password, StringComparison.Ordinal)
        || body.Contains(Uri.EscapeDataString(password), StringComparison.Ordinal) || body.Contains(JsonEncodedText.Encode(password).ToString(), StringComparison.Ordinal);

    async Task Type(BrowserVisit visit, PanelPage page, CancellationToken ct)
    {
        bool namedBefore = false;
        IReadOnlyList<SignInField> fields = await Fields(visit, ct);
        if (config.Password is null && fields.All(field => field.Type != "password") && Texts(fields) is [var name])
        {
            await Fill(visit, name, credentials.User(Stage.SignIn), ct);
            await Submit(visit, name, ct);
            await Until(visit, shown => shown.Any(field => field.Type == "password"), ct);
            page = await visit.Snapshot(Address, ct);
            fields = await Fields(visit, ct);
            namedBefore = true;
        }

        SignInField password = await Named(visit, config.Password, "password", ct)
            ?? (fields.Where(field => field.Type == "password").ToArray() is [var one] ? one : throw ElsewhereSignIn.On(page) ?? Changed(page,
                $"the page has {(fields.Any(field => field.Type == "password") ? "several password fields" : "no password field")}; it shows {page.Shows} with the fields {PageText.List(fields.Select(field => field.Name))}",
                "Open it in a browser and write the address of the sign-in page under sign_in."));
        if (!namedBefore) await Fill(visit, await Named(visit, config.Username, "username", ct) ?? Beside(page, fields, password), credentials.User(Stage.SignIn), ct);
        await Fill(visit, password, credentials.Password(Stage.SignIn).Reveal(), ct);
        if (fields.FirstOrDefault(field => field.Type == "checkbox" && field.Form == password.Form && Remembers().IsMatch($"{field.Name} {field.Label}")) is { } remember)
            await (await Handle(visit, remember, ct)).CheckAsync(new() { Force = true, Timeout = 3000 }).Named(Stage.SignIn, Address, ct);
        await Submit(visit, password, ct);
    }

    static SignInField[] Texts(IReadOnlyList<SignInField> fields) => [.. fields.Where(field => field.Type is "text" or "email" or "tel" or "number")];

    static async Task Until(BrowserVisit visit, Func<IReadOnlyList<SignInField>, bool> shown, CancellationToken ct)
    {
        long start = visit.Now;
        while (visit.Since(start) < Patience && !(visit.IsCalm(Calm) && shown(await Fields(visit, ct)))) await visit.Pause(ct);
    }

    /// <summary>As <see cref="CodeForm"/> does it over plain HTTP.</summary>
    async Task EnterCode(BrowserVisit visit, OneTimeCode authenticator, CancellationToken ct)
    {
        for (int tries = 1; tries <= 2; tries++)
        {
            SignInField[] fields = [.. (await Fields(visit, ct)).Where(field => SignInMessages.TakesCode(field.Type, $"{field.Name} {field.Label}"))];
            if (fields.Length != 1) throw Changed(await visit.Snapshot(Address, ct), "which field takes the code is not clear", "Give Kurir a user for whom the panel asks for no code.");
            await Fill(visit, fields[0], await authenticator.Next(ct), ct);
            await Submit(visit, fields[0], ct);
            long start = visit.Now;
            do await visit.Pause(ct);
            while (visit.Since(start) < Patience && !(visit.IsCalm(Calm) && visit.Since(start) > Calm));
            if (!SignInMessages.AsksForCode(await visit.Snapshot(Address, ct))) return;
        }

        PanelPage page = await visit.Snapshot(Address, ct);
        throw credentials.CodeRefused(page.Path, SeenPage.Of(page, "sign-in.html"));
    }

    /// <summary>As <see cref="SignInSteps"/> does it over plain HTTP.</summary>
    async Task TakeSteps(BrowserVisit visit, CancellationToken ct)
    {
        var steps = new SignInSteps(wire, config, judge);
        PanelPage page = await visit.Snapshot(Address, ct);
        foreach (FormStepConfig step in config.Then.Where(step => SignInSteps.Asks(page, step)))
        {
            try
            {
                Report asked = steps.Report(page.Address, step);
                var form = new BrowserForm(visit, asked, BrowserRepair.None(visit, asked), "sign_in.form.then", isStep: true);
                await form.Fill(ct);
                await form.Ready(ct);
                await form.Press(ct);
            }
            catch (Fault fault)
            {
                throw SignInSteps.AtSignIn(fault);
            }

            await visit.Calm(Calm, Patience, ct);
            page = await visit.Snapshot(Address, ct);
        }

        SignInSteps.Refuse(page);
    }

    async Task Submit(BrowserVisit visit, SignInField password, CancellationToken ct)
    {
        IElementHandle field = await Handle(visit, password, ct);
        IJSHandle found = await visit.Page.EvaluateHandleAsync(PageScript.SubmitOf, new object[] { field, SubmitWords }).Named(Stage.SignIn, Address, ct);
        if (found.AsElement() is not { } button) await field.PressAsync("Enter").Named(Stage.SignIn, Address, ct);
        else await button.ClickAsync(new() { Timeout = 10_000 }).Named(Stage.SignIn, Address, ct);
    }

    static SignInField Beside(PanelPage page, IReadOnlyList<SignInField> fields, SignInField password)
    {
        SignInField[] texts = [.. fields.Where(field => field.Form == password.Form && field.Type is "text" or "email" or "tel" or "number" or "search")];
        SignInField[] likely = [.. texts.Where(field => SignInForm.UserName().IsMatch($"{field.Name} {field.Label} {field.Type}"))];
        SignInField[] found = texts.Length == 1 ? texts : likely;
        return found.Length == 1 ? found[0] : throw Changed(page,
            $"which field is the user's is not clear beside the password: {PageText.List(texts.Select(field => field.Name))}", "Name it: sign_in: { form: { page: …, username: … } }.");
    }

    async Task<SignInField?> Named(BrowserVisit visit, string? name, string setting, CancellationToken ct)
    {
        if (name is null) return null;
        IReadOnlyList<SignInField> fields = await Fields(visit, ct);
        SignInField[] found = [.. fields.Where(field => field.Name == name || field.Name == "#" + name.TrimStart('#'))];
        return found.Length == 1 ? found[0] : throw Changed(await visit.Snapshot(Address, ct),
            $"{(found.Length == 0 ? "no field" : "several fields")} named '{name}'. The page has: {PageText.List(fields.Select(field => field.Name))}", $"Correct sign_in.form.{setting}.");
    }

    async Task Fill(BrowserVisit visit, SignInField field, string value, CancellationToken ct) =>
        await (await Handle(visit, field, ct)).FillAsync(value, new() { Timeout = 5000 }).Named(Stage.SignIn, Address, ct);

    async Task<IElementHandle> Handle(BrowserVisit visit, SignInField field, CancellationToken ct) =>
        (await visit.Page.EvaluateHandleAsync(PageScript.FieldAt, field.Index).Named(Stage.SignIn, Address, ct)).AsElement()!;

    static async Task<IReadOnlyList<SignInField>> Fields(BrowserVisit visit, CancellationToken ct)
    {
        try
        {
            JsonElement said = await visit.Page.EvaluateAsync<JsonElement>(PageScript.SignInFields).WaitAsync(ct);
            return [.. said.EnumerateArray().Select(SignInField.Of)];
        }
        catch (PlaywrightException)
        {
            return []; // the page is just going elsewhere
        }
    }

    /// <summary>Waits until the form is gone, or is still there when the page has got its answer.</summary>
    async Task Judge(BrowserVisit visit, PanelPage before, int replies, CancellationToken ct)
    {
        long start = visit.Now;
        bool formIsBack = true;
        while (visit.Since(start) < Patience)
        {
            await visit.Pause(ct);
            if (!visit.IsCalm(Calm)) continue;
            formIsBack = (await Fields(visit, ct)).Any(field => field.Type == "password");
            if (!formIsBack || Answer(visit, replies) is not null) break;
        }

        IResponse? answer = Answer(visit, replies);
        using Reply reply = await visit.Reply(visit.Page, answer, before.Address, ct);
        PanelPage page = await PanelPage.Read(reply, ct);
        if (answer is null && formIsBack)
            throw Changed(page, "the form was filled and its button pressed, but the page sent nothing", "Open the page in a browser; name its fields under sign_in.form.");
        string text = SignInMessages.New(page, before);
        var verdict = new SignInVerdict(reply, page, text, formIsBack, before.Path, credentials, time);
        if (verdict.Fault() is { } fault)
        {
            if (fault.Name == FaultName.PasswordRefused) await credentials.Refused(ct);
            if (fault.Name != FaultName.CodeRequired || credentials.Authenticator() is not { } authenticator) throw fault;
            await EnterCode(visit, authenticator, ct);
            return;
        }

        if (reply.Status >= 400) throw await judge.Failure(reply, null, ct);
    }

    /// <summary>The answer to what the form sent: a navigation or a script's own request that was no GET.</summary>
    IResponse? Answer(BrowserVisit visit, int replies) => visit.Replies.Skip(replies).LastOrDefault(reply =>
        First(reply.Request).Method != "GET" && wire.IsOwn(new Uri(reply.Url)) && reply.Status is < 300 or >= 400 && reply.Request.ResourceType is "document" or "xhr" or "fetch")
        ?? visit.Replies.Skip(replies).LastOrDefault(reply => reply.Request.IsNavigationRequest && reply.Status is < 300 or >= 400);

    /// <summary>An app's request may be answered by a redirect to what it shows next.</summary>
    static IRequest First(IRequest request)
    {
        while (request.RedirectedFrom is { } from) request = from;
        return request;
    }

    async Task Prove(BrowserVisit visit, PanelPage before, CancellationToken ct)
    {
        if (config.Proof is { } proof)
        {
            var address = new Uri(wire.Site.Address, proof);
            using Reply reply = await visit.Go(address, ct);
            PanelPage shown = await PanelPage.Read(reply, ct);
            bool stays = !reply.Redirected && reply.Status is >= 200 and < 300 && (await Fields(visit, ct)).All(field => field.Type != "password");
            if (!stays) throw Unproven(shown, proof);
            return;
        }

        PanelPage page = await visit.Snapshot(before.Address, ct);
        bool moved = page.Address != before.Address && page.Path != before.Path;
        bool keepsToken = await visit.Page.EvaluateAsync<int>(PageScript.Kept).Named(Stage.SignIn, Address, ct) > 0;
        if (SignInMessages.CanSignOut(page) || moved || keepsToken) return;
        throw Unproven(page, page.Path);
    }

    /// <summary>The header by which a page's script shows its token to the panel; null: it shows none.</summary>
    public static string? Authorization(Wire wire, IRequest sent) =>
        Uri.TryCreate(sent.Url, UriKind.Absolute, out Uri? to) && wire.IsOwn(to) && sent.Headers.GetValueOrDefault("authorization") is { Length: > 0 and < 8192 } header ? header : null;

    static Fault Changed(PanelPage page, string cause, string remedy) =>
        new(Stage.SignIn, FaultName.SignInPageChanged, FaultKind.Stop, page.Path, cause, remedy) { Seen = SeenPage.Of(page, "sign-in.html") };

    static Fault Unproven(PanelPage page, string path) => new(Stage.SignIn, FaultName.SignInUnproven, FaultKind.Stop, path,
        $"the form was sent, but nothing shows that it signed in: {path} shows {page.Shows}", "Sign in with a browser and write a page that only a signed-in user sees as sign_in.form.proof.") { Seen = SeenPage.Of(page, "sign-in.html") };

    [GeneratedRegex("remember|ingat|keep.?me|stay.?signed|rememberme", RegexOptions.IgnoreCase)]
    private static partial Regex Remembers();
}

/// <summary>A visible field of a sign-in page.</summary>
/// <param name="Form">Which form it stands in; -1: none.</param>
/// <param name="Index">Its place among the page's fields.</param>
sealed record SignInField(string Name, string Type, string Label, int Form, int Index)
{
    public static SignInField Of(JsonElement said) => new(
        said.GetProperty("name").GetString()!, said.GetProperty("type").GetString()!, said.GetProperty("label").GetString()!, said.GetProperty("form").GetInt32(), said.GetProperty("index").GetInt32());
}
