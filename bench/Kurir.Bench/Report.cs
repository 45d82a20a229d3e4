namespace Kurir.Bench;

/// <summary>Prints a table in Markdown, so that README can quote it as it stands.</summary>
static class Report
{
    public static void Table(string title, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
    {
        Console.WriteLine();
        Console.WriteLine($"### {title}");
        Console.WriteLine();
        Console.WriteLine($"| {string.Join(" | ", headings)} |");
        Console.WriteLine($"|{string.Concat(headings.Select(_ => " --- |"))}");
        foreach (IReadOnlyList<string> row in rows) Console.WriteLine($"| {string.Join(" | ", row)} |");
    }

    public static string Seconds(TimeSpan time) => FormattableString.Invariant($"{time.TotalSeconds:0.00} s");

    public static string Megabytes(long bytes) => FormattableString.Invariant($"{bytes / 1e6:0} MB");

    public static string Ratio(double ratio) => FormattableString.Invariant($"{ratio:0.00}");
}
