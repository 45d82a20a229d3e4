using AngleSharp.Dom;

namespace Kurir.Connectors;

/// <summary>Finds a button by exactly what stands on it.</summary>
sealed class ReportButtons(PanelPage page, FormControls controls, Report report)
{
    /// <exception cref="Fault">None, several that do different things, or one that is never pressed.</exception>
    public IElement Find(string text)
    {
        if (report.Forbids(text) is { } word) throw Forbidden(text, word);
        IElement[] all = [.. Buttons()];
        IElement[] found = [.. all.Where(button => PageText.Same(TextOf(button), text)).DistinctBy(What)];
        if (found.Length > 1 && Near(found) is { Length: 1 } near) found = near;
        if (found.Length == 0)
            throw page.Fault(FaultName.ButtonNotFound, $"no button '{text}' on {page.Path}. The page has: {PageText.List(all.Select(TextOf))}.", $"Fix form.button at {report.DefinedAt}.");
        if (found.Length > 1)
            throw page.Fault(FaultName.FieldAmbiguous, $"{found.Length} buttons '{text}' on {page.Path} do different things", $"If the address of the file is known, write it at {report.DefinedAt}: download: /…?start={{start}}&end={{end}}");
        if (FormControls.TypeOf(found[0]) == "reset" || found[0].GetAttribute("type") == "reset") throw Forbidden(text, "reset");
        if (report.Forbids(found[0].GetAttribute("value"), found[0].GetAttribute("formaction")) is { } hidden) throw Forbidden(text, hidden);
        return found[0];
    }

    public static string TextOf(IElement button)
    {
        string text = PageText.Of(button);
        if (text.Length > 0 && button.LocalName != "input") return text;
        return PageText.Fold(button.GetAttribute("value") ?? button.GetAttribute("alt") ?? button.GetAttribute("aria-label") ?? button.GetAttribute("title") ?? "");
    }

    /// <summary>Whether pressing it sends its form.</summary>
    public static bool Submits(IElement button) =>
        FormControls.TypeOf(button) is "submit" or "image" || (button.LocalName == "button" && button.GetAttribute("type")?.ToLowerInvariant() is not ("button" or "reset"));

    public IEnumerable<IElement> Buttons() => page.Document.QuerySelectorAll("button, input, a")
        .Where(element => element.LocalName == "a" || FormControls.IsButton(element)).Where(element => TextOf(element).Length > 0);

    /// <summary>What pressing it does, as far as its own markup says.</summary>
    string What(IElement button) => string.Join('\n', button.LocalName, controls.OwnerOf(button)?.GetHashCode(), button.GetAttribute("type"), button.GetAttribute("name"), button.GetAttribute("value"),
        button.GetAttribute("formaction"), button.GetAttribute("href"), button.GetAttribute("onclick"), button.Id, button.ClassName);

    /// <summary>Those in the form of the first day's field.</summary>
    IElement[] Near(IElement[] buttons)
    {
        if (report.Form.Start is not { } start || controls.Find(start) is not [var field]) return [];
        return [.. buttons.Where(button => controls.OwnerOf(button) is { } form && form == controls.OwnerOf(field))];
    }

    Fault Forbidden(string text, string word) => page.Fault(FaultName.ButtonForbidden, $"the button '{text}' says '{word}', which changes something in the panel; Kurir does not press it", $"Name the button that exports, at {report.DefinedAt}.");
}
