using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Kurir.Connectors;

/// <summary>What a panel asks after the password: a branch, a tenant, terms. Answered as the pipeline says; what it does not say is a fault with the choices.</summary>
sealed class SignInSteps(Wire wire, FormSignInConfig config, ReplyJudge judge)
{
    const int MostOfReply = 4 << 20;
    public const int FewLinks = 5;

    /// <returns>The page after the last step.</returns>
    public async Task<PanelPage> Take(PanelPage page, CancellationToken ct)
    {
        foreach (FormStepConfig step in config.Then)
            if (Asks(page, step)) page = await Press(page, Report(page.Address, step), ct);
        Refuse(page);
        return page;
    }

    /// <summary>Whether the page has the step's button: panels ask some things only at times.</summary>
    public static bool Asks(PanelPage page, FormStepConfig step) =>
        page.Document.QuerySelectorAll("button, a, input, [role='button']").Any(button => PageText.Same(ReportButtons.TextOf(button), step.Button));

    /// <exception cref="Fault"><see cref="FaultName.ChoiceRequired"/>.</exception>
    public static void Refuse(PanelPage page)
    {
        if (ChoicesOn(page) is not { } choices) return;
        throw new Fault(Stage.SignIn, FaultName.ChoiceRequired, FaultKind.Ask, page.Path, $"after the sign-in the panel asks for a choice ({page.Shows}): {choices}",
            "Answer it in the pipeline: sign_in: { form: { page: …, then: { fields: { FIELD: CHOICE }, button: BUTTON } } }.") { Seen = SeenPage.Of(page, "sign-in.html") };
    }

    /// <summary>The step as a form that is filled as a report's is.</summary>
    public Report Report(Uri page, FormStepConfig step)
    {
        var asked = new Export
        {
            Pipeline = wire.Site.Name, Name = "sign_in", Destinations = [], DefinedAt = "sign_in.form.then",
            Settings = new ExportConfig { Page = page.PathAndQuery, MaxSize = new ByteSize(MostOfReply) },
        };
        return new Report(asked, new Window(default, default), wire.Site.Address) { IsConsent = true }.Step(step);
    }

    /// <summary>The same fault, of signing in.</summary>
    public static Fault AtSignIn(Fault fault) => fault.Stage == Stage.SignIn ? fault
        : new(Stage.SignIn, fault.Name, fault.Kind, fault.Subject, fault.Cause, fault.Remedy, fault) { Seen = fault.Seen, MayNeedBrowser = fault.MayNeedBrowser, RetryAfter = fault.RetryAfter };

    async Task<PanelPage> Press(PanelPage page, Report step, CancellationToken ct)
    {
        try
        {
            Request request = new ReportForm(page, step).Press() with { Stage = Stage.SignIn, MostBytes = MostOfReply };
            if (!wire.IsOwn(request.Address)) throw page.Fault(FaultName.PageChanged, $"the step would lead to {request.Address.Authority}, another host", "Open the page in a browser.");
            using Reply reply = await wire.Send(request, ct);
            if (reply.Status >= 400) throw await judge.Failure(reply, null, ct);
            return await PanelPage.Read(reply, ct);
        }
        catch (Fault fault)
        {
            throw AtSignIn(fault);
        }
    }

    /// <summary>A page without a menu whose one form has nothing but lists, radio buttons and boxes; null: it is none.</summary>
    public static string? ChoicesOn(PanelPage page)
    {
        if (page.Document.QuerySelectorAll("a[href]").Length > FewLinks) return null;
        var controls = new FormControls(page);
        IElement[] asked = [.. controls.Fields.Where(field => FormControls.TypeOf(field) != "hidden")];
        if (asked.Length == 0 || asked.Any(field => FormControls.TypeOf(field) is not ("select" or "radio" or "checkbox")) || asked.Select(controls.OwnerOf).Distinct().Count() != 1) return null;
        if (controls.OwnerOf(asked[0]) is not { } form || form.GetAttribute("method")?.Equals("post", StringComparison.OrdinalIgnoreCase) != true) return null;
        IEnumerable<string> fields = asked.GroupBy(FormControls.NameOf).Select(group => $"{group.Key} has {PageText.List(group.SelectMany(field => Choices(page, field)))}");
        string buttons = PageText.List(controls.Of(form).Where(ReportButtons.Submits).Select(ReportButtons.TextOf));
        return $"{string.Join("; ", fields)}. Its button says {buttons}";
    }

    static IEnumerable<string> Choices(PanelPage page, IElement field) => field is IHtmlSelectElement list
        ? list.QuerySelectorAll("option").OfType<IHtmlOptionElement>().Where(option => option.Value.Length > 0).Select(PageText.Of)
        : [LabelOf(page, field) is { Length: > 0 } label ? label : field.GetAttribute("value") ?? "on"];

    static string LabelOf(PanelPage page, IElement field) => field.Closest("label") is { } around ? PageText.Of(around)
        : field.Id is { Length: > 0 } id && page.Document.QuerySelectorAll("label").FirstOrDefault(label => label.GetAttribute("for") == id) is { } beside ? PageText.Of(beside) : "";
}
