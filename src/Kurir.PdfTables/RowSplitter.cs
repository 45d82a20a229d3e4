namespace Kurir.PdfTables;

/// <summary>Groups a body's lines to rows: by rules, else by the gaps between lines, else by the columns that every row fills.</summary>
sealed class RowSplitter
{
    readonly Columns _columns;
    readonly List<TextLine> _lines;
    readonly List<double> _separators;
    readonly Deadline _deadline;
    readonly Dictionary<TextLine, int> _index = [];

    // Of each line, which columns hold text, and how many; the most that one line fills.
    readonly bool[][] _filled;
    readonly int[] _count;
    readonly int _most;

    public RowSplitter(Columns columns, List<TextLine> lines, List<double> separators, Deadline deadline)
    {
        (_columns, _lines, _separators, _deadline) = (columns, lines, separators, deadline);
        _filled = new bool[lines.Count][];
        _count = new int[lines.Count];
        for (var i = 0; i < lines.Count; i++)
        {
            _index[lines[i]] = i;
            _filled[i] = new bool[columns.Count];
            foreach (var piece in lines[i].Pieces) _filled[i][columns.Of(piece)] = true;
            _count[i] = _filled[i].Count(f => f);
            _most = Math.Max(_most, _count[i]);
        }
    }

    /// <summary>A rule stands between each two rows: known from the table's pages before, or seen here once split.</summary>
    public bool ByRules { get; set; }

    public List<List<TextLine>> Split()
    {
        if (_lines.Count == 0) return [];
        var key = KeyColumn();
        var bands = Separators.Bands(_lines, _separators);
        if (ByRules || (bands.Count >= 2 && OneRowEach(bands, key)))
        {
            ByRules = true;
            return bands;
        }
        var step = InnerStep(bands, key);
        return [.. bands.SelectMany(b => SplitBand(b, key, step))];
    }

    int IndexOf(TextLine line) => _index[line];

    /// <summary>A column that each row fills once: filled often, and rarely on a line that fills little else.</summary>
    int KeyColumn()
    {
        var counts = new int[_columns.Count];
        for (var i = 0; i < _lines.Count; i++)
        {
            if (IsHeading(i)) continue;
            for (var c = 0; c < counts.Length; c++)
            {
                if (_filled[i][c]) counts[c] += Alone(i) ? -1 : 1;
            }
        }
        return Array.IndexOf(counts, counts.Max());
    }

    /// <summary>A line of few texts, such as the later lines of wrapped cells are.</summary>
    bool Alone(int i) => _count[i] <= Math.Max(1, _most / 3) && _most > 1;

    bool IsHeading(int i) => _lines[i].Pieces.Count == 1 && _columns.Count > 2 && _columns.Span(_lines[i].X0, _lines[i].X1) is var (first, last) && first == 0 && last > 0;

    bool OneRowEach(List<List<TextLine>> bands, int key)
    {
        var single = 0;
        foreach (var band in bands)
        {
            if (Filled(band, key) <= 1 || (!Even(band) && !HasHole(band))) single++;
        }
        return single >= 0.7 * bands.Count;
    }

    int Filled(List<TextLine> band, int key)
    {
        var count = 0;
        foreach (var line in band)
        {
            if (_filled[IndexOf(line)][key]) count++;
        }
        return count;
    }

    // Every filled column has text on every line: rows set without rules between them, rather than wrapped cells.
    bool Even(List<TextLine> band)
    {
        if (band.Count < 2) return false;
        var counts = new int[_columns.Count];
        foreach (var line in band)
        {
            var filled = _filled[IndexOf(line)];
            for (var c = 0; c < counts.Length; c++)
            {
                if (filled[c]) counts[c]++;
            }
        }
        var used = counts.Count(c => c > 0);
        return used >= 2 && counts.Count(c => c >= 0.8 * band.Count) >= 0.6 * used;
    }

