namespace Kurir.PdfTables;

/// <summary>
/// Finds tables without drawn columns that stand beside one another, and the gutter between them. A wide gap alone is no sign, a single
/// table may have one: rules or painting that end at it on both sides, rows of different heights, headings that begin anew, or rows that
/// go on at one side only must speak for two.
/// </summary>
static class SideBySide
{
    const int MostCandidates = 12;

    /// <param name="From">Index of the first line of the band in which the tables stand.</param>
    /// <param name="To">Index after the last one.</param>
    public sealed record Band(int From, int To, List<TextLine> Left, List<TextLine> Right);

    /// <summary>The lines' parts at one side of the gutter.</summary>
    public sealed class Lane(List<TextLine> lines, bool printsSpaces)
    {
        public List<TextLine> Lines { get; } = lines;
        public List<TextLine> Rows { get; } = lines.FindAll(l => Texts(l, printsSpaces) >= 2);
        public bool Full => Rows.Select(l => Texts(l, printsSpaces)).Distinct().Count() == 1;
        public double X0 => Rows.Min(l => l.X0);
        public double X1 => Rows.Max(l => l.X1);
        public double Top => Rows[0].Top;
        public double Bottom => Rows[^1].Bottom;

        /// <summary>The lines, with every gap between cells as one.</summary>
        public List<TextLine> Parted()
        {
            if (!printsSpaces) return Lines;
            foreach (var piece in Lines.SelectMany(l => l.Pieces)) piece.SoftBefore = false;
            return Lines.ConvertAll(l => new TextLine(l.Pieces));
        }

        // A gap without a printed space, where spaces are printed, parts two cells however narrow it is.
        static int Texts(TextLine line, bool printsSpaces) => printsSpaces ? line.Pieces.Count : line.Parts;

        public double WidestGap()
        {
            var gaps = new Gaps(Rows[0]);
            foreach (var line in Rows.Skip(1)) gaps.Add(line);
            return gaps.Widest;
        }
    }

    public static Band? Find(PageContent page, List<TextLine> lines)
    {
        foreach (var x in Candidates(page, lines).Take(MostCandidates))
        {
            page.Deadline.Check();
            foreach (var (from, to) in Runs(page, lines, x))
            {
                var goesOn = to < lines.Count && Crosses(lines[to], x) && lines[to].Top - lines[to - 1].Bottom < lines[to].Size;
                if (Cut(page, lines.GetRange(from, to - from), x) is var (left, right) && AreTwo(page, left, right, goesOn)) return new Band(from, to, left.Parted(), right.Parted());
            }
        }
        return null;
    }

    static IEnumerable<double> Candidates(PageContent page, List<TextLine> lines) =>
        BesideRules(page).Concat(AtJumps(lines)).Concat(WidestGaps(lines)).DistinctBy(x => Math.Round(x));

    // Between the ends of the rules of two tables.
    static IEnumerable<double> BesideRules(PageContent page)
    {
        var extents = page.HRules.Where(h => h.X1 - h.X0 > 40).GroupBy(h => (Math.Round(h.X0 / 2), Math.Round(h.X1 / 2))).OrderByDescending(g => g.Count()).Take(8).Select(g => g.First()).ToList();
        return from a in extents from b in extents where b.X0 - a.X1 > 6 select (a.X1 + b.X0) / 2;
    }

    // Lines that begin far right of where others end.
    static IEnumerable<double> AtJumps(List<TextLine> lines)
    {
        var rows = lines.Where(l => l.Parts >= 2).OrderBy(l => l.X0).ToList();
        for (var i = 2; i + 1 < rows.Count; i++)
        {
            if (rows[i].X0 - rows[i - 1].X0 < 6 * rows[i].Size) continue;
            var ends = rows.Take(i).Where(l => l.X1 < rows[i].X0).Select(l => l.X1).ToList();
            if (ends.Count >= 2) yield return (ends.Max() + rows[i].X0) / 2;
        }
    }

    static IEnumerable<double> WidestGaps(List<TextLine> lines)
    {
        if (lines.Find(l => l.Parts >= 4) is not { } line) return [];
        var gaps = line.Pieces.Zip(line.Pieces.Skip(1), (a, b) => (a.X1, b.X0)).OrderByDescending(g => g.X0 - g.X1);
        return gaps.Take(2).Where(g => g.X0 - g.X1 > 2 * line.Size).Select(g => (g.X0 + g.X1) / 2);
    }

    /// <summary>Neighbouring lines of which none, and no rule between them, crosses a height of the page at <paramref name="x"/>.</summary>
    static IEnumerable<(int From, int To)> Runs(PageContent page, List<TextLine> lines, double x)
    {
        var crossing = page.HRules.FindAll(h => h.X0 < x - 2 && h.X1 > x + 2);
        for (var from = 0; from < lines.Count;)
        {
            var to = from;
            while (to < lines.Count && !Crosses(lines[to], x) && (to == from || !EndsRun(crossing, lines, from, to, x))) to++;
            if (to - from >= 3) yield return (from, to);
            from = Math.Max(to, from + 1);
        }
    }

