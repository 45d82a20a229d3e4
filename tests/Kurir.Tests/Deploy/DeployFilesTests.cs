using System.Text.RegularExpressions;
using Kurir.App;
using Kurir.Connectors;
using YamlDotNet.RepresentationModel;

namespace Kurir.Tests;

/// <summary>What lies in <c>deploy/</c> speaks of commands, secrets, paths and times that exist.</summary>
public sealed partial class DeployFilesTests
{
    const string Name = "andalan-atk", Inside = "/etc/kurir/andalan-atk.yaml";

    static readonly PipelineDefinition Pipeline = PipelineLoader.Load(
        Path.Combine(Repository.Root, "pipelines", Name + ".yaml"), new PipelineSurroundings { Home = Repository.Root, Secrets = new FixedSecrets(new Dictionary<string, string>()) }).Require();

    /// <summary>Those of the pipeline that somebody must lay there, and Google's, which it needs as soon as a sheet is named.</summary>
    static readonly string[] Secrets = [.. PipelineSecret.Of(Pipeline).Where(secret => !secret.Name.EndsWith("/totp", StringComparison.Ordinal)).Select(secret => secret.FileName).Append("google").Order(StringComparer.Ordinal)];

    [Fact]
    public void Compose_runs_the_pipeline_locked_down_with_the_secrets_it_asks_for()
    {
        YamlNode compose = Yaml("compose.yaml"), kurir = compose["services"]["kurir"];

        Assert.Equal(["kurir", "run", Inside], Texts(kurir["command"]));
        Assert.Equal("true", Text(kurir["read_only"]));
        Assert.Equal(["ALL"], Texts(kurir["cap_drop"]));
        Assert.Equal(Secrets, Texts(kurir["secrets"]).Order(StringComparer.Ordinal));
        Assert.Equal(Secrets, Map(compose["secrets"]).Keys.Order(StringComparer.Ordinal));
        Assert.All(Map(compose["secrets"]), secret => Assert.Equal($"./secrets/{secret.Key}", Text(secret.Value["file"])));
        Assert.Contains($"../pipelines/{Name}.yaml:{Inside}:ro", Texts(kurir["volumes"]));
        Assert.Contains($"data:{VariableOfImage("KURIR_HOME")}", Texts(kurir["volumes"]));
        Assert.True(File.Exists(Path.Combine(Repository.Root, "deploy", Text(kurir["build"]["context"]), Text(kurir["build"]["dockerfile"]))));
        Assert.Equal("1000:1000", Text(kurir["user"]));
    }

    [Fact]
    public void The_cron_job_of_Kubernetes_runs_the_pipeline_at_its_times_and_never_twice_at_once()
    {
        YamlNode spec = Yaml("kubernetes/cronjob.yaml")["spec"], job = spec["jobTemplate"]["spec"], pod = job["template"]["spec"], kurir = pod["containers"][0];

        Assert.Equal($"0 {string.Join(',', Pipeline.Schedule.Select(time => time.Hour))} * * *", Text(spec["schedule"]));
        Assert.Equal(Pipeline.Zone.Id, Text(spec["timeZone"]));
        Assert.Equal(("Forbid", "0", "Never"), (Text(spec["concurrencyPolicy"]), Text(job["backoffLimit"]), Text(pod["restartPolicy"])));
        Assert.Equal(["kurir", "run", Inside], Texts(kurir["command"]));
        Assert.Equal(("true", "false"), (Text(kurir["securityContext"]["readOnlyRootFilesystem"]), Text(kurir["securityContext"]["allowPrivilegeEscalation"])));
        Assert.Equal(("true", "1000"), (Text(pod["securityContext"]["runAsNonRoot"]), Text(pod["securityContext"]["fsGroup"])));
        Assert.Equal(["/data", "/etc/kurir", "/etc/secrets", "/tmp"], List(kurir["volumeMounts"]).Select(mount => Text(mount["mountPath"])).Order(StringComparer.Ordinal));
        Assert.Equal(List(kurir["volumeMounts"]).Select(mount => Text(mount["name"])), List(pod["volumes"]).Select(volume => Text(volume["name"])));
    }

