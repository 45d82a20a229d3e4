using AngleSharp.Dom;

namespace Kurir.Connectors;

/// <summary>Finds where a button leads whose click runs a script: the addresses that the page's inline scripts go to, made of its fields.</summary>
sealed class ScriptedAddresses(PanelPage page, FormControls controls, IElement button)
{
    const int LongestScript = 1_000_000;

    /// <summary>Those of the button's own handler where that is clear, else all; each different one once.</summary>
    public IReadOnlyList<ScriptedAddress> Find()
    {
        List<(ScriptedAddress Address, bool? IsOwn)> found = [.. OfAttributes(), .. OfScripts()];
        IEnumerable<ScriptedAddress> chosen = found.Any(one => one.IsOwn == true)
            ? found.Where(one => one.IsOwn == true).Select(one => one.Address)
            : found.Where(one => one.IsOwn is null).Select(one => one.Address);
        return [.. chosen.DistinctBy(address => address.Template(null, null) + string.Join('|', address.Parts.OfType<ScriptPart.Field>().Select(field => FormControls.NameOf(field.Node))))];
    }

    /// <summary>The script in the button's own <c>onclick</c>, or in a link's <c>javascript:</c>.</summary>
    IEnumerable<(ScriptedAddress, bool?)> OfAttributes()
    {
        string? script = button.GetAttribute("onclick") ?? Javascript(button.GetAttribute("href"));
        return script is null ? [] : Sinks(ScriptTokens.Cut(script), _ => true);
    }

    IEnumerable<(ScriptedAddress, bool?)> OfScripts()
    {
        foreach (IElement script in page.Document.QuerySelectorAll("script:not([src])"))
        {
            if (script.GetAttribute("type") is { Length: > 0 } type && !type.Contains("javascript", StringComparison.OrdinalIgnoreCase) && type != "module") continue;
            if (script.TextContent.Length > LongestScript) continue;
            IReadOnlyList<ScriptToken> tokens = ScriptTokens.Cut(script.TextContent);
            foreach ((ScriptedAddress, bool?) found in Sinks(tokens, at => IsOwn(tokens, at))) yield return found;
        }
    }

    static string? Javascript(string? href) => href?.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase) == true ? Uri.UnescapeDataString(href["javascript:".Length..]) : null;

    /// <summary>All places where a script goes somewhere, with an address that is understood.</summary>
    IEnumerable<(ScriptedAddress, bool?)> Sinks(IReadOnlyList<ScriptToken> tokens, Func<int, bool?> isOwn)
    {
        var reader = new ScriptReader(page, controls, button, tokens);
        for (int at = 0; at < tokens.Count; at++)
            if (Expression(tokens, at) is { } expression && ScriptReader.AsText(reader.Read(expression)) is { } text && LooksLikeAddress(text))
                yield return (new ScriptedAddress(text.Parts), isOwn(at));
    }

    /// <summary>Where the address begins, if something is gone to here: <c>location = …</c>, <c>….href = …</c>, <c>location.assign(…)</c>, <c>window.open(…)</c>.</summary>
    static int? Expression(IReadOnlyList<ScriptToken> tokens, int at)
    {
        ScriptToken next = Token(at + 1);
        if (tokens[at].IsName("location") && next.Is("=")) return at + 2;
        if (tokens[at].IsName("href") && at > 0 && tokens[at - 1].Is(".") && next.Is("=")) return at + 2;
        bool calls = tokens[at].IsName("assign") || tokens[at].IsName("replace") || tokens[at].IsName("open");
        bool on = at > 1 && tokens[at - 1].Is(".") && (tokens[at - 2].IsName("location") || tokens[at - 2].IsName("window"));
        return calls && on && next.Is("(") ? at + 2 : null;

        ScriptToken Token(int index) => index < tokens.Count ? tokens[index] : default;
    }

    static bool LooksLikeAddress(ScriptValue.Text text) => text.Parts.Count > 0
        && (text.Parts[0] is not ScriptPart.Literal { Value: var start } || (start.Length > 0 && !start.StartsWith('#') && !start.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase)));

    /// <summary>Whether the handler around a place is the button's. Null: not clear.</summary>
    bool? IsOwn(IReadOnlyList<ScriptToken> tokens, int at)
    {
        bool? own = null;
        for (int open = Opening(tokens, at); open >= 0; open = Opening(tokens, open))
            if (Head(tokens, open) is { } isOwn) own = own == true || isOwn;
        return own;
    }

    /// <summary>The brace that opens the innermost block around a place; -1: none.</summary>
    static int Opening(IReadOnlyList<ScriptToken> tokens, int at)
    {
        for (int i = at - 1, closed = 0; i >= 0; i--)
        {
            if (tokens[i].Is("}")) closed++;
            if (tokens[i].Is("{") && closed-- == 0) return i;
        }

        return -1;
    }

    /// <summary>What stands before a block: the selector that a handler is attached to, or the name of a function that the button calls.</summary>
    bool? Head(IReadOnlyList<ScriptToken> tokens, int open)
    {
        bool? own = null;
        for (int i = open - 1; i >= 0 && !(tokens[i].Is(";") || tokens[i].Is("{") || tokens[i].Is("}")); i--)
        {
            bool? says = tokens[i].Kind switch
            {
                ScriptTokenKind.Text => IsOfButton(tokens[i].Text, i > 1 && tokens[i - 2].IsName("getElementById")),
                ScriptTokenKind.Name when i > 0 && tokens[i - 1].IsName("function") => Calls(tokens[i].Text),
                ScriptTokenKind.Name when i + 1 < open && (tokens[i + 1].Is(".") || tokens[i + 1].Is("=")) => OfVariable(tokens, i),
                _ => null,
            };
            if (says == true) return true;
            own ??= says;
        }

        return own;
    }

    bool? OfVariable(IReadOnlyList<ScriptToken> tokens, int at) => tokens[at + 1].Is("=")
        ? Calls(tokens[at].Text) == true ? true : null
        : new ScriptReader(page, controls, button, tokens).Read(at) is ScriptValue.Element { Node: var node } && node != button ? false : null;

    bool? Calls(string function) => (button.GetAttribute("onclick") ?? button.GetAttribute("href"))?.Contains(function + "(", StringComparison.Ordinal) == true ? true : false;

    /// <summary>Null: the text selects nothing on the page (<c>"click"</c>).</summary>
    bool? IsOfButton(string text, bool isId)
    {
        if (isId) return button.Id == text ? true : page.Document.GetElementById(text) is null ? null : false;
        if (text.IndexOfAny(['.', '#', '[']) < 0) return null;
        try
        {
            return button.Matches(text) ? true : page.Document.QuerySelector(text) is null ? null : false;
        }
        catch (DomException)
        {
            return null;
        }
    }
}
