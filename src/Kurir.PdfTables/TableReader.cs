namespace Kurir.PdfTables;

/// <summary>Reads one region of a page into headings and rows.</summary>
static class TableReader
{
    public static PageTable? Read(PageContent page, Region region, PageTable? above)
    {
        if (!region.Ruled) HeadingLevels.SetAside(region);
        if (!region.Ruled && !page.PrintsSpaces) TightColumns.Cut(region, Math.Max(1, HeaderFinder.Styled(page, region.Lines)));
        var columns = region.Ruled ? Columns.FromRules(region.Uprights) : MonospacedColumns.Find(page, region) ?? ColumnFinder.Find(region.Lines, null, Math.Max(1, HeaderFinder.Styled(page, region.Lines)), page.Deadline);
        var goesOn = above is not null && GoesOn(ref columns, region, above, page.Deadline);
        if (columns.Count < 2 || (region.Rest && !(goesOn && OnEdges(region, above!.Columns)))) return null;
        columns.LearnSides(region.Lines.Skip(1));
        columns.Outer = Outer(page, region);
        var levels = HeadingLevels.TakeBack(page, region, columns);
        if (!region.Ruled)
        {
            if (!page.PrintsSpaces) TightColumns.CutAt(region, [.. Enumerable.Range(0, columns.Count - 1).Select(columns.Cut)]);
        }
        var separators = Separators.Find(page, region);
        var heading = HeaderFinder.Find(page, region, columns, separators, levels);
        var headings = HeaderReader.Read(page, region, columns, region.Lines.GetRange(0, heading.Lines));
        var count = heading.Lines;
        if (goesOn && !Same(headings, above!.Headings))
        {
            count = Repeated(region, above.HeadingLines);
            if (count == 0 && heading.Sure && above.HeadingsSure && HeaderFinder.LookOf(page, region.Lines[0]) == above.HeadingLook && LooksNew(region, columns, heading.Lines)) goesOn = false;
        }
        var isRepeat = goesOn && count > 0;
        if (!goesOn) count = heading.Lines;
        var body = region.Lines.Skip(count).ToList();
        var splitter = new RowSplitter(columns, body, separators, page.Deadline) { ByRules = goesOn && region.Ruled && above!.ByRules };
        var grouped = splitter.Split();
        SpannedRows.MoveUp(page, region, columns, grouped);
        var broken = BrokenWords.Find(columns, grouped);
        var rows = grouped.ConvertAll(r => Row(page, region, columns, r, broken));
        if (goesOn && !region.Ruled) columns = columns.With(above!.Columns);
        return new PageTable
        {
            Region = region, Columns = columns, Headings = goesOn ? above!.Headings : headings, HeadingsSure = goesOn ? above!.HeadingsSure : heading.Sure, HeadingLines = goesOn ? above!.HeadingLines : [.. region.Lines.Take(count).Select(l => l.Text)], Rows = rows, Page = page.Number,
            HeadingLook = goesOn ? above!.HeadingLook : HeaderFinder.LookOf(page, region.Lines[0]),
            Crossing = region.Ruled ? 0 : Crossings(columns, rows, body), Continues = goesOn, RepeatsHeadings = isRepeat, ByRules = splitter.ByRules,
        };
    }

    // Other headings in the headings' dress begin another table; a group heading or a sum in bold does not.
    static bool LooksNew(Region region, Columns columns, int count) =>
        count < region.Lines.Count && !Totals.Begins(region.Lines[0]) && region.Lines.Take(count).Max(l => l.Pieces.Count) >= Math.Max(2, 0.6 * columns.Count);

    static (double, double) Outer(PageContent page, Region region)
    {
        var across = page.HRules.Where(h => h.Y > region.Top - 8 && h.Y < region.Bottom + 8 && h.X0 < region.X0 + 4 && h.X1 > region.X1 - 4).ToList();
        return across.Count == 0 ? (double.MaxValue, double.MinValue) : (across.Max(h => h.X0), across.Min(h => h.X1));
    }

    static bool GoesOn(ref Columns columns, Region region, PageTable above, Deadline deadline)
    {
        var known = above.Columns;
        if (columns.Count == known.Count) return Alike(columns, known);
        if (region.Ruled || above.Region.Ruled) return false;
        var together = ColumnFinder.Find(region.Lines, known, 0, deadline);
        if (together.Count != known.Count) return false;
        columns = together;
        return true;
    }

