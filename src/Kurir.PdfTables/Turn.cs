using UglyToad.PdfPig.Core;

namespace Kurir.PdfTables;

/// <summary>Turns a page so that its text runs level: PDF points (y upwards) in, upright points (y downwards) out.</summary>
readonly struct Turn(int quarter, double left, double bottom, double right, double top)
{
    public double Width => quarter % 2 == 0 ? right - left : top - bottom;

    public double Height => quarter % 2 == 0 ? top - bottom : right - left;

    /// <summary>Quarter turns, counted against the clock, of a text direction.</summary>
    public static int QuarterOf(double dx, double dy) =>
        Math.Abs(dx) >= Math.Abs(dy) ? (dx >= 0 ? 0 : 2) : (dy >= 0 ? 1 : 3);

    public (double X, double Y) Apply(PdfPoint p) => Apply(p.X, p.Y);

    public (double X, double Y) Apply(double x, double y) => quarter switch
    {
        0 => (x - left, top - y),
        1 => (y - bottom, x - left),
        2 => (right - x, y - bottom),
        _ => (top - y, right - x),
    };

    public PdfBox Apply(PdfRectangle r)
    {
        var (ax, ay) = Apply(r.Left, r.Bottom);
        var (bx, by) = Apply(r.Right, r.Top);
        return new(Math.Min(ax, bx), Math.Min(ay, by), Math.Max(ax, bx), Math.Max(ay, by));
    }
}
