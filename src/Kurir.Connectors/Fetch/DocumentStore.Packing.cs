namespace Kurir.Connectors;

public sealed partial class DocumentStore
{
    const string Packed = ".packed";
    const int Buffer = 64 << 10;

    /// <summary>Packs what is kept as it came: compresses it, and encrypts it where there is a key. Killed on the way, it leaves each document whole, once or twice.</summary>
    /// <param name="again">Also what was packed before there was a key.</param>
    /// <param name="most">For so long; the rest another time.</param>
    /// <exception cref="Fault">What should be the key is none.</exception>
    public void Pack(bool again, TimeSpan most)
    {
        if (!Directory.Exists(folder)) return;
        DocumentKeys with = keys?.Invoke() ?? DocumentKeys.None;
        if (with.IsEmpty && !again) return;
        long start = time.GetTimestamp();
        foreach (string file in Documents("*").ToArray())
        {
            if (time.GetElapsedTime(start) > most) return;
            bool isPacked = file.EndsWith(Packed, StringComparison.Ordinal);
            if (!isPacked || (again && !with.IsEmpty && !PackedDocument.IsEncrypted(file))) Pack(Path.GetFileName(file)[..64], file, isPacked, with);
        }
    }

    void Pack(string sha256, string file, bool isPacked, DocumentKeys with)
    {
        if (!isPacked && with.IsEmpty && PackedDocument.IsDense(file)) return;
        string part = PartFile();
        try
        {
            DateTime until = File.GetLastWriteTimeUtc(file);
            using (Stream from = isPacked ? Unpack(sha256).Open(0, PackedDocument.LengthOf(file)) : File.OpenRead(file))
            using (FileStream into = PrivateFiles.Create(part))
            {
                PackedDocument.Pack(from, from.Length, sha256, with, into);
                into.Flush(flushToDisk: true);
            }

            File.SetLastWriteTimeUtc(part, until);
            File.Move(part, FileOf(sha256) + Packed, overwrite: true);
            if (!isPacked) Remove(file);
        }
        catch (Exception skipped) when (skipped is IOException or UnauthorizedAccessException)
        {
            // No room, or another process was quicker: it stays as it is, and is packed another time.
        }
        finally
        {
            Remove(part);
        }
    }

    /// <summary>Null: it is not kept.</summary>
    long? LengthOf(string sha256)
    {
        string file = FileOf(sha256);
        if (File.Exists(file)) return new FileInfo(file).Length;
        return File.Exists(file + Packed) ? PackedDocument.LengthOf(file + Packed) : null;
    }

    /// <exception cref="Fault">It is gone, damaged, or encrypted with a key that is not here.</exception>
    Scratch Unpack(string sha256)
    {
        try
        {
            using var packed = new FileStream(FileOf(sha256) + Packed, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, Buffer);
            return PackedDocument.Unpack(packed, sha256, keys?.Invoke() ?? DocumentKeys.None);
        }
        catch (Exception damaged) when (damaged is IOException or InvalidDataException or InvalidOperationException)
        {
            throw new Fault(
                Stage.Read, FaultName.DocumentGone, FaultKind.Stop, $"document {sha256[..12]}", $"the kept document cannot be read: {damaged.Message}",
                "Ask the panel for it again, or bring back .kurir/documents from a backup", damaged);
        }
    }
}
