using System.CommandLine;
using Kurir.Connectors;

namespace Kurir.App;

/// <summary><c>kurir schema</c>: the JSON schema of pipeline files, for editors.</summary>
static class SchemaCommand
{
    static readonly Option<string?> Into = new("--output", "-o") { Description = "A file to write, in place of standard output." };

    public static Command Create() => new Command("schema", "Prints the JSON schema of pipeline files: editors then complete and check them.").Example("kurir schema -o pipelines/.schema/pipeline.json").Takes(Into).Does(Write);

    static async Task<int> Write(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        string schema = PipelineLoader.Files.Schema().ToString();
        if (parsed.GetValue(Into) is not { } file)
        {
            terminal.Document(schema);
            return ExitCode.Done;
        }

        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder) Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(file, schema, ct);
        terminal.Say($"{file} is written.");
        return ExitCode.Done;
    }
}
