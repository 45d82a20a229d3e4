using System.Globalization;
using Kurir.BackOffice;
using Microsoft.Playwright;

namespace Kurir.Bench;

/// <summary>Four exports of one day whose buttons only a script understands: by <c>kurir run</c>, the first time in a browser and then as learned; beside a plain Playwright script, and a pipeline that names the addresses.</summary>
static class BrowserBench
{
    const int Rounds = 5;

    /// <summary>What the script may start. Kurir takes the shell; a script that names the installed browser has Chromium.</summary>
    static readonly string[] Browsers = [.. ((string[])["/usr/bin/chromium", "/usr/bin/chromium-headless-shell"]).Where(File.Exists)];

    public static async Task Run(string[] args)
    {
        if (args is ["script", var site, var day, var executable]) // the baseline, a process of its own
        {
            await Script(new Uri(site), day, executable);
            return;
        }

        ThreadPool.SetMinThreads(16, 16);
        using var kurir = new Published("Kurir.App", "kurir");
        await using BackOfficePanel panel = await BackOfficePanel.Start(new BackOfficeOptions { GetForm = true });
        Report.Table($"Four exports behind scripts, one day, whole process, median of {Rounds}", ["what", "wall", "ratio", "peak memory of all processes"], Compare(kurir, panel));
    }

    static List<IReadOnlyList<string>> Compare(Published kurir, BackOfficePanel panel)
    {
        List<TimeSpan> first = [], learned = [], download = [];
        var scripts = Browsers.ToDictionary(browser => browser, _ => new List<TimeSpan>());
        for (int round = 0; round <= Rounds; round++)
        {
            using var clicking = new Home(kurir, panel, export => $"page: /skrip/{export.Name}/tombol\n    form: {{ start: dari, end: sampai, button: Export }}");
            using var named = new Home(kurir, panel, export => $"download: \"{export.Download}?{export.Start}={{start}}&{export.End}={{end}}\"");
            TimeSpan[] scripted = [.. Browsers.Select(browser => clicking.Time(ScriptCommand(panel, browser)))];
            TimeSpan clicked = clicking.Run(), known = clicking.Run();
            named.Run();
            TimeSpan addressed = named.Run(); // as the learned run: everything is known already
            if (round == 0) continue; // the panel's own code is compiled by then
            foreach ((string browser, TimeSpan took) in Browsers.Zip(scripted)) scripts[browser].Add(took);
            (first, learned, download) = ([.. first, clicked], [.. learned, known], [.. download, addressed]);
        }

        using var weighed = new Home(kurir, panel, export => $"page: /skrip/{export.Name}/tombol\n    form: {{ start: dari, end: sampai, button: Export }}");
        using var plain = new Home(kurir, panel, export => $"download: \"{export.Download}?{export.Start}={{start}}&{export.End}={{end}}\"");
        string[] scriptPeaks = [.. Browsers.Select(browser => weighed.Weigh(ScriptCommand(panel, browser)))];
        string firstPeak = weighed.Weigh(), learnedPeak = weighed.Weigh(), downloadPeak = plain.Weigh();
        TimeSpan a = Median(first), c = Median(learned), d = Median(download);
        return
        [
            ["kurir run, first: in a browser, learned, delivered", Report.Seconds(a), "1", firstPeak],
            .. Browsers.Zip(scriptPeaks, (browser, peak) => (IReadOnlyList<string>)[$"Playwright script, {Path.GetFileName(browser)}: sign in, download four files", Report.Seconds(Median(scripts[browser])), $"kurir's is {Report.Ratio(a / Median(scripts[browser]))} of it", peak]),
            ["kurir run, learned", Report.Seconds(c), Report.Ratio(c / d), learnedPeak],
            ["kurir run with download:", Report.Seconds(d), "1", downloadPeak],
        ];
    }

    static TimeSpan Median(List<TimeSpan> times) => times.Order().ElementAt(times.Count / 2);

    static string[] ScriptCommand(BackOfficePanel panel, string browser) => [Environment.ProcessPath!, .. Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? (string[])[typeof(BrowserBench).Assembly.Location] : [],
        "browser", "script", panel.Address.ToString(), panel.Clock.Today.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture), browser];

    /// <summary>As one would write it after a day with the tool: one page, one export after the other, waiting for what it waits for.</summary>
    static async Task Script(Uri site, string day, string executable)
    {
        using IPlaywright playwright = await Playwright.CreateAsync();
        await using IBrowser browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = executable, Headless = true, ChromiumSandbox = !Environment.IsPrivilegedProcess });
        IPage page = await browser.NewPageAsync(new() { AcceptDownloads = true, ViewportSize = new() { Width = 1366, Height = 900 } });
        await page.GotoAsync(site.ToString());
        await page.Locator("input[name=email]").FillAsync(Environment.GetEnvironmentVariable("DEMO_USERNAME")!);
        await page.Locator("input[type=password]").FillAsync(Environment.GetEnvironmentVariable("DEMO_PASSWORD")!);
        await page.Locator("button[type=submit]").ClickAsync();
        await page.WaitForLoadStateAsync();
        foreach (BackOfficeExport export in BackOfficeExport.All)
        {
            await page.GotoAsync(new Uri(site, $"/skrip/{export.Name}/tombol").ToString());
            await page.GetByText("Setuju").ClickAsync();
            foreach (string field in (string[])["#dari", "#sampai"])
            {
                await page.Locator(field).FillAsync(day);
                await page.Locator(field).BlurAsync();
            }

            IDownload download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Export", Exact = true }).ClickAsync());
            await download.SaveAsAsync(Path.Combine(Environment.GetEnvironmentVariable("KURIR_HOME")!, export.Name + ".bin"));
        }
    }

    /// <summary>A folder with a pipeline, thrown away afterwards.</summary>
    sealed class Home : IDisposable
    {
        readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kurir-bench-home-");
        readonly string[] command;
        readonly Dictionary<string, string> environment;

        public Home(Published kurir, BackOfficePanel panel, Func<BackOfficeExport, string> how)
        {
            string file = Path.Combine(folder.FullName, "pipelines", "bench.yaml"), day = panel.Clock.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            string exports = string.Concat(BackOfficeExport.All.Select(export => $"  {export.Name}:\n    {how(export)}\n    key: {Key(export)}\n"));
            File.WriteAllText(file, $"site: https://backend.example.com\nsecrets: demo\nsign_in: /\ntimezone: Asia/Jakarta\nlanguage: id\nexports:\n{exports}");
            command = [kurir.Executable, "run", file, "--site", panel.Address.ToString(), "--from", day, "--to", day];
            environment = new() { ["KURIR_HOME"] = folder.FullName, ["DEMO_USERNAME"] = panel.Accounts.Email, ["DEMO_PASSWORD"] = panel.Accounts.Password };
        }

        /// <summary>Payments have no key: the running number alone tells nothing.</summary>
        static string Key(BackOfficeExport export) => export.Columns.Contains("No") ? "{ all_except: \"No\" }" : $"[{string.Join(", ", export.Key.Select(key => $"\"{key}\""))}]";

        public TimeSpan Run() => Time(command);

        public TimeSpan Time(string[] other) => WholeProcess.Run(other, folder.FullName, environment).Wall;

        public string Weigh() => Weigh(command);

        public string Weigh(string[] other) => Report.Megabytes(ProcessTree.PeakOf(other, folder.FullName, environment));

        public void Dispose() => folder.Delete(recursive: true);
    }
}
