namespace Kurir.PdfTables;

/// <summary>Reads one region of a page into headings and rows.</summary>
static class TableReader
{
    public static PageTable? Read(PageContent page, Region region, PageTable? above)
    {
        var columns = region.Ruled ? Columns.FromRules(region.Uprights) : ColumnFinder.Find(region.Lines, null);
        var goesOn = above is not null && GoesOn(ref columns, region, above);
        if (columns.Count < 2) return null;
        var separators = Separators.Find(page, region);
        var heading = HeaderFinder.Find(page, region, columns, separators);
        var headings = HeaderReader.Read(page, region, columns, region.Lines.GetRange(0, heading.Lines));
        var count = heading.Lines;
        if (goesOn && !Same(headings, above!.Headings))
        {
            count = Repeated(page, region, columns, above.Headings);
            if (count == 0 && heading.Sure && above.HeadingsSure && heading.Lines < region.Lines.Count) goesOn = false;
        }
        var isRepeat = goesOn && count > 0;
        if (!goesOn) count = heading.Lines;
        var body = region.Lines.Skip(count).ToList();
        var rows = new RowSplitter(columns, body, separators).Split().Select(r => Row(page, region, columns, r)).ToList();
        return new PageTable
        {
            Region = region, Columns = columns, Headings = goesOn ? above!.Headings : headings, HeadingsSure = heading.Sure, Rows = rows, Page = page.Number,
            Continues = goesOn, RepeatsHeadings = isRepeat,
        };
    }

    static bool GoesOn(ref Columns columns, Region region, PageTable above)
    {
        var known = above.Columns;
        if (columns.Count == known.Count) return Alike(columns, known);
        if (region.Ruled || above.Region.Ruled) return false;
        var together = ColumnFinder.Find(region.Lines, known);
        if (together.Count != known.Count) return false;
        columns = together;
        return true;
    }

    static bool Alike(Columns a, Columns b)
    {
        for (var i = 0; i < a.Count; i++)
        {
            if (Math.Min(a.Right[i], b.Right[i]) - Math.Max(a.Left[i], b.Left[i]) < -2) return false;
        }
        return true;
    }

    static bool Same(string[] a, string[] b) => a.AsSpan().SequenceEqual(b);

    /// <summary>How many leading lines repeat the headings of the page before.</summary>
    static int Repeated(PageContent page, Region region, Columns columns, string[] headings)
    {
        for (var k = 1; k <= Math.Min(8, region.Lines.Count); k++)
        {
            if (Same(HeaderReader.Read(page, region, columns, region.Lines.GetRange(0, k)), headings)) return k;
        }
        return 0;
    }

    static PdfRow Row(PageContent page, Region region, Columns columns, List<TextLine> lines)
    {
        var pieces = new List<Piece>[columns.Count];
        var spans = false;
        foreach (var line in lines)
        {
            foreach (var piece in line.Pieces)
            {
                var (first, last) = region.Ruled ? HeaderReader.RuledSpan(page, region, columns, piece) : columns.Span(piece.X0, piece.X1);
                var column = last > first ? (region.Ruled ? first : Crossing(columns, piece, first)) : first;
                spans |= last > first;
                (pieces[column] ??= []).Add(piece);
            }
        }
        var cells = pieces.Select(p => Cell(p, page.Number)).ToList();
        var filled = cells.Count(c => c.Text.Length > 0);
        var kind = filled == 1 && cells[0].Text.Length > 0 && columns.Count > 2 && (spans || lines.TrueForAll(l => l.Bold)) ? PdfRowKind.GroupHeading : PdfRowKind.Row;
        if (kind == PdfRowKind.Row && Totals.IsTotal(cells)) kind = PdfRowKind.Total;
        return new PdfRow(cells, page.Number, kind);
    }

    // Text that begins at a column's own left edge has run over into the next one.
    static int Crossing(Columns columns, Piece piece, int first) => piece.X0 <= columns.Right[first] ? first : columns.Of(piece);

    static PdfCell Cell(List<Piece>? pieces, int page)
    {
        if (pieces is null) return new PdfCell("", page, null);
        var lines = pieces.GroupBy(p => p.Baseline).OrderBy(g => g.Key).Select(g => string.Join(' ', g.OrderBy(p => p.X0).Select(p => p.Text)));
        return new PdfCell(ReadingOrder.JoinLines(lines), page, pieces.Select(p => p.Box).Aggregate((a, b) => a.Union(b)));
    }
}