    static bool Crosses(TextLine line, double x) => line.Pieces.Exists(p => p.X0 < x + 1 && p.X1 > x - 1);

    // A rule over both sides, or white space larger than any so far, parts what stands above from what stands below.
    static bool EndsRun(List<HRule> crossing, List<TextLine> lines, int from, int to, double x)
    {
        if (crossing.Exists(h => h.Y > lines[to - 1].Middle && h.Y < lines[to].Middle)) return true;
        if (SpaceAbove(lines, from, to, x) is not { } space || space < 1.2 * lines[to].Size) return false;
        var (usual, seen) = (0.0, 0);
        for (var i = to - 1; i > from && lines[i].Pieces.Count >= 2; i--)
        {
            if (!SameSide(lines[i], lines[to], x) || SpaceAbove(lines, from, i, x) is not { } other) continue;
            usual = Math.Max(usual, other);
            seen++;
        }
        return space > (seen >= 2 ? 1.5 * usual : 4 * lines[to].Size);
    }

    // The nearest text above at the same side, for one side's rows stand between the other's; null where none is.
    static double? SpaceAbove(List<TextLine> lines, int from, int at, double x)
    {
        for (var i = at - 1; i >= from && at - i <= 4; i--)
        {
            if (SameSide(lines[i], lines[at], x)) return lines[at].Top - lines[i].Bottom;
        }
        return null;
    }

    static bool SameSide(TextLine a, TextLine b, double x) => (a.X0 < x && b.X0 < x) || (a.X1 > x && b.X1 > x);

    static (Lane Left, Lane Right)? Cut(PageContent page, List<TextLine> lines, double x)
    {
        List<TextLine> left = [], right = [];
        foreach (var line in lines)
        {
            var before = line.Pieces.FindAll(p => p.Centre < x);
            if (before.Count > 0) left.Add(new TextLine(before));
            if (before.Count < line.Pieces.Count) right.Add(new TextLine(line.Pieces.GetRange(before.Count, line.Pieces.Count - before.Count)));
        }
        var (a, b) = (new Lane(left, page.PrintsSpaces), new Lane(right, page.PrintsSpaces));
        return a.Rows.Count >= 2 && b.Rows.Count >= 2 ? (a, b) : null;
    }

    /// <param name="goesOn">A line over both sides follows at once.</param>
    static bool AreTwo(PageContent page, Lane left, Lane right, bool goesOn)
    {
        var size = left.Rows[0].Size;
        var gutter = right.X0 - left.X1;
        if (gutter < size || Math.Min(left.Bottom, right.Bottom) - Math.Max(left.Top, right.Top) < size) return false;
        if (Enclosed(page, left, right) && Enclosed(page, right, left)) return true;
        var level = left.Rows.Count(l => right.Lines.Exists(r => Math.Abs(r.Baseline - l.Baseline) < 1));
        if (OutOfStep(left, right, level)) return true;
        return gutter > 2.5 * size && gutter > 1.5 * Math.Max(left.WidestGap(), right.WidestGap()) && (SameHeadings(left, right) || (!goesOn && GoesOnAlone(left, right, level)));
    }

    // A rule, or a painted row's edge, as long as this side's rows are wide, and none that reaches over to the other side.
    static bool Enclosed(PageContent page, Lane lane, Lane other)
    {
        var (x0, x1) = (lane.X0 + 4, lane.X1 - 4);
        var (y0, y1) = (lane.Top - (1.5 * lane.Rows[0].Size), lane.Bottom + (1.5 * lane.Rows[0].Size));
        var own = page.HRules.FindAll(h => h.Y > y0 && h.Y < y1 && h.X0 < x0 && h.X1 > x1);
        return own.Count > 0 && own.TrueForAll(h => h.X1 < other.X0 || h.X0 > other.X1);
    }

    // Rows of different heights rarely stand on one line.
    static bool OutOfStep(Lane left, Lane right, int level)
    {
        var both = Math.Min(left.Rows.Count, right.Rows.Count);
        return both >= 3 && level <= 0.4 * both;
    }

    static bool SameHeadings(Lane left, Lane right) =>
        left.Rows[0].Parts >= 2 && Math.Abs(left.Rows[0].Baseline - right.Rows[0].Baseline) < 1 && left.Rows[0].Text == right.Rows[0].Text;

    // Level with one another from the headings on, until one side ends and the other has two rows more.
    static bool GoesOnAlone(Lane left, Lane right, int level)
    {
        var (longer, shorter) = left.Bottom > right.Bottom ? (left, right) : (right, left);
        var more = longer.Rows.Count(l => l.Top > shorter.Bottom);
        if (more < 2 || shorter.Rows.Count < 3 || shorter.Lines.Exists(l => l.Top > shorter.Bottom && l.Top < longer.Bottom)) return false;
        return level == shorter.Rows.Count && Math.Abs(left.Rows[0].Baseline - right.Rows[0].Baseline) < 1
            && longer.Rows.Count == level + more && longer.Full && shorter.Full;
    }
}
