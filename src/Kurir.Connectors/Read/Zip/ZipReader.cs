using System.IO.Compression;

namespace Kurir.Connectors;

/// <summary>A zip of reports: one of any kind, the pages of one report, or several reports.</summary>
/// <param name="inside">How many zips lie around this one.</param>
public sealed class ZipReader(int inside = 0) : IReader
{
    const int MaxInside = 1;

    public string Kind => "zip";

    public string Description => "one report of any kind, packed; several of the same headings are joined";

    public bool Recognises(ReadOnlySpan<byte> head) => Signatures.ZipStart(head) >= 0;

    public IReadOnlyList<Grid> Read(Document document, ReadLimits limits, CancellationToken ct)
    {
        try
        {
            var readers = new DocumentReader([.. Catalogue.Readers.Where(r => r is not ZipReader), new ZipReader(inside + 1)]);
            if (inside > MaxInside) throw Unreadable.Hostile(document, "There are zips inside zips inside a zip.");
            var entries = Unpack(document, limits, ct);
            if (entries.Count == 0) throw Unreadable.Empty(document);
            return entries.Count == 1 && !ZipBundle.IsPage(entries[0]) ? readers.Read(entries[0], limits, ct) : new ZipBundle(document, readers, limits, ct).Read(entries);
        }
        catch (Exception e) when (Unreadable.From(document, e) is { } fault)
        {
            throw fault;
        }
    }

    /// <summary>Unpacks all entries once, which also proves their checksums.</summary>
    static List<Document> Unpack(Document document, ReadLimits limits, CancellationToken ct)
    {
        using var archive = new Archive(document, limits);
        if (archive.Find("mimetype") is { } type) throw Unreadable.Unknown(document, OpenDocument(archive, type));
        var scratch = new Scratch(16 << 20);
        var entries = new List<Document>();
        byte[] buffer = new byte[64 << 10];
        foreach (var entry in archive.Entries.Where(IsFile))
        {
            long start = scratch.Length;
            using var stream = archive.Open(entry);
            for (int read; (read = stream.Read(buffer)) > 0; scratch.Write(buffer.AsSpan(0, read))) ct.ThrowIfCancellationRequested();
            long length = scratch.Length - start;
            entries.Add(document with { FileName = entry.FullName, MediaType = null, Length = length, Open = () => scratch.Open(start, length) });
        }

        return entries;
    }

    static bool IsFile(ZipArchiveEntry entry) => entry.Name.Length > 0 && entry.Name[0] != '.' && !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal);

    static string OpenDocument(Archive archive, ZipArchiveEntry type)
    {
        using var stream = archive.Open(type);
        byte[] name = new byte[80];
        int length = stream.ReadAtLeast(name, name.Length, throwOnEndOfStream: false);
        string text = System.Text.Encoding.ASCII.GetString(name, 0, length);
        return text.Contains("spreadsheet", StringComparison.Ordinal) ? "It is an OpenDocument spreadsheet (.ods)." : $"It is packed as {Unreadable.Short(text, 80)}.";
    }
}
