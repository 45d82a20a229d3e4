using System.Text;
using System.Xml;

namespace Kurir.Connectors;

/// <summary>XML read forward with distrust: no DTD, no resolver, bounded depth and texts. Namespaces are not looked at, names are local.</summary>
sealed class BoundedXml : IDisposable
{
    readonly Document document;
    readonly ReadLimits limits;
    readonly XmlReader reader;
    char[] buffer = new char[256];

    public BoundedXml(Stream stream, Document document, ReadLimits limits)
    {
        this.document = document;
        this.limits = limits;
        reader = XmlReader.Create(new MarkupGuard(stream, document, limits), new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            // What Excel opens is read: some panels leave control characters in the texts.
            CheckCharacters = false,
            CloseInput = true,
        });
    }

    public XmlReader Reader => reader;

    public string Name => reader.LocalName;

    public bool IsEmptyElement => reader.IsEmptyElement;

    public int Depth => reader.Depth;

    public bool Read()
    {
        bool more = reader.Read();
        if (reader.Depth > limits.MaxDepth) throw Unreadable.Hostile(document, $"The XML inside is nested deeper than {limits.MaxDepth}.");
        return more;
    }

    /// <summary>Goes to the next element, at any depth.</summary>
    public bool ReadElement()
    {
        while (Read())
            if (reader.NodeType == XmlNodeType.Element) return true;
        return false;
    }

    /// <summary>Goes to the next element inside the one that began at <paramref name="depth"/>; false once that has ended.</summary>
    public bool ReadElement(int depth)
    {
        while (Read())
        {
            if (reader.NodeType == XmlNodeType.Element) return true;
            if (reader.NodeType == XmlNodeType.EndElement && reader.Depth <= depth) return false;
        }

        return false;
    }

    /// <summary>All text inside the current element, up to its end.</summary>
    public string ReadText()
    {
        int length = AppendInside(0);
        return length == 0 ? "" : new string(buffer, 0, length);
    }

    /// <summary>The text of a spreadsheet's rich or plain text: its <c>t</c> elements joined, without the phonetic ones.</summary>
    public string ReadRichText()
    {
        int depth = reader.Depth, length = 0;
        for (bool inside = !reader.IsEmptyElement; inside && ReadElement(depth);)
        {
            if (reader.LocalName == "t") length = AppendInside(length);
            else if (reader.LocalName == "rPh") SkipInside();
        }

        return length == 0 ? "" : new string(buffer, 0, length);
    }

    public string? Attribute(string name)
    {
        if (reader.GetAttribute(name) is { } plain) return plain;
        string? value = null;
        for (bool more = reader.MoveToFirstAttribute(); more && value is null; more = reader.MoveToNextAttribute())
            if (reader.LocalName == name && reader.Prefix != "xmlns") value = reader.Value;
        reader.MoveToElement();
        return value;
    }

    public void Dispose() => reader.Dispose();

    /// <summary>Undoes the escapes of spreadsheets: <c>_x000D_</c> is a carriage return.</summary>
    public static string Unescape(string text)
    {
        int at = text.IndexOf("_x", StringComparison.Ordinal);
        if (at < 0) return text;
        var result = new StringBuilder(text.Length).Append(text, 0, at);
        for (int i = at; i < text.Length; i++)
        {
            if (text[i] == '_' && i + 6 < text.Length && text[i + 1] == 'x' && text[i + 6] == '_'
                && ushort.TryParse(text.AsSpan(i + 2, 4), System.Globalization.NumberStyles.AllowHexSpecifier, null, out ushort code))
            {
                result.Append((char)code);
                i += 6;
            }
            else
            {
                result.Append(text[i]);
            }
        }

        return result.ToString();
    }

    int AppendInside(int length)
    {
        if (reader.IsEmptyElement) return length;
        for (int depth = reader.Depth; Read() && !(reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth);)
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace) length = Append(length);
        return length;
    }

    void SkipInside()
    {
        if (reader.IsEmptyElement) return;
        for (int depth = reader.Depth; Read() && !(reader.NodeType == XmlNodeType.EndElement && reader.Depth == depth);)
        {
        }
    }

    int Append(int length)
    {
        for (int read; (read = reader.ReadValueChunk(buffer, length, buffer.Length - length)) > 0;)
        {
            length += read;
            if (length > limits.MaxCellLength) throw Unreadable.TooLarge(document, $"A cell has more than {limits.MaxCellLength:N0} characters.");
            if (length == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        }

        return length;
    }
}
