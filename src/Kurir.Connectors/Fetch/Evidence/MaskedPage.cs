using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Kurir.Connectors;

/// <summary>A page as it may be stored: personal cells and fields masked by what stands above or beside them, tokens by their form.</summary>
sealed class MaskedPage
{
    static readonly HashSet<string> Harmless = ["class", "style", "id", "for", "d", "type", "lang", "rel"];
    static readonly Uri Root = new("http://page/");
    readonly Mask mask;
    readonly IHtmlDocument document;

    public MaskedPage(string html, Mask mask)
    {
        this.mask = mask;
        document = PanelPage.Parse(Root, html).Document;
        foreach (IElement input in document.QuerySelectorAll("input")) Input(input);
        foreach (IElement meta in document.QuerySelectorAll("meta[name][content]"))
            if (SafeAddress.IsSecret(meta.GetAttribute("name")!)) meta.SetAttribute("content", Mask.Hidden);
        if (!mask.HasPersonal) return;
        foreach (IElement table in document.QuerySelectorAll("table")) Cells(table);
        foreach (IElement term in document.QuerySelectorAll("dt"))
            if (mask.IsPersonal(term.TextContent) && term.NextElementSibling is { LocalName: "dd" } told) Hide(told);
        foreach (IElement field in document.QuerySelectorAll("input, textarea, select"))
            if (IsPersonalField(field)) Field(field);
    }

    /// <summary>Once everything is learned that is to be masked.</summary>
    public string Html()
    {
        foreach (IElement script in document.QuerySelectorAll("script, style")) script.TextContent = mask.Text(script.TextContent);
        foreach (IElement element in document.QuerySelectorAll("*"))
            foreach (IAttr attribute in element.Attributes.ToArray())
                if (!Harmless.Contains(attribute.Name)) attribute.Value = Attribute(attribute);
        return mask.Text(document.ToHtml());
    }

    /// <summary>What a person reads, a line for each block and cell.</summary>
    public string Lines() => mask.Text(string.Join('\n', PanelPage.Parse(Root, document.ToHtml()).Lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)));

    string Attribute(IAttr attribute)
    {
        bool isAddress = attribute.Name is "href" or "src" or "action" or "formaction" && attribute.Value.Contains('?', StringComparison.Ordinal);
        if (!isAddress || !Uri.TryCreate(Root, attribute.Value, out Uri? address) || address.Scheme is not ("http" or "https")) return mask.Text(attribute.Value);
        string masked = mask.Address(address);
        return masked.StartsWith(Root.OriginalString, StringComparison.Ordinal) ? masked[(Root.OriginalString.Length - 1)..] : masked;
    }

    static void Input(IElement input)
    {
        string type = FormControls.TypeOf(input);
        if (type == "password" || (type == "hidden" && SafeAddress.IsSecret(FormControls.NameOf(input))) || input.GetAttribute("autocomplete") == "one-time-code") input.RemoveAttribute("value");
    }

    void Cells(IElement table)
    {
        if (table is not IHtmlTableElement { Rows: { Length: > 0 } rows }) return;
        // Several rows of headings: the personal columns are those of any of them.
        var columns = new HashSet<int>();
        foreach (IHtmlTableRowElement row in rows.OfType<IHtmlTableRowElement>())
        {
            bool isHead = row.ParentElement?.LocalName == "thead" || row == rows[0] || row.Cells.All(cell => cell.LocalName == "th");
            int at = 0;
            bool beside = false;
            foreach (IHtmlTableCellElement cell in row.Cells)
            {
                if (mask.IsPersonal(cell.TextContent) && (isHead || cell.LocalName == "th" || at == 0))
                {
                    if (isHead) columns.UnionWith(Enumerable.Range(at, Math.Clamp(cell.ColumnSpan, 1, 100)));
                    beside = !isHead || row.Cells.Length == 2;
                }
                else if ((!isHead && columns.Contains(at)) || beside)
                {
                    Hide(cell);
                }

                at += Math.Clamp(cell.ColumnSpan, 1, 100);
            }
        }
    }

    bool IsPersonalField(IElement field) => mask.IsPersonal(FormControls.NameOf(field)) || mask.IsPersonal(field.Id ?? "") || mask.IsPersonal(field.GetAttribute("placeholder") ?? "") || mask.IsPersonal(field.GetAttribute("aria-label") ?? "")
        || (field.Closest("label") ?? (field.Id is { Length: > 0 } id ? document.QuerySelectorAll("label[for]").FirstOrDefault(label => label.GetAttribute("for") == id) : null)) is { } told && mask.IsPersonal(string.Concat(told.Descendants<IText>().Where(text => !field.Contains(text)).Select(text => text.Data)));

    void Field(IElement field)
    {
        if (field.GetAttribute("value") is { } value) mask.Learn(value);
        field.RemoveAttribute("value");
        if (field.LocalName != "input") Hide(field);
    }

    void Hide(IElement element)
    {
        mask.Learn(element.TextContent);
        foreach (IText text in element.Descendants<IText>()) mask.Learn(text.Data);
        element.InnerHtml = Mask.Hidden;
    }
}