    [Fact]
    public void The_kustomization_names_files_that_exist_and_the_image_they_use()
    {
        YamlNode kustomization = Yaml("kubernetes/kustomization.yaml");

        Assert.All(Texts(kustomization["resources"]), file => Assert.True(File.Exists(Path.Combine(Repository.Root, "deploy", "kubernetes", file)), file));
        Assert.Equal(Directory.GetFiles(Path.Combine(Repository.Root, "deploy", "kubernetes")).Length - 1, List(kustomization["resources"]).Count());
        Assert.Equal(Text(Yaml("kubernetes/cronjob.yaml")["spec"]["jobTemplate"]["spec"]["template"]["spec"]["containers"][0]["image"]), Text(kustomization["images"][0]["name"]));
        Assert.Equal(Text(Yaml("kubernetes/namespace.yaml")["metadata"]["name"]), Text(kustomization["namespace"]));
        YamlNode claim = Yaml("kubernetes/cronjob.yaml")["spec"]["jobTemplate"]["spec"]["template"]["spec"]["volumes"][0]["persistentVolumeClaim"]["claimName"];
        Assert.Equal(Text(Yaml("kubernetes/data.yaml")["metadata"]["name"]), Text(claim));
    }

    [Fact]
    public void The_unit_of_systemd_is_locked_down_and_its_timer_has_the_pipeline_s_times()
    {
        ILookup<string, string> unit = Unit("kurir@.service"), timer = Unit("kurir@.timer");

        Assert.Equal("/usr/local/bin/kurir run /etc/kurir/%i.yaml", unit["ExecStart"].Single());
        Assert.Equal(["KURIR_HOME=%S/kurir", "KURIR_SECRETS=%d"], unit["Environment"]);
        Assert.Equal(("strict", "yes", "yes"), (unit["ProtectSystem"].Single(), unit["DynamicUser"].Single(), unit["NoNewPrivileges"].Single()));
        // systemd names what it finds in the folder backend backend_username and so on, which is how secrets are looked up in a folder.
        Assert.Equal(Secrets.Where(secret => secret != "google").Select(secret => secret.Split('_')[0]).Distinct().Select(folder => $"{folder}:/etc/kurir/secrets/{folder}"), unit["LoadCredential"]);
        Assert.Equal(Pipeline.Schedule.Select(time => $"*-*-* {time:HH\\:mm}:00 {Pipeline.Zone.Id}"), timer["OnCalendar"]);
        Assert.Equal("true", timer["Persistent"].Single());
    }

