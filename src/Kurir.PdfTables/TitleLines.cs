using System.Text.RegularExpressions;

namespace Kurir.PdfTables;

/// <summary>Knows lines such as "Period: May    Branch: all    Printed: 2 June": they name what was asked for, and head no columns.</summary>
static partial class TitleLines
{
    /// <summary>How many leading lines of a table's are titles; 0 where nothing but such lines would be left.</summary>
    public static int Leading(List<TextLine> lines)
    {
        var count = 0;
        while (count < lines.Count && count < 6 && Names(lines[count])) count++;
        if (count == 0 || count == lines.Count || (lines.Skip(count).Count(l => l.Parts >= 2) < 2 && lines[count].Bold == lines[count - 1].Bold)) return 0;
        return OnEdges(lines[count - 1], lines.GetRange(count, Math.Min(2, lines.Count - count))) ? 0 : count;
    }

    /// <summary>Most of the line's parts are a label with its value.</summary>
    public static bool Names(TextLine line)
    {
        var parts = line.PartTexts.ToList();
        var named = 0;
        for (var i = 0; i < parts.Count; i++)
        {
            if (WithValue().IsMatch(parts[i])) named++;
            else if (i + 1 < parts.Count && LabelApart(parts[i], parts[i + 1]))
            {
                named += 2;
                i++;
            }
        }
        return named * 2 > parts.Count;
    }

    static bool LabelApart(string label, string value) =>
        value.StartsWith(':') ? value.Length > 1 : Label().IsMatch(label) && !Label().IsMatch(value) && !WithValue().IsMatch(value);

    // A first row with such texts stands on the columns; a title line has its own places.
    static bool OnEdges(TextLine line, List<TextLine> below) =>
        line.Pieces.Count(p => below.Exists(b => b.Pieces.Exists(o => Math.Abs(o.X0 - p.X0) < 1.5))) * 3 >= line.Pieces.Count * 2;

    [GeneratedRegex(@"^\W*\p{L}[\p{L}\p{M}\s./()'&-]{0,39}[:：]\s*(?!//)[^\s:：]")]
    private static partial Regex WithValue();

    [GeneratedRegex(@"^\W*\p{L}[\p{L}\p{M}\s./()'&-]{0,39}[:：]$")]
    private static partial Regex Label();
}
