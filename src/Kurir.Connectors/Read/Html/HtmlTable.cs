using AngleSharp.Dom;

namespace Kurir.Connectors;

/// <summary>One table element as rows of cells: spans laid out, hidden columns and rows left out, the page's words for "no data" told apart.</summary>
sealed class HtmlTable
{
    const int MaxSpan = 1000;
    const int MaxFilled = 4 << 20;

    readonly Document document;
    readonly ReadLimits limits;
    readonly Dictionary<int, (int Rows, Cell Cell, bool Shown)> below = [];
    readonly List<bool> columnShown = [];
    readonly List<Line> lines = [];
    int filled;

    public HtmlTable(IElement table, Document document, ReadLimits limits)
    {
        this.document = document;
        this.limits = limits;
        Element = table;
        int number = 0;
        foreach (var (row, part) in RowsOf(table))
        {
            number++;
            if (HtmlText.Shows(row)) Add(row, part, number);
        }

        DropHiddenColumns();
    }

    enum Part
    {
        Head,
        Body,
        Foot,
    }

    public IElement Element { get; }

    /// <summary>Words of the one cell that stands for "no data".</summary>
    public string? NoData { get; private set; }

    /// <summary>Words of the one cell that a script would replace by rows.</summary>
    public string? Loading { get; private set; }

    public int Columns => columnShown.Count;

    public bool HasHead => lines.Exists(l => l.Part == Part.Head && l.Texts > 1);

    public int BodyRows => lines.Count(l => l.Part == Part.Body);

    public Grid ToGrid(string name, string place, long? announced, CancellationToken ct)
    {
        var titles = lines.Where(l => l.Part == Part.Head && l.IsTitle).Select(l => l.Cells[0].Text).ToList();
        var head = lines.Where(l => l is { Part: Part.Head, IsTitle: false, Texts: > 0 }).ToList();
        // A heading of several rows is flattened by whoever finds the headings; of one row it is known here.
        var headings = head.Count == 1 ? head[0].Cells.Select(c => c.Text).ToList() : null;
        var body = lines.Where(l => l.Part == Part.Body && l.Cells.Length > 0);
        var foot = lines.Where(l => l.Part == Part.Foot && l.Texts > 0 && !head.Exists(h => Same(h.Cells, l.Cells)));
        GridRow[] rows =
        [
            .. headings is null ? head.Select(l => new GridRow(l.Number, l.Cells)) : [],
            .. body.Select(l => new GridRow(l.Number, l.Cells)),
            .. foot.Select(l => new GridRow(l.Number, l.Cells, IsTotal: true)),
        ];
        return new Grid
        {
            Name = name,
            Place = place,
            Titles = titles,
            Headings = headings,
            Announced = NoData is not null && BodyRows == 0 ? 0 : announced,
            Rows = new GuardedRows(document, limits, () => rows, ct),
        };
    }

    static IEnumerable<(IElement Row, Part Part)> RowsOf(IElement table)
    {
        bool leading = true;
        foreach (var section in table.Children)
        {
            var rows = section.LocalName == "tr" ? [section] : section.LocalName is "thead" or "tbody" or "tfoot" ? section.Children.Where(c => c.LocalName == "tr") : [];
            foreach (var row in rows)
            {
                var part = section.LocalName switch { "thead" => Part.Head, "tfoot" => Part.Foot, _ => Part.Body };
                // Without a thead the first rows that consist of th alone are the heading.
                leading &= part == Part.Head || row.Children.All(c => c.LocalName == "th");
                yield return (row, part == Part.Body && leading ? Part.Head : part);
            }
        }
    }

    void Add(IElement row, Part part, int number)
    {
        var cells = new List<Cell>();
        var elements = row.Children.Where(c => c.LocalName is "td" or "th").ToList();
        foreach (var element in elements)
        {
            FillFromAbove(cells);
            var cell = Cell.OfText(Bounded(HtmlText.Of(element, controls: part != Part.Head)));
            int across = Span(element, "colspan", MaxSpan);
            int down = Span(element, "rowspan", ushort.MaxValue);
            for (int i = 0; i < across; i++) Put(cells, i == 0 ? cell : default, HtmlText.Shows(element), down, part);
        }

        FillFromAbove(cells);
        if (part == Part.Body && elements.Count == 1 && Stands(elements[0], cells[0].Text)) return;
        int length = cells.FindLastIndex(c => !c.IsEmpty) + 1;
        int texts = cells.Count(c => !c.IsEmpty);
        bool title = texts == 1 && elements.Count == 1 && cells.Count > 1 && !cells[0].IsEmpty;
        lines.Add(new Line(number, part, [.. cells.Take(length)], texts, title));
    }

    /// <summary>Whether the only cell of a row stands for rows that are not there.</summary>
    bool Stands(IElement cell, string text)
    {
        bool marked = cell.ClassList.Contains("dataTables_empty") || cell.ClassList.Contains("dt-empty");
        bool spans = marked || cell.HasAttribute("colspan") || Columns <= 1;
        if (!spans) return false;
        if (PageWords.IsLoading(text)) Loading = text;
        else if (marked || PanelText.NoData(text) is not null) NoData = text;
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

    void Put(List<Cell> cells, Cell cell, bool shown, int down, Part part)
    {
        // In a heading the text stands in its first row only, so that flattening does not say it twice.
        if (down > 1) below[cells.Count] = (down - 1, part == Part.Head ? default : cell, shown);
        Append(cells, cell, shown);
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

    string Bounded(string text) => text.Length <= limits.MaxCellLength ? text
        : throw Unreadable.TooLarge(document, $"A cell has more than {limits.MaxCellLength:N0} characters.");

    static int Span(IElement cell, string name, int most) =>
        int.TryParse(cell.GetAttribute(name), out int span) ? Math.Clamp(span, 1, most) : 1;

    static bool Same(Cell[] a, Cell[] b) => a.Length == b.Length && a.Zip(b).All(p => Headings.Same(p.First.Text, p.Second.Text));

    readonly record struct Line(int Number, Part Part, Cell[] Cells, int Texts, bool IsTitle);
}
