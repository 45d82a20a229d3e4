using System.Text.RegularExpressions;

namespace Kurir.App;

/// <summary>What docs/faults.md says of each failure; it is carried along, so that it can be read without the documentation.</summary>
static partial class FaultPages
{
    public static IEnumerable<string> Names => Enum.GetValues<FaultName>().Select(Fault.CodeOf);

    /// <summary>A few words: <c>the password was refused</c>.</summary>
    public static string Meaning(string name) => NoticeTemplates.Of("en").Word(name.Replace('-', '_'));

    /// <summary>The section without its heading, as Markdown; null where there is no such failure.</summary>
    public static string? Find(string name)
    {
        string page = Page();
        int begin = page.IndexOf($"\n## {name}\n", StringComparison.Ordinal);
        if (begin < 0) return null;
        begin = page.IndexOf('\n', begin + 1);
        int end = page.IndexOf("\n## ", begin, StringComparison.Ordinal);
        return Marks().Replace(page[begin..(end < 0 ? page.Length : end)], "").Trim();
    }

    static string Page()
    {
        using Stream stream = typeof(FaultPages).Assembly.GetManifestResourceStream("faults.md")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex("<!--.*?-->\n?")]
    private static partial Regex Marks();
}
