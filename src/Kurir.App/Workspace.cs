namespace Kurir.App;

/// <summary>Where things lie: everything kept is under <see cref="Home"/>.</summary>
sealed class Workspace
{
    Workspace(string home) => Home = home;

    /// <summary>Absolute: KURIR_HOME, else the nearest folder upwards that holds <c>pipelines/</c>, else the current folder.</summary>
    public string Home { get; }

    public string Pipelines => Path.Combine(Home, "pipelines");

    public string State => Path.Combine(Home, ".kurir");

    /// <summary>KURIR_LEDGER, else <c>.kurir/ledger.db</c>.</summary>
    public string Ledger => Environment.GetEnvironmentVariable("KURIR_LEDGER") is { Length: > 0 } other
        ? Path.GetFullPath(other, Home)
        : Path.Combine(State, "ledger.db");

    public static Workspace Find(string? pipelineFile = null)
    {
        if (Environment.GetEnvironmentVariable("KURIR_HOME") is { Length: > 0 } home) return new(Path.GetFullPath(home));
        if (pipelineFile is not null && HolderOf(Path.GetFullPath(pipelineFile)) is { } holder) return new(holder);
        for (DirectoryInfo? folder = new(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
            if (Directory.Exists(Path.Combine(folder.FullName, "pipelines"))) return new(folder.FullName);
        return new(Environment.CurrentDirectory);
    }

    public static Workspace At(string home) => new(Path.GetFullPath(home));

    /// <summary>The files of <c>pipelines/</c>, without tests, by name.</summary>
    public IReadOnlyList<string> PipelineFiles() => !Directory.Exists(Pipelines)
        ? []
        : [.. Directory.EnumerateFiles(Pipelines, "*.yaml").Where(file => !file.EndsWith(".test.yaml", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>The file of a pipeline given by name or by path; null where there is none.</summary>
    public string? FileOf(string nameOrPath)
    {
        if (nameOrPath.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || nameOrPath.EndsWith(".yml", StringComparison.OrdinalIgnoreCase))
            return File.Exists(nameOrPath) ? Path.GetFullPath(nameOrPath) : null;
        string file = Path.Combine(Pipelines, nameOrPath + ".yaml");
        return File.Exists(file) ? file : null;
    }

    static string? HolderOf(string file)
    {
        string? folder = Path.GetDirectoryName(file);
        return Path.GetFileName(folder) == "pipelines" ? Path.GetDirectoryName(folder) : null;
    }
}
