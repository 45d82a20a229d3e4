using System.Diagnostics;
using System.Globalization;

namespace Kurir.Bench;

/// <summary>What a command and all that it starts hold in memory. Pages that several of them share count once.</summary>
static class ProcessTree
{
    static readonly TimeSpan Step = TimeSpan.FromMilliseconds(60);

    /// <returns>The highest sum seen, in bytes (proportional set size).</returns>
    public static long PeakOf(string[] command, string folder, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        long peak = 0;
        while (!process.WaitForExit(Step)) peak = Math.Max(peak, Tree(process.Id).Sum(Held));
        return process.ExitCode == 0 ? peak : throw new InvalidOperationException($"{command[0]} ended with {process.ExitCode}: {error.Result} {output.Result}");
    }

    static IEnumerable<int> Tree(int root)
    {
        ILookup<int, int> children = Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _)).Select(name => int.Parse(name!, CultureInfo.InvariantCulture)).ToLookup(Parent);
        var open = new Queue<int>([root]);
        while (open.TryDequeue(out int process))
        {
            yield return process;
            foreach (int child in children[process]) open.Enqueue(child);
        }
    }

    static int Parent(int process) => Number($"/proc/{process}/status", "PPid:") is { } parent ? (int)parent : -1;

    static long Held(int process) => 1024 * (Number($"/proc/{process}/smaps_rollup", "Pss:") ?? 0);

    static long? Number(string file, string name)
    {
        try
        {
            string? line = File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
            return line is null ? null : long.Parse(new string([.. line.Where(char.IsAsciiDigit)]), CultureInfo.InvariantCulture);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null; // it has ended
        }
    }
}
