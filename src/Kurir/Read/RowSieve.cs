namespace Kurir;

/// <summary>Tells a table's rows from what stands between and below them: repeated headings, totals, notes.</summary>
/// <remarks>
/// What may be a note or a total only because nothing follows it is kept back until something does. All it remembers is these few rows, which
/// columns every row has filled so far, and which of them held nothing but numbers and dates. In doubt it is a row: one too many is seen, one lost is not.
/// </remarks>
sealed class RowSieve(TableLayout layout)
{
    /// <value>More rows than this are never notes below a table.</value>
    const int MaxHeldBack = 64;

    readonly List<(GridRow Row, bool Certain)> heldBack = [];
    readonly bool[] neverEmpty = Enumerable.Repeat(true, layout.Columns.Count == 0 ? 0 : layout.Columns.Max(column => column.SourceIndex) + 1).ToArray();
    readonly bool[] figures = Enumerable.Repeat(true, layout.Columns.Count == 0 ? 0 : layout.Columns.Max(column => column.SourceIndex) + 1).ToArray();
    int leastFilled = int.MaxValue;
    long rows;
    bool afterGap;

    /// <summary>Rows kept back that have turned out to be rows; they come before the one just sifted. Cleared by the next call.</summary>
    public List<GridRow> Released { get; } = [];

    /// <summary>What is no row: totals and notes, in their order.</summary>
    public List<GridRow> Aside { get; } = [];

    /// <param name="row">Not wholly empty.</param>
    /// <param name="gap">An empty row stands above it.</param>
    /// <returns>Whether it is a row of the table, after those in <see cref="Released"/>.</returns>
    public bool Sift(in GridRow row, bool gap)
    {
        Released.Clear();
        afterGap |= gap;
        if (IsHeading(row.Cells))
        {
            // A page's title is repeated together with its heading.
            heldBack.RemoveAll(held => !held.Certain && layout.Titles.Contains(RowShape.Joined(held.Row.Cells)));
            return false;
        }

        switch (Judge(row))
        {
            case Kind.Row:
                Release();
                Remember(row.Cells);
                return true;
            case Kind.Aside:
                heldBack.Add((row, true));
                break;
            default:
                heldBack.Add((row, false));
                break;
        }

        if (heldBack.Count > MaxHeldBack) Release();
        return false;
    }

    /// <summary>Nothing follows: what is still kept back is no row.</summary>
    public void End()
    {
        Released.Clear();
        Aside.AddRange(heldBack.Select(held => held.Row));
        heldBack.Clear();
    }

    void Release()
    {
        afterGap = false;
        if (heldBack.Count == 0) return;
        foreach (var (row, certain) in heldBack) (certain ? Aside : Released).Add(row);
        heldBack.Clear();
    }

    void Remember(Cell[] cells)
    {
        int filled = 0;
        for (int i = 0; i < neverEmpty.Length; i++)
        {
            if (!cells.IsFilled(i))
            {
                neverEmpty[i] = false;
                continue;
            }

            filled++;
            figures[i] &= IsFigure(cells[i]);
        }

        leastFilled = Math.Min(leastFilled, filled);
        rows++;
    }

    Kind Judge(in GridRow row)
    {
        if (row.IsTotal) return Kind.Aside;
        Cell[] cells = row.Cells;
        int filled = RowShape.Filled(cells);
        // The common case first: a row as full as the others that begins with no such word.
        string first = cells[RowShape.First(cells)].Text;
        TotalWord word = cells[RowShape.First(cells)].Type == CellType.Text ? RowWords.TotalOf(first) : TotalWord.None;
        if (word == TotalWord.None && filled >= leastFilled && filled > 2) return Kind.Row;
        if (word == TotalWord.Certain || IsNote(cells, filled, first)) return Kind.Aside;
        bool lacks = Lacks(cells);
        if (lacks && (word != TotalWord.None || HasTotalWord(cells))) return Kind.Aside;
        if (word == TotalWord.Bare || (word == TotalWord.Prefix && filled < leastFilled)) return Kind.Held;
        return IsSparse(cells, filled) || IsSums(cells, filled, lacks) ? Kind.Held : Kind.Row;
    }

    bool IsNote(Cell[] cells, int filled, string first)
    {
        if (filled == 1 || (filled == 2 && layout.Named >= 4)) return RowWords.IsNote(first) || (rows == 0 && RowWords.IsNoData(first));
        // A line over merged cells may come as the same text in each of them.
        return rows == 0 && RowWords.IsNoData(first) && cells.All(cell => cell.IsBlank() || cell.Text == first);
    }

    bool IsSparse(Cell[] cells, int filled)
    {
        if (filled >= leastFilled) return false;
        if (afterGap && rows > 0 && filled * 2 <= layout.Named) return true;
        if (filled > 1 || layout.Named < 3) return false;
        // One cell alone: in place of all rows, or words where all rows have figures.
        int at = RowShape.First(cells);
        return rows == 0 || at >= figures.Length || (figures[at] && neverEmpty[at] && !IsFigure(cells[at]));
    }

    static bool IsFigure(Cell cell) => cell.Type != CellType.Text || char.IsAsciiDigit(cell.Text.AsSpan().TrimStart()[0]);

    // Numbers alone, where rows have more than that.
    bool IsSums(Cell[] cells, int filled, bool lacks) =>
        rows >= 2 && lacks && filled < leastFilled && cells.All(cell => cell.IsBlank() || cell.Type == CellType.Number || IsNumber(cell));

    static bool IsNumber(Cell cell) =>
        cell.Type == CellType.Text && NumberText.TryScan(cell.Text, out var number) && NumberShape.Of(number.Body, number.Currency is not null).IsNumber;

    /// <summary>It leaves a column empty that every row before has filled.</summary>
    bool Lacks(Cell[] cells)
    {
        if (rows == 0) return false;
        for (int i = 0; i < neverEmpty.Length; i++)
            if (neverEmpty[i] && !cells.IsFilled(i)) return true;
        return false;
    }

    static bool HasTotalWord(Cell[] cells)
    {
        foreach (Cell cell in cells)
            if (cell.Type == CellType.Text && RowWords.TotalOf(cell.Text) is TotalWord.Bare or TotalWord.Certain) return true;
        return false;
    }

    bool IsHeading(Cell[] cells)
    {
        foreach (string[] heading in layout.HeadingRows)
            if (Repeats(cells, heading)) return true;
        return false;
    }

    static bool Repeats(Cell[] cells, string[] heading)
    {
        for (int i = 0; i < Math.Max(cells.Length, heading.Length); i++)
        {
            string name = i < heading.Length ? heading[i] : "";
            if (name.Length == 0 ? cells.IsFilled(i) : i >= cells.Length || !SameText(cells[i], name)) return false;
        }

        return true;
    }

    static bool SameText(Cell cell, string name) =>
        cell.Text.Length >= name.Length && (cell.Text == name || RowShape.Folded(cell.Text) == name);

    enum Kind
    {
        Row,

        /// <summary>No row, for certain.</summary>
        Aside,

        /// <summary>No row, if no row follows.</summary>
        Held,
    }
}
