using System.Globalization;
using Kurir.BackOffice;

namespace Kurir.Bench;

/// <summary>Four exports of the sample panel by <c>kurir run</c>, beside a bare curl script that signs in and downloads the same four files.</summary>
static class RunBench
{
    const int Rounds = 7;
    const int WarmRounds = 40;

    public static async Task Run(string[] args)
    {
        // Reading a child's output holds threads; the panel, which lives in this process, must not wait for them.
        ThreadPool.SetMinThreads(16, 16);
        using var kurir = new Published("Kurir.App", "kurir");
        await using BackOfficePanel panel = await BackOfficePanel.Start();
        var rows = new List<IReadOnlyList<string>>();
        foreach (int days in (int[])[1, 30]) rows.AddRange(Compare(kurir, panel, days));
        Report.Table("Four exports, whole process, median of 7", ["days", "what", "wall", "CPU", "peak memory", "ratio of wall"], rows);
    }

    static IEnumerable<IReadOnlyList<string>> Compare(Published kurir, BackOfficePanel panel, int days)
    {
        DateOnly to = panel.Clock.Today, from = to.AddDays(1 - days);
        WarmUp(panel, from, to);
        List<Measured> ours = [], curls = [];
        for (int round = 0; round <= Rounds; round++)
        {
            DirectoryInfo home = Directory.CreateTempSubdirectory("kurir-bench-home-");
            Measured our = WholeProcess.Run(
                [kurir.Executable, "run", WritePipeline(home.FullName), "--site", panel.Address.ToString(), "--from", Day(from), "--to", Day(to)],
                home.FullName, Environment(panel, home.FullName));
            Measured curl = WholeProcess.Run(["sh", "-c", CurlScript(panel, from, to)], home.FullName, Environment(panel, home.FullName));
            home.Delete(recursive: true);
            if (round == 0) continue;
            ours.Add(our);
            curls.Add(curl);
        }

        Measured a = Measured.Median(ours), b = Measured.Median(curls);
        string label = days.ToString(CultureInfo.InvariantCulture);
        yield return [label, "kurir run, ReadyToRun", Report.Seconds(a.Wall), Report.Seconds(a.Cpu), Report.Megabytes(a.Peak), Report.Ratio(a.Wall / b.Wall)];
        yield return [label, "curl: sign in, download four files", Report.Seconds(b.Wall), Report.Seconds(b.Cpu), "", "1"];
    }

    /// <summary>The panel is not what is measured: its code is compiled before the first round.</summary>
    static void WarmUp(BackOfficePanel panel, DateOnly from, DateOnly to)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("kurir-bench-warm-");
        for (int i = 0; i < WarmRounds; i++) WholeProcess.Run(["sh", "-c", CurlScript(panel, from, to)], folder.FullName, Environment(panel, folder.FullName));
        folder.Delete(recursive: true);
    }

    public static string WritePipeline(string home)
    {
        string file = Path.Combine(home, "pipelines", "bench.yaml");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, Kurir.App.DemoCommand.PipelineText());
        return file;
    }

    public static Dictionary<string, string> Environment(BackOfficePanel panel, string home) => new()
    {
        ["KURIR_HOME"] = home,
        ["DEMO_USERNAME"] = panel.Accounts.Email,
        ["DEMO_PASSWORD"] = panel.Accounts.Password,
    };

    /// <summary>As an expert would write it by hand: the form's page and token, the sign-in, the one export that is posted, the three that are addresses.</summary>
    static string CurlScript(BackOfficePanel panel, DateOnly from, DateOnly to)
    {
        string site = panel.Address.ToString().TrimEnd('/');
        string files = string.Join(' ', BackOfficeExport.All.Where(export => export != BackOfficeExport.Transaksi).Select(export =>
            $"-o {export.Name}.bin '{site}{export.Download}?{export.Start}={Day(from)}&{export.End}={Day(to)}'"));
        return $$"""
            set -e
            token() { sed -n 's/.*name="_token" value="\([^"]*\)".*/\1/p' "$1" | head -1; }
            curl -sf -c jar -o page '{{site}}/'
            curl -sf -b jar -c jar -o home --data-urlencode "_token=$(token page)" --data-urlencode "email=$DEMO_USERNAME" --data-urlencode "password=$DEMO_PASSWORD" '{{site}}/login'
            curl -sf -b jar -c jar -o page '{{site}}{{BackOfficeExport.Transaksi.Page}}'
            curl -sf -b jar -o transaksi.bin --data-urlencode "_token=$(token page)" -d 'start_date={{Day(from)}}&end_date={{Day(to)}}' '{{site}}{{BackOfficeExport.Transaksi.Download}}'
            curl -sf -b jar {{files}}
            for file in *.bin; do head -c 2 "$file" | grep -q PK; done
            """;
    }

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
