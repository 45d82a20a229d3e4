using UglyToad.PdfPig.Graphics.Colors;

namespace Kurir.PdfTables;

static class Colours
{
    public const int White = 0xFFFFFF;

    /// <summary>0xRRGGBB; patterns and what cannot be computed count as a grey of their own.</summary>
    public static int Rgb(IColor? color)
    {
        if (color is null) return 0;
        try
        {
            var (r, g, b) = color.ToRGBValues();
            return (Byte(r) << 16) | (Byte(g) << 8) | Byte(b);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or NotSupportedException or ArithmeticException)
        {
            return 0x808081;
        }
    }

    static int Byte(double part) => double.IsNaN(part) ? 0 : (int)Math.Round(Math.Clamp(part, 0, 1) * 255);
}
