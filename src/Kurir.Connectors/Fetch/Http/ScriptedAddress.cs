using AngleSharp.Dom;

namespace Kurir.Connectors;

/// <summary>An address that a page's script makes from its fields.</summary>
/// <param name="Parts">In their order.</param>
sealed record ScriptedAddress(IReadOnlyList<ScriptPart> Parts)
{
    /// <summary>Whether a field's value is a part of it, by itself or with its form.</summary>
    public bool Uses(FormControls controls, IElement field) => Parts.Any(part => Uses(controls, field, part));

    static bool Uses(FormControls controls, IElement field, ScriptPart part) => part switch
    {
        ScriptPart.Field { Node: var node } => node == field,
        ScriptPart.Form { Node: { } form } query when controls.OwnerOf(field) == form && field.GetAttribute("name") is { Length: > 0 } name && !query.Without.Contains(name) => true,
        ScriptPart.Form query => query.With.Any(pair => pair.Value.Parts.Any(inner => Uses(controls, field, inner))),
        _ => false,
    };

    /// <summary>The address with the fields' values in place. Null: it is no web address.</summary>
    /// <param name="typed">What is typed into fields; others keep what the page put there.</param>
    public Uri? Fill(PanelPage page, FormControls controls, IReadOnlyDictionary<IElement, string> typed) => page.Resolve(Join(page, controls, Parts, typed));

    /// <summary>As a <c>download:</c> line: the window's fields as <c>{start}</c> and <c>{end}</c>, others as their names.</summary>
    public string Template(IElement? start, IElement? end) => string.Concat(Parts.Select(part => Template(part, start, end)));

    static string Join(PanelPage page, FormControls controls, IEnumerable<ScriptPart> parts, IReadOnlyDictionary<IElement, string> typed) => string.Concat(parts.Select(part => part switch
    {
        ScriptPart.Literal literal => literal.Value,
        ScriptPart.Field { Node: var node } => Uri.EscapeDataString(typed.GetValueOrDefault(node) ?? ValueOf(node)),
        ScriptPart.Form form => UrlEncoded.Join(Pairs(page, controls, form, typed)),
        _ => "",
    }));

    static IEnumerable<KeyValuePair<string, string>> Pairs(PanelPage page, FormControls controls, ScriptPart.Form query, IReadOnlyDictionary<IElement, string> typed)
    {
        if (query.Node is { } form)
        {
            var submission = new FormSubmission(page, controls, form, null);
            foreach ((IElement field, string value) in typed) submission.Set(field, value);
            foreach (KeyValuePair<string, string> pair in submission.Values)
                if (!query.Without.Contains(pair.Key)) yield return pair;
        }

        foreach ((string name, ScriptValue.Text value) in query.With)
            yield return new(name, Uri.UnescapeDataString(Join(page, controls, value.Parts, typed)));
    }

    static string ValueOf(IElement field) => field is AngleSharp.Html.Dom.IHtmlSelectElement select
        ? select.Value ?? ""
        : field is AngleSharp.Html.Dom.IHtmlTextAreaElement area ? area.TextContent : field.GetAttribute("value") ?? "";

    static string Template(ScriptPart part, IElement? start, IElement? end) => part switch
    {
        ScriptPart.Literal literal => literal.Value,
        ScriptPart.Field { Node: var node } => node == start ? "{start}" : node == end ? "{end}" : ValueOf(node),
        ScriptPart.Form { Node: null } form => string.Join('&', form.With.Select(pair => $"{pair.Name}={string.Concat(pair.Value.Parts.Select(inner => Template(inner, start, end)))}")),
        _ => "…",
    };
}
