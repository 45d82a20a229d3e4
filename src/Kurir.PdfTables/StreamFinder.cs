namespace Kurir.PdfTables;

/// <summary>Finds tables without drawn columns: neighbouring lines whose parts leave the same gaps free.</summary>
static class StreamFinder
{
    /// <summary>Texts on one line beyond which it is no row: the work grows with their square.</summary>
    const int MostColumns = 300;

    public static List<Region> Find(PageContent page, List<TextLine> lines, List<Region> ruled)
    {
        if (ruled.Count == 0 && LoneHeadings.FindWrapped(page, lines) is { } wrapped) return [Alone(page, wrapped)];
        var found = new List<Region>();
        var i = 0;
        while (i < lines.Count)
        {
            page.Deadline.Check();
            if (lines[i].Parts is < 2 or > MostColumns)
            {
                i++;
                continue;
            }
            var end = Grow(page, lines, i, ruled);
            var members = lines.GetRange(i, end - i);
            var titles = TitleLines.Leading(members);
            if (titles > 0)
            {
                i += titles;
                continue;
            }
            Extend(page, lines, i, end, members);
            if (IsTable(page, members)) found.Add(new Region(members));
            else if (page.Number > 1 && found.Count == 0 && members.Count(l => l.Parts >= 2) == 1) found.Add(new Region(members) { Rest = true });
            i = end;
        }
        if (found.Count == 0 && ruled.Count == 0 && LoneHeadings.Find(page, lines) is { } headings) found.Add(Alone(page, headings));
        return found;
    }

    // In a report made of characters the line of dashes under the headings shows the columns.
    static Region Alone(PageContent page, List<TextLine> lines) => new(lines) { HeadingsAlone = true, Bottom = lines[^1].Bottom + (page.Monospaced ? lines[^1].Size : 0) };

    /// <summary>The index after the last line that goes on with the table begun at <paramref name="start"/>.</summary>
    static int Grow(PageContent page, List<TextLine> lines, int start, List<Region> ruled)
    {
        var gaps = new Gaps(lines[start]);
        var last = start;
        for (var i = start + 1; i < lines.Count; i++)
        {
            page.Deadline.Check();
            if (TooFar(page, lines, i, start, last) || ruled.Exists(r => r.Top > lines[i - 1].Top && r.Top < lines[i].Top)) break;
            if (gaps.CountOf(lines[i]) < 2)
            {
                if (i - last > (InsideColumn(gaps, lines[i]) ? 60 : 12)) break;
                continue;
            }
            if (lines[i].Parts > MostColumns || !gaps.Fits(lines[i]) || HeadsAnother(page, lines, start, last, i)) break;
            if (!Between(lines, last, i, gaps)) break;
            for (var k = last + 1; k < i; k++) gaps.Add(lines[k]);
            gaps.Add(lines[i]);
            last = i;
        }
        return last + 1;
    }

    // The lines of one long cell stand under its column, and not under the first.
    static bool InsideColumn(Gaps gaps, TextLine line) => gaps.Crossed(line) == 0 && line.X0 > gaps.X0 + line.Size && line.X1 < gaps.X1 + 1;

    // In the headings' own dress, which no line between wears, and set off by more than the rows are: the headings of another table.
    static bool HeadsAnother(PageContent page, List<TextLine> lines, int start, int last, int i)
    {
        var look = HeaderFinder.LookOf(page, lines[i]);
        if (i - start < 2 || !(look.Bold || look.Fill >= 0) || look != HeaderFinder.LookOf(page, lines[start]) || Totals.Begins(lines[i]) || lines[i].Text == lines[start].Text) return false;
        var usual = 0.0;
        var others = 0;
        for (var k = start + 1; k <= last; k++)
        {
            usual = Math.Max(usual, lines[k].Top - lines[k - 1].Bottom);
            if (HeaderFinder.LookOf(page, lines[k]) != look) others++;
        }
        if (others == 0 || HeaderFinder.LookOf(page, lines[last]) == look) return false;
        return lines[last + 1].Top - lines[last].Bottom > Math.Max(1.15 * usual, usual + 1.5) || (look.Fill >= 0 && lines[i].Parts >= 3 && !SameEdges(lines[start], lines[i]));
    }

