namespace Kurir.EndToEnd;

/// <summary>Cell F1 of tables read against true ones.</summary>
static class PdfScore
{
    public static double CellF1(IReadOnlyList<PdfCorpus.Grid> truth, IReadOnlyList<PdfCorpus.Grid> read)
    {
        var (wanted, got) = (truth.Select(Flat).ToList(), read.Select(Flat).ToList());
        var pairs = from w in Enumerable.Range(0, wanted.Count) from g in Enumerable.Range(0, got.Count) select (w, g, hits: Hits(wanted[w], got[g]));
        var (usedW, usedG, hits) = (new HashSet<int>(), new HashSet<int>(), 0);
        foreach (var pair in pairs.OrderByDescending(p => p.hits))
        {
            if (pair.hits == 0 || usedW.Contains(pair.w) || usedG.Contains(pair.g)) continue;
            usedW.Add(pair.w);
            usedG.Add(pair.g);
            hits += pair.hits;
        }
        var cells = wanted.Concat(got).Sum(t => t.Sum(r => r.Count(c => c.Length > 0)));
        return cells == 0 ? 1 : 2.0 * hits / cells;
    }

    static List<IReadOnlyList<string>> Flat(PdfCorpus.Grid grid) => [grid.Columns, .. grid.Rows];

    static int Hits(List<IReadOnlyList<string>> a, List<IReadOnlyList<string>> b)
    {
        var columns = new int[a.Max(r => r.Count), b.Max(r => r.Count)];
        foreach (var (i, j) in Aligned(a, b))
        {
            for (var p = 0; p < a[i].Count; p++)
            {
                for (var q = 0; q < b[j].Count; q++)
                {
                    if (a[i][p].Length > 0 && a[i][p] == b[j][q]) columns[p, q]++;
                }
            }
        }
        return Best(columns.GetLength(0), columns.GetLength(1), (p, q) => columns[p, q])[0, 0];
    }

    /// <summary>Headings face each other; the other rows are aligned in order so that most cells agree.</summary>
    static List<(int, int)> Aligned(List<IReadOnlyList<string>> a, List<IReadOnlyList<string>> b)
    {
        var (n, m) = (a.Count - 1, b.Count - 1);
        var likeness = new int[n + 1, m + 1];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < m; j++) likeness[i, j] = Common(a[i + 1], b[j + 1]);
        }
        var best = Best(n, m, (i, j) => likeness[i, j]);
        var aligned = new List<(int, int)> { (0, 0) };
        for (int i = 0, j = 0; i < n && j < m;)
        {
            if (likeness[i, j] > 0 && best[i, j] == best[i + 1, j + 1] + likeness[i, j]) aligned.Add((++i, ++j));
            else if (best[i, j] == best[i + 1, j]) i++;
            else j++;
        }
        return aligned;
    }

    static int Common(IReadOnlyList<string> a, IReadOnlyList<string> b) =>
        Best(a.Count, b.Count, (i, j) => a[i].Length > 0 && a[i] == b[j] ? 1 : 0)[0, 0];

    static int[,] Best(int n, int m, Func<int, int, int> value)
    {
        var best = new int[n + 1, m + 1];
        for (var i = n - 1; i >= 0; i--)
        {
            for (var j = m - 1; j >= 0; j--) best[i, j] = Math.Max(Math.Max(best[i + 1, j], best[i, j + 1]), best[i + 1, j + 1] + value(i, j));
        }
        return best;
    }
}
