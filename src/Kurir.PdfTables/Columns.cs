namespace Kurir.PdfTables;

/// <summary>The columns of one page's table: the extent of each, and the cuts between them.</summary>
sealed class Columns
{
    public required double[] Left { get; init; }
    public required double[] Right { get; init; }
    public int Count => Left.Length;

    /// <summary>The border right of column <paramref name="i"/>.</summary>
    public double Cut(int i) => (Right[i] + Left[i + 1]) / 2;

    /// <summary>The table's own edges, where rules or painting show them.</summary>
    public (double X0, double X1) Outer { get; set; } = (double.MaxValue, double.MinValue);

    /// <summary>Whether a column's texts begin at one edge; empty where it was not looked at.</summary>
    public bool[] SetLeft { get; set; } = [];
    public bool[] SetRight { get; set; } = [];

    // A column set left begins right behind its border, one set right ends right before it; else the border is taken to lie midway.
    public double LeftBorder(int i)
    {
        var pad = Padding;
        if (i == 0) return Math.Min(Outer.X0, Left[0] - pad);
        if (SetLeft.Length > i && SetLeft[i]) return Left[i] - pad;
        return SetRight.Length > i && SetRight[i - 1] ? Right[i - 1] + pad : (Right[i - 1] + Left[i]) / 2;
    }

    public double RightBorder(int i) => i == Count - 1 ? Math.Max(Outer.X1, Right[i] + Padding) : LeftBorder(i + 1);

    double Padding
    {
        get
        {
            var least = 12.0;
            for (var i = 1; i < Count; i++) least = Math.Min(least, Left[i] - Right[i - 1]);
            return Math.Max(0, least / 2);
        }
    }

    /// <summary>Learns from the lines which columns are set left.</summary>
    public void LearnSides(IEnumerable<TextLine> lines)
    {
        SetLeft = new bool[Count];
        SetRight = new bool[Count];
        Array.Fill(SetLeft, true);
        Array.Fill(SetRight, true);
        foreach (var piece in lines.SelectMany(l => l.Pieces))
        {
            var c = Of(piece);
            if (piece.X0 > Left[c] + 1 && piece.X1 <= Right[c] + 1) SetLeft[c] = false;
            if (piece.X1 < Right[c] - 1 && piece.X0 >= Left[c] - 1) SetRight[c] = false;
        }
    }

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

    /// <summary>These columns, widened by what earlier pages showed as far as none touches its neighbour.</summary>
    public Columns With(Columns earlier)
    {
        var left = (double[])Left.Clone();
        var right = (double[])Right.Clone();
        for (var i = 0; i < Count; i++)
        {
            if (i == 0 || earlier.Left[i] > Math.Max(Right[i - 1], earlier.Right[i - 1])) left[i] = Math.Min(Left[i], earlier.Left[i]);
            if (i == Count - 1 || earlier.Right[i] < Math.Min(Left[i + 1], earlier.Left[i + 1])) right[i] = Math.Max(Right[i], earlier.Right[i]);
        }
        return new Columns { Left = left, Right = right, SetLeft = SetLeft, SetRight = SetRight, Outer = Outer };
    }

    /// <summary>Columns <paramref name="i"/> and the next as one.</summary>
    public Columns Joined(int i) => new()
    {
        Left = [.. Left.Where((_, k) => k != i + 1)], Right = [.. Right.Select((r, k) => k == i ? Right[i + 1] : r).Where((_, k) => k != i + 1)],
    };

    public static Columns FromRules(List<double> uprights) => new() { Left = [.. uprights.Take(uprights.Count - 1)], Right = [.. uprights.Skip(1)] };
}
