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
        else foreach (string line in NextSteps(Spoken(Environment.GetEnvironmentVariable), home, runs[^1])) terminal.Line(terminal.Safe(line));
        return code;
    }

    /// <summary>What a person can do next, in three steps.</summary>
    /// <param name="language"><c>en</c> or <c>id</c>.</param>
    internal static IEnumerable<string> NextSteps(string language, string home, Run last)
    {
        string workbook = Path.Combine(home, "out", "demo.xlsx"), show = $"KURIR_HOME={home} kurir show {last.Id} transaksi";
        return language == "id"
            ?
            [
                "", "Langkah berikutnya:",
                $"  1. Buka buku kerjanya:           {workbook}",
                $"  2. Lihat apa yang terjadi:       {show}",
                "  3. Ambil dari panel Anda:        tulis pipelines/NAMA.yaml (docs/first-pipeline.md), lalu kurir check NAMA, kurir run NAMA",
            ]
            :
            [
                "", "Next steps:",
                $"  1. Open the workbook:            {workbook}",
                $"  2. See what happened:            {show}",
                "  3. Fetch from your own panel:    write pipelines/NAME.yaml (docs/first-pipeline.md), then kurir check NAME, kurir run NAME",
            ];
    }

    /// <summary>The language of whoever sits here, by <c>LC_ALL</c>, <c>LC_MESSAGES</c>, <c>LANG</c>: <c>id</c>, else <c>en</c>.</summary>
    internal static string Spoken(Func<string, string?> variable) =>
        ((string[])["LC_ALL", "LC_MESSAGES", "LANG"]).Select(variable).FirstOrDefault(value => !string.IsNullOrEmpty(value)) is { } said
            && said.Split('_', '.', '@')[0] is "id" or "in" or "ms" ? "id" : "en";

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
