namespace Kurir.PdfTables;

/// <summary>Columns of a report whose letters are all equally wide: underlined headings show them, else what stays blank on all lines.</summary>
static class MonospacedColumns
{
    /// <summary>Null where the page is not monospaced.</summary>
    public static Columns? Find(PageContent page, Region region)
    {
        if (!page.Monospaced) return null;
        var marks = Underlines(page, region);
        if (marks is not null) return ColumnFinder.Find(region.Lines, marks, 0, page.Deadline, singleWords: true);
        var columns = ColumnFinder.Find(region.Lines, null, 1, page.Deadline, singleWords: true);
        return JoinUnheaded(region.Lines, columns);
    }

    static Columns? Underlines(PageContent page, Region region)
    {
        var best = page.HRules.Where(h => !h.Edge && h.Y > region.Top && h.Y < region.Bottom).GroupBy(h => Math.Round(h.Y, 1)).MaxBy(g => g.Count());
        if (best is null || best.Count() < 2) return null;
        var marks = best.OrderBy(h => h.X0).ToList();
        return new Columns { Left = [.. marks.Select(m => m.X0)], Right = [.. marks.Select(m => m.X1)] };
    }

    // Words of one text stand one blank apart. A blank that by chance stays free on all lines parts no columns, if nothing heads the
    // second, or the headings too stand one blank apart where most columns stand farther.
    static Columns JoinUnheaded(List<TextLine> lines, Columns columns)
    {
        var blank = 0.75 * lines[0].Size;
        var narrow = Enumerable.Range(1, columns.Count - 1).Count(i => columns.Left[i] - columns.Right[i - 1] < blank);
        var chance = narrow * 2 <= columns.Count - 1;
        for (var i = columns.Count - 2; i >= 0; i--)
        {
            if (columns.Left[i + 1] - columns.Right[i] < blank && (!Heads(lines[0], columns, i + 1) || (chance && HeadedTogether(lines[0], columns, i, blank)))) columns = columns.Joined(i);
        }
        return columns;
    }

    static bool HeadedTogether(TextLine line, Columns columns, int i, double blank)
    {
        var next = line.Pieces.FindIndex(p => p.X1 > columns.Left[i + 1] + 0.5);
        return next > 0 && line.Pieces[next].X0 - line.Pieces[next - 1].X1 < blank;
    }

    static bool Heads(TextLine line, Columns columns, int column) =>
        line.Pieces.Exists(p => Math.Min(p.X1, columns.Right[column]) - Math.Max(p.X0, columns.Left[column]) > 0.5);
}
