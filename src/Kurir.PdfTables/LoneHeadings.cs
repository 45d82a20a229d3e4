namespace Kurir.PdfTables;

/// <summary>
/// Finds the headings of a report without rows, where neither type nor painting nor rules show that they are headings: on the only page,
/// under a title, one line of several short names, perhaps with a second line of wrapped ones, and nothing below but a foot or a note
/// that there is nothing.
/// </summary>
static class LoneHeadings
{
    const int MostAbove = 8;
    const int MostBelow = 5;

    /// <summary>The line, or null.</summary>
    public static List<TextLine>? Find(PageContent page, List<TextLine> lines) => Place(page, lines) is >= 0 and var at ? [lines[at]] : null;

    /// <summary>Headings of two lines, of which the thinner one looks like a row without a first cell; null where there are none.</summary>
    public static List<TextLine>? FindWrapped(PageContent page, List<TextLine> lines)
    {
        if (!page.Only || page.Monospaced || lines.Count > MostAbove + MostBelow + 2) return null;
        for (var i = 1; i + 1 < lines.Count; i++)
        {
            if (!Wraps(lines[i], lines[i + 1]) && !Wraps(lines[i + 1], lines[i])) continue;
            var full = lines[i].Parts > lines[i + 1].Parts ? i : i + 1;
            var one = lines.FindAll(l => l != lines[i] && l != lines[i + 1]);
            one.Insert(i, lines[full]);
            return Place(page, one) == i ? [lines[i], lines[i + 1]] : null;
        }
        return null;
    }

    // As near as two lines of one text, each part over or under exactly one of the other line, and none at the first: there a row begins.
    static bool Wraps(TextLine full, TextLine part)
    {
        var step = Math.Abs(full.Baseline - part.Baseline);
        return full.Parts >= 3 && full.Parts == full.Pieces.Count && part.Pieces.Count < full.Pieces.Count && step > 0.8 * full.Size && step < 1.3 * full.Size
            && Math.Abs(full.Size - part.Size) < 0.1 && full.Bold == part.Bold
            && part.Pieces.TrueForAll(p => IsName(p.Text.TrimStart('(')) && full.Pieces.FindAll(o => o.X0 < p.X1 && o.X1 > p.X0) is [var only] && only != full.Pieces[0]);
    }

    static int Place(PageContent page, List<TextLine> lines)
    {
        if (!page.Only || lines.Count > MostAbove + MostBelow + 1) return -1;
        var found = -1;
        for (var i = 1; i < lines.Count; i++)
        {
            if (!NamesColumns(page, lines[i])) continue;
            if (found >= 0) return -1;
            found = i;
        }
        return found > 0 && IsHead(lines, found) && lines.Skip(found + 1).All(IsFoot) ? found : -1;
    }

    static bool IsHead(List<TextLine> lines, int at) =>
        at <= MostAbove && lines.Count - at - 1 <= MostBelow && lines[at].Baseline - lines[at - 1].Baseline < 6 * lines[at].Size
        && lines.Take(at).All(l => (l.Parts == 1 && Words(l) <= 12) || TitleLines.Names(l)) && lines.Take(at).Any(l => l.Parts == 1);

    static bool IsFoot(TextLine line) => Words(line) <= 14 && (line.Parts <= 2 || (line.Parts == 3 && line.Text.Any(char.IsAsciiDigit)));

    static int Words(TextLine line) => line.Pieces.Sum(p => p.Words.Count);

    static bool NamesColumns(PageContent page, TextLine line)
    {
        var apart = PaintedApart(page, line);
        if ((apart ? line.Pieces.Count : line.Parts) < 3) return false;
        var texts = page.Monospaced ? [.. line.PartTexts] : line.Pieces.ConvertAll(p => p.Text);
        return texts.TrueForAll(IsName) && texts.Distinct().Count() == texts.Count;
    }

    // Cells painted side by side, however near their texts stand.
    static bool PaintedApart(PageContent page, TextLine line)
    {
        page.Deadline.Check();
        var areas = page.Fills.FindAll(f => f.Y0 < line.Middle && f.Y1 > line.Middle && f.Y1 - f.Y0 < 8 * line.Size);
        return areas.Count >= line.Pieces.Count && line.Pieces.TrueForAll(p => areas.Exists(a => a.X0 <= p.X0 + 1 && a.X1 >= p.X1 - 1 && line.Pieces.Count(o => o.Centre > a.X0 && o.Centre < a.X1) == 1));
    }

    static bool IsName(string text) =>
        text == "#" || (text.Length <= 30 && char.IsLetter(text[0]) && text.Count(c => c == ' ') <= 3 && !text.Any(c => char.IsDigit(c) || c is ':' or '@' or '!' or '?' or ';'));
}
