using System.Text;
using UtfUnknown;

namespace Kurir.Connectors;

/// <summary>Which encoding a text document is in: its mark, else strict UTF-8, else the code page its bytes look like, Windows-1252 in doubt.</summary>
static class TextEncoding
{
    const int HintLength = 256 << 10;
    const float Sure = 0.6f;

    // Latin guesses of the hint are worth less than Windows-1252 itself: it takes Spanish for Hungarian.
    static readonly int[] Hinted = [874, 932, 936, 949, 950, 1251, 1253, 1255, 1256, 20866, 28595, 50220, 51932, 51949, 54936];

    static TextEncoding() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Makes code pages known to the runtime.</summary>
    public static void Register()
    {
    }

    public static Encoding Windows1252 => Encoding.GetEncoding(1252);

    /// <summary>An encoding good enough to look at a document's beginning; null where that is no text.</summary>
    public static Encoding? OfHead(ReadOnlySpan<byte> head)
    {
        if (Marked(head) is { } marked) return marked;
        int controls = 0;
        foreach (byte b in head)
            if (b < 0x20 && b is not (0 or (byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f' or 0x1B)) controls++;
        if (controls > head.Length / 100) return null;
        // A text that breaks off into zeros is damaged text; a binary file has zeros from its beginning on.
        return head[..Math.Min(head.Length, 16)].Contains((byte)0) ? null : Encoding.Latin1;
    }

    /// <summary>By all of the document's bytes.</summary>
    /// <exception cref="Fault">It holds zero bytes, or ends in the middle of a character.</exception>
    public static Encoding Of(Document document, CancellationToken ct)
    {
        using var stream = document.Open();
        byte[] buffer = new byte[64 << 10];
        int length = stream.ReadAtLeast(buffer, Signatures.HeadLength, throwOnEndOfStream: false);
        if (Marked(buffer.AsSpan(0, length)) is { } marked and not UTF8Encoding) return marked;
        var seen = new Utf8Seen();
        for (int kept = 0; length > 0; length = stream.Read(buffer, kept, buffer.Length - kept))
        {
            ct.ThrowIfCancellationRequested();
            var bytes = buffer.AsSpan(0, kept + length);
            if (bytes.Contains((byte)0)) throw Unreadable.Damaged(document, "The text holds zero bytes: it was cut off while it was written, or is damaged.");
            kept = seen.Take(bytes);
            bytes[^kept..].CopyTo(buffer);
            seen.Rest = kept;
        }

        return Decide(document, seen);
    }

    static Encoding Decide(Document document, Utf8Seen seen)
    {
        if (seen is { Invalid: 0, Rest: > 0, Characters: > 0 }) throw Unreadable.Truncated(document, "The text ends in the middle of a character: it was cut off.");
        // A few broken characters in a UTF-8 text (a script cut a name in two) are that; a code page has no valid ones.
        bool utf8 = seen.Invalid + seen.Rest == 0 || seen.Characters > seen.Invalid;
        return utf8 ? new UTF8Encoding() : Hint(document);
    }

    static Encoding Hint(Document document)
    {
        using var stream = document.Open();
        var hint = CharsetDetector.DetectFromStream(stream, HintLength).Detected;
        return hint?.Encoding is { } encoding && hint.Confidence >= Sure && Hinted.Contains(encoding.CodePage) ? encoding : Windows1252;
    }

    static Encoding? Marked(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("\uFEFF"u8)) return new UTF8Encoding();
        if (head is [0xFF, 0xFE, 0, 0, ..]) return Encoding.UTF32;
        if (head is [0xFF, 0xFE, ..]) return Encoding.Unicode;
        if (head is [0xFE, 0xFF, ..]) return Encoding.BigEndianUnicode;
        return Unmarked16(head[..(Math.Min(head.Length, 512) & ~1)]);
    }

    static Encoding? Unmarked16(ReadOnlySpan<byte> head)
    {
        int even = 0, odd = 0;
        for (int i = 0; i < head.Length; i += 2)
        {
            if (head[i] == 0) even++;
            if (head[i + 1] == 0) odd++;
        }

        if (head.Length < 4) return null;
        if (odd > head.Length / 3 && even == 0) return Encoding.Unicode;
        return even > head.Length / 3 && odd == 0 ? Encoding.BigEndianUnicode : null;
    }

    /// <summary>Counts the characters beyond ASCII that are valid UTF-8, and the bytes that are not.</summary>
    sealed class Utf8Seen
    {
        public long Characters { get; private set; }

        public long Invalid { get; private set; }

        /// <summary>Bytes of a character that has not ended yet.</summary>
        public int Rest { get; set; }

        /// <returns>How many bytes at the end belong to a character that the next bytes complete.</returns>
        public int Take(ReadOnlySpan<byte> bytes)
        {
            for (int at; (at = bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7F)) >= 0;)
            {
                bytes = bytes[at..];
                var status = Rune.DecodeFromUtf8(bytes, out _, out int used);
                if (status == System.Buffers.OperationStatus.NeedMoreData) return bytes.Length;
                if (status == System.Buffers.OperationStatus.Done) Characters++;
                else Invalid += used;
                bytes = bytes[used..];
            }

            return 0;
        }
    }
}
