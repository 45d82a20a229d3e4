using UglyToad.PdfPig.Content;

namespace Kurir.PdfTables;

/// <summary>Takes from a PdfPig page what tables are made of.</summary>
static class PageReader
{
    /// <summary>A page with more is a drawing or a map; its lines rule no table.</summary>
    const int MostRules = 20_000;

    /// <param name="only">The document has no other page.</param>
    /// <param name="unreadable">Names of fonts whose letters are unknown.</param>
    public static PageContent Read(Page page, PdfTablesOptions options, Deadline deadline, HashSet<string>? unreadable = null, bool only = false)
    {
        var letters = page.Letters;
        if (letters.Count > options.MaxGlyphsPerPage)
            throw new PdfTablesException(PdfProblem.TooManyGlyphs, $"Page {page.Number} has {letters.Count} letters; the bound is {options.MaxGlyphsPerPage}.", page.Number);
        var paths = page.Paths;
        if (paths.Count > options.MaxPathsPerPage)
            throw new PdfTablesException(PdfProblem.TooManyPaths, $"Page {page.Number} has {paths.Count} drawn lines; the bound is {options.MaxPathsPerPage}.", page.Number);

        var quarter = MainQuarter(letters);
        // PdfPig has already moved the visible part to the origin and applied the page's own rotation.
        var turn = new Turn(quarter, 0, 0, page.Width, page.Height);
        var rules = new RuleBuilder(turn);
        foreach (var path in paths) rules.Add(path);
        var words = Words(letters, turn, quarter, unreadable ?? [], out var unknown);
        var levels = rules.Levels();
        var uprights = rules.Uprights();
        if (Math.Max(levels.Count, Math.Max(uprights.Count, rules.Fills.Count)) > MostRules)
        {
            levels.Clear();
            uprights.Clear();
            rules.Fills.Clear();
        }
        var monospaced = Monospaced(letters);
        var printsSpaces = PrintsSpaces(words, letters);
        if (!monospaced) Seams.Cut(words, printsSpaces, deadline);
        TextRules.Lift(words, levels, uprights, monospaced);
        Overprint.Remove(words);
        return new PageContent
        {
            Number = page.Number, Only = only, Deadline = deadline, Width = turn.Width, Height = turn.Height, Words = words, HRules = levels, VRules = uprights, Fills = rules.Fills,
            Letters = letters.Count, UnknownLetters = unknown, Images = page.NumberOfImages,
            Monospaced = monospaced, PrintsSpaces = printsSpaces,
        };
    }

    static List<Word> Words(IReadOnlyList<Letter> letters, Turn turn, int quarter, HashSet<string> unreadable, out int unknown)
    {
        var builder = new WordBuilder(turn, quarter);
        unknown = 0;
        foreach (var letter in letters)
        {
            var from = letter.StartBaseLine;
            var to = letter.EndBaseLine;
            if (!(double.IsFinite(from.X + from.Y + to.X + to.Y) && Math.Abs(from.X) + Math.Abs(from.Y) < 1e6)) continue;
            if ((from.X != to.X || from.Y != to.Y) && Turn.QuarterOf(to.X - from.X, to.Y - from.Y) != quarter) continue;
            var known = (letter.Value.Length == 0 || letter.Value[0] is not ('\uFFFD' or '\0')) && (unreadable.Count == 0 || !unreadable.Contains(letter.FontName ?? ""));
            if (!known) unknown++;
            builder.Add(letter, known ? letter.Value : "\uFFFD");
        }
        builder.Flush();
        var words = builder.Words;
        words.RemoveAll(w => w.Text.Length == 0 || w.X1 < 0 || w.X0 > turn.Width || w.Bottom < 0 || w.Top > turn.Height);
        return words;
    }

    static int MainQuarter(IReadOnlyList<Letter> letters)
    {
        Span<int> counts = stackalloc int[4];
        foreach (var letter in letters)
        {
            var from = letter.StartBaseLine;
            var to = letter.EndBaseLine;
            if (from.X != to.X || from.Y != to.Y) counts[Turn.QuarterOf(to.X - from.X, to.Y - from.Y)]++;
        }
        var best = 0;
        for (var i = 1; i < 4; i++)
        {
            if (counts[i] > counts[best]) best = i;
        }
        return best;
    }

    // Gaps of a space's width inside one text operation, or most texts without any space, show a generator that only moves on.
    static bool PrintsSpaces(List<Word> words, IReadOnlyList<Letter> letters)
    {
        var spaces = words.Count(w => w.Link == Link.Space);
        var inside = words.Count(w => w is { Link: Link.Soft, SameText: true });
        var across = words.Count(w => w is { Link: Link.Soft, SameText: false });
        if (spaces == 0) return inside == 0 && across * 8 < words.Count;
        var texts = 1;
        for (var i = 1; i < letters.Count; i++)
        {
            if (letters[i].TextSequence != letters[i - 1].TextSequence) texts++;
        }
        return letters.Count > 1.4 * texts ? spaces >= inside && spaces * 30 >= across : spaces * 15 >= inside + across;
    }

    static bool Monospaced(IReadOnlyList<Letter> letters)
    {
        var same = 0;
        var narrow = 0;
        foreach (var letter in letters)
        {
            var advance = Math.Abs(letter.EndBaseLine.X - letter.StartBaseLine.X) + Math.Abs(letter.EndBaseLine.Y - letter.StartBaseLine.Y);
            if (advance <= 0) continue;
            var size = letter.PointSize;
            if (size > 0 && Math.Abs((advance / size) - 0.6) < 0.012) same++;
            if (letter.Value is "i" or "l" or "." or ",") narrow++;
        }
        return letters.Count >= 40 && narrow > 0 && same >= 0.9 * letters.Count;
    }
}
