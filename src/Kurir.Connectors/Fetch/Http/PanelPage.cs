using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Kurir.Connectors;

/// <summary>A page as it was parsed; scripts do not run.</summary>
sealed class PanelPage
{
    public const int MostBytes = 32 << 20;
    static readonly HashSet<string> Inline = ["a", "abbr", "b", "bdi", "code", "em", "font", "i", "label", "mark", "s", "small", "span", "strong", "sub", "sup", "u"];
    Uri? root;
    string? lines;
    string? text;

    PanelPage(Uri address, string source, IHtmlDocument document)
    {
        Address = address;
        Source = source;
        Document = document;
    }

    public Uri Address { get; }

    /// <summary>The HTML as it came.</summary>
    public string Source { get; }

    public IHtmlDocument Document { get; }

    public string Path => SafeAddress.Path(Address);

    /// <summary>What a person reads: without scripts and styles, white space folded.</summary>
    public string Text => text ??= PageText.Fold(Lines);

    /// <summary>The same, with a line for each block, cell and list item.</summary>
    public string Lines => lines ??= VisibleLines();

    public string Title => PageText.Fold(Document.Title ?? "");

    /// <summary>Title and first words, for messages.</summary>
    public string Shows => Title.Length > 0 ? $"'{PageText.Cut(Title, 80)}'" : Text.Length > 0 ? $"'{PageText.Cut(Text, 80)}'" : "an empty page";

    public static async Task<PanelPage> Read(Reply reply, CancellationToken ct)
    {
        byte[] start = await reply.Peek(MostBytes + 1, ct);
        if (start.Length > MostBytes)
            throw new Fault(reply.Request.Stage, FaultName.DownloadTooLarge, FaultKind.Stop, reply.Request.Subject,
                $"the page is larger than {MostBytes:N0} bytes", "Ask for fewer days at once, or for the panel's own export.");
        return Parse(reply, start);
    }

    /// <exception cref="Fault"><see cref="FaultName.ReplyMalformed"/>: nested so deeply that it can only be meant as an attack.</exception>
    public static PanelPage Parse(Reply reply, byte[] bytes)
    {
        string source = Decode(bytes, reply.Charset);
        if (HostileHtml.IsTooDeep(source)) throw TransportFaults.Malformed(reply.Request, "the page is nested thousands of levels deep");
        return Parse(reply.Address, source);
    }

    public static PanelPage Parse(Uri address, string source) => new(address, source, new HtmlParser().ParseDocument(source));

    /// <summary>An address on the page, against the page's base. Null: none, or one that is no web address.</summary>
    public Uri? Resolve(string? href)
    {
        if (href is null || !Uri.TryCreate(Root(), href.Trim(), out Uri? address)) return null;
        return address.Scheme is "http" or "https" ? new UriBuilder(address) { Fragment = "" }.Uri : null;
    }

    Uri Root()
    {
        if (root is not null) return root;
        string? href = Document.QuerySelector("base[href]")?.GetAttribute("href");
        return root = href is not null && Uri.TryCreate(Address, href, out Uri? declared) && declared.Scheme is "http" or "https" ? new Uri(Address, href!) : Address;
    }

    /// <summary>Whether scripts may have built, or would still build, what a person sees there.</summary>
    public bool HasScripts => Document.Scripts.Any(script => script.Type is null or "" or "module" or "text/javascript" or "application/javascript");

    /// <summary>A fault of stage Fetch that trying again does not mend, with the page as evidence.</summary>
    public Fault Fault(FaultName name, string cause, string remedy) => new(Stage.Fetch, name, FaultKind.Stop, Path, cause, remedy)
    {
        Seen = SeenPage.Of(this, "page.html"),
        MayNeedBrowser = name == FaultName.NeedsBrowser || (HasScripts && name is FaultName.FieldNotFound or FaultName.ButtonNotFound),
    };

    string VisibleLines()
    {
        var visible = new StringBuilder();
        foreach (INode node in Document.GetDescendants())
        {
            if (node is IElement element && !Inline.Contains(element.LocalName)) visible.Append('\n');
            if (node is IText text && text.ParentElement is not { LocalName: "script" or "style" or "noscript" or "template" or "option" or "title" })
                visible.Append(' ').Append(text.Data.ReplaceLineEndings(" "));
        }

        return visible.ToString();
    }

    /// <summary>By the header, else by what the page says of itself, else UTF-8.</summary>
    static string Decode(byte[] bytes, string? charset)
    {
        string head = Encoding.Latin1.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, 1024)));
        Encoding encoding = Encodings.Find(charset) ?? Encodings.Find(Encodings.Declared(head)) ?? Encoding.UTF8;
        using var reader = new StreamReader(new MemoryStream(bytes), encoding, detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }
}
