using Kurir.PdfTables;

namespace Kurir.EndToEnd;

public sealed class PdfLayoutTests
{
    /// <summary>Layouts that a person reads without doubt: see <see cref="PdfLayouts.Draw"/> for the doubtful ones.</summary>
    static PdfLayout Clear(int seed)
    {
        var layout = PdfLayouts.Draw(seed);
        var groups = layout.Lines == PdfLines.Vertical ? new Dictionary<int, string>() : layout.Groups;
        return layout with { Words = layout.Words == PdfWords.WithoutSpaces ? PdfWords.WithSpaces : layout.Words, BoldHeadings = true, Groups = groups, Columns = [.. layout.Columns.Select(c => c with { Top = null })] };
    }

    /// <summary>The same layouts every time, so that a red run means a change; KURIR_LAYOUTS draws more of them.</summary>
    [Fact]
    public void A_drawn_table_is_read_back_as_it_was()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("KURIR_LAYOUTS"), out var n) ? n : 60;
        var wrong = Enumerable.Range(2000, count).Select(seed => (seed, difference: Difference(Clear(seed)))).Where(r => r.difference is not null).ToList();
        if (wrong.Count > 0) Assert.Fail($"{wrong.Count} of {count}:\n{string.Join('\n', wrong.Take(8).Select(r => $"{r.seed} {Clear(r.seed)}\n  {r.difference}"))}");
    }

    internal static string? Difference(PdfLayout layout)
    {
        var tables = PdfCorpus.Read(PdfLayoutWriter.Write(layout));
        if (tables.Count != 1) return $"{tables.Count} tables";
        var want = Wanted(layout).ToList();
        var got = Got(tables[0]).ToList();
        for (var i = 0; i < Math.Max(want.Count, got.Count); i++)
        {
            var (w, g) = (want.ElementAtOrDefault(i), got.ElementAtOrDefault(i));
            if (w != g) return $"line {i}: wanted {w}, read {g}";
        }
        return null;
    }

    static IEnumerable<string> Wanted(PdfLayout layout)
    {
        yield return string.Join('|', layout.Columns.Select(c => c.Name));
        for (var i = 0; i < layout.Rows.Count; i++)
        {
            if (layout.Groups.TryGetValue(i, out var group)) yield return group;
            yield return string.Join('|', layout.Rows[i]);
        }
    }

    static IEnumerable<string> Got(PdfTable table)
    {
        yield return string.Join('|', table.Columns);
        foreach (var row in table.Rows) yield return row.Kind == PdfRowKind.GroupHeading ? string.Concat(row.Texts) : string.Join('|', row.Texts);
    }
}
