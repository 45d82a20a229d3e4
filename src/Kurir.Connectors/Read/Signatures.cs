using System.Buffers.Binary;
using System.Text;

namespace Kurir.Connectors;

/// <summary>How the formats begin.</summary>
static class Signatures
{
    /// <value>Bytes of a document's beginning that its reader is chosen by.</value>
    public const int HeadLength = 8192;

    static ReadOnlySpan<byte> LocalHeader => "PK\u0003\u0004"u8;

    /// <summary>Where the zip begins: 0, or behind stray bytes; -1 where there is none.</summary>
    public static int ZipStart(ReadOnlySpan<byte> head) => head.StartsWith("PK\u0005\u0006"u8) ? 0 : head.IndexOf(LocalHeader);

    /// <summary>The name of the zip's first entry; "" where there is none.</summary>
    public static string FirstEntry(ReadOnlySpan<byte> head)
    {
        int start = ZipStart(head);
        if (start < 0 || head.Length < start + 30) return "";
        int length = BinaryPrimitives.ReadUInt16LittleEndian(head[(start + 26)..]);
        var name = head[(start + 30)..];
        return Encoding.UTF8.GetString(name[..Math.Min(length, name.Length)]).Replace('\\', '/');
    }

    static ReadOnlySpan<byte> Ole2 => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    public static bool IsOle2(ReadOnlySpan<byte> head) => head.StartsWith(Ole2);

    /// <summary>The beginning as text, for a look at what it is; null where it is no text.</summary>
    public static string? AsText(ReadOnlySpan<byte> head) => TextEncoding.OfHead(head)?.GetString(head).TrimStart('\uFEFF');

    /// <summary>What a person would call a document that no reader recognises.</summary>
    public static string Name(ReadOnlySpan<byte> head) => head switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] or [0xFF, 0xD8, 0xFF, ..] or [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "a picture",
        [0x1F, 0x8B, ..] => "packed with gzip",
        [(byte)'R', (byte)'a', (byte)'r', (byte)'!', ..] => "a RAR archive",
        [(byte)'7', (byte)'z', 0xBC, 0xAF, ..] => "a 7-Zip archive",
        [(byte)'{', (byte)'\\', (byte)'r', (byte)'t', (byte)'f', ..] => "an RTF document",
        [(byte)'M', (byte)'Z', ..] or [0x7F, (byte)'E', (byte)'L', (byte)'F', ..] => "a program",
        [(byte)'S', (byte)'Q', (byte)'L', (byte)'i', (byte)'t', (byte)'e', ..] => "a SQLite database",
        [(byte)'P', (byte)'A', (byte)'R', (byte)'1', ..] => "a Parquet file",
        _ => AsText(head)?.TrimStart() is ['<', ..] ? "an XML document" : "of an unknown kind",
    };
}
