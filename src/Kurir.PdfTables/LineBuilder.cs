namespace Kurir.PdfTables;

/// <summary>Pieces from words, lines from pieces.</summary>
static class LineBuilder
{
    public static List<TextLine> Build(PageContent page)
    {
        var pieces = Pieces(page);
        pieces.Sort((a, b) => a.Baseline != b.Baseline ? a.Baseline.CompareTo(b.Baseline) : a.X0.CompareTo(b.X0));
        var lines = new List<TextLine>();
        for (var i = 0; i < pieces.Count;)
        {
            var line = new List<Piece> { pieces[i] };
            var j = i + 1;
            while (j < pieces.Count && SameLine(pieces[i], pieces[j])) line.Add(pieces[j++]);
            lines.Add(Finish(line, page));
            i = j;
        }
        return lines;
    }

    static bool SameLine(Piece first, Piece next) => next.Baseline - first.Baseline <= 0.22 * Math.Min(first.Size, next.Size);

    static List<Piece> Pieces(PageContent page)
    {
        var pieces = new List<Piece>();
        var words = new List<Word>();
        foreach (var word in page.Words)
        {
            if (words.Count > 0 && !Joins(page, words[^1], word))
            {
                pieces.Add(new(words));
                words = [];
            }
            words.Add(word);
        }
        if (words.Count > 0) pieces.Add(new(words));
        return pieces;
    }

    // In a monospaced report even a printed space may part two columns; the column finder decides.
    static bool Joins(PageContent page, Word before, Word word) => Math.Abs(before.Baseline - word.Baseline) < 0.25 * word.Size && word.Link switch
    {
        Link.Space => !page.Monospaced,
        Link.Soft => !page.PrintsSpaces && !page.Monospaced,
        _ => false,
    };

    static TextLine Finish(List<Piece> line, PageContent page)
    {
        line.Sort((a, b) => a.X0.CompareTo(b.X0));
        var joined = new List<Piece> { line[0] };
        foreach (var piece in line.Skip(1))
        {
            var left = joined[^1];
            var last = left.Words[^1];
            var gap = piece.X0 - left.X1;
            var em = Math.Min(left.Size, piece.Size);
            if (!page.Monospaced && Continues(page, last, gap, piece, em)) joined[^1] = new([.. left.Words, .. piece.Words]) { SoftBefore = left.SoftBefore };
            else
            {
                piece.SoftBefore = gap < 0.45 * em || (page.Monospaced && gap < 0.9 * em);
                joined.Add(piece);
            }
        }
        return new TextLine(joined);
    }

    // A text that begins where the space after the last one ends was printed word by word.
    static bool Continues(PageContent page, Word last, double gap, Piece next, double em)
    {
        if (gap < -0.3 * em || next.Words[0].OwnCell) return false;
        // Runs of two directions are printed one after the other, and no space shows what they are to each other.
        var first = next.Words[0].Text;
        if (gap <= 0.45 * em && (ReadingOrder.HasRightToLeft(last.Text) || ReadingOrder.HasRightToLeft(first)) && last.Text.Any(char.IsLetter) && first.Any(char.IsLetter)) return true;
        if (last.SpacesAfter == 1 && Math.Abs(next.X0 - last.SpaceEnd) < 0.1 * em) return true;
        if (!page.PrintsSpaces && gap <= 0.42 * em) return true;
        return gap <= 0.05 * em && gap > -0.1 * em && last.Bold == next.Bold;
    }
}
