using System.Diagnostics;
using System.Text.Json;

namespace Kurir.EndToEnd;

/// <summary>The real executable in a home of its own.</summary>
sealed class KurirProcess : IDisposable
{
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    public KurirProcess() => Home = Directory.CreateTempSubdirectory("kurir-e2e-").FullName;

    public string Home { get; }

    public Dictionary<string, string> Environment { get; } = [];

    public string PathOf(string relative) => Path.Combine(Home, relative);

    public void Write(string relative, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(relative))!);
        File.WriteAllText(PathOf(relative), text);
    }

    /// <summary>Runs to the end.</summary>
    public Task<Ended> Run(params string[] arguments) => RunWith([], arguments);

    /// <summary>Likewise, with something on standard input.</summary>
    public async Task<Ended> RunWith(byte[] input, params string[] arguments)
    {
        using Process process = Start(arguments);
        await process.StandardInput.BaseStream.WriteAsync(input);
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        using var deadline = new CancellationTokenSource(Longest);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"kurir {string.Join(' ', arguments)} did not end. {await output} {await error}");
        }

        return new Ended(process.ExitCode, await output, await error);
    }

    /// <summary>Starts and leaves it running; the caller ends it.</summary>
    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "kurir.dll"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Home,
        };
        start.Environment["KURIR_HOME"] = Home;
        start.Environment["NO_COLOR"] = "1";
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public void Dispose() => Directory.Delete(Home, recursive: true);
}

sealed record Ended(int Code, string Output, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public override string ToString() => $"exit code {Code}\n{Output}\n{Error}";
}
