using System.Text.RegularExpressions;
using Kurir.Connectors;

namespace Kurir;

public sealed partial class DocumentationTests
{
    const string Begin = "<!-- settings: written by the tests with KURIR_UPDATE_DOCS=1 -->\n";
    const string End = "<!-- end of settings -->\n";

    static readonly PipelineSurroundings Around = new() { Home = Repository.Root, Secrets = new FixedSecrets(new Dictionary<string, string>()) };

    [Fact]
    public void Every_pipeline_in_the_documentation_is_good()
    {
        int blocks = 0;
        foreach (string file in Documents())
        {
            foreach (Match block in YamlBlock().Matches(File.ReadAllText(file)))
            {
                string yaml = block.Groups[1].Value;
                if (yaml.StartsWith("steps:", StringComparison.Ordinal)) Assert.Empty(PipelineTestFile.Read(yaml, "andalan-atk.test.yaml", AndalanAtk, _ => true).Problems);
                if (!yaml.StartsWith("site:", StringComparison.Ordinal)) continue;
                blocks++;
                LoadedPipeline loaded = PipelineLoader.Files.Read(yaml, "example.yaml", Around);
                Assert.True(loaded.IsValid, $"{file}:\n{string.Join('\n', loaded.Problems)}");
            }
        }

        Assert.True(blocks >= 3);
    }

    [Fact]
    public void The_reference_page_lists_every_setting()
    {
        string file = Path.Combine(Repository.Root, "docs", "pipeline-file.md");
        string page = File.ReadAllText(file).ReplaceLineEndings("\n");
        int begin = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, end = page.IndexOf(End, StringComparison.Ordinal);
        Assert.True(begin >= Begin.Length && end >= begin, "The marks of the generated part are gone.");
        string reference = $"\n{PipelineLoader.Files.Reference()}\n";
        if (Environment.GetEnvironmentVariable("KURIR_UPDATE_DOCS") == "1") File.WriteAllText(file, page[..begin] + reference + page[end..]);
        else Assert.True(page[begin..end] == reference, "docs/pipeline-file.md is behind the settings. Run the tests with KURIR_UPDATE_DOCS=1.");
    }

    [Fact]
    public void The_pipelines_that_ship_are_good()
    {
        foreach (string file in Directory.GetFiles(Path.Combine(Repository.Root, "pipelines"), "*.yaml").Where(file => !file.EndsWith(".test.yaml", StringComparison.Ordinal)))
        {
            LoadedPipeline loaded = PipelineLoader.Load(file, Around);
            Assert.True(loaded.IsValid, string.Join('\n', loaded.Problems));
        }
    }

    [Fact]
    public void The_first_pipeline_asks_for_the_variables_its_users_have_set()
    {
        PipelineDefinition pipeline = AndalanAtk;
        var asked = new List<string>();
        var secrets = new EnvironmentSecrets(name =>
        {
            asked.Add(name);
            return "set";
        });
        foreach (string name in new[] { $"{pipeline.Site.SecretsPrefix}/username", $"{pipeline.Site.SecretsPrefix}/password", "telegram/token", "telegram/chat_id" }) secrets.Find(name);
        Assert.Equal(["BACKEND_USERNAME", "BACKEND_PASSWORD", "TELEGRAM_TOKEN", "TELEGRAM_CHAT_ID"], asked);
        Assert.Equal(["transaksi", "point_trx", "user", "pembayaran_koin"], pipeline.Exports.Select(export => export.Name));
        Assert.Equal(("id", "Asia/Jakarta"), (pipeline.Language, pipeline.Zone.Id));
        Assert.Equal([new TimeOnly(8, 0), new TimeOnly(18, 0)], pipeline.Schedule);
        Assert.Equal("telegram", pipeline.Channels.Single().Kind);
    }

    static PipelineDefinition AndalanAtk => PipelineLoader.Load(Path.Combine(Repository.Root, "pipelines", "andalan-atk.yaml"), Around).Require();

    static IEnumerable<string> Documents()
    {
        string readme = Path.Combine(Repository.Root, "README.md");
        return Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories).Concat(File.Exists(readme) ? [readme] : []);
    }

    [GeneratedRegex("^```yaml\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex YamlBlock();
}
