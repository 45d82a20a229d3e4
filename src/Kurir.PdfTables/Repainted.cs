namespace Kurir.PdfTables;

/// <summary>
/// Some generators paint the row at a page's cut on both pages. It is dropped only where another column proves it: one whose values
/// never repeat on the two pages otherwise (a number, a code, a time). Without such a column two equal rows are two rows.
/// </summary>
static class Repainted
{
    const int FewestRows = 8;

    public static bool Is(PdfRow last, List<PdfRow> rows, List<PdfRow> before)
    {
        if (rows.Count + before.Count < FewestRows || !last.Texts.SequenceEqual(rows[0].Texts)) return false;
        for (var c = 0; c < last.Cells.Count; c++)
        {
            var values = new HashSet<string>();
            if (last.Cells[c].Text.Length > 3 && before.Concat(rows.Skip(1)).Where(r => r.Kind == PdfRowKind.Row).All(r => values.Add(r.Cells[c].Text))) return true;
        }
        return false;
    }
}
