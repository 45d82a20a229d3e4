using System.Text.RegularExpressions;
using AngleSharp.Html.Parser.Tokens;

namespace Kurir.Connectors;

/// <summary>What tags mean for what a person sees.</summary>
static partial class HtmlTag
{
    static readonly HashSet<string> Voids = new(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "keygen"],
        StringComparer.Ordinal);

    static readonly HashSet<string> Unseen = new(["template", "noscript", "svg", "math", "datalist", "audio", "video", "object", "canvas"], StringComparer.Ordinal);

    static readonly HashSet<string> Blocks = new(["address", "article", "aside", "blockquote", "body", "dd", "div", "dl", "dt", "fieldset", "footer", "form", "h1", "h2", "h3", "h4",
        "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul", "caption"], StringComparer.Ordinal);

    public static bool IsVoid(string name) => Voids.Contains(name);

    /// <summary>Never shown by a browser that runs scripts.</summary>
    public static bool IsUnseen(string name) => Unseen.Contains(name);

    public static bool IsBlock(string name) => Blocks.Contains(name);

    public static bool IsHeading(string name) => name is ['h', >= '1' and <= '6'];

    public static string? Attribute(this HtmlTagToken tag, string name)
    {
        foreach (var attribute in tag.Attributes)
            if (attribute.Name == name) return attribute.Value;
        return null;
    }

    public static bool HasClass(this HtmlTagToken tag, string name) =>
        tag.Attribute("class") is { } classes && classes.Contains(name, StringComparison.Ordinal) && classes.Split(' ', '\t', '\n').Contains(name);

    /// <summary>Neither the tag itself says that it is hidden nor do its usual classes.</summary>
    public static bool Shows(this HtmlTagToken tag)
    {
        foreach (var attribute in tag.Attributes)
        {
            if (attribute.Name == "hidden") return false;
            if (attribute.Name == "style" && HiddenStyle().IsMatch(attribute.Value)) return false;
            if (attribute.Name == "class" && HiddenClass().IsMatch(attribute.Value) && !ShownAgainClass().IsMatch(attribute.Value)) return false;
        }

        return true;
    }

    const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex(@"display\s*:\s*none|visibility\s*:\s*hidden", Options)]
    private static partial Regex HiddenStyle();

    [GeneratedRegex(@"(^|\s)(d-none|hidden|hide|invisible)(\s|$)", Options)]
    private static partial Regex HiddenClass();

    // Responsive classes: hidden on a phone, shown on a desk.
    [GeneratedRegex(@"(^|\s)((sm|md|lg|xl|2xl):(table-cell|table-row|table|block|inline|inline-block|flex|inline-flex|grid|visible)|d-(sm|md|lg|xl|xxl)-(table-cell|table-row|table|block|inline|inline-block|flex|grid))(\s|$)",
        Options)]
    private static partial Regex ShownAgainClass();
}
