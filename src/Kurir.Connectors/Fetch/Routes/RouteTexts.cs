using System.Text.RegularExpressions;

namespace Kurir.Connectors;

/// <summary>The placeholders of a <see cref="Route"/>.</summary>
static partial class RouteTexts
{
    /// <summary>The form in which a value stands in its place.</summary>
    public static string Escape(string value, string escape) => escape switch
    {
        "url" => Uri.EscapeDataString(value),
        "form" => UrlEncoded.Encode(value),
        "json" => value.Replace("/", "\\/", StringComparison.Ordinal),
        _ => value,
    };

    /// <param name="look">Gives a token by its kind and name; null: it is not there.</param>
    /// <exception cref="KeyNotFoundException">A token is not there.</exception>
    public static string Fill(string text, Window window, Func<string, string, string?> look) => Placeholder().Replace(text, match =>
    {
        (string kind, string name, string escape) = (match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value);
        string value = kind switch
        {
            "start" => RouteDates.Write(window.From, name),
            "end" => RouteDates.Write(window.To, name),
            _ => look(kind, name) ?? throw new KeyNotFoundException($"{kind} {name}"),
        };
        return Escape(value, escape);
    });

    public static bool Has(string text, string kind) => text.Contains($"⟨{kind}:", StringComparison.Ordinal);

    public static bool IsFree(string text) => !text.Contains('⟨') && !text.Contains('⟩');

    [GeneratedRegex(@"⟨(\w+):([^⟩|]+)(?:\|(\w+))?⟩")]
    private static partial Regex Placeholder();
}
