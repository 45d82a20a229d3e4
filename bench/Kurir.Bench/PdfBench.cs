using System.Diagnostics;
using System.Globalization;
using Kurir.PdfTables;
using UglyToad.PdfPig;

namespace Kurir.Bench;

/// <summary>A report of 200 pages to its last row, against poppler's pdftotext (text only, the floor) and against PdfPig reading the letters alone.</summary>
/// <remarks>The first table measures whole processes, start-up and JIT included; the second one process that has warmed up. Memory at 53 and 201 pages shows that it does not grow with them.</remarks>
static class PdfBench
{
    const string Long = "dev44-reportlab-sales.pdf";
    const string Shorter = "dev16-fpdf-bank.pdf";

    public static int Run(string[] args)
    {
        if (args is ["read", var path])
        {
            Console.Write(Rows(File.ReadAllBytes(path)));
            return 0;
        }
        foreach (var name in new[] { Shorter, Long }) WholeProcesses(Path.Combine(Repository.Root, "tests", "Corpus", "pdf", name));
        Warm(Path.Combine(Repository.Root, "tests", "Corpus", "pdf", Long));
        return 0;
    }

    static void WholeProcesses(string file)
    {
        var pages = Pages(file);
        string output = Path.GetTempFileName();
        try
        {
            var lines = new List<IReadOnlyList<string>> { Line("Kurir.PdfTables", pages, [Environment.ProcessPath!, "pdf", "read", file]) };
            if (OnPath("pdftotext"))
            {
                lines.Add(Line("pdftotext -layout", pages, ["pdftotext", "-layout", file, output]));
                lines.Add(Line("pdftotext -tsv", pages, ["pdftotext", "-tsv", file, output]));
            }
            else Console.WriteLine("pdftotext is not on PATH (package poppler-utils); it is left out.");
            Report.Table($"{pages} pages, whole process, median of 5", ["tool", "pages/s", "wall", "CPU", "peak memory"], lines);
        }
        finally
        {
            File.Delete(output);
        }
    }

    static IReadOnlyList<string> Line(string tool, int pages, IReadOnlyList<string> command)
    {
        var run = Measured.Median([.. Enumerable.Range(0, 5).Select(_ => WholeProcess.Run(command))]);
        return [tool, Rate(pages, run.Wall), Report.Seconds(run.Wall), Report.Seconds(run.Cpu), Report.Megabytes(run.Peak)];
    }

    static void Warm(string file)
    {
        var bytes = File.ReadAllBytes(file);
        var pages = Pages(file);
        List<TimeSpan> letters = [], rows = [];
        for (var i = 0; i < 8; i++)
        {
            letters.Add(Cpu(() => Letters(bytes)));
            rows.Add(Cpu(() => Rows(bytes)));
        }
        var (own, alone) = (rows.Skip(3).Order().ElementAt(2), letters.Skip(3).Order().ElementAt(2));
        Report.Table($"{pages} pages, warm, CPU time, median of 5", ["what", "pages per CPU second", "CPU", "against letters alone"],
        [
            ["PdfPig, letters alone", Rate(pages, alone), Report.Seconds(alone), Report.Ratio(1)],
            ["Kurir.PdfTables, all rows", Rate(pages, own), Report.Seconds(own), Report.Ratio(own / alone)],
        ]);
    }

    static TimeSpan Cpu(Action work)
    {
        using var self = Process.GetCurrentProcess();
        var before = self.TotalProcessorTime;
        work();
        self.Refresh();
        return self.TotalProcessorTime - before;
    }

    static long Rows(byte[] bytes)
    {
        using var report = PdfReport.Open(new MemoryStream(bytes));
        return report.Tables().Sum(t => t.Rows().LongCount());
    }

    static long Letters(byte[] bytes)
    {
        using var document = PdfDocument.Open(bytes, new ParsingOptions { SkipMissingFonts = true });
        return document.GetPages().Sum(p => (long)p.Letters.Count);
    }

    static int Pages(string file)
    {
        using var document = PdfDocument.Open(file);
        return document.NumberOfPages;
    }

    static string Rate(int pages, TimeSpan time) => (pages / time.TotalSeconds).ToString("0", CultureInfo.InvariantCulture);

    static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