    // One row alone must stand exactly on the known columns.
    static bool OnEdges(Region region, Columns known) => region.Lines.SelectMany(l => l.Pieces).All(p =>
    {
        var c = known.Of(p);
        return Math.Abs(p.X0 - known.Left[c]) < 1.5 || Math.Abs(p.X1 - known.Right[c]) < 1.5 || Math.Abs(p.Centre - ((known.Left[c] + known.Right[c]) / 2)) < 1.5;
    });

    static bool Alike(Columns a, Columns b)
    {
        for (var i = 0; i < a.Count; i++)
        {
            if (Math.Min(a.Right[i], b.Right[i]) - Math.Max(a.Left[i], b.Left[i]) < -2) return false;
        }
        return true;
    }

    static bool Same(string[] a, string[] b) => a.AsSpan().SequenceEqual(b);

    /// <summary>How many leading lines repeat the headings of the page before, whole or their lower part.</summary>
    static int Repeated(Region region, List<string> headings)
    {
        for (var skip = 0; skip < headings.Count; skip++)
        {
            var count = headings.Count - skip;
            if (count < region.Lines.Count + 1 && region.Lines.Take(count).Select(l => l.Text).SequenceEqual(headings.Skip(skip))) return count;
        }
        return 0;
    }

    static int Crossings(Columns columns, List<PdfRow> rows, List<TextLine> body) =>
        body.SelectMany(l => l.Pieces).Count(p => columns.Span(p.X0, p.X1) is var (first, last) && last > first)
        - rows.Count(r => r.Kind != PdfRowKind.Row);

    static PdfRow Row(PageContent page, Region region, Columns columns, List<TextLine> lines, bool[] broken)
    {
        page.Deadline.Check();
        var pieces = new List<Piece>?[columns.Count];
        var spans = false;
        foreach (var line in lines)
        {
            foreach (var piece in line.Pieces)
            {
                var (first, last) = region.Ruled ? HeaderReader.RuledSpan(page, region, columns, piece) : columns.Span(piece.X0, piece.X1);
                var column = last > first ? (region.Ruled ? first : Crossing(columns, piece, first, last)) : first;
                spans |= last > first;
                (pieces[column] ??= []).Add(piece);
            }
        }
        var cells = new PdfCell[pieces.Length];
        for (var c = 0; c < cells.Length; c++) cells[c] = Cell(pieces[c], page.Number, broken[c]);
        return new PdfRow(cells, page.Number, KindOf(cells, spans, lines));
    }

    static PdfRowKind KindOf(PdfCell[] cells, bool spans, List<TextLine> lines)
    {
        var filled = 0;
        foreach (var cell in cells)
        {
            if (cell.Text.Length > 0) filled++;
        }
        if (filled == 1 && cells[0].Text.Length > 0 && cells.Length > 2 && (spans || lines.TrueForAll(l => l.Bold))) return PdfRowKind.GroupHeading;
        return filled < cells.Length && Totals.IsTotal(cells) ? PdfRowKind.Total : PdfRowKind.Row;
    }

    // Text too long for its cell still begins, or ends, at its own column's edge.
    static int Crossing(Columns columns, Piece piece, int first, int last)
    {
        for (var c = last; c >= first; c--)
        {
            if (Math.Abs(columns.Left[c] - piece.X0) < 1) return c;
        }
        for (var c = last; c > first; c--)
        {
            if (Math.Abs(columns.Right[c] - piece.X1) < 1) return c;
        }
        return piece.X0 <= columns.Right[first] ? first : columns.Of(piece);
    }

    static string Line(IEnumerable<Piece> pieces)
    {
        var level = pieces.OrderBy(p => p.X0).ToList();
        return level.Exists(p => p.Words.Exists(w => ReadingOrder.HasRightToLeft(w.Text))) ? ReadingOrder.Join([.. level.SelectMany(p => p.Words)]) : string.Join(' ', level.Select(p => p.Text));
    }

    static PdfCell Cell(List<Piece>? pieces, int page, bool broken)
    {
        if (pieces is null) return new PdfCell("", page, null);
        if (pieces.Count == 1) return new PdfCell(pieces[0].Text, page, pieces[0].Box);
        var lines = pieces.GroupBy(p => p.Baseline).OrderBy(g => g.Key).Select(Line).ToList();
        return new PdfCell(broken ? string.Concat(lines) : ReadingOrder.JoinLines(lines), page, pieces.Select(p => p.Box).Aggregate((a, b) => a.Union(b)));
    }
}
