using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Kurir.Connectors;

/// <summary>A kept document packed: compressed, and encrypted where there is a key.</summary>
/// <remarks>
/// Head: "KurirDoc", a byte for the form (1 compressed, 2 compressed and encrypted), the document's length (8 bytes). Form 1 goes on with Brotli. Form 2 with the key's id (8 bytes), a nonce's
/// beginning (7 bytes) and parts of the Brotli stream, each of at most <see cref="PartBytes"/> and sealed with AES-256-GCM: its number and whether it is the last stand in the nonce, the head and the document's
/// hash in what is authenticated, so that parts cannot be cut off, moved, or put under another name.
/// </remarks>
static class PackedDocument
{
    const int PartBytes = 256 << 10, HeadBytes = 17, PrefixBytes = 7, NonceBytes = 12, TagBytes = 16;

    /// <value>Of 0 to 11: reports become nearly as small as at the highest levels, in a fraction of the time.</value>
    const int Quality = 5;

    static ReadOnlySpan<byte> Mark => "KurirDoc"u8;

    /// <summary>Whether its beginning is that of something compressed already.</summary>
    public static bool IsDense(string file) => Head(file) is [(byte)'P', (byte)'K', 3, 4, ..] or [0x1F, 0x8B, ..] or [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..];

    public static bool IsEncrypted(string packed) => Head(packed) is { Length: HeadBytes } head && head[Mark.Length] == 2;

    /// <summary>Of the document; 0 where the file is damaged.</summary>
    public static long LengthOf(string packed) => Head(packed) is { Length: HeadBytes } head ? BinaryPrimitives.ReadInt64LittleEndian(head.AsSpan(Mark.Length + 1)) : 0;

