using System.Diagnostics;
using System.Globalization;

namespace Kurir.Bench;

/// <summary>Runs a command to its end and measures it from outside: what a user pays, start-up included.</summary>
static class WholeProcess
{
    /// <param name="command">The program and its arguments.</param>
    /// <param name="folder">Where it runs; null: here.</param>
    /// <param name="environment">Added to ours.</param>
    /// <exception cref="InvalidOperationException">It ended with another exit code than 0; its output is in the message.</exception>
    public static Measured Run(IReadOnlyList<string> command, string? folder = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        var watch = Stopwatch.StartNew();
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        long peak = 0;
        TimeSpan cpu = TimeSpan.Zero;
        // Both as last seen alive: once it has ended, neither can be asked for. Each look costs the process a little, so they are few.
        while (!process.WaitForExit(TimeSpan.FromMilliseconds(40))) (peak, cpu) = (Math.Max(peak, PeakOf(process.Id)), CpuOf(process) ?? cpu);
        TimeSpan wall = watch.Elapsed;
        if (process.ExitCode != 0) throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}: {error.Result} {output.Result}");
        return new Measured(wall, cpu, peak, output.Result);
    }

    static TimeSpan? CpuOf(Process process)
    {
        try
        {
            return process.TotalProcessorTime;
        }
        catch (Exception gone) when (gone is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>The kernel's own high-water mark of resident memory, in bytes; 0 once the process has ended.</summary>
    static long PeakOf(int process)
    {
        try
        {
            string? line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : 1024 * long.Parse(line.AsSpan(6).Trim().TrimEnd("kB").Trim(), CultureInfo.InvariantCulture);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}

/// <param name="Peak">Resident memory at its highest, in bytes.</param>
sealed record Measured(TimeSpan Wall, TimeSpan Cpu, long Peak, string Output)
{
    /// <summary>Figure by figure, over several runs.</summary>
    public static Measured Median(IReadOnlyList<Measured> runs) => new(
        Middle(runs.Select(run => run.Wall)), Middle(runs.Select(run => run.Cpu)), Middle(runs.Select(run => run.Peak)), runs[^1].Output);

    static T Middle<T>(IEnumerable<T> figures) => figures.Order().ElementAt(figures.Count() / 2);
}
