using Kurir.Docs;

namespace Kurir.EndToEnd;

/// <summary>The documentation as a site.</summary>
public sealed class SiteTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("kurir-site-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void It_is_built_and_no_link_leads_nowhere()
    {
        string output = Path.Combine(folder, "out");

        Assert.Empty(Documentation.Build(Path.Combine(Repository.Root, "docs"), output));

        Assert.Contains("<a href=\"faults.html\" aria-current=\"page\">", File.ReadAllText(Path.Combine(output, "faults.html")), StringComparison.Ordinal);
        Assert.Contains("id=\"password-refused\"", File.ReadAllText(Path.Combine(output, "faults.html")), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(output, "architecture.svg")));
    }

    [Fact]
    public void A_link_that_leads_nowhere_and_a_page_that_nobody_names_are_told()
    {
        File.WriteAllText(Path.Combine(folder, "index.md"), "# A\n\n## Group\n\n[B](b.md) [C](gone.md) [D](b.md#nothing) [E](../b.md) ![F](gone.svg)\n");
        File.WriteAllText(Path.Combine(folder, "b.md"), "# B\n\n[fine](index.md#group) [also](https://example.com/x)\n");
        File.WriteAllText(Path.Combine(folder, "c.md"), "# C\n");

        Assert.Equal(
            [
                "index.md:5: gone.md: there is no such page", "index.md:5: b.md#nothing: b.md has no such heading", "index.md:5: ../b.md: there is no such page",
                "index.md:5: gone.svg: there is no such file among the pages", "index.md does not name c.md",
            ],
            Documentation.Build(folder, Path.Combine(folder, "out")));
        Assert.False(Directory.Exists(Path.Combine(folder, "out")));
    }
}
