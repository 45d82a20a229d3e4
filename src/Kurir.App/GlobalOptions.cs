using System.CommandLine;

namespace Kurir.App;

/// <summary>The options that every command takes.</summary>
static class GlobalOptions
{
    public static readonly Option<bool> Json = new("--json") { Description = "One JSON document on standard output, also for errors.", Recursive = true };

    public static readonly Option<bool> Quiet = new("--quiet", "-q") { Description = "Only results and failures.", Recursive = true };

    public static readonly Option<bool> Verbose = new("--verbose", "-v") { Description = "Each step as it happens, and the whole of unexpected errors.", Recursive = true };

    public static readonly Option<string> Color = new("--color")
    {
        Description = "auto, always or never; NO_COLOR is honoured.",
        Recursive = true,
        DefaultValueFactory = _ => "auto",
    };

    public static IReadOnlyList<Option> All { get; } = [Json, Quiet, Verbose, Color.AcceptOnlyFromAmong("auto", "always", "never")];
}
