using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Kurir.Connectors;

/// <summary>A page's fields, found as a person would name them, and the forms they belong to.</summary>
sealed class FormControls
{
    readonly PanelPage page;
    readonly Dictionary<IElement, IHtmlFormElement> owners = [];

    public FormControls(PanelPage page)
    {
        this.page = page;
        var all = new List<IElement>();
        IHtmlFormElement? inTable = null;
        foreach (IElement element in page.Document.QuerySelectorAll("form, input, select, textarea, button"))
        {
            if (element is IHtmlFormElement form)
            {
                inTable = form.HasChildNodes ? null : form;
                continue;
            }

            all.Add(element);
            if (FindOwner(element, inTable) is { } owner) owners[element] = owner;
        }

        All = all;
    }

    /// <summary>Fields and buttons, in the page's order.</summary>
    public IReadOnlyList<IElement> All { get; }

    public IEnumerable<IElement> Fields => All.Where(control => !IsButton(control));

    public IHtmlFormElement? OwnerOf(IElement control) => owners.GetValueOrDefault(control);

    public IEnumerable<IElement> Of(IHtmlFormElement form) => All.Where(control => OwnerOf(control) == form);

    /// <summary>By name, else by id, else by label, else by CSS selector; all that match in the first of these ways that matches at all.</summary>
    public IReadOnlyList<IElement> Find(string reference)
    {
        foreach (Func<string, IEnumerable<IElement>> way in (Func<string, IEnumerable<IElement>>[])[ByName, ById, ByLabel, BySelector])
            if (way(reference).ToArray() is { Length: > 0 } found) return found;
        return [];
    }

    /// <summary>How a field is listed in a message: its name, else <c>#id</c>.</summary>
    public static string NameOf(IElement control) =>
        control.GetAttribute("name") is { Length: > 0 } name ? name : control.Id is { Length: > 0 } id ? "#" + id : "";

    public static string TypeOf(IElement control) => control.LocalName == "input" ? (control.GetAttribute("type") ?? "text").ToLowerInvariant() : control.LocalName;

    public static bool IsButton(IElement control) =>
        control.LocalName == "button" || (control.LocalName == "input" && TypeOf(control) is "submit" or "button" or "image" or "reset");

    public static bool IsDisabled(IElement control)
    {
        if (control.HasAttribute("disabled")) return true;
        for (IElement? around = control.ParentElement; around is not null; around = around.ParentElement)
        {
            if (around.LocalName != "fieldset" || !around.HasAttribute("disabled")) continue;
            IElement? legend = around.Children.FirstOrDefault(child => child.LocalName == "legend");
            if (legend?.Contains(control) != true) return true;
        }

        return false;
    }

    IEnumerable<IElement> ByName(string name) => Fields.Where(field => field.GetAttribute("name") == name);

    IEnumerable<IElement> ById(string id) => Fields.Where(field => field.Id == id);

    IEnumerable<IElement> ByLabel(string text)
    {
        IEnumerable<IElement> labelled = page.Document.QuerySelectorAll("label").Where(label => PageText.Same(LabelText(label), text)).Select(Labelled).OfType<IElement>();
        return labelled.Concat(Fields.Where(field => field.GetAttribute("aria-label") is { } label && PageText.Same(label, text))).Distinct();
    }

    /// <summary>What stands beside a field; "" where nothing does.</summary>
    public string LabelOf(IElement field) =>
        page.Document.QuerySelectorAll("label").FirstOrDefault(label => Labelled(label) == field) is { } label ? LabelText(label) : PageText.Fold(field.GetAttribute("aria-label") ?? "");

    /// <summary>Without the texts of a field inside, and without the mark of a required one.</summary>
    static string LabelText(IElement label)
    {
        string text = string.Concat(label.GetDescendants().OfType<IText>()
            .Where(node => node.ParentElement is not { LocalName: "option" or "textarea" or "button" }).Select(node => node.Data));
        return PageText.Fold(text).TrimEnd('*', ':', ' ');
    }

    IElement? Labelled(IElement label) => label.GetAttribute("for") is { Length: > 0 } id
        ? Fields.FirstOrDefault(field => field.Id == id)
        : Fields.FirstOrDefault(label.Contains);

    IEnumerable<IElement> BySelector(string selector)
    {
        try
        {
            return [.. page.Document.QuerySelectorAll(selector).Where(element => All.Contains(element) && !IsButton(element))];
        }
        catch (DomException)
        {
            return []; // not a selector
        }
    }

    /// <summary>By the <c>form</c> attribute, else the form around; else, as parsers do with a form in the middle of a table, the one that was opened there.</summary>
    IHtmlFormElement? FindOwner(IElement control, IHtmlFormElement? inTable)
    {
        if (control.GetAttribute("form") is { Length: > 0 } id) return page.Document.GetElementById(id) as IHtmlFormElement;
        if (control.Closest("form") is IHtmlFormElement around) return around;
        return inTable?.Closest("table") is { } table && table == control.Closest("table") ? inTable : null;
    }
}
