using System.Text;
using AngleSharp.Dom;

namespace Kurir.Connectors;

/// <summary>PageText of pages, as people compare them.</summary>
static class PageText
{
    /// <summary>White space folded to single spaces, none at the ends.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (!char.IsWhiteSpace(c)) folded.Append(c);
            else if (folded.Length > 0 && folded[^1] != ' ') folded.Append(' ');
        }

        return folded.ToString().TrimEnd();
    }

    public static string Of(INode node) => Fold(node.TextContent);

    /// <summary>Equal but for case and white space.</summary>
    public static bool Same(string a, string b) => string.Equals(Fold(a), Fold(b), StringComparison.OrdinalIgnoreCase);

    public static string Cut(string text, int most) => text.Length <= most ? text : text[..(most - 1)] + "…";

    /// <summary><c>start, end, status</c>; at most <paramref name="most"/> and how many more there are.</summary>
    public static string List(IEnumerable<string> names, int most = 15)
    {
        string[] all = [.. names.Where(name => name.Length > 0).Distinct(StringComparer.Ordinal)];
        string listed = string.Join(", ", all.Take(most).Select(name => Cut(name, 40)));
        return all.Length == 0 ? "none" : all.Length <= most ? listed : $"{listed} and {all.Length - most} more";
    }
}
