using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Kurir.Connectors;

/// <summary>The sign-in form of a page, with its fields.</summary>
sealed partial record SignInForm(PanelPage Page, FormControls Controls, IHtmlFormElement Form, IElement User, IElement Password, IElement? Remember, IElement? Button)
{
    /// <summary>The forms that hold exactly one password field; a registration or a change of password holds two.</summary>
    public static IReadOnlyList<(IHtmlFormElement Form, IElement Password)> Candidates(FormControls controls) =>
    [
        .. controls.Fields.Where(IsPassword)
            .GroupBy(controls.OwnerOf)
            .Where(group => group.Key is not null && group.Count() == 1)
            .Select(group => (group.Key!, group.Single())),
    ];

    /// <exception cref="Fault">There is no such form, or more than one; or a script sends it.</exception>
    public static SignInForm Find(PanelPage page, FormSignInConfig config, Request request)
    {
        var controls = new FormControls(page);
        (IHtmlFormElement form, IElement password) = config.Password is { } named
            ? Named(page, controls, named, "password", request)
            : Single(page, controls, request);
        RefuseScripts(page, form, request);
        IElement user = config.Username is { } userName ? Named(page, controls, userName, "username", request).Field : Beside(page, controls, form, password, request);
        return new SignInForm(page, controls, form, user, password, RememberBox(controls, form), DefaultButton(controls, form));
    }

    public FormSubmission Fill(string user, Secret password)
    {
        var submission = new FormSubmission(Page, Controls, Form, Button);
        submission.Set(User, user);
        submission.Set(Password, password.Reveal());
        if (Remember is not null) submission.Set(Remember, "");
        return submission;
    }

    /// <summary>Whether a page shows this form again.</summary>
    public bool IsOn(PanelPage page)
    {
        var controls = new FormControls(page);
        return Candidates(controls).Any(candidate => SameAction(page, candidate.Form)
            || (SameName(candidate.Password, Password) && controls.Of(candidate.Form).Any(field => SameName(field, User))));
    }

    bool SameAction(PanelPage page, IHtmlFormElement other) =>
        new FormSubmission(page, Controls, other, null).Action is { } action && action == new FormSubmission(Page, Controls, Form, Button).Action;

    static bool SameName(IElement a, IElement b) => FormControls.NameOf(a) == FormControls.NameOf(b);

    static bool IsPassword(IElement field) => FormControls.TypeOf(field) == "password" && !FormControls.IsDisabled(field);

    static (IHtmlFormElement Form, IElement Password) Single(PanelPage page, FormControls controls, Request request)
    {
        IReadOnlyList<(IHtmlFormElement Form, IElement Password)> candidates = Candidates(controls);
        if (candidates.Count == 1) return candidates[0];
        if (candidates.Count > 1)
            throw Changed(page, request, $"the page has {candidates.Count} sign-in forms, with the password fields {PageText.List(candidates.Select(candidate => Describe(candidate.Password)))}",
                "Name the right one: sign_in: { form: { page: …, password: … } }.");
        throw controls.Fields.Any(IsPassword)
            ? ByScript(page, request, "its password field stands in no form of its own")
            : ElsewhereSignIn.On(page) ?? Changed(page, request, $"the page has no password field; it shows {page.Shows} with the fields {PageText.List(controls.Fields.Select(FormControls.NameOf))}",
                "Open it in a browser and write the address of the sign-in page under sign_in.", page.HasScripts || AsksForNameAlone(controls));
    }

    /// <summary>The password may be asked for on the next page.</summary>
    static bool AsksForNameAlone(FormControls controls) => controls.Fields.Count(field => field.LocalName == "input" && FormControls.TypeOf(field) is "text" or "email" or "tel") == 1;

    static (IHtmlFormElement Form, IElement Field) Named(PanelPage page, FormControls controls, string reference, string setting, Request request)
    {
        IReadOnlyList<IElement> found = controls.Find(reference);
        if (found.Count == 1 && controls.OwnerOf(found[0]) is { } form) return (form, found[0]);
        string cause = found.Count == 1 ? $"the field '{reference}' stands in no form" : $"{(found.Count == 0 ? "no" : $"{found.Count}")} field{(found.Count == 0 ? "" : "s")} named '{reference}'";
        throw Changed(page, request, $"{cause}. The page has: {PageText.List(controls.Fields.Select(FormControls.NameOf))}", $"Correct sign_in.form.{setting}.");
    }

