using AngleSharp.Html.Parser.Tokens;

namespace Kurir.Connectors;

/// <summary>A list to choose from, while its tags go by: its text is the option that is chosen.</summary>
sealed class HtmlSelect
{
    readonly HtmlTextBuilder option = new(1000);
    string? chosen;
    bool selected;

    public bool IsOpen { get; private set; }

    public void Append(string text) => option.Append(text);

    /// <summary>At <c>select</c>, <c>option</c> and <c>optgroup</c>.</summary>
    public void Start(string name, HtmlTagToken tag)
    {
        if (name == "select") (IsOpen, chosen) = (true, null);
        if (!IsOpen) return;
        EndOption();
        selected = name == "option" && tag.Attribute("selected") is not null;
    }

    /// <returns>The chosen option, or the first that says anything; null where no list was open.</returns>
    public string? End()
    {
        if (!IsOpen) return null;
        EndOption();
        IsOpen = false;
        return chosen ?? "";
    }

    void EndOption()
    {
        string text = option.Take();
        if (selected || (chosen is null && text.Length > 0)) chosen = text;
        selected = false;
    }
}
