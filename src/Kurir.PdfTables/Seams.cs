namespace Kurir.PdfTables;

/// <summary>
/// Columns may be set so close that a text ends where its neighbour's begins, and the two look like one word. They are parted where one
/// text operation ended and the next began, if other lines show that a column begins or ends just there.
/// </summary>
static class Seams
{
    const double Step = 0.5;

    /// <summary>Fewest other words with the same edge.</summary>
    const int Witnesses = 2;

    /// <summary>Seams times texts beyond which a page is no table of cells that touch.</summary>
    const long MostWork = 20_000_000;

    /// <param name="printsSpaces">A gap without a printed space never parts two words of one text.</param>
    public static void Cut(List<Word> words, bool printsSpaces, Deadline deadline)
    {
        // Where nearly every letter is an operation of its own, a seam says nothing.
        var letters = words.Sum(w => w.Text.Length);
        var seams = words.Sum(w => w.Seams?.Count ?? 0);
        var soft = printsSpaces ? words.Count(w => w.Link == Link.Soft) : 0;
        if (seams + soft == 0 || seams * 4 > letters) return;
        var evidence = new Evidence(words);
        if ((long)(seams + soft) * evidence.Texts.Count > MostWork) return;
        for (var i = words.Count - 1; i >= 0; i--)
        {
            var word = words[i];
            if ((i & 255) == 0) deadline.Check();
            if (word.Seams is { } own && own.FindAll(s => evidence.Parts(word.X0, s.X0, s.X1, word.X1) || (own.Count == 1 && evidence.Spans(word))) is { Count: > 0 } cuts) words.InsertRange(i + 1, Parts(word, cuts));
            if (printsSpaces && i > 0 && word.Link == Link.Soft && evidence.Parts(words[i - 1].X0, words[i - 1].X1, word.X0, word.X1)) word.OwnCell = true;
        }
    }

    /// <summary>The edges at which texts begin and end, each with the heights at which one does and its other end; and how far texts reach.</summary>
    sealed class Evidence
    {
        readonly Dictionary<int, List<(int Height, double Other)>> _lefts = [], _rights = [];

        public Evidence(List<Word> words)
        {
            for (var i = 0; i < words.Count;)
            {
                var (first, x1, seams) = (words[i], words[i].X1, words[i].Seams is not null);
                for (i++; i < words.Count && words[i].Link != Link.None; i++)
                {
                    x1 = Math.Max(x1, words[i].X1);
                    seams |= words[i].Seams is not null || words[i].Link == Link.Soft;
                }
                if (first.Seams is null) Note(_lefts, first.X0, first.Baseline, x1);
                if (words[i - 1].Seams is null) Note(_rights, words[i - 1].X1, first.Baseline, first.X0);
                if (!seams) Texts.Add((first.X0, x1, Key(first.Baseline)));
            }
        }

        /// <summary>Those with a seam are left out: where they end is in doubt.</summary>
        public List<(double X0, double X1, int Height)> Texts { get; } = [];

        /// <param name="x0">Where the text before the seam begins.</param>
        /// <param name="end">Where it ends.</param>
        /// <param name="start">Where the text after the seam begins.</param>
        /// <param name="x1">Where it ends.</param>
        public bool Parts(double x0, double end, double start, double x1) => Stops(At(_lefts, start, x1), end, start) || Stops(At(_rights, end, x0), end, start);

        /// <summary>It begins where one column does and ends where another does, and no text printed at once does both.</summary>
        public bool Spans(Word word) =>
            At(_lefts, word.X0).Count > Witnesses && At(_rights, word.X1).Count > Witnesses && !Texts.Exists(t => Math.Abs(t.X0 - word.X0) < 1 && Math.Abs(t.X1 - word.X1) < 1);

        // More lines must stop at the edge than run across it (inside running text some line ends anywhere); a text that runs
        // across it where another one begins there is too long for its cell.
        bool Stops(HashSet<int> heights, double end, double start) =>
            heights.Count >= Witnesses && Texts.Count(t => t.X0 < end - 2 && t.X1 > start + 2 && !heights.Contains(t.Height)) < heights.Count;

        // A text that shares the other end too stands in the same column and is only as long by chance.
        static HashSet<int> At(Dictionary<int, List<(int Height, double Other)>> edges, double x, double other = double.NaN)
        {
            var heights = new HashSet<int>();
            for (var k = Key(x) - 1; k <= Key(x) + 1; k++)
            {
                if (edges.TryGetValue(k, out var some)) heights.UnionWith(some.Where(s => !(Math.Abs(s.Other - other) < 1)).Select(s => s.Height));
            }
            return heights;
        }

        static void Note(Dictionary<int, List<(int Height, double Other)>> edges, double x, double baseline, double other)
        {
            if (!edges.TryGetValue(Key(x), out var heights)) edges[Key(x)] = heights = [];
            heights.Add((Key(baseline), other));
        }

        static int Key(double x) => (int)Math.Round(x / Step);
    }

    // The word keeps its first part; the others follow it.
    static List<Word> Parts(Word word, List<Seam> cuts)
    {
        var parts = new List<Word>();
        for (var i = 0; i < cuts.Count; i++)
        {
            var to = i + 1 < cuts.Count ? cuts[i + 1].At : word.Text.Length;
            var last = i + 1 == cuts.Count;
            parts.Add(new Word
            {
                Text = word.Text[cuts[i].At..to], X0 = cuts[i].X1, X1 = last ? word.X1 : cuts[i + 1].X0, Baseline = word.Baseline, Size = word.Size, Bold = word.Bold,
                Colour = word.Colour, Link = Link.None, OwnCell = true, SpaceEnd = last ? word.SpaceEnd : cuts[i + 1].X0, SpacesAfter = last ? word.SpacesAfter : 0,
            });
        }
        word.Text = word.Text[..cuts[0].At];
        word.X1 = word.SpaceEnd = cuts[0].X0;
        word.SpacesAfter = 0;
        return parts;
    }
}

/// <summary>Where one text operation followed another inside a word: the index of the first letter after it, the end before and the start after.</summary>
readonly record struct Seam(int At, double X0, double X1);