    // The lines of one cell follow each other at one distance; a column that pauses and goes on holds cells of several rows.
    bool HasHole(List<TextLine> band)
    {
        _deadline.Check();
        var least = double.MaxValue;
        var most = 0.0;
        var last = new double?[_columns.Count];
        foreach (var line in band)
        {
            var filled = _filled[IndexOf(line)];
            for (var c = 0; c < last.Length; c++)
            {
                if (!filled[c]) continue;
                var step = line.Baseline - (last[c] ?? double.MinValue);
                last[c] = line.Baseline;
                if (step > band[^1].Baseline - band[0].Baseline + 1 || step < 0.5 * line.Size) continue;
                least = Math.Min(least, step);
                most = Math.Max(most, step);
            }
        }
        return most > 1.5 * least;
    }

    /// <summary>The largest distance between two lines of one row, or 0 where distances do not tell.</summary>
    double InnerStep(List<List<TextLine>> bands, int key)
    {
        var steps = new List<double>();
        foreach (var band in bands)
        {
            for (var i = 1; i < band.Count; i++) steps.Add((band[i].Baseline - band[i - 1].Baseline) / band[i].Size);
        }
        if (steps.Count == 0 || _lines.All(l => _filled[IndexOf(l)][key] || IsHeading(IndexOf(l)))) return 0;
        steps.Sort();
        var best = 0.0;
        var most = 0.0;
        for (var i = 1; i < steps.Count; i++)
        {
            if (steps[i - 1] > 1.7) break;
            var jump = steps[i] / steps[i - 1];
            if (steps[i] < 1.02 || jump < 1.06) continue;
            var candidate = (steps[i] + steps[i - 1]) / 2;
            var told = Told(bands, candidate) + (0.1 * Math.Min(1, jump - 1));
            if (told < 0.8 || told <= most) continue;
            most = told;
            best = candidate;
        }
        return best;
    }

    /// <summary>The share of groups in which one column, the best for it, has text exactly once.</summary>
    double Told(List<List<TextLine>> bands, double step)
    {
        var once = new int[_columns.Count];
        var groups = 0;
        foreach (var chain in bands.SelectMany(b => Chains(b, step)))
        {
            _deadline.Check();
            if (chain.Count == 1 && IsHeading(IndexOf(chain[0]))) continue;
            groups++;
            for (var c = 0; c < once.Length; c++)
            {
                if (Filled(chain, c) == 1) once[c]++;
            }
        }
        return groups == 0 ? 0 : once.Max() / (double)groups;
    }

    static IEnumerable<List<TextLine>> Chains(List<TextLine> band, double step)
    {
        var chain = new List<TextLine> { band[0] };
        for (var i = 1; i < band.Count; i++)
        {
            if ((band[i].Baseline - band[i - 1].Baseline) / band[i].Size > step)
            {
                yield return chain;
                chain = [];
            }
            chain.Add(band[i]);
        }
        yield return chain;
    }

    IEnumerable<List<TextLine>> SplitBand(List<TextLine> band, int key, double step)
    {
        if (band.Count == 1) return [band];
        return step > 0 ? Chains(band, step) : ByKey(band, key);
    }

    // Lines as close as the rows themselves: a line that fills the key column begins a row; lines before the first one hang above it.
    IEnumerable<List<TextLine>> ByKey(List<TextLine> band, int key)
    {
        var row = new List<TextLine>();
        foreach (var line in band)
        {
            var i = IndexOf(line);
            var begins = IsHeading(i) || Totals.Begins(line) || _filled[i][key] || (_filled[i][0] && _count[i] >= 2 && !Alone(i)) || (row.Count > 0 && IsHeading(IndexOf(row[^1])));
            if (begins && row.Count > 0 && (Totals.Begins(line) || row.Exists(l => _filled[IndexOf(l)][key] || IsHeading(IndexOf(l)) || _filled[IndexOf(l)][0])))
            {
                yield return row;
                row = [];
            }
            row.Add(line);
        }
        if (row.Count > 0) yield return row;
    }
}
