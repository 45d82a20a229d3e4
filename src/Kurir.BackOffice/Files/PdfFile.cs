using System.Globalization;

namespace Kurir.BackOffice;

/// <summary>How the report is printed.</summary>
/// <param name="Lines">Whether lines are ruled around the cells and the heading is shaded.</param>
/// <param name="HeadingOnce">Whether only the first page has the heading.</param>
sealed record PdfLayout(bool Lines = true, bool HeadingOnce = false);

/// <summary>
/// The report printed as server-side libraries print it: A4 landscape, a ruled table whose heading repeats on each page, cells that wrap
/// between words, title and window above, page numbers below.
/// </summary>
static class PdfFile
{
    const double Width = 842, Height = 595, Margin = 28, Size = 7, Leading = 9, Padding = 3;

    static readonly PdfLayout s_usual = new();

    public static byte[] Write(Paper paper, PdfLayout? layout = null)
    {
        layout ??= s_usual;
        var document = new PdfDocument(Width, Height);
        var widths = PdfColumns.Widths(paper, Width - 2 * Margin, Size, Padding);
        var pages = Pages(paper, widths);
        for (var i = 0; i < pages.Count; i++)
        {
            var sheet = new PdfSheet(document.AddPage(), widths, layout.Lines);
            if (i == 0) sheet.Title(Titles(paper));
            if (i == 0 || !layout.HeadingOnce)
                foreach (var heading in paper.Headings) sheet.Row(PdfColumns.Wrap(heading, widths, Size, Padding), heading: true);
            foreach (var row in pages[i]) sheet.Row(row, heading: false);
            sheet.Foot(string.Create(CultureInfo.InvariantCulture, $"Halaman {i + 1} dari {pages.Count}"));
        }
        return document.ToArray();
    }

    static List<string> Titles(Paper paper) => [paper.Title, paper.Subtitle, .. paper.Lead];

    static List<List<string[][]>> Pages(Paper paper, double[] widths)
    {
        var heading = paper.Headings.Sum(row => PdfSheet.RowHeight(PdfColumns.Wrap(row, widths, Size, Padding)));
        var usable = Height - 2 * Margin - 2 * Leading - heading;
        var pages = new List<List<string[][]>> { new() };
        var left = usable - PdfSheet.TitleHeight(Titles(paper).Count);
        foreach (var row in paper.Rows)
        {
            var cells = PdfColumns.Wrap([.. row.Select(cell => cell.Text)], widths, Size, Padding);
            var height = PdfSheet.RowHeight(cells);
            if (height > left)
            {
                pages.Add([]);
                left = usable;
            }
            pages[^1].Add(cells);
            left -= height;
        }
        return pages;
    }

    /// <summary>One page being filled from the top.</summary>
    sealed class PdfSheet(PdfPage page, double[] widths, bool lines)
    {
        double _top = Height - Margin;

        public static double RowHeight(string[][] cells) => cells.Max(lines => Math.Max(1, lines.Length)) * Leading + 2 * Padding - 2;

        public static double TitleHeight(int lines) => lines * 14 + 6;

        public void Title(List<string> titles)
        {
            for (var i = 0; i < titles.Count; i++) page.Text(titles[i], Margin, _top - 12 - i * 14, i == 0 ? 12 : 8, bold: i == 0);
            _top -= TitleHeight(titles.Count);
        }

        public void Row(string[][] cells, bool heading)
        {
            var (height, x) = (RowHeight(cells), Margin);
            if (heading && lines) page.Fill(Margin, _top - height, widths.Sum(), height);
            for (var column = 0; column < widths.Length; column++)
            {
                if (lines) page.Frame(x, _top - height, widths[column], height);
                if (column < cells.Length) Cell(cells[column], x + Padding, heading);
                x += widths[column];
            }
            _top -= height;
        }

        void Cell(string[] lines, double x, bool bold)
        {
            for (var i = 0; i < lines.Length; i++) page.Text(lines[i], x, _top - Padding - Size + 1 - i * Leading, Size, bold);
        }

        public void Foot(string text) => page.Text(text, Width - Margin - 70, Margin - 8, 7, bold: false);
    }
}
