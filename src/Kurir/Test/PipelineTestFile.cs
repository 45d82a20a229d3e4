using System.Text.Json.Nodes;

namespace Kurir;

/// <summary>Reads the tests of pipelines: text → nodes → records, with every problem at once, as <see cref="PipelineFile"/> does.</summary>
public static class PipelineTestFile
{
    static readonly RecordShape Shape = Shapes.Of(typeof(TestConfig));

    /// <summary>The JSON Schema (draft 2020-12) of test files, for editors.</summary>
    public static JsonObject Schema() => JsonSchema.Of(Shape, "Kurir pipeline test");

    /// <param name="text">The file's text.</param>
    /// <param name="file">Its name; a folder in it is left out.</param>
    /// <param name="pipeline">The pipeline that is tested.</param>
    /// <param name="isThere">Whether a file that the test names is there.</param>
    public static LoadedTest Read(string text, string file, PipelineDefinition pipeline, Func<string, bool> isThere)
    {
        string name = Path.GetFileName(file);
        var problems = new List<Problem>();
        if (string.IsNullOrWhiteSpace(text)) problems.Add(new Problem(name, 1, 1, "the file is empty. Write at least: steps: [{ at: 2026-11-22, exports: { NAME: { document: FILE } } }]"));
        else if (NodeReader.Read(text, name, problems) is { } root)
        {
            var config = (TestConfig)new Binder(name, problems, Elsewhere()).Bind(root, Shape, "")!;
            new TestChecks(name, root, config, problems, pipeline, isThere).Run();
            if (problems.Count == 0) return new LoadedTest { File = name, Config = config, Places = PlacesIn(root, config) };
        }

        return new LoadedTest { File = name, Problems = [.. problems.Distinct().OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)] };
    }

    /// <summary>A test as text; it reads back to the same.</summary>
    public static string Write(TestConfig test) => Written(LongForm.Of(test, Shape));

    /// <summary>The settings of an <c>expect:</c>, one a line.</summary>
    internal static string Write(ExpectConfig expect) => Written(LongForm.Of(expect, Shapes.Of(typeof(ExpectConfig))));

    /// <summary>Without the comments that say what holds where nothing is said.</summary>
    static string Written(string form) => string.Concat(form.Split('\n').Where(line => !line.TrimStart().StartsWith('#')).Select(line => line + "\n")).TrimEnd() + "\n";

    /// <summary>The steps' nodes; where the file has one step it may stand without its dash.</summary>
    internal static IReadOnlyList<Node> StepsIn(MapNode root) => root.Find("steps") switch { ListNode list => list.Items, { } one => [one], _ => [] };

    static Dictionary<(int, string), int> PlacesIn(MapNode root, TestConfig config)
    {
        IReadOnlyList<Node> steps = StepsIn(root);
        return Enumerable.Range(0, config.Steps.Count)
            .SelectMany(step => config.Steps[step].Exports.Keys.Select(export => (step, export)))
            .ToDictionary(one => one, one => (steps[one.step].LocateKey(["exports", one.export]) ?? steps[one.step].At).Line);
    }

    static Dictionary<string, string> Elsewhere()
    {
        var places = Shapes.Of(typeof(GivenConfig)).Settings.ToDictionary(setting => setting.Name, _ => "of what the panel gave for an export: write it under exports: NAME:");
        foreach (Setting setting in Shapes.Of(typeof(ExpectConfig)).Settings) places[setting.Name] = "of what is expected: write it under expect:";
        foreach (Setting setting in Shapes.Of(typeof(TestStepConfig)).Settings) places[setting.Name] = "of a step: write it under - in steps:";
        return places;
    }
}

/// <summary>What reading a test gave: its steps, or every problem at once.</summary>
public sealed record LoadedTest
{
    /// <summary>The file's name without its folder.</summary>
    public required string File { get; init; }

    /// <summary>Null where there are problems.</summary>
    public TestConfig? Config { get; init; }

    /// <summary>The line of each step's export; steps from 0.</summary>
    public IReadOnlyDictionary<(int Step, string Export), int> Places { get; init; } = new Dictionary<(int, string), int>();

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];
}
