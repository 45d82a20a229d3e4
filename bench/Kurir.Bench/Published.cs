namespace Kurir.Bench;

/// <summary>The executables as users get them: published self-contained and ReadyToRun with the framework, into a folder that is thrown away.</summary>
sealed class Published : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kurir-bench-");

    /// <param name="project">A folder under src: <c>Kurir.App</c>.</param>
    /// <param name="executable">The name of its executable.</param>
    /// <param name="more">Further arguments of <c>dotnet publish</c>.</param>
    public Published(string project, string executable, params string[] more)
    {
        string rid = System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier.Replace("debian.12", "linux", StringComparison.Ordinal);
        WholeProcess.Run(
        [
            "dotnet", "publish", Path.Combine(Repository.Root, "src", project), "-c", "Release", "-r", rid, "--self-contained", "true",
            "-p:PublishReadyToRun=true", "-p:PublishReadyToRunComposite=true",
            // A lock file of its own: the committed ones know nothing of this machine's runtime.
            "-p:RestoreLockedMode=false", "-p:NuGetLockFilePath=obj/published.lock.json", "-o", folder.FullName, "-v", "quiet", .. more,
        ]);
        Executable = Path.Combine(folder.FullName, executable);
    }

    public string Executable { get; }

    public void Dispose() => folder.Delete(recursive: true);
}

static class Repository
{
    public static string Root { get; } = Find();

    static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Kurir.slnx"))) return folder.FullName;
        throw new InvalidOperationException("Run the benchmarks from a clone of the repository.");
    }
}
