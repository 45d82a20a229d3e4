using System.Net;
using System.Text;
using Microsoft.Playwright;

namespace Kurir.Connectors;

/// <summary>What stands in a browser's page, as the reply that plain HTTP would have got: the same judges look at both.</summary>
static class BrowserReply
{
    static readonly SemaphoreSlim NoSlot = new(0);

    /// <param name="status">Of the response that counts: the page's own, or that of the request which its script made.</param>
    /// <param name="asked">Where the page was sent to.</param>
    public static Reply Of(IPage page, string html, int status, IReadOnlyDictionary<string, string>? headers, Uri asked, Stage stage)
    {
        Uri address = AddressOf(page, asked);
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(html)) };
        response.Content.Headers.TryAddWithoutValidation("Content-Type", "text/html; charset=utf-8");
        foreach (string name in (string[])["Retry-After", "cf-mitigated"])
            if (headers?.TryGetValue(name.ToLowerInvariant(), out string? value) == true) response.Headers.TryAddWithoutValidation(name, value);
        var request = new Request { Address = address, Stage = stage };
        bool redirected = Path(address) != Path(asked);
        return new Reply(response, request, asked, redirected, NoSlot);
    }

    /// <summary>A page's address; what is no web address (about:blank, blob:) counts as <paramref name="otherwise"/>.</summary>
    public static Uri AddressOf(IPage page, Uri otherwise) =>
        Uri.TryCreate(page.Url, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" ? address : otherwise;

    static string Path(Uri address) => address.GetLeftPart(UriPartial.Path).TrimEnd('/');
}
