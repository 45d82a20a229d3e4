using AngleSharp.Dom;

namespace Kurir.Connectors;

/// <summary>A button whose click does not send a form: a link, or a script that goes to an address made of the fields.</summary>
sealed class ReportScript(PanelPage page, FormControls controls, Report report, IElement button, IElement? start, IElement? end)
{
    IEnumerable<IElement> Dates => new[] { start, end }.OfType<IElement>();

    /// <exception cref="Fault"><see cref="FaultName.NeedsBrowser"/>: not exactly one such address can be read from the page.</exception>
    public Request Follow(IReadOnlyDictionary<IElement, string> typed)
    {
        Uri? address = Link(typed) ?? Scripted(typed);
        if (address is null || !Wire.SameOrigin(address, page.Address)) throw NeedsBrowser([]);
        if (ForbiddenWords.InPath(address) is { } word)
            throw page.Fault(FaultName.ButtonForbidden, $"the button leads to {address.AbsolutePath}, and '{word}' changes something in the panel", $"Name the button that exports, at {report.DefinedAt}.");
        return report.Ask(address) with { Referer = page.Address };
    }

    /// <summary>A plain link, where nothing is to be filled in, or with the fields' names among its parameters.</summary>
    Uri? Link(IReadOnlyDictionary<IElement, string> typed)
    {
        string? href = button.GetAttribute("href");
        if (href is null || href.StartsWith('#') || href.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase) || page.Resolve(href) is not { } address) return null;
        if (typed.Count == 0) return address;
        HashSet<string> parameters = [.. UrlEncoded.Split(address.Query).Select(pair => pair.Key)];
        bool all = typed.Keys.All(field => field.GetAttribute("name") is { Length: > 0 } name && parameters.Contains(name));
        return all ? UrlEncoded.With(address, typed.Select(pair => new KeyValuePair<string, string>(pair.Key.GetAttribute("name")!, pair.Value))) : null;
    }

    Uri? Scripted(IReadOnlyDictionary<IElement, string> typed)
    {
        IReadOnlyList<ScriptedAddress> all = new ScriptedAddresses(page, controls, button).Find();
        ScriptedAddress[] fitting = [.. all.Where(address => typed.Keys.All(field => address.Uses(controls, field)))];
        return fitting.Length == 1 ? fitting[0].Fill(page, controls, typed) : throw NeedsBrowser(fitting.Length > 1 ? fitting : all);
    }

    Fault NeedsBrowser(IReadOnlyList<ScriptedAddress> candidates)
    {
        string seen = candidates.Count switch
        {
            0 => Attributes(),
            _ => $" Its scripts go to: {PageText.List(candidates.Select(address => address.Template(start, end)), 5)}.",
        };
        string line = candidates.Count == 0 || !Dates.Any() ? "/…?start={start}&end={end}" : candidates[0].Template(start, end);
        return page.Fault(FaultName.NeedsBrowser,
            $"the button '{report.Form.Button}' runs a script, and where it leads could not be read from the page for certain.{seen}",
            $"Press it in a browser, look at the address of the file, and write it at {report.DefinedAt}: download: {line}");
    }

    /// <summary>What the button's attributes hold that looks like an address.</summary>
    string Attributes()
    {
        string[] addresses = [.. button.Attributes.Where(attribute => attribute.Value.StartsWith('/') || attribute.Value.StartsWith("http", StringComparison.OrdinalIgnoreCase)).Select(attribute => $"{attribute.Name}=\"{attribute.Value}\"")];
        return addresses.Length == 0 ? "" : $" The button has {PageText.List(addresses, 3)}.";
    }
}