    /// <summary>A password sent by GET, or by a handler of the page's framework, is a script's doing: plain HTTP would show it in addresses, or do nothing.</summary>
    static void RefuseScripts(PanelPage page, IHtmlFormElement form, Request request)
    {
        if (form.Attributes.FirstOrDefault(attribute => ScriptedSubmit().IsMatch(attribute.Name)) is { } handler) throw ByScript(page, request, $"its form has {handler.Name}");
        if (!string.Equals(form.GetAttribute("method")?.Trim(), "post", StringComparison.OrdinalIgnoreCase) && !string.Equals(DefaultButton(new FormControls(page), form)?.GetAttribute("formmethod"), "post", StringComparison.OrdinalIgnoreCase))
            throw ByScript(page, request, "its form is not sent by POST");
    }

    static IElement Beside(PanelPage page, FormControls controls, IHtmlFormElement form, IElement password, Request request)
    {
        IElement[] texts = [.. controls.Of(form).Where(field => field.LocalName == "input" && FormControls.TypeOf(field) is "text" or "email" or "tel" or "number" or "search")
            .Where(field => !FormControls.IsDisabled(field) && FormControls.NameOf(field).Length > 0)];
        IElement[] likely = [.. texts.Where(field => UserName().IsMatch($"{field.GetAttribute("autocomplete")} {FormControls.NameOf(field)} {FormControls.TypeOf(field)}"))];
        IElement[] found = texts.Length == 1 ? texts : likely;
        if (found.Length == 1) return found[0];
        throw Changed(page, request, $"which field is the user's is not clear beside {Describe(password)}: {PageText.List(texts.Select(FormControls.NameOf))}",
            "Name it: sign_in: { form: { page: …, username: … } }.");
    }

    static IElement? RememberBox(FormControls controls, IHtmlFormElement form) => controls.Of(form).FirstOrDefault(field =>
        FormControls.TypeOf(field) == "checkbox" && Remembers().IsMatch($"{FormControls.NameOf(field)} {field.Id} {Label(controls, field)}"));

    static string Label(FormControls controls, IElement field) =>
        field.Closest("label") is { } around ? PageText.Of(around)
        : field.Id is { Length: > 0 } id && field.Owner?.QuerySelectorAll("label").FirstOrDefault(label => label.GetAttribute("for") == id) is { } label ? PageText.Of(label)
        : "";

    /// <summary>The first submit button: what Enter presses.</summary>
    static IElement? DefaultButton(FormControls controls, IHtmlFormElement form) => controls.Of(form).FirstOrDefault(control =>
        !FormControls.IsDisabled(control)
        && (FormControls.TypeOf(control) is "submit" or "image" || (control.LocalName == "button" && control.GetAttribute("type") is not ("button" or "reset"))));

    static string Describe(IElement field) => FormControls.NameOf(field) is { Length: > 0 } name ? name : "without a name";

    static Fault ByScript(PanelPage page, Request request, string why) => new(
        request.Stage, FaultName.NeedsBrowser, FaultKind.Stop, page.Path, $"a script signs in on this page: {why}",
        "If the panel has an address that takes user name and password as JSON, use sign_in: { json: … }.") { Seen = SeenPage.Of(page, "sign-in.html"), MayNeedBrowser = true };

    static Fault Changed(PanelPage page, Request request, string cause, string remedy, bool mayNeedBrowser = false) =>
        new(request.Stage, FaultName.SignInPageChanged, FaultKind.Stop, page.Path, cause, remedy) { Seen = SeenPage.Of(page, "sign-in.html"), MayNeedBrowser = mayNeedBrowser };

    [GeneratedRegex("^(wire:submit|v-on:submit|x-on:submit|@submit|ng-submit|hx-post)", RegexOptions.IgnoreCase)]
    private static partial Regex ScriptedSubmit();

    [GeneratedRegex("user|e-?mail|login|account|akun|nik|nip|pengguna|telp|phone|hp", RegexOptions.IgnoreCase)]
    public static partial Regex UserName();

    [GeneratedRegex("remember|ingat|keep.?me|stay.?signed|rememberme", RegexOptions.IgnoreCase)]
    private static partial Regex Remembers();
}
