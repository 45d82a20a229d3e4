namespace Kurir.PdfTables;

/// <summary>The stretches of a line's width that no text of the lines so far covers.</summary>
sealed class Gaps
{
    readonly List<(double X0, double X1)> _covered = [];

    public Gaps(TextLine first)
    {
        foreach (var part in Parts(first)) Cover(part.X0, part.X1);
    }

    public int Count => _covered.Count - 1;
    public double X0 => _covered[0].X0;
    public double X1 => _covered[^1].X1;

    /// <summary>The width of the widest gap; 0 where there is none.</summary>
    public double Widest
    {
        get
        {
            var widest = 0.0;
            for (var i = 1; i < _covered.Count; i++) widest = Math.Max(widest, _covered[i].X0 - _covered[i - 1].X1);
            return widest;
        }
    }

    /// <summary>How many gaps one text of the line runs across.</summary>
    public int Crossed(TextLine line)
    {
        var crossed = 0;
        foreach (var (x0, x1) in Parts(line))
        {
            for (var i = 1; i < _covered.Count; i++)
            {
                if (x0 < _covered[i - 1].X1 - 1 && x1 > _covered[i].X0 + 1) crossed++;
            }
        }
        return crossed;
    }

    public bool Fits(TextLine line)
    {
        var crossed = Crossed(line);
        return Count - crossed >= 1 && crossed <= 0.5 * Count;
    }

    public void Add(TextLine line)
    {
        foreach (var (x0, x1) in Parts(line))
        {
            var crosses = false;
            for (var i = 1; i < _covered.Count && !crosses; i++) crosses = x0 < _covered[i - 1].X1 - 1 && x1 > _covered[i].X0 + 1;
            if (!crosses) Cover(x0, x1);
        }
    }

    /// <summary>How many texts the line has; a gap as narrow as a space counts where the lines so far leave it free.</summary>
    public int CountOf(TextLine line) => line.Parts == line.Pieces.Count ? line.Parts : Parts(line).Count();

    IEnumerable<(double X0, double X1)> Parts(TextLine line)
    {
        var (x0, x1) = (line.Pieces[0].X0, line.Pieces[0].X1);
        foreach (var piece in line.Pieces.Skip(1))
        {
            if (piece.SoftBefore && !(piece.X0 - x1 < 0.45 * piece.Size && IsFree(x1, piece.X0))) x1 = Math.Max(x1, piece.X1);
            else
            {
                yield return (x0, x1);
                (x0, x1) = (piece.X0, piece.X1);
            }
        }
        yield return (x0, x1);
    }

    bool IsFree(double x0, double x1)
    {
        for (var i = 1; i < _covered.Count; i++)
        {
            if (_covered[i - 1].X1 < x1 && _covered[i].X0 > x0) return true;
        }
        return false;
    }

    void Cover(double x0, double x1)
    {
        var i = _covered.FindIndex(c => c.X1 >= x0);
        if (i < 0)
        {
            _covered.Add((x0, x1));
            return;
        }
        var j = i;
        while (j < _covered.Count && _covered[j].X0 <= x1)
        {
            x0 = Math.Min(x0, _covered[j].X0);
            x1 = Math.Max(x1, _covered[j].X1);
            j++;
        }
        _covered.RemoveRange(i, j - i);
        _covered.Insert(i, (x0, x1));
    }
}
