#pragma warning disable CA1050 // The runtime looks for it outside of any namespace.
/// <summary>Started by the runtime inside of a process under test: tells which assemblies it had loaded when it ended.</summary>
static class StartupHook
{
    public static void Initialize() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        if (Environment.GetEnvironmentVariable("KURIR_TEST_LOADED") is { } file)
            File.WriteAllLines(file, AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name ?? ""));
    };
}
