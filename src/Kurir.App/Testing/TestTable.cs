namespace Kurir.App;

/// <summary>What a destination holds, line by line, with the csv file that says what it should.</summary>
static class TestTable
{
    /// <value>A table that is wholly different is not told line by line.</value>
    const int Most = 10;

    public static IEnumerable<TestDifference> Differences(string path, string name, string got)
    {
        if (!File.Exists(path)) return [new TestDifference("table", $"the rows in {name} (kurir test --update writes that file)", null)];
        string[] expected = Lines(File.ReadAllText(path)), there = Lines(got);
        return Enumerable.Range(0, Math.Max(expected.Length, there.Length))
            .Select(i => new TestDifference($"table, line {i + 1}", expected.ElementAtOrDefault(i), there.ElementAtOrDefault(i)))
            .Where(line => line.Expected != line.Got).Take(Most);
    }

    static string[] Lines(string text) => text.TrimStart('\uFEFF').ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
}
