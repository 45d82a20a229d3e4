namespace Kurir.BackOffice;

/// <summary>How wide the columns of a printed table are and where its cells wrap. Widths are those of Helvetica.</summary>
static class PdfColumns
{
    // Advance widths of the characters from space to tilde in thousandths of the font size: Adobe's font metrics for Helvetica-Bold,
    // the wider of the two faces.
    static readonly int[] s_advances =
    [
        278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611,
        975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556,
        333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
    ];

    static double Measure(ReadOnlySpan<char> text, double size)
    {
        var sum = 0;
        foreach (var letter in text) sum += letter is >= ' ' and <= '~' ? s_advances[letter - ' '] : 722;
        return sum * size / 1000;
    }

    /// <summary>Each column at least as wide as its longest word; what is left goes where the texts are longest.</summary>
    public static double[] Widths(Paper paper, double available, double size, double padding)
    {
        var columns = paper.Columns.Count;
        var (least, wanted) = (new double[columns], new double[columns]);
        foreach (var texts in paper.Headings.Concat(paper.Rows.Select(row => (IReadOnlyList<string>)[.. row.Select(cell => cell.Text)])))
            for (var i = 0; i < Math.Min(columns, texts.Count); i++)
            {
                wanted[i] = Math.Max(wanted[i], Measure(texts[i], size) + 2 * padding);
                foreach (var word in texts[i].AsSpan().Split(' ')) least[i] = Math.Max(least[i], Measure(texts[i].AsSpan(word), size) + 2 * padding);
            }
        var (spare, hunger) = (Math.Max(0, available - least.Sum()), wanted.Sum() - least.Sum());
        return [.. least.Select((width, i) => width + (hunger > spare ? spare * (wanted[i] - width) / hunger : wanted[i] - width))];
    }

    /// <returns>For each cell its lines.</returns>
    public static string[][] Wrap(IReadOnlyList<string> cells, double[] widths, double size, double padding) =>
        [.. cells.Take(widths.Length).Select((cell, i) => Wrap(cell, widths[i] - 2 * padding + 0.01, size))];

    static string[] Wrap(string text, double width, double size)
    {
        var lines = new List<string> { "" };
        foreach (var word in text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = lines[^1].Length == 0 ? word : lines[^1] + " " + word;
            if (lines[^1].Length == 0 || Measure(longer, size) <= width) lines[^1] = longer;
            else lines.Add(word);
        }
        return [.. lines];
    }
}
