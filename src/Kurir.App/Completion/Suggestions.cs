using System.CommandLine;
using System.CommandLine.Completions;
using Kurir.Connectors;

namespace Kurir.App;

/// <summary>What a shell's completion is offered beyond the commands' own words: names of pipelines and of their exports.</summary>
static class Suggestions
{
    /// <summary>Whether a shell asks, <c>[suggest:17] "kurir run and"</c>; nothing of this is made in any other call.</summary>
    public static bool AreAskedFor(string[] args) => args is [['[', 's', 'u', 'g', 'g', 'e', 's', 't', ..], ..];

    public static void AddTo(Command command)
    {
        Argument? before = null;
        foreach (Argument argument in command.Arguments)
        {
            if (argument.Name is "pipeline" or "pipelines" or "run-or-pipeline") argument.CompletionSources.Add(context => Pipelines(context, argument));
            else if (before is { Name: "pipeline" or "run-or-pipeline" } pipeline && argument.Name is "export" or "exports") argument.CompletionSources.Add(context => Exports(Said(context, pipeline)));
            before = argument;
        }

        foreach (Command under in command.Subcommands) AddTo(under);
    }

    /// <summary>The parser asks all arguments at once, also those that are complete.</summary>
    static IEnumerable<CompletionItem> Pipelines(CompletionContext context, Argument argument) =>
        argument.Arity.MaximumNumberOfValues == 1 && Said(context, argument) is { } said && said != context.WordToComplete
            ? []
            : Workspace.Find().PipelineFiles().Select(file => new CompletionItem(Path.GetFileNameWithoutExtension(file)));

    static IEnumerable<CompletionItem> Exports(string? pipeline)
    {
        var workspace = Workspace.Find(pipeline);
        if (pipeline is null || workspace.FileOf(pipeline) is not { } file) return [];
        LoadedPipeline loaded = PipelineLoader.Load(file, new() { Home = workspace.Home, Secrets = SecretPlaces.Of(workspace.Home, new Redactor()) });
        return loaded.Definition?.Exports.Select(export => new CompletionItem(export.Name)) ?? [];
    }

    static string? Said(CompletionContext context, Argument argument) => context.ParseResult.GetResult(argument)?.Tokens is [var name, ..] ? name.Value : null;
}
