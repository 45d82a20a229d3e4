using System.Text.RegularExpressions;
using Kurir.BackOffice;

namespace Kurir.Bench;

/// <summary>
/// Writes <c>src/Kurir.App/start.mibc</c>: the methods that a published run still compiled while it ran, for the compiler ahead of time to compile too.
/// It misses them because they are generic code of the framework over types of ours. What has changed its name since is passed over, so an old profile costs speed only.
/// </summary>
static partial class StartProfile
{
    public static async Task Write()
    {
        ThreadPool.SetMinThreads(16, 16);
        using var kurir = new Published("Kurir.App", "kurir", "-p:StartProfile=none");
        await using BackOfficePanel panel = await BackOfficePanel.Start();
        DirectoryInfo home = Directory.CreateTempSubdirectory("kurir-bench-home-");
        string pipeline = RunBench.WritePipeline(home.FullName), to = RunBench.Day(panel.Clock.Today), from = RunBench.Day(panel.Clock.Today.AddDays(-29));
        string[][] commands =
        [
            ["run", pipeline, "--site", $"{panel.Address}", "--from", to, "--to", to],
            ["run", pipeline, "--site", $"{panel.Address}", "--from", from, "--to", to],
            ["run", pipeline, "--site", $"{panel.Address}", "--json"],
            ["check", pipeline], ["show"], ["show", "coverage"], ["list"], ["--help"],
        ];
        SortedSet<string> compiled = new(StringComparer.Ordinal);
        foreach (string[] command in commands) compiled.UnionWith(CompiledBy([kurir.Executable, .. command], home.FullName, RunBench.Environment(panel, home.FullName)));
        home.Delete(recursive: true);
        string file = Path.Combine(Repository.Root, "src", "Kurir.App", "start.mibc");
        using var types = new PublishedTypes(Path.GetDirectoryName(kurir.Executable)!);
        var profile = new MethodList(types);
        int known = compiled.Count(name => MethodName.Parse(name) is { } method && profile.Add(method));
        profile.Save(file);
        Report.Table("Methods compiled while running", ["what", "methods"],
            [["compiled by " + commands.Length + " commands", $"{compiled.Count}"], ["now in start.mibc", $"{known}"]]);
    }

    static IEnumerable<string> CompiledBy(string[] command, string home, Dictionary<string, string> environment)
    {
        string log = Path.Combine(home, "compiled");
        environment["DOTNET_JitStdOutFile"] = log;
        environment["DOTNET_JitDisasmSummary"] = "1";
        // The runtime closes this log when it ends, while its threads may still write to it: one run of ten dies of that.
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                WholeProcess.Run(command, home, environment);
                break;
            }
            catch (InvalidOperationException) when (attempt < 5)
            {
                Console.Error.WriteLine($"Once more: {string.Join(' ', command[1..])}");
            }
        }

        return File.ReadLines(log).Select(line => Compiled().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value);
    }

    [GeneratedRegex(@"JIT compiled (.+?) \[(?:Tier0|FullOpts|Instrumented)")]
    private static partial Regex Compiled();
}
