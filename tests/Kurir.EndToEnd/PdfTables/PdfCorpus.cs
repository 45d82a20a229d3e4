using System.Text.Json;
using System.Text.RegularExpressions;
using Kurir.PdfTables;

namespace Kurir.EndToEnd;

/// <summary>The PDF documents of the corpus and their true tables, compared as the corpus' own scoring does: by normalised text.</summary>
static partial class PdfCorpus
{
    public sealed record Grid(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, IReadOnlyList<string>? Totals = null);

    public static IEnumerable<string> Names => Directory.GetFiles(Path.Combine(Repository.Root, "tests", "Corpus", "pdf"), "*.pdf").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal);

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "Corpus", "pdf", name + ".pdf"));

    public static byte[] Variant(string name) => File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "Corpus", "pdf-variants", name + ".pdf"));

    public static IReadOnlyList<PdfTable> Read(byte[] bytes, PdfTablesOptions? options = null) => Kurir.PdfTables.PdfTables.Read(new MemoryStream(bytes), options);

    public static List<Grid> Truth(string name) => Truth(Path.Combine(Repository.Root, "tests", "Corpus", "pdf"), name);

    public static List<Grid> Truth(string folder, string name)
    {
        using var file = File.OpenRead(Path.Combine(folder, name + ".json"));
        using var json = JsonDocument.Parse(file);
        return [.. json.RootElement.GetProperty("tables").EnumerateArray().Select(t => new Grid(
            Texts(t.GetProperty("columns")), [.. t.GetProperty("rows").EnumerateArray().Select(Texts)], t.TryGetProperty("totals", out var totals) ? Texts(totals) : null))];
    }

    /// <summary>What was read, with the sums as last rows unless the truth names them.</summary>
    public static List<Grid> Grids(IEnumerable<PdfTable> tables) =>
        [.. tables.Select(t => new Grid([.. t.Columns.Select(Norm)], [.. t.Rows.Select(r => (IReadOnlyList<string>)[.. r.Texts.Select(Norm)])], t.Totals.Count > 0 ? [.. t.Totals[^1].Texts.Select(Norm)] : null))];

    static string[] Texts(JsonElement cells) => [.. cells.EnumerateArray().Select(c => Norm(c.GetString() ?? ""))];

    public static string Norm(string text) => Gaps().Replace(Marks().Replace(text, ""), " ").Trim();

    [GeneratedRegex("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\u0640]")]
    private static partial Regex Marks();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Gaps();
}
