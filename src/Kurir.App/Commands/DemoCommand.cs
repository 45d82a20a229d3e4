using System.CommandLine;
using System.Reflection;
using Kurir.BackOffice;

namespace Kurir.App;

/// <summary><c>kurir demo</c>: the whole path against the sample panel, in this process and on loopback alone.</summary>
static class DemoCommand
{
    static readonly Option<int> Days = new("--days") { Description = "How many days to show, 1 to 30: rows arrive late, statuses change.", DefaultValueFactory = _ => 1 };
    static readonly Option<string?> Folder = new("--folder") { Description = "Where to keep what it makes; without, a new temporary folder." };

    public static Command Create() => new Command("demo", "Carries four reports out of a sample panel into a workbook; nothing outside this machine is asked.").Example("kurir demo --days 3").Takes(Days, Folder).Does(Show);

    static async Task<int> Show(ParseResult parsed, Terminal terminal, CancellationToken ct)
    {
        int days = parsed.GetValue(Days);
        if (days is < 1 or > 30) return terminal.Usage($"--days {days} is not between 1 and 30", "kurir demo --days 3");
        string home = parsed.GetValue(Folder) is { } folder ? Path.GetFullPath(folder) : Directory.CreateTempSubdirectory("kurir-demo-").FullName;
        await using BackOfficePanel panel = await BackOfficePanel.Start(ct: ct);
        terminal.Say($"A sample panel runs at {panel.Address}, until the demo ends.");
        await using var courier = Courier.For(Workspace.At(home), terminal, SecretsOf(panel), panel.Clock);
        PipelineDefinition demo = courier.LoadText("demo", PipelineText(), panel.Address);
        var watch = new RunWatch(terminal);
        var runs = new List<Run>();
        for (int day = 0; day < days && !ct.IsCancellationRequested; day++)
        {
            if (day > 0) panel.Clock.AdvanceDays(1);
            RunRequest request = courier.Request(demo, [], window: null, dryRun: false) with { Mode = "demo" };
            Run run = await watch.During(() => courier.Run(demo, request, watch, ct));
            if (!terminal.Json) watch.Show(run, demo.Zone, demo.Language);
            runs.Add(run);
        }

        int code = runs.Max(ExitCode.Of);
        if (terminal.Json) terminal.Document(JsonDocuments.Of(new RunDocument(code, runs)));
        else NextSteps(terminal, home, runs[^1]);
        return code;
    }

    static void NextSteps(Terminal terminal, string home, Run last)
    {
        string workbook = Path.Combine(home, "out", "demo.xlsx");
        terminal.Line();
        terminal.Line($"The workbook:      {terminal.Safe(workbook)}");
        terminal.Line($"What happened:     KURIR_HOME={terminal.Safe(home)} kurir show {last.Id} transaksi");
        terminal.Line("Your own panel:    pipelines/andalan-atk.yaml is an example; then: kurir check, kurir run");
    }

    static DemoSecrets SecretsOf(BackOfficePanel panel) => new(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["demo/username"] = panel.Accounts.Email,
        ["demo/password"] = panel.Accounts.Password,
    });

    internal static string PipelineText()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("demo.yaml")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The sample panel's account, made when it started.</summary>
    internal sealed class DemoSecrets(IReadOnlyDictionary<string, string> values) : ISecrets
    {
        public Secret? Find(string name) => values.TryGetValue(name, out string? value) ? new Secret(value) : null;

        public IReadOnlyList<string> Places(string name) => ["the demo"];
    }
}
