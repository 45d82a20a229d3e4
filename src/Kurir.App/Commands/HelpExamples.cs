using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Runtime.CompilerServices;

namespace Kurir.App;

/// <summary>Examples at the end of each command's own help; the list of commands stays one line a command.</summary>
static class HelpExamples
{
    static readonly ConditionalWeakTable<Command, string[]> Known = [];

    /// <summary>Gives a command its examples and gives it back.</summary>
    public static T Example<T>(this T command, params string[] examples) where T : Command
    {
        Known.Add(command, examples);
        return command;
    }

    public static IReadOnlyList<string> Of(Command command) => Known.TryGetValue(command, out string[]? examples) ? examples : [];

    /// <summary>Lets <c>--help</c> end with the examples.</summary>
    public static void Show(RootCommand root)
    {
        foreach (HelpOption option in root.Options.OfType<HelpOption>())
            option.Action = new Help((HelpAction)option.Action!);
    }

    public sealed class Help(HelpAction inner) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parsed)
        {
            int code = inner.Invoke(parsed);
            IReadOnlyList<string> examples = Of(parsed.CommandResult.Command);
            if (examples.Count == 0) return code;
            TextWriter output = parsed.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (string example in examples) output.WriteLine($"  {example}");
            output.WriteLine();
            return code;
        }
    }
}
