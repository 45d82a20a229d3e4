using System.Text;

namespace Kurir.Connectors;

/// <summary>Files and folders that only their owner can read, from the moment they exist.</summary>
static class PrivateFiles
{
    const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    public static void CreateFolder(string folder) => Guarded(folder, () =>
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else if (!Directory.Exists(folder)) Directory.CreateDirectory(folder, OwnerFolder);
        else File.SetUnixFileMode(folder, OwnerFolder);
        return true;
    });

    /// <summary>Written aside and renamed: a reader sees the old text or the new one.</summary>
    public static void Replace(string file, string text) => Guarded(file, () =>
    {
        string aside = $"{file}.{Environment.ProcessId}.tmp";
        File.Delete(aside);
        Write(aside, text);
        File.Move(aside, file, overwrite: true);
        return true;
    });

    /// <returns>False where the file was there already.</returns>
    public static bool TryCreate(string file, string text) => Guarded(file, () =>
    {
        string aside = $"{file}.{Environment.ProcessId}.tmp";
        File.Delete(aside);
        Write(aside, text);
        try
        {
            File.Move(aside, file, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(aside);
            return false;
        }
    });

    /// <summary>A new file.</summary>
    public static FileStream Create(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerFile;
        return new FileStream(file, options);
    }

    static void Write(string file, string text)
    {
        using FileStream stream = Create(file);
        stream.Write(Encoding.UTF8.GetBytes(text + "\n"));
        stream.Flush(flushToDisk: true);
    }

    static bool Guarded(string path, Func<bool> work)
    {
        try
        {
            return work();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new Fault(
                Stage.Configure, FaultName.ConfigurationInvalid, FaultKind.Ask, path, $"{path} cannot be written: {failure.Message}",
                "Give this user the right to write there, or set the secret in the environment", failure);
        }
    }
}
