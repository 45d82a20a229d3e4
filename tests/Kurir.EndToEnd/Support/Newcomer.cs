using System.Diagnostics;
using System.Text.RegularExpressions;
using Kurir.BackOffice;

namespace Kurir.EndToEnd;

/// <summary>Somebody with a clean copy of the repository who does what the pages say. <c>kurir</c> is the one that was built for the tests, so that nothing is compiled here.</summary>
sealed partial class Newcomer : IDisposable
{
    readonly string home = Directory.CreateTempSubdirectory("kurir-newcomer-").FullName;
    readonly Dictionary<string, string> environment;
    readonly BackOfficePanel panel;
    string? run, id;

    public Newcomer(BackOfficePanel panel)
    {
        this.panel = panel;
        environment = new()
        {
            ["NO_COLOR"] = "1", ["XDG_CONFIG_HOME"] = PathOf(".config"), ["PATH"] = $"{home}:{Environment.GetEnvironmentVariable("PATH")}",
        };
        foreach (string file in Tracked())
        {
            Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
            File.Copy(Path.Combine(Repository.Root, file), PathOf(file));
        }

        File.WriteAllText(PathOf("kurir"), $"#!/bin/sh\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "kurir.dll")}' \"$@\"\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(PathOf("kurir"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        // What a person brings along.
        File.Copy(Path.Combine(Repository.Root, "tests/Corpus/pdf/dev01-dompdf-sales.pdf"), PathOf("report.pdf"));
    }

    public string PathOf(string relative) => Path.Combine(home, relative);

    /// <summary>Writes the first pipeline of a page and runs its commands.</summary>
    /// <returns>How many.</returns>
    public async Task<int> Follow(string page)
    {
        string text = File.ReadAllText(PathOf(page)).ReplaceLineEndings("\n");
        int done = 0;
        foreach (Match block in Blocks().Matches(text))
        {
            string body = Regex.Replace(block.Groups[3].Value, $"^{block.Groups[1].Value}", "", RegexOptions.Multiline);
            if (block.Groups[2].Value == "yaml" && body.StartsWith("site:", StringComparison.Ordinal)) Write(body);
            if (block.Groups[2].Value != "sh") continue;
            foreach (string line in body.Split('\n').Where(line => line.StartsWith("./kurir ", StringComparison.Ordinal) || line.StartsWith("kurir ", StringComparison.Ordinal) || line.StartsWith("export ", StringComparison.Ordinal)))
            {
                await Do(line);
                done++;
            }
        }

        return done;
    }

    public void Dispose() => Directory.Delete(home, recursive: true);

    /// <summary>The page's pipeline with the sample panel for the site; there an order's lines share its number.</summary>
    void Write(string yaml) => File.WriteAllText(
        PathOf("pipelines/backend.yaml"),
        yaml.Replace("https://backend.example.com", panel.Address.ToString(), StringComparison.Ordinal).Replace("key: Transaksi ID\n", "key: [Transaksi ID, SKU]\n", StringComparison.Ordinal));

    async Task Do(string line)
    {
        if (line.StartsWith("export ", StringComparison.Ordinal))
        {
            foreach (Match variable in Variable().Matches(line)) environment[variable.Groups[1].Value] = Typed(variable.Groups[1].Value);
            return;
        }

        string command = line.Replace("1123-0800", run, StringComparison.Ordinal).Replace("00017233", id, StringComparison.Ordinal);
        (int code, string output) = await Shell(command, Typed(command));
        Assert.True(code == 0, $"{line}\n{output}");
        if (Regex.Match(output, @"backend .* run ([0-9-]+)") is { Success: true } heading) run = heading.Groups[1].Value;
        if (File.Exists(PathOf("out/backend.xlsx"))) id ??= Regex.Match((await Shell("kurir read out/backend.xlsx --csv", "")).Output, @"^([0-9]+),", RegexOptions.Multiline).Groups[1].Value;
    }

    /// <summary>What a person types where something is asked for.</summary>
    string Typed(string asked) => asked.Contains("username", StringComparison.OrdinalIgnoreCase) ? panel.Accounts.Email : asked.Contains("password", StringComparison.OrdinalIgnoreCase) ? panel.Accounts.Password : "";

    async Task<(int Code, string Output)> Shell(string command, string input)
    {
        var start = new ProcessStartInfo("sh", ["-c", command]) { WorkingDirectory = home, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("KURIR_HOME");
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await process.WaitForExitAsync(deadline.Token);
        return (process.ExitCode, await output + await error);
    }

    static IEnumerable<string> Tracked()
    {
        using Process git = Process.Start(new ProcessStartInfo("git", ["ls-files", "--", "README.md", "docs", "pipelines", "deploy", "src"]) { WorkingDirectory = Repository.Root, RedirectStandardOutput = true })!;
        return git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    [GeneratedRegex("^( *)```(sh|yaml)\n(.*?)^ *```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex("([A-Z_]+)=")]
    private static partial Regex Variable();
}
