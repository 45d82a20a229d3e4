using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Kurir.Connectors;

/// <summary>The form of a report's page: finds its fields and its button, and makes the request that pressing the button makes.</summary>
sealed class ReportForm(PanelPage page, Report report)
{
    readonly FormControls controls = new(page);

    FormConfig Config => report.Form;

    /// <exception cref="Fault">A field or the button is not there, is there more than once, or cannot be used without a browser.</exception>
    public Request Press()
    {
        if (Config.Filter is { } applied) throw page.Fault(FaultName.NeedsBrowser, $"the button '{applied}' must be pressed first, and what it does stays in the page", Advice());
        if (Config.Then.Count > 0) throw page.Fault(FaultName.NeedsBrowser, "a dialog follows the button, and what it does stays in the page", Advice());
        IElement? button = Config.Button is { } text ? new ReportButtons(page, controls, report).Find(text) : null;
        IHtmlFormElement? near = button is null ? null : controls.OwnerOf(button);
        IElement? start = Config.Start is { } first ? Field(first, "form.start", near) : null;
        IElement? end = Config.End is { } last ? Field(last, "form.end", near) : null;
        Dictionary<IElement, string> typed = Typed(start, end, near);
        if (button is null) return Submit(Filter(start ?? end), null, typed);
        if (ReportButtons.Submits(button) && near is not null) return Submit(near, button, typed);
        return new ReportScript(page, controls, report, button, start, end).Follow(typed);
    }

    /// <summary>The request that shows the window's rows on the page itself, where the date fields stand in a form that only filters: its announced
    /// number of rows is what the file must hold. Null where the page has no such form, or announces nothing even unfiltered.</summary>
    public Request? Filter()
    {
        if (Config.Button is null || Config.Start is null || PanelText.Announced(page.Text) is null) return null;
        IElement start = Field(Config.Start, "form.start", null);
        if (controls.OwnerOf(start) is not { } form || form.GetAttribute("method") is { } method && !method.Equals("get", StringComparison.OrdinalIgnoreCase)) return null;
        IElement? end = Config.End is { } last ? Field(last, "form.end", form) : null;
        Dictionary<IElement, string> typed = Typed(start, end, form);
        if (typed.Keys.Any(field => controls.OwnerOf(field) != form || field.GetAttribute("name") is not { Length: > 0 })) return null;
        var submission = new FormSubmission(page, controls, form, null);
        foreach ((IElement field, string value) in typed) submission.Set(field, value);
        return submission.Build(Stage.Fetch) is { } request && request.Address.AbsolutePath == page.Path ? request : null;
    }

    Dictionary<IElement, string> Typed(IElement? start, IElement? end, IHtmlFormElement? near)
    {
        var typed = new Dictionary<IElement, string>();
        if (start is not null && start == end)
        {
            typed[start] = DateText.Range(start, report.Window, Config.DateFormat) ?? throw page.Fault(FaultName.ConfigurationInvalid,
                $"the field {FormControls.NameOf(start)} does not show how it wants its two dates", $"Write form.date_format at {report.DefinedAt}, for instance dd/MM/yyyy.");
            end = start = null;
        }

        if (start is not null) typed[start] = Date(start, report.Window.From, isEnd: false);
        if (end is not null) typed[end] = Date(end, report.Window.To, isEnd: true);
        foreach ((string name, string value) in Config.Fields)
        {
            (IElement field, string text) = Choice(name, value, near);
            typed[field] = text;
        }

        return typed;
    }

    Request Submit(IHtmlFormElement form, IElement? button, Dictionary<IElement, string> typed)
    {
        var submission = new FormSubmission(page, controls, form, button ?? DefaultButton(form));
        foreach ((IElement field, string value) in typed)
        {
            if (controls.OwnerOf(field) != form)
                throw page.Fault(FaultName.NeedsBrowser, $"the field {FormControls.NameOf(field)} stands outside of the form that the button '{Config.Button}' sends", Advice());
            if (field.GetAttribute("name") is not { Length: > 0 })
                throw page.Fault(FaultName.NeedsBrowser, $"the field {FormControls.NameOf(field)} has no name, so the form does not send it; a script must do that", Advice());
            submission.Set(field, value);
        }

        if (submission.Values.FirstOrDefault(pair => pair.Key == "_method" && ForbiddenMethod(pair.Value)) is { Key: not null } method)
            throw page.Fault(FaultName.ButtonForbidden, $"the form sends {method.Value}, which changes data in the panel", "Choose the form that exports.");
        return Allowed(submission, button);
    }

