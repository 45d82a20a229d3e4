namespace Kurir.PdfTables;

/// <summary>
/// Learns columns from all lines of a region. Texts that overlap belong to one column; where a text runs over two, the lines that
/// keep the two apart are counted against the lines that bridge them.
/// </summary>
sealed class ColumnFinder(Deadline deadline)
{
    sealed class Band
    {
        public double X0, X1;
        public readonly HashSet<int> Lines = [];
    }

    readonly List<Band> _bands = [];
    readonly List<(int Line, double X0, double X1)> _spans = [];
    bool _singleWords;

    /// <param name="headings">How many leading lines are known or presumed to be headings.</param>
    /// <param name="singleWords">The lines hold words rather than texts: two neighbours may belong to one cell.</param>
    public static Columns Find(IReadOnlyList<TextLine> lines, Columns? known, int headings, Deadline deadline, bool singleWords = false)
    {
        var finder = new ColumnFinder(deadline) { _singleWords = singleWords };
        finder.Gather(lines, known);
        finder.JoinBridged();
        if (known is null && !singleWords) finder.SplitDoubled(lines);
        if (known is null && lines.Count > headings) finder.JoinHeadings(headings);
        return new Columns { Left = [.. finder._bands.Select(b => b.X0)], Right = [.. finder._bands.Select(b => b.X1)] };
    }

    // Narrow texts first: they show where columns are, before wide ones can blur it.
    void Gather(IReadOnlyList<TextLine> lines, Columns? known)
    {
        for (var i = 0; known is not null && i < known.Count; i++) _bands.Add(new Band { X0 = known.Left[i], X1 = known.Right[i] });
        var most = lines.Max(l => l.Pieces.Count);
        List<(int Line, double X0, double X1)> full = [], sparse = [];
        for (var i = 0; i < lines.Count; i++)
        {
            var texts = lines[i].Pieces.Count >= 0.6 * most && !Totals.Begins(lines[i]) ? full : sparse;
            foreach (var piece in lines[i].Pieces) texts.Add((i, piece.X0, piece.X1));
        }
        foreach (var text in full.OrderBy(t => t.X1 - t.X0)) Insert(text);
        foreach (var text in sparse.OrderBy(t => t.X1 - t.X0)) InsertSparse(text);
    }

    // A sum's label, or the only text of a line, may run on over an empty neighbour: it widens its own column only up to the next.
    void InsertSparse((int Line, double X0, double X1) text)
    {
        var touched = _bands.FindIndex(b => Math.Min(b.X1, text.X1) - Math.Max(b.X0, text.X0) > 0.4);
        if (touched >= 0)
        {
            if (touched > 0) text.X0 = Math.Max(text.X0, Math.Min(_bands[touched - 1].X1 + 1, _bands[touched].X0));
            if (touched + 1 < _bands.Count && _bands[touched + 1].X0 > text.X1 - 0.4) text.X1 = Math.Min(text.X1, Math.Max(_bands[touched + 1].X0 - 1, _bands[touched].X1));
        }
        Insert(text);
    }

    void Insert((int Line, double X0, double X1) text)
    {
        deadline.Check();
        var first = -1;
        var count = 0;
        for (var i = 0; i < _bands.Count; i++)
        {
            if (Math.Min(_bands[i].X1, text.X1) - Math.Max(_bands[i].X0, text.X0) <= 0.4) continue;
            if (first < 0) first = i;
            count++;
        }
        if (count == 0)
        {
            var at = _bands.FindIndex(b => b.X0 > text.X0);
            var band = new Band { X0 = text.X0, X1 = text.X1 };
            band.Lines.Add(text.Line);
            _bands.Insert(at < 0 ? _bands.Count : at, band);
        }
        else if (count == 1)
        {
            var band = _bands[first];
            band.X0 = Math.Min(band.X0, text.X0);
            band.X1 = Math.Max(band.X1, text.X1);
            band.Lines.Add(text.Line);
        }
        else _spans.Add(text);
    }

    void JoinBridged()
    {
        while (_bands.Count > 1)
        {
            var worst = -1;
            var excess = 0;
            for (var i = 0; i + 1 < _bands.Count; i++)
            {
                var over = Excess(_bands[i], _bands[i + 1]);
                if (over <= excess) continue;
                excess = over;
                worst = i;
            }
            if (worst < 0) return;
            Merge(worst);
        }
    }

    int Excess(Band a, Band b)
    {
        deadline.Check();
        // A text that runs over its neighbour's own text is too long for its cell: it parts the two as any line does.
        var across = _spans.Where(s => s.X0 < a.X1 - 0.4 && s.X1 > b.X0 + 0.4).Select(s => s.Line).ToHashSet();
        var bridges = across.Count(l => _singleWords || (!a.Lines.Contains(l) && !b.Lines.Contains(l)));
        if (bridges == 0) return 0;
        var apart = 0;
        foreach (var line in a.Lines)
        {
            if (b.Lines.Contains(line)) apart++;
        }
        return bridges - apart - across.Count + bridges;
    }

    void Merge(int i)
    {
        var a = _bands[i];
        var b = _bands[i + 1];
        a.X0 = Math.Min(a.X0, b.X0);
        a.X1 = Math.Max(a.X1, b.X1);
        a.Lines.UnionWith(b.Lines);
        _bands.RemoveAt(i + 1);
        _spans.RemoveAll(s => _bands.Count(o => Math.Min(o.X1, s.X1) - Math.Max(o.X0, s.X0) > 0.4) < 2);
    }

    /// <summary>Texts too long for their cells may hide a border on nearly every line. Where most lines have two texts, and the second begins or ends at one place, there are two columns.</summary>
    void SplitDoubled(IReadOnlyList<TextLine> lines)
    {
        for (var i = 0; i < _bands.Count; i++)
        {
            var (band, seconds, filled) = (_bands[i], new List<Piece>(), 0);
            foreach (var line in lines)
            {
                var inside = line.Pieces.FindAll(p => p.Centre > band.X0 && p.Centre < band.X1);
                if (inside.Count > 0) filled++;
                if (inside.Count == 2) seconds.Add(inside[1]);
            }
            if (seconds.Count < Math.Max(3, 0.5 * filled) || !(Share(seconds, p => p.X0) || Share(seconds, p => p.X1))) continue;
            var at = seconds.Min(p => p.X0);
            _bands.Insert(i + 1, new Band { X0 = at, X1 = band.X1 });
            band.X1 = at;
            i++;
        }
    }

    static bool Share(List<Piece> pieces, Func<Piece, double> edge)
    {
        var usual = pieces.Select(edge).Order().ElementAt(pieces.Count / 2);
        return pieces.Count(p => Math.Abs(edge(p) - usual) < 1) >= 0.9 * pieces.Count;
    }

    // A heading set left over figures set right does not touch them: a column of headings alone beside one without any.
    void JoinHeadings(int headings)
    {
        for (var i = 0; i + 1 < _bands.Count; i++)
        {
            var a = _bands[i];
            var b = _bands[i + 1];
            if (a.Lines.Overlaps(b.Lines)) continue;
            if ((Only(a, headings) && Without(b, headings)) || (Only(b, headings) && Without(a, headings))) Merge(i--);
        }
    }

    static bool Only(Band band, int headings) => band.Lines.All(l => l < headings);

    static bool Without(Band band, int headings) => band.Lines.All(l => l >= headings);
}
