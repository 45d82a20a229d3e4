using System.Text.Json;
using Kurir.App;
using Kurir.Connectors;
using YamlDotNet.RepresentationModel;

namespace Kurir.Tests;

/// <summary><c>deploy/render.yaml</c>.</summary>
public sealed class BlueprintTests
{

    [Fact]
    public void The_blueprint_is_as_renders_own_schema_has_it()
    {
        if (RenderDescription.FileOf("render.yaml.schema.json") is not { } file)
        {
            TestContext.Current.TestOutputHelper?.WriteLine("Render's schema is not beside the repository: the Blueprint was not compared with it.");
            return;
        }

        using JsonDocument schema = JsonDocument.Parse(File.ReadAllText(file));
        var check = new SchemaCheck(schema.RootElement, strict: false);
        Assert.Empty(Problems(check, schema, Json(Blueprint())));
        Assert.NotEmpty(Problems(check, schema, Json(Blueprint()).Replace("\"schedule\"", "\"shedule\"", StringComparison.Ordinal)));
        Assert.NotEmpty(Problems(check, schema, Json(Blueprint()).Replace("\"services\"", "\"servises\"", StringComparison.Ordinal)));
        Assert.NotEmpty(Problems(check, schema, Json(Blueprint()).Replace("\"docker\"", "\"dotnet\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void Its_schedule_command_and_zone_are_those_of_the_pipeline()
    {
        var pipeline = PipelineLoader.Load(Path.Combine(Repository.Root, "pipelines", "andalan-atk.yaml"), new PipelineSurroundings { Home = Repository.Root, Secrets = new FixedSecrets(new Dictionary<string, string>()) }).Require();
        RenderWish wish = RenderWish.Of(pipeline, "", new FixedSecrets(new Dictionary<string, string>()), DateTimeOffset.UnixEpoch.AddYears(56));
        using JsonDocument json = JsonDocument.Parse(Json(Blueprint()));
        JsonElement service = json.RootElement.GetProperty("services")[0];

        Assert.Equal(wish.Service, service.GetProperty("name").GetString());
        Assert.Equal(wish.Schedule, service.GetProperty("schedule").GetString());
        Assert.Equal(wish.Command, service.GetProperty("dockerCommand").GetString());
        Assert.Equal(pipeline.Zone.Id, service.GetProperty("envVars")[0].GetProperty("value").GetString());
    }

    static List<string> Problems(SchemaCheck check, JsonDocument schema, string json)
    {
        using JsonDocument value = JsonDocument.Parse(json);
        return check.Problems(schema.RootElement, value.RootElement);
    }

    static YamlNode Blueprint()
    {
        using var text = File.OpenText(Path.Combine(Repository.Root, "deploy", "render.yaml"));
        var yaml = new YamlStream();
        yaml.Load(text);
        return yaml.Documents[0].RootNode;
    }

    /// <summary>What is not quoted and reads as true or false is that; a colon-free reading of the rest as text is enough here.</summary>
    static string Json(YamlNode node) => node switch
    {
        YamlMappingNode map => $"{{{string.Join(",", map.Children.Select(pair => $"{JsonSerializer.Serialize(((YamlScalarNode)pair.Key).Value)}:{Json(pair.Value)}"))}}}",
        YamlSequenceNode list => $"[{string.Join(",", list.Children.Select(Json))}]",
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain, Value: "true" or "false" or "on" or "off" or "yes" or "no" } word => word.Value is "true" or "on" or "yes" ? "true" : "false",
        YamlScalarNode scalar => JsonSerializer.Serialize(scalar.Value),
        _ => "null",
    };
}
