namespace Kurir.PdfTables;

/// <summary>
/// A cell of a grid that spans rows has no rule inside it, and its text often stands in the middle. It belongs to the first of the rows.
/// </summary>
static class SpannedRows
{
    public static void MoveUp(PageContent page, Region region, Columns columns, List<List<TextLine>> rows)
    {
        if (!region.Ruled || rows.Count < 2) return;
        var open = new bool[rows.Count - 1][];
        for (var i = 0; i < open.Length; i++) open[i] = Open(page, columns, rows[i], rows[i + 1]);
        for (var c = 0; c < columns.Count; c++)
        {
            var own = Array.ConvertAll(open, o => o[c]);
            if (own.Contains(true) && own.Contains(false)) MoveColumn(columns, c, rows, own);
        }
        rows.RemoveAll(r => r.Count == 0);
    }

    // Rows without any rule between them are no sign: only where most columns are ruled is a missing rule a span.
    static bool[] Open(PageContent page, Columns columns, List<TextLine> above, List<TextLine> below)
    {
        page.Deadline.Check();
        var (y0, y1) = (above.Min(l => l.Middle), below.Max(l => l.Middle));
        var open = new bool[columns.Count];
        Array.Fill(open, true);
        foreach (var rule in page.HRules)
        {
            if (!(rule.Y > y0 && rule.Y < y1)) continue;
            for (var c = 0; c < open.Length; c++)
            {
                var x = (columns.Left[c] + columns.Right[c]) / 2;
                if (rule.X0 <= x && rule.X1 >= x) open[c] = false;
            }
        }
        if (open.Count(o => !o) * 2 < open.Length) Array.Clear(open);
        return open;
    }

    static void MoveColumn(Columns columns, int column, List<List<TextLine>> rows, bool[] open)
    {
        for (var first = 0; first < rows.Count; first++)
        {
            var last = first;
            while (last < open.Length && open[last]) last++;
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
}
