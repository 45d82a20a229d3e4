namespace Kurir.PdfTables;

/// <summary>Reads headings of one or more levels into one text for each column.</summary>
static class HeaderReader
{
    public static string[] Read(PageContent page, Region region, Columns columns, List<TextLine> lines)
    {
        var texts = new List<string>[columns.Count];
        for (var i = 0; i < texts.Length; i++) texts[i] = [];
        for (var i = 0; i < lines.Count; i++)
        {
            foreach (var piece in lines[i].Pieces)
            {
                var (first, last) = SpanOf(page, region, columns, lines, i, piece);
                for (var c = first; c <= last; c++) texts[c].Add(piece.Text);
            }
        }
        return [.. texts.Select(ReadingOrder.JoinLines)];
    }

    static (int First, int Last) SpanOf(PageContent page, Region region, Columns columns, List<TextLine> lines, int at, Piece piece)
    {
        if (region.Ruled && Enumerable.Range(1, columns.Count - 1).Any(i => region.Draws(page, i, piece.Middle))) return RuledSpan(page, region, columns, piece);
        if (at == lines.Count - 1) return Own(columns, piece);
        var below = lines.Skip(at + 1).SelectMany(l => l.Pieces).ToList();
        var span = SpanOver(page, columns, piece, below, lines[at].Pieces);
        if (span.First >= 0) return span;
        return region.Ruled && region.Draws(page, 0, piece.Middle) && region.Draws(page, columns.Count, piece.Middle) ? (0, columns.Count - 1) : Own(columns, piece);
    }

    /// <summary>The columns over which a text stands that has other headings below it; (-1, -1) where none fit.</summary>
    public static (int First, int Last) SpanOver(PageContent page, Columns columns, Piece piece, List<Piece> below, List<Piece> line)
    {
        page.Deadline.Check();
        if (Painted(page, columns, piece) is { } cell) return cell;
        if (UnderRule(page, columns, piece, below) is { } drawn) return drawn;
        var under = below.FindAll(b => b.X0 < piece.X1 + piece.Size && b.X1 > piece.X0 - piece.Size);
        var own = columns.Of(piece);
        var wrapped = under.Find(u => columns.Of(u) == own && Aligned(piece, u));
        if (wrapped is not null && wrapped.Baseline - piece.Baseline <= 1.35 * piece.Size) return (own, own);
        var beside = line.FindAll(p => p != piece);
        var span = Centred(columns, piece, below, beside, wrapped is null ? 1.6 : 0.6);
        return span.First < 0 && wrapped is not null ? (own, own) : span;
    }

    static (int, int) Own(Columns columns, Piece piece)
    {
        var (first, last) = columns.Span(piece.X0, piece.X1);
        if (first == last) return (first, last);
        var own = columns.Of(piece);
        return (own, own);
    }

    /// <summary>The cell of a grid that a text stands in, from upright rule to upright rule at its height.</summary>
    public static (int First, int Last) RuledSpan(PageContent page, Region region, Columns columns, Piece piece)
    {
        page.Deadline.Check();
        var own = columns.Of(piece);
        var (first, last) = (own, own);
        while (first > 0 && !region.Draws(page, first, piece.Middle)) first--;
        while (last < columns.Count - 1 && !region.Draws(page, last + 1, piece.Middle)) last++;
        return (first, last);
    }

    // Cells painted side by side, or parted by short rules, show their borders at the text's height.
    static (int, int)? Painted(PageContent page, Columns columns, Piece piece)
    {
        var left = double.MinValue;
        var right = double.MaxValue;
        foreach (var v in page.VRules)
        {
            if (v.Y0 > piece.Middle || v.Y1 < piece.Middle) continue;
            if (v.X <= piece.X0 + 1) left = Math.Max(left, v.X);
            if (v.X >= piece.X1 - 1) right = Math.Min(right, v.X);
        }
        if (left == double.MinValue || right == double.MaxValue) return null;
        var span = columns.Span(left, right);
        return span.Last - span.First == columns.Count - 1 ? null : span;
    }

    // A rule drawn under a heading, above others and not over the whole width, shows what it spans.
    static (int, int)? UnderRule(PageContent page, Columns columns, Piece piece, List<Piece> below)
    {
        if (below.Count == 0) return null;
        var next = below.Min(b => b.Middle);
        foreach (var rule in page.HRules)
        {
            if (rule.Edge || rule.Y < piece.Middle || rule.Y > next + 1 || rule.X0 > piece.X0 + 2 || rule.X1 < piece.X1 - 2) continue;
            var (first, last) = columns.Span(rule.X0, rule.X1);
            if (last > first && last - first < columns.Count - 1) return (first, last);
        }
        return null;
    }

    static (int First, int Last) Centred(Columns columns, Piece piece, List<Piece> below, List<Piece> beside, double reach)
    {
        var (first, last) = columns.Span(piece.X0, piece.X1);
        var taken = new HashSet<int>(beside.Select(columns.Of));
        var best = (-1, -1);
        var bestOff = reach * piece.Size;
        for (var a = first; a >= 0 && !taken.Contains(a) && Has(columns, below, a); a--)
        {
            for (var b = last; b < columns.Count && !taken.Contains(b) && Has(columns, below, b); b++)
            {
                var off = Math.Abs(((columns.LeftBorder(a) + columns.RightBorder(b)) / 2) - piece.Centre);
                if (off >= bestOff || (a == b && reach < 1)) continue;
                bestOff = off;
                best = (a, b);
            }
        }
        return best;
    }

    static bool Has(Columns columns, List<Piece> below, int column) => below.Exists(b => columns.Of(b) == column);

    static bool Aligned(Piece a, Piece b) => Math.Abs(a.X0 - b.X0) < 1.5 || Math.Abs(a.X1 - b.X1) < 1.5 || Math.Abs(a.Centre - b.Centre) < 1.5;
}
