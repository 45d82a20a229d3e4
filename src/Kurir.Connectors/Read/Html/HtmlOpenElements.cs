using AngleSharp.Html.Parser.Tokens;

namespace Kurir.Connectors;

/// <summary>The elements whose end tags have not come, outermost first.</summary>
sealed class HtmlOpenElements
{
    const int MaxDepth = 4096;
    const int MaxSearch = 256;

    readonly List<HtmlOpenElement> elements = [];

    public int Count => elements.Count;

    /// <summary>What stands here is not shown.</summary>
    public bool Hidden => elements.Count > 0 && elements[^1].Hidden;

    public HtmlOpenElement Of(string name, HtmlTagToken tag, bool foreign = false) => new(
        name,
        Hidden || HtmlTag.IsUnseen(name) || (name is not ("html" or "body") && !tag.Shows()),
        (elements.Count > 0 && elements[^1].Aside) || tag.HasClass("modal") || tag.Attribute("class") is { } classes && IsClone(classes),
        foreign);

    public void Add(HtmlOpenElement element) => elements.Add(element);

    /// <summary>What is no part of a table; nothing beyond a depth that no page has.</summary>
    public void Start(string name, HtmlTagToken tag)
    {
        bool foreign = elements.Count > 0 && elements[^1].Foreign || name is "svg" or "math";
        if (elements.Count < MaxDepth && !(foreign && tag.IsSelfClosing)) Add(Of(name, tag, foreign));
    }

    /// <summary>Closes the innermost of that name, with all that is open in it; nothing below <paramref name="floor"/>.</summary>
    public void End(string name, int floor)
    {
        for (int i = elements.Count - 1; i >= floor && i >= elements.Count - MaxSearch; i--)
        {
            if (elements[i].Name != name) continue;
            CloseDownTo(i);
            return;
        }
    }

    public void CloseDownTo(int depth) => elements.RemoveRange(Math.Min(depth, elements.Count), Math.Max(0, elements.Count - depth));

    /// <summary>DataTables keeps scrolling headings in tables of their own, besides the real ones.</summary>
    static bool IsClone(string classes) => classes.Contains("dataTables_scrollHead", StringComparison.Ordinal) || classes.Contains("dataTables_scrollFoot", StringComparison.Ordinal)
        || classes.Contains("dt-scroll-head", StringComparison.Ordinal) || classes.Contains("dt-scroll-foot", StringComparison.Ordinal) || classes.Contains("DTFC_", StringComparison.Ordinal);
}

/// <param name="Aside">In a dialog or a copy.</param>
/// <param name="Foreign">In a drawing, where a tag may close itself.</param>
readonly record struct HtmlOpenElement(string Name, bool Hidden, bool Aside, bool Foreign);
