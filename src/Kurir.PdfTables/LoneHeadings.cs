namespace Kurir.PdfTables;

/// <summary>
/// Finds the headings of a report without rows, where neither type nor painting nor rules show that they are headings: on the only page,
/// under a title, one line of several short names, and nothing below but a foot or a note that there is nothing.
/// </summary>
static class LoneHeadings
{
    const int MostAbove = 8;
    const int MostBelow = 5;

    /// <summary>The place of the line, or -1.</summary>
    public static int Find(PageContent page, List<TextLine> lines)
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
