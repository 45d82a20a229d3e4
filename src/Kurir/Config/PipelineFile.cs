using System.Text.Json.Nodes;

namespace Kurir;

/// <summary>Reads pipeline files: text → nodes → records → what they mean, with every problem of every step at once.</summary>
public sealed class PipelineFile(IReadOnlyList<DestinationKind> destinations, IReadOnlyList<ChannelKind> channels)
{
    /// <summary>1 MiB; a larger file is refused.</summary>
    public const int MaxBytes = NodeReader.MaxBytes;

    readonly Shapes shapes = new(destinations, channels);

    /// <param name="text">The file's text.</param>
    /// <param name="file">Its name; a folder in it is left out. Without extension it is the pipeline's name.</param>
    /// <param name="around">What the file does not say itself.</param>
    public LoadedPipeline Read(string text, string file, PipelineSurroundings around)
    {
        string name = Path.GetFileName(file);
        var problems = new List<Problem>();
        if (NodeReader.Read(text, name, problems) is not { } root) return Failed(name, problems);

        MapNode merged = WithDefaults(root);
        var config = (PipelineConfig)new Binder(name, problems, Elsewhere()).Bind(merged, shapes.Pipeline, "")!;
        config = WithDestinations(config, merged);
        new PipelineChecks(name, merged, config, problems).Run();
        PipelineDefinition? definition = new PipelineResolver(destinations, channels, file, merged, config, problems).Resolve(around);
        return problems.Count > 0 || definition is null
            ? Failed(name, problems)
            : new LoadedPipeline { File = name, Definition = definition, Config = config };
    }

    /// <summary>A pipeline in its long form with every default in force, as <c>kurir check --explain</c> prints it. It means the same as the file it came from.</summary>
    public string Explain(PipelineConfig config) => LongForm.Of(config with { Defaults = null }, shapes.Pipeline);

    /// <summary>The JSON Schema (draft 2020-12) of pipeline files, for editors.</summary>
    public JsonObject Schema() => JsonSchema.Of(shapes.Pipeline, "Kurir pipeline");

    /// <summary>Every setting, in the order of the file.</summary>
    public IReadOnlyList<SettingInfo> Settings() => SettingsReference.List(shapes.Pipeline);

    /// <summary>Every setting, as tables in Markdown.</summary>
    public string Reference() => SettingsReference.Markdown(Settings());

    internal Shapes Shapes => shapes;

    static LoadedPipeline Failed(string name, List<Problem> problems) => new()
    {
        File = name,
        // A problem in the defaults is found again in each export that they are merged into.
        Problems = [.. problems.Distinct().OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)],
    };

    MapNode WithDefaults(MapNode root)
    {
        if (root.Find("defaults") is not MapNode defaults || root.Find("exports") is not MapNode exports) return root;
        var merged = exports with { Entries = [.. exports.Entries.Select(entry => entry with { Value = Merge.Over(defaults, entry.Value, shapes.Export) })] };
        return root with { Entries = [.. root.Entries.Select(entry => entry.Key.Text == "exports" ? entry with { Value = merged } : entry)] };
    }

    /// <summary>Where nothing is said, the workbook of the pipeline.</summary>
    PipelineConfig WithDestinations(PipelineConfig config, MapNode root)
    {
        if (shapes.Destinations.Find("workbook") is not { } workbook) return config;
        var exports = new OrderedDictionary<string, ExportConfig>();
        foreach (var (name, export) in config.Exports)
        {
            bool said = root.Find("exports") is MapNode all && all.Find(name) is MapNode own && own.Find("to") is not null;
            exports[name] = said ? export : export with { To = [new DestinationConfig(workbook.Name, workbook.Options.Create())] };
        }

        return config with { Exports = exports };
    }

    Dictionary<string, string> Elsewhere()
    {
        var places = new Dictionary<string, string>();
        foreach (Setting setting in shapes.Export.Settings)
        {
            places[setting.Name] = "of an export: write it under exports: NAME: or, for all of them, under defaults:";
            if (setting.Shape is RecordShape inner)
                foreach (Setting nested in inner.Settings) places.TryAdd(nested.Name, $"of '{setting.Name}'");
        }

        foreach (Setting setting in shapes.Pipeline.Settings) places[setting.Name] = "of the whole pipeline: write it at the left margin";
        return places;
    }
}
