namespace Kurir.PdfTables;

/// <summary>The columns of one page's table: the extent of each, and the cuts between them.</summary>
sealed class Columns
{
    public required double[] Left { get; init; }
    public required double[] Right { get; init; }
    public int Count => Left.Length;

    /// <summary>The border right of column <paramref name="i"/>.</summary>
    public double Cut(int i) => (Right[i] + Left[i + 1]) / 2;

    /// <summary>First and last column that a text touches.</summary>
    public (int First, int Last) Span(double x0, double x1)
    {
        var first = -1;
        var last = -1;
        for (var i = 0; i < Count; i++)
        {
            if (Math.Min(x1, Right[i]) - Math.Max(x0, Left[i]) <= 0.6) continue;
            if (first < 0) first = i;
            last = i;
        }
        if (first >= 0) return (first, last);
        var nearest = Nearest((x0 + x1) / 2);
        return (nearest, nearest);
    }

    /// <summary>The column that a text belongs to: the one it covers most.</summary>
    public int Of(Piece piece)
    {
        var best = -1;
        var most = 0.6;
        for (var i = 0; i < Count; i++)
        {
            var overlap = Math.Min(piece.X1, Right[i]) - Math.Max(piece.X0, Left[i]);
            if (overlap <= most) continue;
            most = overlap;
            best = i;
        }
        return best >= 0 ? best : Nearest(piece.Centre);
    }

    int Nearest(double x)
    {
        for (var i = 0; i < Count - 1; i++)
        {
            if (x < Cut(i)) return i;
        }
        return Count - 1;
    }

    public static Columns FromRules(List<double> uprights) => new() { Left = [.. uprights.Take(uprights.Count - 1)], Right = [.. uprights.Skip(1)] };
}
