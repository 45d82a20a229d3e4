using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Graphics;

namespace Kurir.PdfTables;

/// <summary>Makes level and upright rules and filled areas from a page's paths, and merges what is drawn in pieces.</summary>
sealed class RuleBuilder(Turn turn)
{
    const double Thin = 2.6;
    const double ShortestRule = 2;
    readonly List<HRule> _levels = [];
    readonly List<VRule> _uprights = [];
    readonly List<Fill> _fills = [];

    public List<Fill> Fills => _fills;

    public void Add(PdfPath path)
    {
        if (path.IsClipping || (!path.IsFilled && !path.IsStroked)) return;
        var fill = path.IsFilled ? Colours.Rgb(path.FillColor) : Colours.White;
        var inked = path.IsFilled && fill != Colours.White;
        var stroked = path.IsStroked && Colours.Rgb(path.StrokeColor) != Colours.White;
        if (!inked && !stroked) return;
        foreach (var sub in path)
        {
            if (inked) AddArea(sub, fill, stroked);
            if (stroked) AddStrokes(sub);
        }
    }

    void AddArea(PdfSubpath sub, int colour, bool stroked)
    {
        var bounds = sub.GetBoundingRectangle();
        if (bounds is null) return;
        var b = turn.Apply(bounds.Value);
        var thinX = b.Width <= Thin;
        var thinY = b.Height <= Thin;
        if (thinY && b.Width >= ShortestRule && b.Width > b.Height) _levels.Add(new((b.Top + b.Bottom) / 2, b.Left, b.Right, false));
        else if (thinX && b.Height >= ShortestRule) _uprights.Add(new((b.Left + b.Right) / 2, b.Top, b.Bottom, false));
        else if (!thinX && !thinY && IsBox(sub)) AddFill(b, colour, stroked);
    }

    void AddFill(PdfBox b, int colour, bool stroked)
    {
        if (b.Width < 6 || b.Height < 5) return;
        _fills.Add(new(b.Left, b.Top, b.Right, b.Bottom, colour));
        if (!stroked) AddEdges(b, edge: true);
    }

    void AddEdges(PdfBox b, bool edge)
    {
        _levels.Add(new(b.Top, b.Left, b.Right, edge));
        _levels.Add(new(b.Bottom, b.Left, b.Right, edge));
        _uprights.Add(new(b.Left, b.Top, b.Bottom, edge));
        _uprights.Add(new(b.Right, b.Top, b.Bottom, edge));
    }

    void AddStrokes(PdfSubpath sub)
    {
        if (sub.Commands.Count > 2000) return;
        PdfPoint? start = null, at = null;
        foreach (var command in sub.Commands)
        {
            switch (command)
            {
                case PdfSubpath.Move move:
                    start = at = move.Location;
                    break;
                case PdfSubpath.Line line:
                    AddStroke(line.From, line.To);
                    at = line.To;
                    break;
                case PdfSubpath.Close when start is { } s && at is { } a:
                    AddStroke(a, s);
                    break;
            }
        }
    }

    void AddStroke(PdfPoint from, PdfPoint to)
    {
        var (ax, ay) = turn.Apply(from);
        var (bx, by) = turn.Apply(to);
        var dx = Math.Abs(ax - bx);
        var dy = Math.Abs(ay - by);
        if (dy <= 1 && dx >= ShortestRule) _levels.Add(new((ay + by) / 2, Math.Min(ax, bx), Math.Max(ax, bx), false));
        else if (dx <= 1 && dy >= ShortestRule) _uprights.Add(new((ax + bx) / 2, Math.Min(ay, by), Math.Max(ay, by), false));
    }

    static bool IsBox(PdfSubpath sub)
    {
        if (sub.IsDrawnAsRectangle) return true;
        var lines = 0;
        foreach (var command in sub.Commands)
        {
            if (command is PdfSubpath.Line line)
            {
                lines++;
                if (Math.Abs(line.From.X - line.To.X) > 1 && Math.Abs(line.From.Y - line.To.Y) > 1) return false;
            }
            else if (command is not (PdfSubpath.Move or PdfSubpath.Close)) return false;
        }
        return lines is 3 or 4;
    }

    /// <summary>Level rules, pieces on one height joined, in order of height.</summary>
    public List<HRule> Levels()
    {
        _levels.Sort((a, b) => a.Y != b.Y ? a.Y.CompareTo(b.Y) : a.X0.CompareTo(b.X0));
        var merged = new List<HRule>();
        for (var i = 0; i < _levels.Count;)
        {
            var j = i + 1;
            while (j < _levels.Count && _levels[j].Y - _levels[j - 1].Y <= 0.8 && _levels[j].Y - _levels[i].Y <= 1.6) j++;
            var pieces = _levels.GetRange(i, j - i);
            MergeLevel(pieces.FindAll(p => !p.Edge), merged);
            MergeLevel(pieces.FindAll(p => p.Edge), merged);
            i = j;
        }
        merged.RemoveAll(r => r.X1 - r.X0 < 5);
        merged.Sort((a, b) => a.Y != b.Y ? a.Y.CompareTo(b.Y) : a.X0.CompareTo(b.X0));
        return merged;
    }

    static void MergeLevel(List<HRule> pieces, List<HRule> merged)
    {
        if (pieces.Count == 0) return;
        pieces.Sort((a, b) => a.X0.CompareTo(b.X0));
        var current = pieces[0];
        foreach (var p in pieces.Skip(1))
        {
            if (p.X0 - current.X1 <= 3) current = new(current.Y, current.X0, Math.Max(current.X1, p.X1), current.Edge);
            else
            {
                merged.Add(current);
                current = p;
            }
        }
        merged.Add(current);
    }

    /// <summary>Upright rules, pieces on one line joined, from left to right.</summary>
    public List<VRule> Uprights()
    {
        _uprights.Sort((a, b) => a.X != b.X ? a.X.CompareTo(b.X) : a.Y0.CompareTo(b.Y0));
        var merged = new List<VRule>();
        for (var i = 0; i < _uprights.Count;)
        {
            var j = i + 1;
            while (j < _uprights.Count && _uprights[j].X - _uprights[j - 1].X <= 0.8 && _uprights[j].X - _uprights[i].X <= 1.6) j++;
            var pieces = _uprights.GetRange(i, j - i);
            MergeUpright(pieces.FindAll(p => !p.Edge), merged);
            MergeUpright(pieces.FindAll(p => p.Edge), merged);
            i = j;
        }
        merged.RemoveAll(r => r.Y1 - r.Y0 < 5);
        return merged;
    }

    static void MergeUpright(List<VRule> pieces, List<VRule> merged)
    {
        if (pieces.Count == 0) return;
        pieces.Sort((a, b) => a.Y0.CompareTo(b.Y0));
        var current = pieces[0];
        foreach (var p in pieces.Skip(1))
        {
            if (p.Y0 - current.Y1 <= 3) current = new(current.X, current.Y0, Math.Max(current.Y1, p.Y1), current.Edge);
            else
            {
                merged.Add(current);
                current = p;
            }
        }
        merged.Add(current);
    }
}
