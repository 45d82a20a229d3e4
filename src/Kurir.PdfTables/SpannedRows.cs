namespace Kurir.PdfTables;

/// <summary>
/// A cell of a grid that spans rows has no rule inside it, and its text often stands in the middle. It belongs to the first of the rows.
/// </summary>
static class SpannedRows
{
    public static void MoveUp(PageContent page, Region region, Columns columns, List<List<TextLine>> rows)
    {
        if (!region.Ruled || rows.Count < 2) return;
        var ruled = new bool[rows.Count - 1, columns.Count];
        for (var i = 0; i < rows.Count - 1; i++)
        {
            for (var c = 0; c < columns.Count; c++) ruled[i, c] = Ruled(page, columns, c, rows[i], rows[i + 1]);
        }
        for (var c = 0; c < columns.Count; c++)
        {
            // Rows without any rule between them are no sign: only where most columns are ruled is a missing rule a span.
            var open = Enumerable.Range(0, rows.Count - 1).Select(i => !ruled[i, c] && Enumerable.Range(0, columns.Count).Count(o => ruled[i, o]) * 2 >= columns.Count).ToList();
            if (open.Contains(true) && open.Contains(false)) MoveColumn(columns, c, rows, open);
        }
        rows.RemoveAll(r => r.Count == 0);
    }

    static void MoveColumn(Columns columns, int column, List<List<TextLine>> rows, List<bool> open)
    {
        for (var first = 0; first < rows.Count; first++)
        {
            var last = first;
            while (last < open.Count && open[last]) last++;
            var filled = Enumerable.Range(first, last - first + 1).Where(i => rows[i].Exists(l => l.Pieces.Exists(p => columns.Of(p) == column))).ToList();
            // Text in every row is text of rows that merely lack rules.
            if (last > first && filled.Count <= last - first)
            {
                foreach (var i in filled.Where(i => i > first)) Move(columns, column, rows[i], rows[first]);
            }
            first = last;
        }
    }

    static void Move(Columns columns, int column, List<TextLine> from, List<TextLine> to)
    {
        foreach (var line in from.ToList())
        {
            var moved = line.Pieces.FindAll(p => columns.Of(p) == column);
            if (moved.Count == 0) continue;
            to.Add(new TextLine(moved));
            from.Remove(line);
            var stays = line.Pieces.Except(moved).ToList();
            if (stays.Count > 0) from.Add(new TextLine(stays));
        }
        from.Sort((a, b) => a.Baseline.CompareTo(b.Baseline));
    }

    static bool Ruled(PageContent page, Columns columns, int column, List<TextLine> above, List<TextLine> below)
    {
        var (y0, y1) = (above.Min(l => l.Middle), below.Max(l => l.Middle));
        var x = (columns.Left[column] + columns.Right[column]) / 2;
        page.Deadline.Check();
        foreach (var rule in page.HRules)
        {
            if (rule.Y > y0 && rule.Y < y1 && rule.X0 <= x && rule.X1 >= x) return true;
        }
        return false;
    }
}
