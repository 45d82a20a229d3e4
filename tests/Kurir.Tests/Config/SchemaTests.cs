using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using static Kurir.SampleKinds;

namespace Kurir;

public sealed class SchemaTests
{
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    static readonly MiniSchema Schema = new(Files.Schema());

    static bool Accepts(string yaml) => Schema.Accepts(MiniSchema.ToJson(NodeReader.Read(yaml, "x.yaml", [])!));

    [Fact]
    public void The_schema_reads_well() => Golden.Match(Files.Schema().ToJsonString(Indented), "schema");

    [Fact]
    public void The_schema_accepts_the_file_of_the_design_and_its_long_form()
    {
        Assert.True(Accepts(PipelineFileTests.Whole));
        Assert.True(Accepts(Files.Explain(Config(PipelineFileTests.Whole))));
    }

    [Fact]
    public void The_schema_accepts_whatever_binds() => Gen.Int.Sample(
        seed =>
        {
            string text = LongForm.Of(Bound.Any(Files.Shapes.Pipeline, new Random(seed)), Files.Shapes.Pipeline);
            Assert.True(Accepts(text), text);
        },
        iter: 50);

    [Theory]
    [InlineData("language: en")]
    [InlineData("site: https://a.example.com\nexports: { user: { pge: /user } }")]
    [InlineData("site: https://a.example.com\nexports: { user: { page: /user, download: /x } }")]
    [InlineData("site: https://a.example.com\nexports: { user: /user }\nsign_in: {}")]
    [InlineData("site: https://a.example.com\nexports: { user: /user }\nsign_in: { form: /login, basic: }")]
    [InlineData("site: https://a.example.com\nexports: { user: /user }\nparallel: 17")]
    [InlineData("site: https://a.example.com\nexports: { user: /user }\nlanguage: fr")]
    [InlineData("site: https://a.example.com\nexports: { user: /user }\nschedule: [\"25:00\"]")]
    [InlineData("site: https://a.example.com\nexports: { user: /user }\nnotify: pigeon")]
    [InlineData("site: https://a.example.com\nexports: { user: { page: /user, timeout: 5 } }")]
    [InlineData("site: https://a.example.com\nexports: { user: { page: /user, to: { csv: { fle: x } } } }")]
    public void The_schema_refuses_what_does_not_bind(string yaml)
    {
        Assert.NotEmpty(Problems(yaml));
        Assert.False(Accepts(yaml));
    }

    [Fact]
    public void Every_setting_is_described_and_its_example_binds()
    {
        foreach (Setting setting in All(Files.Shapes.Pipeline).Distinct())
        {
            Assert.True(setting.Description.Length > 5 && setting.Description.EndsWith('.'), setting.Name);
            if (setting.Example is null) continue;
            List<Problem> problems = [];
            Node example = NodeReader.Read($"example: {setting.Example}", "example", problems)!.Entries[0].Value;
            new Binder("example", problems, new Dictionary<string, string>()).Bind(example, setting.Shape, setting.Name);
            Assert.True(problems.Count == 0, $"{setting.Name}: {string.Join('\n', problems)}");
        }
    }

    [Fact]
    public void Every_setting_stands_in_the_schema()
    {
        string schema = Files.Schema().ToJsonString();
        foreach (SettingInfo setting in Files.Settings().Where(setting => !setting.Path.EndsWith("NAME", StringComparison.Ordinal)))
            Assert.Contains($"\"{setting.Path.Split('.')[^1]}\":", schema);
    }

    [Fact]
    public void The_schema_is_JSON_without_loose_ends()
    {
        JsonObject schema = Files.Schema();
        var names = ((JsonObject)schema["$defs"]!).Select(definition => definition.Key).ToHashSet();
        foreach (string reference in schema.ToJsonString().Split("#/$defs/").Skip(1).Select(rest => rest[..rest.IndexOf('"')])) Assert.Contains(reference, names);
    }

    internal static IEnumerable<Setting> All(Shape shape) => shape switch
    {
        RecordShape record => record.Settings.SelectMany(setting => All(setting.Shape).Prepend(setting)),
        ListShape list => All(list.Item),
        MapShape map => All(map.Value),
        KindsShape kinds => kinds.Kinds.SelectMany(kind => All(kind.Options)),
        _ => [],
    };
}