    [Fact]
    public void The_workflow_runs_at_the_pipeline_s_times_with_pinned_actions_and_the_variables_it_asks_for()
    {
        YamlNode workflow = Yaml("github-actions.yaml"), job = workflow["jobs"]["run"];
        string text = File.ReadAllText(Path.Combine(Repository.Root, "deploy", "github-actions.yaml"));

        Assert.Equal(UtcCron.Of(Name, Pipeline.Schedule, Pipeline.Zone, DateTimeOffset.UnixEpoch.AddYears(56)).Expression, Text(workflow["on"]["schedule"][0]["cron"]));
        Assert.All(List(job["steps"]).Where(step => Map(step).ContainsKey("uses")), step => Assert.Matches("^actions/[a-z/]+@[0-9a-f]{40}$", Text(step["uses"])));
        string[] variables = [.. Secrets.Select(secret => secret == "google" ? "GOOGLE_SERVICE_ACCOUNT_JSON" : secret.ToUpperInvariant())];
        Assert.Equal(variables.Order(StringComparer.Ordinal), Map(job["env"]).Keys.Except(["IMAGE"]).Order(StringComparer.Ordinal));
        Assert.All(variables, variable => Assert.Contains($"-e {variable}", text, StringComparison.Ordinal));
        Assert.All(variables, variable => Assert.Contains($"{variable}: ${{{{ secrets.{variable} }}}}", text, StringComparison.Ordinal));
        Assert.Equal("false", Text(workflow["concurrency"]["cancel-in-progress"]));
        Assert.Contains($"-v \"$PWD/data:{VariableOfImage("KURIR_HOME")}\"", text, StringComparison.Ordinal);
        Assert.Contains($"kurir run {Inside}", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tag_makes_the_release_that_deploy_pack_and_the_dockerfile_make()
    {
        YamlNode workflow = Yaml("../.github/workflows/release.yml"), job = workflow["jobs"]["release"];
        string steps = string.Join('\n', List(job["steps"]).Where(step => Map(step).ContainsKey("run")).Select(step => Text(step["run"])));
        string pack = File.ReadAllText(Path.Combine(Repository.Root, "deploy", "pack")), dockerfile = File.ReadAllText(Path.Combine(Repository.Root, "deploy", "Dockerfile"));

        Assert.Equal(["v*"], Texts(workflow["on"]["push"]["tags"]));
        Assert.Contains("<MinVerTagPrefix>v</MinVerTagPrefix>", File.ReadAllText(Path.Combine(Repository.Root, "Directory.Build.props")), StringComparison.Ordinal);
        Assert.Equal("0", Text(List(job["steps"]).First()["with"]["fetch-depth"])); // without its tags a commit has no version
        Assert.Matches("(?s)\\./test\n.*deploy/pack --check.*gh release create", steps); // nothing is published untried
        foreach (string made in (string[])["*.tar.gz", "*.zip", "*.nupkg", "*.cdx.json", "kurir.rb", "winget/*.yaml", "SHA256SUMS"]) Assert.Contains($"artifacts/{made}", steps, StringComparison.Ordinal);
        Assert.All(Named("(?<=deploy/pack.*) (--[a-z]+)"), option => Assert.Contains($"{option})", pack, StringComparison.Ordinal));
        Assert.All(Named("--build-arg ([A-Z]+)="), argument => Assert.Contains($"ARG {argument}=", dockerfile, StringComparison.Ordinal));
        Assert.All(Named("--target (\\w+)"), target => Assert.Contains($" AS {target}\n", dockerfile, StringComparison.Ordinal));

        string[] Named(string pattern)
        {
            string[] found = [.. Regex.Matches(steps, pattern).Select(match => match.Groups[1].Value)];
            Assert.NotEmpty(found);
            return found;
        }
    }

    [Fact]
    public void Every_command_in_these_files_is_understood()
    {
        var commands = Directory.GetFiles(Path.Combine(Repository.Root, "deploy"), "*", SearchOption.AllDirectories)
            .SelectMany(file => Commands().Matches(File.ReadAllText(file).Replace("\", \"", " ", StringComparison.Ordinal))).Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.True(commands.Count >= 4, string.Join('\n', commands));
        Assert.All(commands, command => Assert.Empty(Cli.Root().Parse(command).Errors));
    }

    static string VariableOfImage(string name) => Regex.Match(File.ReadAllText(Path.Combine(Repository.Root, "deploy", "Dockerfile")), $"{name}=(\\S+)").Groups[1].Value;

    static YamlNode Yaml(string file)
    {
        using var text = File.OpenText(Path.Combine(Repository.Root, "deploy", file));
        var yaml = new YamlStream();
        yaml.Load(text);
        return yaml.Documents.Single().RootNode;
    }

    static ILookup<string, string> Unit(string file) => File.ReadLines(Path.Combine(Repository.Root, "deploy", "systemd", file))
        .Where(line => line.Length > 0 && line[0] is not ('#' or '[')).Select(line => line.Split('=', 2)).ToLookup(pair => pair[0], pair => pair[1]);

    static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    static IEnumerable<YamlNode> List(YamlNode node) => ((YamlSequenceNode)node).Children;

    static IEnumerable<string> Texts(YamlNode node) => List(node).Select(Text);

    static Dictionary<string, YamlNode> Map(YamlNode node) => ((YamlMappingNode)node).Children.ToDictionary(pair => Text(pair.Key), pair => pair.Value);

    [GeneratedRegex("(?:^|[/\" ])kurir ((?:run|doctor|deploy) [a-z/@.%-]+(?: andalan-atk)?)")]
    private static partial Regex Commands();
}
