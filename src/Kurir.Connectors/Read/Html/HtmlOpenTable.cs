namespace Kurir.Connectors;

/// <summary>A table whose end tag has not come: the row and the cell that are being read.</summary>
/// <param name="table">Null for one inside a cell, whose tags only break lines.</param>
/// <param name="below">The stack's height below the table.</param>
sealed class HtmlOpenTable(HtmlTable? table, int below, int longest)
{
    HtmlCell cell;

    public HtmlTable? Table => table;

    public int Below => below;

    /// <summary>The stack's height below what is open inside: an end tag closes nothing further down.</summary>
    public int Inside { get; private set; } = below + 1;

    public HtmlTextBuilder Text { get; } = new(longest + 1);

    public HtmlPart Part { get; private set; } = HtmlPart.Body;

    public bool PartShown { get; private set; } = true;

    public List<HtmlCell>? Row { get; set; }

    public bool RowShown { get; set; }

    public bool InCell { get; private set; }

    public bool InCaption { get; set; }

    public void StartPart(HtmlPart part, bool shown) => (Part, PartShown) = (part, shown);

    public void StartCell(bool isHeading, int across, int down, bool shown, bool marked, int height)
    {
        cell = new HtmlCell("", isHeading, across, down, shown, marked);
        Inside = height;
        InCell = true;
    }

    public void EndCell()
    {
        Row!.Add(cell with { Text = Text.Take() });
        InCell = false;
        Inside = below + 1;
    }
}
