namespace Kurir;

/// <summary>The clone in which the tests were built.</summary>
public static class Repository
{
    /// <summary>The folder of <c>Kurir.slnx</c>, above that of the tests.</summary>
    public static string Root { get; } = Find();

    static string Find()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Kurir.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Kurir.slnx was not found above the tests' folder.");
        return folder;
    }
}
