namespace Kurir.Bench;

/// <summary>Start-up: <c>kurir --help</c>, published ReadyToRun, beside the smallest thing that a .NET process can do.</summary>
static class StartBench
{
    public static void Run(string[] args)
    {
        using var kurir = new Published("Kurir.App", "kurir");
        List<Measured> help = [], version = [];
        for (int i = 0; i < 16; i++)
        {
            Measured one = WholeProcess.Run([kurir.Executable, "--help"]);
            Measured other = WholeProcess.Run(["dotnet", "--version"], Path.GetTempPath());
            if (i == 0) continue; // the first brings the files into the page cache
            help.Add(one);
            version.Add(other);
        }

        Measured median = Measured.Median(help), baseline = Measured.Median(version);
        Report.Table("Start-up, median of 15", ["command", "wall", "peak memory", "ratio"],
        [
            ["kurir --help, ReadyToRun", Report.Seconds(median.Wall), Report.Megabytes(median.Peak), Report.Ratio(median.Wall / baseline.Wall)],
            ["dotnet --version", Report.Seconds(baseline.Wall), Report.Megabytes(baseline.Peak), "1"],
        ]);
    }
}
