namespace Kurir.PdfTables;

/// <summary>Words printed twice on one spot (imitated bold, shadows) count once. A true duplicate row stands on another spot.</summary>
static class Overprint
{
    // The text's hash, and a square of the page two steps wide.
    readonly record struct Spot(int Text, int X, int Y);

    public static void Remove(List<Word> words)
    {
        var printed = new Dictionary<Spot, Word>(words.Count);
        words.RemoveAll(w => !IsNew(printed, w));
    }

    static bool IsNew(Dictionary<Spot, Word> printed, Word word)
    {
        var step = Math.Max(0.5, word.Size * 0.12);
        var text = word.Text.GetHashCode();
        var (x0, x1) = (Square(word.X0 - step, step), Square(word.X0 + step, step));
        var (y0, y1) = (Square(word.Baseline - step, step), Square(word.Baseline + step, step));
        for (var x = x0; x <= x1; x++)
        {
            for (var y = y0; y <= y1; y++)
            {
                if (printed.TryGetValue(new(text, x, y), out var other) && Repeats(word, other, step)) return false;
            }
        }
        printed[new(text, Square(word.X0, step), Square(word.Baseline, step))] = word;
        return true;
    }

    static int Square(double at, double step) => (int)Math.Floor(at / (2 * step));

    static bool Repeats(Word word, Word other, double step) =>
        Math.Abs(word.X0 - other.X0) <= 1.2 * step && Math.Abs(word.Baseline - other.Baseline) <= 1.2 * step && word.Text == other.Text;
}