    // Single lines inside a table are wrapped cells or group headings; two running over the whole width are prose.
    static bool Between(List<TextLine> lines, int last, int next, Gaps gaps)
    {
        var wide = 0;
        for (var k = last + 1; k < next; k++)
        {
            if (gaps.Crossed(lines[k]) * 2 > gaps.Count && gaps.Count > 0) wide++;
        }
        return wide < 2;
    }

    static bool TooFar(PageContent page, List<TextLine> lines, int i, int start, int last)
    {
        var above = lines[i - 1];
        var gap = lines[i].Top - above.Bottom;
        var size = Math.Min(above.Size, lines[i].Size);
        if (page.Monospaced && gap > 1.1 * size && i - start < 3 && !page.HRules.Exists(h => h.Y > above.Middle && h.Y < lines[i].Middle)) return true;
        var usual = 0.0;
        for (var k = start + 1; k < i && gap > 0.3 * size; k++) usual = Math.Max(usual, lines[k].Top - lines[k - 1].Bottom);
        // A page's foot is set smaller than the rows and further down.
        if (i - start >= 2 && lines[i].Size < 0.92 * above.Size && gap > 1.3 * usual && lines[i].Parts <= 3) return true;
        if (gap <= 1.6 * size || (gap <= 6 * size && SameEdges(lines[last], lines[i]))) return false;
        if (i - start >= 3)
        {
            if (gap <= usual * 1.3) return false;
        }
        else if (gap <= 2.6 * size) return false;
        return !(gap < 8 * size && page.HRules.Exists(h => h.Y > above.Middle && h.Y < lines[i].Middle && h.X0 < above.X0 + 4 && h.X1 > lines[i].X1 - 4));
    }

    // Rows may stand far apart; their texts stand on the same edges still.
    static bool SameEdges(TextLine a, TextLine b)
    {
        if (Math.Min(a.Parts, b.Parts) < 3 || Math.Abs(a.Size - b.Size) > 0.1 * a.Size) return false;
        var same = b.Pieces.Count(p => a.Pieces.Exists(o => Math.Abs(o.X0 - p.X0) < 1.2 || Math.Abs(o.X1 - p.X1) < 1.2 || Math.Abs(o.Centre - p.Centre) < 1.2));
        return same * 3 >= Math.Max(a.Pieces.Count, b.Pieces.Count) * 2;
    }

    static void Extend(PageContent page, List<TextLine> lines, int start, int end, List<TextLine> members)
    {
        var gaps = GapsOf(members);
        for (var i = start - 1; i >= 0 && (IsHeadingAbove(page, lines[i], members) || HeadsEachColumn(page, lines[i], members, gaps)); i--) members.Insert(0, lines[i]);
        gaps = GapsOf(members);
        var step = Step(members);
        var pending = new List<TextLine>();
        for (var i = end; i < lines.Count && lines[i].Parts < 2; i++)
        {
            var line = lines[i];
            var last = i > end ? lines[i - 1] : members[^1];
            if (gaps.Crossed(line) > 0 || line.X0 < gaps.X0 - 2 || (line.X1 > gaps.X1 + 2 && !members.TakeLast(4).Any(m => m.Pieces.Exists(p => Math.Abs(p.X0 - line.X0) < 1))) || line.Size > 1.1 * last.Size || line.Baseline - last.Baseline > 1.05 * step) break;
            pending.Add(line);
            if (!Boxed(page, line, gaps, members) && !OneMoreStep(page, line, last, members) && !(line.Baseline - last.Baseline < 1.35 * last.Size && line.X0 > gaps.X0 + line.Size)) continue;
            members.AddRange(pending);
            pending.Clear();
        }
    }

    static Gaps GapsOf(List<TextLine> members)
    {
        var gaps = new Gaps(members[0]);
        foreach (var line in members.Skip(1)) gaps.Add(line);
        return gaps;
    }

