using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Kurir.Connectors;

/// <summary>A file that people use too: read as it stands, and replaced whole or not at all.</summary>
/// <remarks>
/// The new file is written beside the old one, flushed, looked at, and renamed over it, so a kill at any point leaves the old file or the new one.
/// No copy of the old one is kept: what is about to replace it has been read back, and a second file beside it would only be opened by mistake.
/// Two deliveries into one file wait for each other, within this process and across processes.
/// </remarks>
sealed class TargetFile(string home, string file, TimeProvider time, FileSteps steps)
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    static readonly ConcurrentDictionary<string, SemaphoreSlim> Gates = new(OperatingSystem.IsLinux() ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);

    readonly string path = Resolve(Path.GetFullPath(Path.Combine(home, file)));

    /// <summary>As in the pipeline file, with forward slashes: <c>out/backend.xlsx</c>.</summary>
    public string Name { get; } = file.Replace('\\', '/');

    public bool Exists => File.Exists(path);

    string Aside => Beside(".kurir-new");

    /// <summary>Whether a file can be made beside it, or where its folder would be made.</summary>
    /// <exception cref="IOException">It cannot; nor where it throws <see cref="UnauthorizedAccessException"/>.</exception>
    public void ProveWritable() => ProveWritable(path);

    /// <summary>The same for any file: makes one beside it and takes it away.</summary>
    public static void ProveWritable(string path)
    {
        string folder = Path.GetDirectoryName(path)!;
        while (!Directory.Exists(folder) && !File.Exists(folder) && Path.GetDirectoryName(folder) is { } above) folder = above;
        Directory.CreateDirectory(folder); // says so where a file of that name stands there
        new FileStream(Path.Combine(folder, $".kurir-{RandomNumberGenerator.GetHexString(8)}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
    }

    /// <summary>Opens the file as it stands, shared with everybody.</summary>
    public Stream Read()
    {
        steps.Before(FileStep.Read, path);
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16);
    }

    /// <summary>Waits for its turn, at most a minute.</summary>
    /// <exception cref="Fault"><see cref="FaultName.DestinationBusy"/>: somebody else has it.</exception>
    public async Task<IDisposable> Lock(CancellationToken ct)
    {
        SemaphoreSlim gate = Gates.GetOrAdd(path, _ => new SemaphoreSlim(1, 1));
        long start = time.GetTimestamp();
        if (!await gate.WaitAsync(Patience, ct)) throw Busy("another delivery of this process");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            FileStream? held;
            while ((held = TryLock()) is null)
            {
                if (time.GetElapsedTime(start) > Patience) throw Busy("another Kurir process");
                await Task.Delay(Pause, time, ct);
            }

            return new Held(held, gate);
        }
        catch
        {
            gate.Release();
            throw;
        }
    }

    /// <exception cref="Fault"><see cref="FaultName.DestinationBusy"/>: an office program has the file open; what it saves would undo the delivery.</exception>
    public void RefuseIfOpen()
    {
        if (OfficeLock.FindHolder(path) is not { } holder) return;
        throw new Fault(
            Stage.Deliver, FaultName.DestinationBusy, FaultKind.Ask, Name,
            $"The file is open in {holder.Program}{(holder.Name.Length > 0 ? $" by {holder.Name}" : "")}.",
            $"Close it there; the next run, or kurir deliver, brings the rows. If nobody has it open, delete {Path.GetFileName(holder.LockFile)} beside it.");
    }

    /// <summary>Writes a new file beside the old one, lets it be looked at, and puts it in the old one's place.</summary>
    /// <param name="write">Writes the whole file.</param>
    /// <param name="accept">Reads it back; false: it is thrown away and the old file stays.</param>
    /// <exception cref="IOException">Disk full, not allowed, open elsewhere (<see cref="FileFaults"/>); the old file stands as it did.</exception>
    public void Replace(Action<Stream> write, Func<Stream, bool> accept)
    {
        DateTime? stamp = Stamp();
        try
        {
            WriteAside(write);
            steps.Before(FileStep.ReadBack, Aside);
            using (FileStream written = File.OpenRead(Aside))
                if (!accept(written)) return;
            if (Stamp() != stamp) throw Busy("a program that saved it just now");
            RefuseIfOpen();
            steps.Before(FileStep.Rename, path);
            File.Move(Aside, path, overwrite: true);
        }
        finally
        {
            Drop(Aside);
        }
    }

    void WriteAside(Action<Stream> write)
    {
        steps.Before(FileStep.Create, Aside);
        using var created = new FileStream(Aside, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16);
        if (!OperatingSystem.IsWindows() && Exists) File.SetUnixFileMode(Aside, File.GetUnixFileMode(path));
        write(steps.Writing(created));
        steps.Before(FileStep.Flush, Aside);
        created.Flush(flushToDisk: true);
    }

    // When the file was last written; null: there is none.
    DateTime? Stamp() => Exists ? File.GetLastWriteTimeUtc(path) : null;

    // A name taken away between opening and locking it would leave two holders: the file that is held must be the one that the name leads to,
    // which its length shows, since a locked file cannot be opened a second time.
    FileStream? TryLock()
    {
        string name = Beside(".kurir-lock");
        FileStream? held = null;
        try
        {
            steps.Before(FileStep.Lock, name);
            held = new FileStream(name, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            if (OperatingSystem.IsWindows()) return held;
            int mark = RandomNumberGenerator.GetInt32(1, 1 << 20);
            held.SetLength(mark);
            if (new FileInfo(name) is { Exists: true } found && found.Length == mark) return held;
        }
        catch (IOException e) when (FileFaults.IsShared(e))
        {
            return null;
        }
        catch
        {
            held?.Dispose();
            throw;
        }

        held?.Dispose();
        return null;
    }

    string Beside(string ending) => Path.Combine(Path.GetDirectoryName(path)!, "." + Path.GetFileName(path) + ending);

    Fault Busy(string holder) => new(
        Stage.Deliver, FaultName.DestinationBusy, FaultKind.Retry, Name,
        $"The file is in use by {holder}.", "Nothing was written; the next run, or kurir deliver, brings the rows.");

    static void Drop(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next delivery writes over it.
        }
    }

    // Renaming over a link would put a file in the link's place.
    static string Resolve(string path) => !File.Exists(path) ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;

    sealed class Held(FileStream held, SemaphoreSlim gate) : IDisposable
    {
        public void Dispose()
        {
            held.Dispose();
            gate.Release();
        }
    }
}
