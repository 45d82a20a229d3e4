namespace Kurir.PdfTables;

/// <summary>The part of a page that one table fills, and the rules inside it.</summary>
sealed class Region(List<TextLine> lines)
{
    public List<TextLine> Lines { get; } = lines;

    /// <summary>Lines right above, the nearest first, that may be upper levels of the headings.</summary>
    public List<TextLine> Above { get; } = [];

    /// <summary>Column borders drawn through the body, outer ones included; empty where none are drawn.</summary>
    public List<double> Uprights { get; init; } = [];
    public double X0 { get; set; } = lines.Min(l => l.X0);
    public double X1 { get; set; } = lines.Max(l => l.X1);
    public double Top { get; set; } = lines[0].Top;
    public double Bottom { get; set; } = lines.Max(l => l.Bottom);

    /// <summary>Too little to be a table of its own; the last lines of one that began on an earlier page.</summary>
    public bool Rest { get; init; }

    /// <summary>A line of headings without rows, known by nothing but its place.</summary>
    public bool HeadingsAlone { get; init; }
    public bool Ruled => Uprights.Count > 0;

    List<VRule>[]? _drawn;

    /// <summary>Whether a column's border is drawn at a height; borders need not run through.</summary>
    public bool Draws(PageContent page, int upright, double y)
    {
        _drawn ??= [.. Uprights.Select(x => page.VRules.FindAll(v => Math.Abs(v.X - x) <= 3.2))];
        foreach (var rule in _drawn[upright])
        {
            if (rule.Y0 <= y + 1 && rule.Y1 >= y - 1) return true;
        }
        return false;
    }
}
