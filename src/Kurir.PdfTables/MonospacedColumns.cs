namespace Kurir.PdfTables;

/// <summary>Columns of a report whose letters are all equally wide: underlined headings show them, else what stays blank on all lines.</summary>
static class MonospacedColumns
{
    /// <summary>Null where the page is not monospaced.</summary>
    public static Columns? Find(PageContent page, Region region)
    {
        if (!page.Monospaced) return null;
        var marks = Underlines(page, region);
        if (marks is not null) return ColumnFinder.Find(region.Lines, marks, 0);
        var columns = ColumnFinder.Find(region.Lines, null, 1);
        return JoinUnheaded(region.Lines, columns);
    }

    static Columns? Underlines(PageContent page, Region region)
    {
        var best = page.HRules.Where(h => !h.Edge && h.Y > region.Top && h.Y < region.Bottom).GroupBy(h => Math.Round(h.Y, 1)).MaxBy(g => g.Count());
        if (best is null || best.Count() < 2) return null;
        var marks = best.OrderBy(h => h.X0).ToList();
        return new Columns { Left = [.. marks.Select(m => m.X0)], Right = [.. marks.Select(m => m.X1)] };
    }

    // Words of one text stand one blank apart. A blank that by chance stays free on all lines parts no columns, if nothing heads the second.
    static Columns JoinUnheaded(List<TextLine> lines, Columns columns)
    {
        var blank = 0.75 * lines[0].Size;
        for (var i = columns.Count - 2; i >= 0; i--)
        {
            if (columns.Left[i + 1] - columns.Right[i] < blank && !Heads(lines[0], columns, i + 1)) columns = columns.Joined(i);
        }
        return columns;
    }

    static bool Heads(TextLine line, Columns columns, int column) =>
        line.Pieces.Exists(p => Math.Min(p.X1, columns.Right[column]) - Math.Max(p.X0, columns.Left[column]) > 0.5);
}