    Request Allowed(FormSubmission submission, IElement? button)
    {
        Request? request = submission.Build(Stage.Fetch);
        if (button is null && submission.Method == "POST")
            throw page.Fault(FaultName.ButtonNotFound, "the form is sent by POST, and no button is named", $"Write form.button at {report.DefinedAt}: exactly what stands on the button.");
        if (request is null || (request.Body is not null && !Wire.SameOrigin(request.Address, page.Address)))
            throw page.Fault(FaultName.PageChanged, $"the form would send its content to {request?.Address.Authority ?? "no web address"}, another host", "Open the page in a browser, and tell whoever runs the panel.");
        return request with { MostBytes = report.Settings.MaxSize.Bytes };
    }

    static bool ForbiddenMethod(string method) => method.ToUpperInvariant() is "DELETE" or "PUT" or "PATCH";

    /// <summary>Where no button is named: the form with the date fields, which filters the page itself.</summary>
    IHtmlFormElement Filter(IElement? field) => (field is null ? null : controls.OwnerOf(field))
        ?? throw page.Fault(FaultName.NeedsBrowser, field is null ? "no field and no button of the form is named" : $"the field {FormControls.NameOf(field)} stands in no form; a script must read it", Advice());

    IElement? DefaultButton(IHtmlFormElement form) => controls.Of(form).FirstOrDefault(control => ReportButtons.Submits(control) && !FormControls.IsDisabled(control)) is { } button
        && ForbiddenWords.In(ReportButtons.TextOf(button)) is null ? button : null;

    string Advice() => $"If the address of the file is known, write it at {report.DefinedAt}: download: /…?start={{start}}&end={{end}}";

    string Date(IElement field, DateOnly day, bool isEnd) => DateText.For(field, day, Config.DateFormat, isEnd)
        ?? throw page.Fault(FaultName.ConfigurationInvalid, $"the field {FormControls.NameOf(field)} does not show how it wants its dates",
            $"Write form.date_format at {report.DefinedAt}, for instance dd/MM/yyyy.");

    IElement Field(string reference, string setting, IHtmlFormElement? near)
    {
        IReadOnlyList<IElement> found = controls.Find(reference);
        if (found.Count > 1 && found.Where(field => controls.OwnerOf(field) == near).ToArray() is { Length: 1 } inForm) found = inForm;
        if (found.Count == 1 && !FormControls.IsDisabled(found[0])) return found[0];
        string has = $"The page has: {PageText.List(controls.Fields.Select(FormControls.NameOf))}.";
        string remedy = $"Fix {setting} at {report.DefinedAt}.";
        throw found.Count switch
        {
            0 => page.Fault(FaultName.FieldNotFound, $"no field named '{reference}' on {page.Path}. {has}", remedy),
            1 => page.Fault(FaultName.PageChanged, $"the field '{reference}' is switched off on {page.Path}", remedy),
            _ => page.Fault(FaultName.FieldAmbiguous, $"{found.Count} fields named '{reference}' on {page.Path}. {has}", remedy),
        };
    }

    /// <summary>A value for any field: text as it is; an option, radio button or box by its value or its text.</summary>
    (IElement Field, string Value) Choice(string reference, string value, IHtmlFormElement? near)
    {
        IElement[] group = [.. controls.Find(reference).Where(field => FormControls.TypeOf(field) is "radio" or "checkbox")];
        if (group.Length > 0)
            return (group.FirstOrDefault(field => field.GetAttribute("value") == value) ?? (group.Length == 1 && value is "true" or "on" or "yes" ? group[0] : throw NoChoice(reference, value, group.Select(field => field.GetAttribute("value") ?? "on"))), value);
        IElement single = Field(reference, $"form.fields.{reference}", near);
        if (single is not IHtmlSelectElement select) return (single, value);
        IHtmlOptionElement[] options = [.. select.QuerySelectorAll("option").OfType<IHtmlOptionElement>()];
        IHtmlOptionElement? option = options.FirstOrDefault(one => one.Value == value) ?? options.FirstOrDefault(one => PageText.Same(PageText.Of(one), value));
        return option is not null ? (select, option.Value) : throw NoChoice(reference, value, options.Select(PageText.Of));
    }

    Fault NoChoice(string reference, string value, IEnumerable<string> choices) => page.Fault(FaultName.FieldNotFound, $"the field '{reference}' has no choice '{value}'. It has: {PageText.List(choices)}.", $"Fix form.fields at {report.DefinedAt}.");
}
