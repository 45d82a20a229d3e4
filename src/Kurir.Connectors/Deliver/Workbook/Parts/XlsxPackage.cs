using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;

namespace Kurir.Connectors;

/// <summary>The parts of an xlsx file: read as they are, written anew where they change, copied where they do not.</summary>
sealed class XlsxPackage : IDisposable
{
    /// <summary>Of parts that are held in memory whole; a sheet and its texts are not.</summary>
    const long MaxSmallPart = 64 << 20;
    const long RatioMatters = 10 << 20;

    static readonly byte[] OldOffice = [0xD0, 0xCF, 0x11, 0xE0];

    readonly ZipArchive zip;
    readonly Dictionary<string, ZipArchiveEntry> entries = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="InvalidDataException">It is no xlsx file, or a hostile one.</exception>
    public XlsxPackage(Stream stream)
    {
        RefuseOldOffice(stream);
        zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: false);
        ReadLimits limits = ReadLimits.Default;
        long unpacked = 0;
        if (zip.Entries.Count > limits.MaxEntries) throw new InvalidDataException("it has more entries than any workbook");
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            unpacked += entry.Length;
            if (unpacked > limits.MaxUnpackedBytes || (entry.Length > RatioMatters && entry.Length / limits.MaxRatio > entry.CompressedLength))
                throw new InvalidDataException("it unpacks to more than any workbook");
            if (!entries.TryAdd(entry.FullName.Replace('\\', '/'), entry)) throw new InvalidDataException($"it has two entries named {entry.FullName}");
        }
    }

    /// <summary>The names of all parts, without a leading slash.</summary>
    public IReadOnlyCollection<string> Names => entries.Keys;

    public static XmlReaderSettings Reading { get; } = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        CheckCharacters = false, // programs write characters that XML 1.0 has not; they are cells' texts all the same
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    public static XmlWriterSettings Writing { get; } = new()
    {
        Encoding = new System.Text.UTF8Encoding(false),
        NewLineHandling = NewLineHandling.Entitize,
        CheckCharacters = false,
        CloseOutput = true,
    };

    public bool Has(string part) => entries.ContainsKey(part);

    /// <exception cref="InvalidDataException">There is no such part.</exception>
    public XmlReader Read(string part) => XmlReader.Create(Open(part), Reading);

    /// <summary>A part that is small in any workbook.</summary>
    public XDocument Load(string part)
    {
        if (Entry(part).Length > MaxSmallPart) throw new InvalidDataException($"its part {part} is larger than in any workbook");
        using XmlReader reader = Read(part);
        return XDocument.Load(reader, LoadOptions.PreserveWhitespace);
    }

    /// <summary>What a part refers to: id, the last word of the relationship's type, and the part's name.</summary>
    public IEnumerable<(string Id, string Type, string Target)> Relations(string part)
    {
        string rels = RelationsOf(part);
        if (!Has(rels)) return [];
        return
        [
            .. Load(rels).Root!.Elements()
                .Where(relation => (string?)relation.Attribute("TargetMode") != "External")
                .Select(relation => ((string?)relation.Attribute("Id") ?? "", LastWord((string?)relation.Attribute("Type") ?? ""), Resolve(part, (string?)relation.Attribute("Target") ?? ""))),
        ];
    }

    /// <summary><c>xl/_rels/workbook.xml.rels</c> for <c>xl/workbook.xml</c>.</summary>
    public static string RelationsOf(string part)
    {
        int slash = part.LastIndexOf('/') + 1;
        return $"{part[..slash]}_rels/{part[slash..]}.rels";
    }

    /// <summary>Copies all parts but the given ones to a new package.</summary>
    public void CopyTo(ZipArchive to, IReadOnlySet<string> but, CancellationToken ct)
    {
        foreach ((string name, ZipArchiveEntry entry) in entries)
        {
            ct.ThrowIfCancellationRequested();
            if (but.Contains(name) || name.EndsWith('/')) continue;
            ZipArchiveEntry copy = to.CreateEntry(entry.FullName, CompressionLevel.Fastest);
            copy.LastWriteTime = entry.LastWriteTime;
            using Stream source = entry.Open(), target = copy.Open();
            source.CopyTo(target);
        }
    }

    /// <summary>Parts that both packages have and that differ, or that only this one has.</summary>
    public IEnumerable<string> Differing(XlsxPackage other, IReadOnlySet<string> but) =>
        entries.Where(pair => !but.Contains(pair.Key) && !pair.Key.EndsWith('/'))
            .Where(pair => !other.entries.TryGetValue(pair.Key, out ZipArchiveEntry? entry) || entry.Crc32 != pair.Value.Crc32 || entry.Length != pair.Value.Length)
            .Select(pair => pair.Key);

    public void Dispose() => zip.Dispose();

    Stream Open(string part) => Entry(part).Open();

    ZipArchiveEntry Entry(string part) => entries.TryGetValue(part, out ZipArchiveEntry? entry) ? entry : throw new InvalidDataException($"its part {part} is missing");

    static void RefuseOldOffice(Stream stream)
    {
        byte[] head = new byte[4];
        int length = stream.ReadAtLeast(head, 4, throwOnEndOfStream: false);
        stream.Position = 0;
        if (length == 4 && head.AsSpan().SequenceEqual(OldOffice)) throw new InvalidDataException("it is protected by a password, or an .xls file under another name");
    }

    static string LastWord(string type) => type[(type.LastIndexOf('/') + 1)..];

    static string Resolve(string part, string target)
    {
        if (target.StartsWith('/')) return target[1..];
        List<string> path = [.. part.Split('/')[..^1]];
        foreach (string step in target.Split('/'))
            if (step == ".." && path.Count > 0) path.RemoveAt(path.Count - 1);
            else if (step is not "." and not "..") path.Add(step);
        return string.Join('/', path);
    }
}
