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
        var known = new KnownLetters(unreadable ?? []);
        var builder = Build(letters, turn, quarter, known);
        if (known.Lie)
        {
            known = new KnownLetters(unreadable ?? []) { Distrust = true };
            builder = Build(letters, turn, quarter, known);
        }
        var words = builder.Words;
        words.RemoveAll(w => w.Text.Length == 0 || w.X1 < 0 || w.X0 > turn.Width || w.Bottom < 0 || w.Top > turn.Height);
        var levels = rules.Levels();
        var uprights = rules.Uprights();
        if (Math.Max(levels.Count, Math.Max(uprights.Count, rules.Fills.Count)) > MostRules)
        {
            levels.Clear();
            uprights.Clear();
            rules.Fills.Clear();
        }
        var monospaced = Monospaced(letters);
        var printsSpaces = PrintsSpaces(words, letters.Count, builder.Texts);
        if (!monospaced) Seams.Cut(words, printsSpaces, deadline);
        TextRules.Lift(words, levels, uprights, monospaced);
        Overprint.Remove(words);
        return new PageContent
        {
            Number = page.Number, Only = only, Deadline = deadline, Width = turn.Width, Height = turn.Height, Words = words, HRules = levels, VRules = uprights, Fills = rules.Fills,
            Letters = letters.Count, UnknownLetters = known.Unknown, Images = page.NumberOfImages,
            Monospaced = monospaced, PrintsSpaces = printsSpaces,
        };
    }

    static WordBuilder Build(IReadOnlyList<Letter> letters, Turn turn, int quarter, KnownLetters known)
    {
        var builder = new WordBuilder(turn, quarter);
        foreach (var letter in letters)
        {
            var from = letter.StartBaseLine;
            var to = letter.EndBaseLine;
            if (!(double.IsFinite(from.X + from.Y + to.X + to.Y) && Math.Abs(from.X) + Math.Abs(from.Y) < 1e6)) continue;
            if ((from.X != to.X || from.Y != to.Y) && Turn.QuarterOf(to.X - from.X, to.Y - from.Y) != quarter) continue;
            builder.Add(letter, known.TextOf(letter));
        }
        builder.Flush();
        return builder;
    }

    static int MainQuarter(IReadOnlyList<Letter> letters)
    {
        Span<int> counts = stackalloc int[4];
        foreach (var letter in letters)
        {
            var from = letter.StartBaseLine;
            var to = letter.EndBaseLine;
            if (from.X == to.X && from.Y == to.Y) continue;
            var quarter = Turn.QuarterOf(to.X - from.X, to.Y - from.Y);
            if (++counts[quarter] * 2 > letters.Count) return quarter;
        }
        var best = 0;
        for (var i = 1; i < 4; i++)
        {
            if (counts[i] > counts[best]) best = i;
        }
        return best;
    }

    // Gaps of a space's width inside one text operation, or most texts without any space, show a generator that only moves on.
    static bool PrintsSpaces(List<Word> words, int letters, int texts)
    {
        var (spaces, inside, across) = (0, 0, 0);
        foreach (var word in words)
        {
            if (word.Link == Link.Space) spaces++;
            else if (word.Link == Link.Soft && word.SameText) inside++;
            else if (word.Link == Link.Soft) across++;
        }
        if (spaces == 0) return inside == 0 && across * 8 < words.Count;
        return letters > 1.4 * texts ? spaces >= inside && spaces * 30 >= across : spaces * 15 >= inside + across;
    }

    static bool Monospaced(IReadOnlyList<Letter> letters)
    {
        if (letters.Count < 40) return false;
        var narrow = false;
        var others = 0;
        foreach (var letter in letters)
        {
            if (!IsAsWideAsAll(letter) && ++others > 0.1 * letters.Count) return false;
            narrow |= letter.Value is "i" or "l" or "." or ",";
        }
        return narrow;
    }

    static bool IsAsWideAsAll(Letter letter)
    {
        var (from, to, size) = (letter.StartBaseLine, letter.EndBaseLine, letter.PointSize);
        var advance = Math.Abs(to.X - from.X) + Math.Abs(to.Y - from.Y);
        return advance > 0 && size > 0 && Math.Abs((advance / size) - 0.6) < 0.012;
    }
}