    static byte[] Head(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1);
        byte[] head = new byte[HeadBytes];
        return head[..stream.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false)];
    }

    /// <param name="from">The document.</param>
    /// <param name="length">Its length.</param>
    /// <param name="sha256">Its hash, bound into what is encrypted.</param>
    /// <param name="keys">Empty: it is compressed alone.</param>
    /// <param name="into">Where it is written.</param>
    public static void Pack(Stream from, long length, string sha256, DocumentKeys keys, Stream into)
    {
        byte[] head = new byte[HeadBytes];
        Mark.CopyTo(head);
        head[Mark.Length] = (byte)(keys.IsEmpty ? 1 : 2);
        BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(Mark.Length + 1), length);
        into.Write(head);
        if (keys.IsEmpty) Compress(from, into);
        else
        {
            using var parts = new SealingStream(into, head, sha256, keys);
            Compress(from, parts);
            parts.Finish();
        }
    }

    /// <exception cref="InvalidDataException">It is damaged.</exception>
    /// <exception cref="Fault">It is encrypted with a key that is not here.</exception>
    public static Scratch Unpack(Stream packed, string sha256, DocumentKeys keys)
    {
        byte[] head = new byte[HeadBytes];
        if (packed.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false) < HeadBytes || !head.AsSpan().StartsWith(Mark)) throw new InvalidDataException("it is no packed document");
        long length = BinaryPrimitives.ReadInt64LittleEndian(head.AsSpan(Mark.Length + 1));
        using Stream inner = head[Mark.Length] switch
        {
            1 => packed,
            2 => new OpeningStream(packed, head, sha256, keys),
            _ => throw new InvalidDataException("it is packed by a newer version"),
        };
        using var brotli = new BrotliStream(inner, CompressionMode.Decompress);
        return Checked(brotli, length, sha256);
    }

    static void Compress(Stream from, Stream into)
    {
        using var brotli = new BrotliStream(into, new BrotliCompressionOptions { Quality = Quality }, leaveOpen: true);
        from.CopyTo(brotli);
    }

    static Scratch Checked(BrotliStream from, long length, string sha256)
    {
        var scratch = new Scratch();
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            byte[] buffer = new byte[64 << 10];
            for (int read; (read = from.Read(buffer)) > 0 && scratch.Length <= length;)
            {
                hash.AppendData(buffer, 0, read);
                scratch.Write(buffer.AsSpan(0, read));
            }

            if (scratch.Length != length || Convert.ToHexStringLower(hash.GetHashAndReset()) != sha256) throw new InvalidDataException("it is not the document of that name");
            return scratch;
        }
        catch
        {
            scratch.Dispose();
            throw;
        }
    }

    static byte[] Nonce(ReadOnlySpan<byte> prefix, uint part, bool last)
    {
        byte[] nonce = new byte[NonceBytes];
        prefix.CopyTo(nonce);
        BinaryPrimitives.WriteUInt32BigEndian(nonce.AsSpan(PrefixBytes), part);
        nonce[^1] = (byte)(last ? 1 : 0);
        return nonce;
    }

    static byte[] Bound(byte[] head, string sha256) => [.. head, .. Convert.FromHexString(sha256)];

    /// <summary>Seals what is written, part by part.</summary>
    sealed class SealingStream : Stream
    {
        readonly Stream into;
        readonly byte[] bound, prefix = RandomNumberGenerator.GetBytes(PrefixBytes), part = new byte[PartBytes], cipher = new byte[PartBytes], tag = new byte[TagBytes];
        readonly AesGcm aes;
        int filled;
        uint number;

        public SealingStream(Stream into, byte[] head, string sha256, DocumentKeys keys)
        {
            this.into = into;
            bound = Bound(head, sha256);
            aes = new AesGcm(keys.First.Key, TagBytes);
            into.Write(keys.First.Id);
            into.Write(prefix);
        }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        /// <summary>A full part is sealed only once more comes, so that the last one is known.</summary>
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            while (!buffer.IsEmpty)
            {
                if (filled == PartBytes) Seal(last: false);
                int taken = Math.Min(PartBytes - filled, buffer.Length);
                buffer[..taken].CopyTo(part.AsSpan(filled));
                filled += taken;
                buffer = buffer[taken..];
            }
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public void Finish() => Seal(last: true);

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) aes.Dispose();
            base.Dispose(disposing);
        }

        void Seal(bool last)
        {
            aes.Encrypt(Nonce(prefix, checked(number++), last), part.AsSpan(0, filled), cipher.AsSpan(0, filled), tag, bound);
            into.Write(cipher.AsSpan(0, filled));
            into.Write(tag);
            filled = 0;
        }
    }

    /// <summary>Opens the parts; nothing of a part is given before all of it proved right.</summary>
    sealed class OpeningStream : ReadStream
    {
        readonly Stream packed;
        readonly byte[] bound, prefix = new byte[PrefixBytes], cipher = new byte[PartBytes + TagBytes + 1], part = new byte[PartBytes];
        readonly AesGcm aes;
        int ahead, length, position;
        uint number;
        bool ended;

        public OpeningStream(Stream packed, byte[] head, string sha256, DocumentKeys keys)
        {
            this.packed = packed;
            bound = Bound(head, sha256);
            byte[] id = new byte[DocumentKeys.IdBytes];
            if (packed.ReadAtLeast(id, id.Length, throwOnEndOfStream: false) < id.Length || packed.ReadAtLeast(prefix, PrefixBytes, throwOnEndOfStream: false) < PrefixBytes) throw new InvalidDataException("it breaks off");
            aes = new AesGcm(keys.Find(id) ?? throw NoKey(id, keys), TagBytes);
        }

        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            if (position == length && !ended) Next();
            int taken = Math.Min(length - position, buffer.Length);
            part.AsSpan(position, taken).CopyTo(buffer);
            position += taken;
            return taken;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) aes.Dispose();
            base.Dispose(disposing);
        }

        // One byte more than a part shows whether it is the last.
        void Next()
        {
            int there = ahead + packed.ReadAtLeast(cipher.AsSpan(ahead), cipher.Length - ahead, throwOnEndOfStream: false);
            ended = there < cipher.Length;
            int sealedBytes = Math.Min(there, PartBytes + TagBytes);
            if (sealedBytes < TagBytes) throw new InvalidDataException("it breaks off");
            try
            {
                length = sealedBytes - TagBytes;
                aes.Decrypt(Nonce(prefix, number++, ended), cipher.AsSpan(0, length), cipher.AsSpan(length, TagBytes), part.AsSpan(0, length), bound);
            }
            catch (AuthenticationTagMismatchException damaged)
            {
                throw new InvalidDataException("it is damaged, or was cut off", damaged);
            }

            (position, ahead) = (0, there - sealedBytes);
            cipher[0] = cipher[^1];
        }

        static Fault NoKey(byte[] id, DocumentKeys keys) => new(
            Stage.Read, FaultName.SecretMissing, FaultKind.Ask, DocumentKeys.Name,
            $"the document is encrypted with the key {Convert.ToHexStringLower(id)}, and {(keys.IsEmpty ? $"there is no secret {DocumentKeys.Name}" : $"{DocumentKeys.Name} holds others")}",
            $"Put that key behind the present one in {DocumentKeys.Name}, divided by a space: the first encrypts, all open what they encrypted");
    }
}
