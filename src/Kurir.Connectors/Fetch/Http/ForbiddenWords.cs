using System.Text.RegularExpressions;

namespace Kurir.Connectors;

/// <summary>Words on buttons, and in addresses, that change something in the panel. Such a button is never pressed, whatever the pipeline says.</summary>
static partial class ForbiddenWords
{
    /// <returns>The word; null: there is none.</returns>
    public static string? In(params string?[] texts) =>
        texts.Select(text => text is null ? null : Forbidden().Match(text)).FirstOrDefault(match => match?.Success == true)?.Value;

    /// <returns>The segment of the path that is such a word and nothing else (<c>/koin_pay/delete</c>, but not <c>/koin_pay</c>).</returns>
    public static string? InPath(Uri address) => address.Segments.Select(segment => Uri.UnescapeDataString(segment).Trim('/'))
        .FirstOrDefault(segment => Forbidden().Match(segment) is { Success: true } match && match.Length == segment.Length);

    /// <summary>Whether a word agrees to something and destroys nothing: terms that a panel shows after signing in.</summary>
    public static bool IsConsent(string word) => word.ToLowerInvariant() is "accept" or "confirm" or "terima" or "setujui" or "konfirmasi";

    [GeneratedRegex(@"(?<![a-z])(delete|destroy|remove|erase|purge|truncate|drop|reset|void|cancel|refund|approve|reject|accept|confirm|pay|save|update|edit|import|upload|submit order|log ?out|sign ?out|"
        + @"hapus(kan)?|buang|kosongkan|bersihkan|batal(kan)?|setujui|terima|tolak|konfirmasi|bayar|simpan|ubah|perbarui|impor|unggah|keluar)(?![a-z])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Forbidden();
}
