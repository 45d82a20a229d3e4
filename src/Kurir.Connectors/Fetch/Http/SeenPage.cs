using System.Text.RegularExpressions;
using AngleSharp;
using AngleSharp.Dom;

namespace Kurir.Connectors;

/// <summary>Pages as evidence: without what stands in password and token fields, and without scripts.</summary>
static partial class SeenPage
{
    /// <param name="name">A short file name: <c>sign-in.html</c>.</param>
    public static Seen Of(PanelPage page, string name)
    {
        PanelPage copy = PanelPage.Parse(page.Address, page.Source);
        foreach (IElement field in copy.Document.QuerySelectorAll("input"))
            if (HoldsSecret(field)) field.RemoveAttribute("value");
        foreach (IElement meta in copy.Document.QuerySelectorAll("meta[name][content]"))
            if (SafeAddress.IsSecret(meta.GetAttribute("name")!)) meta.RemoveAttribute("content");
        foreach (IElement script in copy.Document.QuerySelectorAll("script")) script.TextContent = WithoutTokens(script.TextContent);
        return new Seen(name, $"<!-- {SafeAddress.Of(page.Address)} -->\n{copy.Document.ToHtml()}");
    }

    public static Seen Of(string text, string name) => new(name, WithoutTokens(text));

    static bool HoldsSecret(IElement field) =>
        FormControls.TypeOf(field) == "password" || (FormControls.TypeOf(field) == "hidden" && SafeAddress.IsSecret(FormControls.NameOf(field)));

    /// <summary>Long runs without a space or a slash in quotes are tokens, or nobody misses them.</summary>
    static string WithoutTokens(string text) => Token().Replace(text, "$1***$1");

    [GeneratedRegex("""(["'])[A-Za-z0-9+=_.-]{24,}\1""", RegexOptions.None, 1000)]
    private static partial Regex Token();
}
