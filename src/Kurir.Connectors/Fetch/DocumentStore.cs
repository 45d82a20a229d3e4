namespace Kurir.Connectors;

/// <summary>Keeps documents by their content: <c>ab/abcd…</c>, the SHA-256 as file name, <c>ab/abcd….packed</c> once it is compressed or encrypted. The same bytes are one file.</summary>
/// <remarks>
/// A document's time of change lies in the future: it is the moment until which the pipeline that brought it last wants it kept. Packing is for quiet times: what is under its hash alone is as it came,
/// and wins over what is packed.
/// </remarks>
/// <param name="folder">Made when first needed: <c>.kurir/documents</c>.</param>
/// <param name="time">The clock.</param>
/// <param name="keep">How long documents are kept; null: 90 days.</param>
/// <param name="keys">Asked when something is packed or unpacked; null: nothing is encrypted.</param>
public sealed partial class DocumentStore(string folder, TimeProvider time, TimeSpan? keep = null, Func<DocumentKeys>? keys = null)
{
    /// <value>What looks through all documents does so once a day.</value>
    const string Looked = ".looked";

    const string Part = ".part";
    static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);
    readonly Lock gate = new();
    bool swept;

    /// <summary>Keeps what <paramref name="write"/> writes, with what is claimed of it.</summary>
    public Task<Document> Keep(Func<Stream, CancellationToken, Task> write, DocumentClaims claims, CancellationToken ct) => Keep(
        async (stream, token) =>
        {
            await write(stream, token);
            return claims;
        },
        ct);

    /// <summary>The same, where the claims are known only once all is written. Written aside first, then synced and renamed, so a file under its name is whole.</summary>
    /// <exception cref="Fault"><see cref="FaultName.DiskFull"/>.</exception>
    public async Task<Document> Keep(Func<Stream, CancellationToken, Task<DocumentClaims>> write, CancellationToken ct)
    {
        string part = PartFile();
        try
        {
            await using var stream = new DocumentStream(part);
            DocumentClaims claims = await write(stream, ct);
            string sha256 = stream.Finish();
            Rename(part, sha256);
            return DocumentOf(sha256, stream.Length, claims, time.GetUtcNow());
        }
        finally
        {
            Remove(part);
        }
    }

    /// <summary>A document kept before; null where it is there no more.</summary>
    /// <param name="sha256">64 lower-case hexadecimal digits.</param>
    /// <param name="claims">What was said of it when it came.</param>
    /// <param name="fetchedAt">When that was.</param>
    public Document? Find(string sha256, DocumentClaims claims, DateTimeOffset fetchedAt)
    {
        if (sha256.Length != 64 || !sha256.All(char.IsAsciiHexDigitLower)) return null;
        return LengthOf(sha256) is { } length ? DocumentOf(sha256, length, claims, fetchedAt) : null;
    }

    Document DocumentOf(string sha256, long length, DocumentClaims claims, DateTimeOffset fetchedAt)
    {
        Scratch? unpacked = null;
        return new()
        {
            Sha256 = sha256,
            Length = length,
            FileName = claims.FileName,
            MediaType = claims.MediaType,
            Source = claims.Source,
            Announced = claims.Announced,
            NoDataText = claims.NoDataText,
            FetchedAt = fetchedAt,
            Open = () => Plain(sha256) ?? (unpacked ??= Unpack(sha256)).Open(0, length),
        };
    }

    string FileOf(string sha256) => Path.Combine(folder, sha256[..2], sha256);

    /// <summary>As it came; null where it is packed, perhaps since a moment ago by another process.</summary>
    FileStream? Plain(string sha256)
    {
        try
        {
            return new FileStream(FileOf(sha256), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        }
        catch (IOException gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    string PartFile()
    {
        Directory.CreateDirectory(folder);
        lock (gate)
        {
            if (!swept) Sweep();
            swept = true;
        }

        return Path.Combine(folder, Path.GetRandomFileName() + Part);
    }

    void Rename(string part, string sha256)
    {
        string file = FileOf(sha256);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        // An existing file may have been cut by something outside of us; this one was just synced, so it wins.
        DateTime until = (time.GetUtcNow() + (keep ?? new PipelineConfig().Keep)).UtcDateTime;
        foreach (string before in (string[])[file, file + Packed])
            if (File.Exists(before) && File.GetLastWriteTimeUtc(before) is var known && known > until) until = known;
        File.SetLastWriteTimeUtc(part, until);
        File.Move(part, file, overwrite: true);
    }

    /// <summary>Removes the documents whose time is over, at most once a day. What cannot be removed now is removed another time.</summary>
    /// <returns>Whether a day has passed since the last time: the time to pack, too.</returns>
    public bool Forget()
    {
        DateTime now = time.GetUtcNow().UtcDateTime;
        string looked = Path.Combine(folder, Looked);
        bool before = File.Exists(looked);
        if (!Directory.Exists(folder) || (before && File.GetLastWriteTimeUtc(looked) > now - TimeSpan.FromDays(1))) return false;
        foreach (string file in Documents("*").Where(file => File.GetLastWriteTimeUtc(file) < now)) Remove(file);
        File.WriteAllBytes(looked, []);
        File.SetLastWriteTimeUtc(looked, now);
        return before;
    }

    /// <summary>Those whose names end so.</summary>
    IEnumerable<string> Documents(string pattern) => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
        .Where(file => Path.GetFileName(file) is { Length: 64 } || Path.GetFileName(file) is { Length: 71 } name && name.EndsWith(Packed, StringComparison.Ordinal));

    /// <summary>Removes what killed processes left behind: old, and locked by nobody.</summary>
    void Sweep()
    {
        DateTimeOffset before = time.GetUtcNow() - Abandoned;
        foreach (string part in Directory.EnumerateFiles(folder, "*" + Part))
            if (File.GetLastWriteTimeUtc(part) < before && !IsLocked(part)) Remove(part);
    }

    static bool IsLocked(string file)
    {
        try
        {
            using var opened = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    static void Remove(string part)
    {
        try
        {
            File.Delete(part);
        }
        catch (IOException)
        {
            // Someone else holds it open (a virus scanner): the next process sweeps it.
        }
    }
}

/// <summary>What is said about a document, beside its bytes.</summary>
public sealed record DocumentClaims
{
    public string? FileName { get; init; }

    public string? MediaType { get; init; }

    public Uri? Source { get; init; }

    public long? Announced { get; init; }

    public string? NoDataText { get; init; }
}
