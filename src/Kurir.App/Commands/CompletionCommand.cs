using System.CommandLine;
using System.Reflection;

namespace Kurir.App;

/// <summary><c>kurir completion</c>: the script by which a shell asks this executable what may come next.</summary>
static class CompletionCommand
{
    static readonly Argument<string> Shell = new Argument<string>("shell") { Description = "bash, zsh, fish or powershell." }.AcceptOnlyFromAmong("bash", "zsh", "fish", "powershell");

    public static Command Create() => new Command("completion", "Prints a shell's completion of commands, options, pipelines and exports.").Example("kurir completion bash").Takes(Shell).Does(Print);

    static async Task<int> Print(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        string shell = parsed.GetRequiredValue(Shell);
        await using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"kurir.{(shell == "powershell" ? "ps1" : shell)}")!;
        using var reader = new StreamReader(stream);
        terminal.Document(await reader.ReadToEndAsync(ct));
        return ExitCode.Done;
    }
}
