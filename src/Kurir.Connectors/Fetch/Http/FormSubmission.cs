using System.Security.Cryptography;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Kurir.Connectors;

/// <summary>What a browser sends when a form is submitted: its successful controls with their values, and where and how they go.</summary>
/// <param name="submitter">The button that was pressed; null: none.</param>
sealed class FormSubmission(PanelPage page, FormControls controls, IHtmlFormElement form, IElement? submitter)
{
    readonly Dictionary<IElement, string> set = [];

    /// <summary>Types a text; of a list chooses the option with that value; ticks a box or chooses a radio button, whatever the value.</summary>
    public void Set(IElement field, string value) => set[field] = value;

    /// <summary>Where it goes. Null: the form's action is no web address.</summary>
    public Uri? Action => page.Resolve(Setting("action") is { Length: > 0 } action ? action : page.Address.AbsoluteUri);

    public string Method => Setting("method")?.Trim().ToUpperInvariant() switch
    {
        "POST" => "POST",
        "DIALOG" => "DIALOG",
        _ => "GET",
    };

    /// <summary>The request, or null where <see cref="Action"/> is.</summary>
    public Request? Build(Stage stage)
    {
        if (Action is not { } action) return null;
        List<Entry> entries = [.. Entries()];
        if (Method != "POST")
            return new Request { Address = new UriBuilder(action) { Query = Encode(entries) }.Uri, Referer = page.Address, Stage = stage };
        (byte[] body, string type) = Body(entries);
        return new Request { Address = action, Method = HttpMethod.Post, Body = body, BodyType = type, Referer = page.Address, Stage = stage };
    }

    /// <summary>Name and value of all that would be sent, in the page's order.</summary>
    public IEnumerable<KeyValuePair<string, string>> Values => Entries().Select(entry => new KeyValuePair<string, string>(entry.Name, entry.Value));

    /// <summary>The submitter's own <c>formaction</c> and the like go before the form's.</summary>
    string? Setting(string name) => submitter?.GetAttribute("form" + name) ?? form.GetAttribute(name);

    IEnumerable<Entry> Entries() => controls.Of(form).Where(IsSuccessful).SelectMany(EntriesOf);

    bool IsSuccessful(IElement control) =>
        !FormControls.IsDisabled(control)
        && (control == submitter || !FormControls.IsButton(control))
        && control.Closest("datalist") is null
        && (control.GetAttribute("name") is { Length: > 0 } || FormControls.TypeOf(control) == "image");

    IEnumerable<Entry> EntriesOf(IElement control)
    {
        string name = control.GetAttribute("name") ?? "";
        switch (FormControls.TypeOf(control))
        {
            case "image":
                string prefix = name.Length > 0 ? name + "." : "";
                return [new(prefix + "x", "0"), new(prefix + "y", "0")];
            case "checkbox" or "radio":
                return IsTicked(control) ? [new(name, control.GetAttribute("value") ?? "on")] : [];
            case "select":
                return Options((IHtmlSelectElement)control).Select(option => new Entry(name, option.Value));
            case "file":
                return [new(name, "", IsFile: true)];
            case "hidden" when name == "_charset_":
                return [new(name, "UTF-8")];
            default:
                return [new(name, ValueOf(control))];
        }
    }

    string ValueOf(IElement control) => set.GetValueOrDefault(control)
        ?? (control is IHtmlTextAreaElement area ? Lines(area.TextContent) : control.GetAttribute("value") ?? "");

    static string Lines(string text) => text.ReplaceLineEndings("\r\n");

    bool IsTicked(IElement box)
    {
        if (set.ContainsKey(box)) return true;
        bool groupChosen = FormControls.TypeOf(box) == "radio"
            && set.Keys.Any(other => FormControls.TypeOf(other) == "radio" && other.GetAttribute("name") == box.GetAttribute("name"));
        return !groupChosen && box.HasAttribute("checked");
    }

    /// <summary>The chosen options. A list that shows one line has always one chosen: the first that can be.</summary>
    IEnumerable<IHtmlOptionElement> Options(IHtmlSelectElement select)
    {
        IHtmlOptionElement[] all = [.. select.QuerySelectorAll("option").OfType<IHtmlOptionElement>().Where(IsEnabled)];
        if (set.TryGetValue(select, out string? wish)) return all.Where(option => option.Value == wish).Take(1);
        IEnumerable<IHtmlOptionElement> chosen = all.Where(option => option.HasAttribute("selected"));
        if (select.HasAttribute("multiple")) return chosen;
        if (chosen.LastOrDefault() is { } last) return [last];
        // A disabled option may be the one chosen ("please choose"); it is shown, and nothing is sent.
        if (select.QuerySelector("option[selected]") is not null) return [];
        return select.Size > 1 ? [] : all.Take(1);
    }

    static bool IsEnabled(IHtmlOptionElement option) => !option.HasAttribute("disabled") && option.ParentElement?.HasAttribute("disabled") != true;

    (byte[] Body, string Type) Body(List<Entry> entries) => Setting("enctype")?.Trim().ToLowerInvariant() switch
    {
        "multipart/form-data" => Multipart(entries),
        "text/plain" => (Encoding.UTF8.GetBytes(string.Concat(entries.Select(entry => $"{entry.Name}={entry.Value}\r\n"))), "text/plain"),
        _ => (Encoding.ASCII.GetBytes(Encode(entries)), "application/x-www-form-urlencoded"),
    };

    static (byte[] Body, string Type) Multipart(List<Entry> entries)
    {
        string boundary = "----KurirFormBoundary" + RandomNumberGenerator.GetHexString(16);
        var body = new StringBuilder();
        foreach (Entry entry in entries)
        {
            body.Append("--").Append(boundary).Append("\r\nContent-Disposition: form-data; name=\"").Append(Quoted(entry.Name)).Append('"');
            if (entry.IsFile) body.Append("; filename=\"\"\r\nContent-Type: application/octet-stream");
            body.Append("\r\n\r\n").Append(entry.Value).Append("\r\n");
        }

        body.Append("--").Append(boundary).Append("--\r\n");
        return (Encoding.UTF8.GetBytes(body.ToString()), "multipart/form-data; boundary=" + boundary);
    }

    static string Quoted(string name) => name.Replace("\"", "%22", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    static string Encode(IEnumerable<Entry> entries) => UrlEncoded.Join(entries.Select(entry => new KeyValuePair<string, string>(entry.Name, entry.Value)));

    readonly record struct Entry(string Name, string Value, bool IsFile = false);
}
