using System.Text;
using System.Text.RegularExpressions;

namespace Kurir.Connectors;

static partial class Encodings
{
    static Encodings() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <returns>Null: no such encoding is known.</returns>
    public static Encoding? Find(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) return null;
        try
        {
            // As browsers do: pages that say Latin-1 or ASCII mean windows-1252.
            return Encoding.GetEncoding(name.Trim().ToLowerInvariant() is "iso-8859-1" or "latin1" or "us-ascii" or "ascii" ? "windows-1252" : name.Trim());
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The <c>charset=</c> of a page's meta element.</summary>
    public static string? Declared(string head) => Charset().Match(head) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex("""<meta[^>]{0,200}charset\s*=\s*["']?([A-Za-z0-9_:.-]{1,40})""", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Charset();
}
