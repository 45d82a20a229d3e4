using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Text;

namespace Kurir.Connectors;

/// <summary>Tables of HTML pages, also of those that call themselves <c>.xls</c>; every cell is text.</summary>
public sealed partial class HtmlReader : IReader
{
    /// <value>Bytes of the largest page that is read: its whole text is held in memory.</value>
    const long MaxLength = 128 << 20;

    public string Kind => "html";

    public string Description => "tables of web pages, also under the name .xls; pages of several tables give several";

    public bool Recognises(ReadOnlySpan<byte> head) => Signatures.AsText(head) is { } text && !text.Contains("<Workbook", StringComparison.Ordinal) && Begins().IsMatch(text);

    public IReadOnlyList<Grid> Read(Document document, ReadLimits limits, CancellationToken ct)
    {
        if (document.Length > MaxLength) throw Unreadable.TooLarge(document, $"The page has {document.Length >> 20} MiB; {MaxLength >> 20} are read at most.");
        using var page = HtmlScanner.Scan(Text(document, ct), document, limits, ct);
        return new HtmlPage(page, document).Grids(ct);
    }

    /// <summary>The page as one array of characters, of which there are no more than bytes: nothing is copied on the way.</summary>
    static TextSource Text(Document document, CancellationToken ct)
    {
        var encoding = TextEncoding.Of(document, ct);
        if (encoding is not UTF8Encoding && Declared(document) is { } declared) encoding = declared;
        using var reader = new StreamReader(document.Open(), encoding, detectEncodingFromByteOrderMarks: true);
        char[] text = new char[document.Length + 1];
        int length = reader.ReadBlock(text, 0, text.Length);
        return new TextSource(new CharArrayTextSource(text, length));
    }

    /// <summary>What the page says of its encoding, asked only where it is not valid UTF-8.</summary>
    static Encoding? Declared(Document document)
    {
        using var stream = document.Open();
        byte[] head = new byte[Signatures.HeadLength];
        int length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var match = Charset().Match(Encoding.Latin1.GetString(head, 0, length));
        if (!match.Success) match = Charset().Match(document.MediaType ?? "");
        try
        {
            return match.Success ? Encoding.GetEncoding(match.Groups[1].Value) is var found and not UTF8Encoding ? found : null : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"^\s*<(?:!doctype\s+html|html|head|body|meta|title|table|div|form|script|style|center|font|p|br|b|h[1-6]|span|link|!--)[\s>/!-]|<html[\s>]|<table[\s>][^<]{0,200}(?:<[^>]{0,200}>\s{0,200}){0,9}?<tr[\s>]",
        Options)]
    private static partial Regex Begins();

    [GeneratedRegex(@"charset\s{0,9}=\s{0,9}[""']?\s{0,9}([\w-]{1,40})", Options)]
    private static partial Regex Charset();
}
