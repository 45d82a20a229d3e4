namespace Kurir.Connectors;

/// <summary>One cell as its tags describe it.</summary>
/// <param name="Marked">It has a class that says: no data.</param>
readonly record struct HtmlCell(string Text, bool IsHeading, int Across, int Down, bool Shown, bool Marked);

/// <summary>The part of a table that a row stands in.</summary>
enum HtmlPart
{
    Head,
    Body,
    Foot,
}

/// <summary>One table as rows of cells: spans laid out, hidden columns and rows left out, the page's words for "no data" told apart.</summary>
sealed class HtmlTable(Document document, ReadLimits limits)
{
    const int MaxFilled = 4 << 20;

    readonly Dictionary<int, (int Rows, Cell Cell, bool Shown)> below = [];
    readonly List<bool> columnShown = [];
    readonly List<Line> lines = [];
    bool leading = true;
    int filled;
    int number;

    /// <summary>The caption, or the last heading above the table.</summary>
    public string Name { get; set; } = "";

    /// <summary>Hidden, in a dialog, or a copy of another table's heading.</summary>
    public bool IsAside { get; init; }

    /// <summary>It only arranges other things.</summary>
    public bool IsLayout { get; set; }

    public bool HasPassword { get; set; }

    /// <summary>A heading cell came.</summary>
    public bool HasHeadings { get; private set; }

    /// <summary>Words of the one cell that stands for "no data".</summary>
    public string? NoData { get; private set; }

    /// <summary>Words of the one cell that a script would replace by rows.</summary>
    public string? Loading { get; private set; }

    /// <summary>How many rows the page says beside it.</summary>
    public long? Announced { get; set; }

    /// <summary>Where the words right before it stand among the page's words.</summary>
    public int WordsBefore { get; init; }

    public int WordsAfter { get; set; }

    public int Columns => columnShown.Count;

    public bool HasHead => lines.Exists(l => l.Part == HtmlPart.Head && l.Texts > 1);

    public int BodyRows => lines.Count(l => l.Part == HtmlPart.Body);

    /// <summary>All texts, for a page whose words they are.</summary>
    public IEnumerable<string> Texts => lines.SelectMany(l => l.Cells).Where(c => !c.IsEmpty).Select(c => c.Text);

    public void SawHeading() => HasHeadings = true;

    public void AddRow(List<HtmlCell> row, HtmlPart part, bool shown)
    {
        number++;
        // Without a thead the first rows that consist of heading cells alone are the heading.
        leading &= part == HtmlPart.Head || row.TrueForAll(c => c.IsHeading);
        if (!shown) return;
        if (part == HtmlPart.Body && leading) part = HtmlPart.Head;
        var cells = new List<Cell>();
        foreach (var cell in row)
        {
            FillFromAbove(cells);
            for (int i = 0; i < cell.Across; i++) Put(cells, i == 0 ? Cell.OfText(cell.Text) : default, cell, part);
        }

        FillFromAbove(cells);
        if (part == HtmlPart.Body && row.Count == 1 && StandsForRows(row[0])) return;
        int texts = cells.Count(c => !c.IsEmpty);
        bool title = texts == 1 && row.Count == 1 && cells.Count > 1 && !cells[0].IsEmpty;
        lines.Add(new Line(number, part, [.. cells.Take(cells.FindLastIndex(c => !c.IsEmpty) + 1)], texts, title));
    }

    public Grid ToGrid(string place, CancellationToken ct)
    {
        DropHiddenColumns();
        var head = lines.FindAll(l => l is { Part: HtmlPart.Head, IsTitle: false, Texts: > 0 });
        // A heading of several rows is flattened by whoever finds the headings; of one row it is known here.
        var headings = head.Count == 1 ? head[0].Cells.Select(c => c.Text).ToList() : null;
        var foot = lines.Where(l => l is { Part: HtmlPart.Foot, Texts: > 0 } && !head.Exists(h => Same(h.Cells, l.Cells)));
        GridRow[] rows =
        [
            .. headings is null ? head.Select(l => new GridRow(l.Number, l.Cells)) : [],
            .. lines.Where(l => l is { Part: HtmlPart.Body, Texts: > 0 }).Select(l => new GridRow(l.Number, l.Cells)),
            .. foot.Select(l => new GridRow(l.Number, l.Cells, IsTotal: true)),
        ];
        return new Grid
        {
            Name = Name,
            Place = place,
            Titles = [.. lines.Where(l => l is { Part: HtmlPart.Head, IsTitle: true }).Select(l => l.Cells[0].Text)],
            Headings = headings,
            Announced = NoData is not null && BodyRows == 0 ? 0 : Announced,
            Rows = new GuardedRows(document, limits, () => rows, ct),
        };
    }

    /// <summary>Whether the only cell of a row stands for rows that are not there.</summary>
    bool StandsForRows(HtmlCell cell)
    {
        if (!cell.Marked && cell.Across == 1 && Columns > 1) return false;
        if (PageWords.IsLoading(cell.Text)) Loading = cell.Text;
        else if (cell.Marked || PanelText.NoData(cell.Text) is not null) NoData = cell.Text;
        else return false;
        return true;
    }

    void FillFromAbove(List<Cell> cells)
    {
        while (below.TryGetValue(cells.Count, out var above))
        {
            if (above.Rows == 1) below.Remove(cells.Count);
            else below[cells.Count] = above with { Rows = above.Rows - 1 };
            Append(cells, above.Cell, above.Shown);
        }
    }

    void Put(List<Cell> cells, Cell cell, HtmlCell source, HtmlPart part)
    {
        // In a heading the text stands in its first row only, so that flattening does not say it twice.
        if (source.Down > 1) below[cells.Count] = (source.Down - 1, part == HtmlPart.Head ? default : cell, source.Shown);
        Append(cells, cell, source.Shown);
    }

    void Append(List<Cell> cells, Cell cell, bool shown)
    {
        if (cells.Count >= limits.MaxColumns) throw Unreadable.TooLarge(document, $"A table has more than {limits.MaxColumns:N0} columns.");
        if (cell.IsEmpty && ++filled > MaxFilled) throw Unreadable.Hostile(document, "A table's rows are nearly all gaps.");
        if (cells.Count == columnShown.Count) columnShown.Add(false);
        if (shown) columnShown[cells.Count] = true;
        cells.Add(cell);
    }

    void DropHiddenColumns()
    {
        if (columnShown.TrueForAll(shown => shown) || !columnShown.Contains(true)) return;
        for (int i = 0; i < lines.Count; i++)
            lines[i] = lines[i] with { Cells = [.. lines[i].Cells.Where((_, column) => columnShown[column])] };
    }

    static bool Same(Cell[] a, Cell[] b) => a.Length == b.Length && a.Zip(b).All(p => Headings.Same(p.First.Text, p.Second.Text));

    readonly record struct Line(int Number, HtmlPart Part, Cell[] Cells, int Texts, bool IsTitle);
}