    // Headings of narrow columns stand as near as words do; where spaces are printed they are no words of one text.
    static bool HeadsEachColumn(PageContent page, TextLine line, List<TextLine> members, Gaps gaps) =>
        page.PrintsSpaces && !page.Monospaced && line.Pieces.Count == gaps.Count + 1 && gaps.CountOf(line) == line.Pieces.Count && gaps.Crossed(line) == 0
        && members[0].Baseline - line.Baseline < 2.8 * members[0].Size;

    // A row with text in its first column alone, at the rows' own distance.
    static bool OneMoreStep(PageContent page, TextLine line, TextLine last, List<TextLine> members)
    {
        if (Math.Abs(line.X0 - members[^1].X0) > 1 || line.Bold) return false;
        if (members.Count < 3) return page.Number > 1 && members.Count(m => m.Parts >= 2) == members.Count;
        var steps = members.Zip(members.Skip(1), (a, b) => b.Baseline - a.Baseline).Order().ToList();
        return Math.Abs(line.Baseline - last.Baseline - steps[steps.Count / 2]) < 0.06 * steps[steps.Count / 2];
    }

    static double Step(List<TextLine> members)
    {
        var most = members.Count < 3 ? 2.6 * members[0].Size : 0;
        for (var i = 1; i < members.Count; i++) most = Math.Max(most, members[i].Baseline - members[i - 1].Baseline);
        return most;
    }

    // Between two rules as wide as the table, in a table that has more of them.
    static bool Boxed(PageContent page, TextLine line, Gaps gaps, List<TextLine> members)
    {
        var wide = page.HRules.FindAll(h => h.X0 < gaps.X0 + 4 && h.X1 > gaps.X1 - 4);
        return wide.Exists(h => h.Y > line.Middle && h.Y < line.Bottom + (8 * line.Size)) && wide.Count(h => h.Y < line.Middle && h.Y > members[0].Top) >= 2;
    }

    // The upper line of a wrapped heading: close, of the same size, and in one painted area with the line below, or above exactly one part.
    static bool IsHeadingAbove(PageContent page, TextLine line, List<TextLine> members)
    {
        var first = members[0];
        if (first.Baseline - line.Baseline > 2.2 * first.Size || line.Size > 1.1 * first.Size) return false;
        var area = page.Fills.Exists(f => f.Y0 < line.Middle && f.Y1 > first.Middle && f.Y1 - f.Y0 < 8 * first.Size && f.X0 <= line.X0 + 1 && f.X1 >= line.X1 - 1);
        if (area) return true;
        if (page.HRules.Exists(h => h.Y > line.Middle && h.Y < first.Middle && h.X1 - h.X0 > 0.5 * (first.X1 - first.X0))) return false;
        return line.Parts == 1 && line.Pieces[0].X0 > members.Min(m => m.X0) + first.Size && first.Baseline - line.Baseline < 1.35 * first.Size
            && first.Pieces.Count(p => p.X0 < line.X1 && p.X1 > line.X0) <= 1;
    }

    static bool IsTable(PageContent page, List<TextLine> members)
    {
        var multi = members.Count(l => l.Parts >= 2);
        if (multi == 1)
        {
            // Headings without rows, or one row: painted, or enclosed in rules.
            var line = members.First(l => l.Parts >= 2);
            if (line.Parts < 3) return false;
            if (line.Bold && line.Parts > 3 && members.Count == 1) return true;
            var wide = page.HRules.FindAll(h => h.X0 <= line.X0 + 4 && h.X1 >= line.X1 - 4);
            return page.Fills.Exists(f => f.Y0 < line.Middle && f.Y1 > line.Middle && f.X0 <= line.X0 + 4 && f.X1 >= line.X1 - 4 && f.Y1 - f.Y0 < 8 * line.Size)
                || (wide.Exists(h => h.Y < line.Middle && h.Y > members[0].Top - (1.5 * line.Size)) && wide.Exists(h => h.Y > line.Middle && h.Y < members[^1].Bottom + (1.5 * line.Size)))
                || (line.Bold && members.Count == 1 && wide.Exists(h => h.Y > line.Middle && h.Y < line.Bottom + line.Size));
        }
        return !Prose.TwoColumns(members);
    }
}
