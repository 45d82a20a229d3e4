using System.CommandLine;
using Kurir.Connectors;

namespace Kurir.App;

/// <summary><c>kurir schema</c>: the JSON schema of pipeline files or their tests, for editors.</summary>
static class SchemaCommand
{
    static readonly Option<string?> Into = new("--output", "-o") { Description = "A file to write, in place of standard output." };

    static readonly Argument<string> What = new Argument<string>("what") { Description = "pipeline, or test for files that end in .test.yaml.", DefaultValueFactory = _ => "pipeline" }.AcceptOnlyFromAmong("pipeline", "test");

    public static Command Create() => new Command("schema", "Prints the JSON schema of pipeline files: editors then complete and check them.").Example("kurir schema -o pipelines/.schema/pipeline.json", "kurir schema test -o pipelines/.schema/test.json").Takes(What, Into).Does(Write);

    static async Task<int> Write(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        string schema = (parsed.GetValue(What) == "test" ? PipelineTestFile.Schema() : PipelineLoader.Files.Schema()).ToString();
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
