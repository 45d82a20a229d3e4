using System.Text;

namespace Kurir.Connectors;

/// <summary>The folder of one run's browser: its profile and its downloads. It is gone with the run; what a killed process left, the next one removes.</summary>
sealed class BrowserFolder : IDisposable
{
    const string LockName = "lock";
    readonly FileStream held;

    BrowserFolder(string path, FileStream held)
    {
        FullPath = path;
        this.held = held;
    }

    public string FullPath { get; }

    public string Profile => Path.Combine(FullPath, "profile");

    public string Downloads => Path.Combine(FullPath, "downloads");

    public string Temporary => Path.Combine(FullPath, "tmp");

    /// <param name="root">Holds the folders of all runs: <c>.kurir/browser</c>.</param>
    public static BrowserFolder Make(string root)
    {
        CreatePrivate(root);
        Sweep(root);
        (string path, FileStream held) = New(root);
        var folder = new BrowserFolder(path, held);
        foreach (string part in (string[])[folder.Profile, folder.Downloads, folder.Temporary]) CreatePrivate(part);
        return folder;
    }

    static (string Path, FileStream Held) New(string root)
    {
        for (int tries = 1; ; tries++)
        {
            string path = Path.Combine(root, Path.GetRandomFileName());
            CreatePrivate(path);
            try
            {
                return (path, new FileStream(Path.Combine(path, LockName), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None));
            }
            catch (DirectoryNotFoundException) when (tries < 5)
            {
                // Another process swept it away before it was held.
            }
        }
    }

    /// <summary>Removes the folders that no living process holds, and ends a browser that still runs in one.</summary>
    static void Sweep(string root)
    {
        foreach (string left in Directory.EnumerateDirectories(root))
        {
            if (IsHeld(left)) continue;
            EndBrowserIn(left);
            Remove(left);
        }
    }

    static bool IsHeld(string folder)
    {
        string file = Path.Combine(folder, LockName);
        if (!File.Exists(file)) return false;
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

    /// <summary>A browser ends by itself when the process that started it is gone; one that hangs is known by the profile on its command line.</summary>
    static void EndBrowserIn(string folder)
    {
        if (!OperatingSystem.IsLinux()) return;
        byte[] mark = Encoding.UTF8.GetBytes("--user-data-dir=" + folder);
        foreach (string process in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(process), out int id)) continue;
            try
            {
                if (File.ReadAllBytes(Path.Combine(process, "cmdline")).AsSpan().IndexOf(mark) < 0) continue;
                using var running = System.Diagnostics.Process.GetProcessById(id);
                running.Kill();
                running.WaitForExit(2000);
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
            {
                // It ended meanwhile, or is not ours.
            }
        }
    }

    static void CreatePrivate(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
        {
            // A browser that is still ending writes into it: the next start removes it.
        }
    }

    public void Dispose()
    {
        held.Dispose();
        Remove(FullPath);
    }
}
