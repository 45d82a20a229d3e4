namespace Kurir.Connectors;

/// <summary>Reads any document: its reader is chosen by how the bytes begin, never by a name.</summary>
/// <param name="readers">Asked in this order; the first that recognises the beginning reads.</param>
public sealed class DocumentReader(IReadOnlyList<IReader> readers)
{
    /// <summary>With all readers of the catalogue.</summary>
    public DocumentReader()
        : this(Catalogue.Readers)
    {
    }

    /// <summary>The document's grids; at least one.</summary>
    /// <exception cref="Fault">Of stage Read: it is empty, broken, something else than a report, or of an unknown kind.</exception>
    public IReadOnlyList<Grid> Read(Document document, ReadLimits limits, CancellationToken ct) => Find(document).Read(document, limits, ct);

    /// <summary>The reader that recognises the document.</summary>
    /// <exception cref="Fault">None does, or there is nothing to recognise.</exception>
    public IReader Find(Document document)
    {
        byte[] buffer = new byte[Signatures.HeadLength];
        int length;
        using (var stream = document.Open()) length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        var head = buffer.AsSpan(0, length);
        if (IsBlank(head) && (length < buffer.Length || head.IndexOfAnyExcept((byte)0) < 0)) throw Unreadable.Empty(document);
        foreach (var reader in readers)
            if (reader.Recognises(head)) return reader;
        throw Unreadable.Unknown(document, $"It is {Signatures.Name(head)}, which holds no table that can be read.");
    }

    static bool IsBlank(ReadOnlySpan<byte> head) => head.IndexOfAnyExcept((byte)0) < 0 || Signatures.AsText(head)?.AsSpan().Trim().IsEmpty == true;
}
