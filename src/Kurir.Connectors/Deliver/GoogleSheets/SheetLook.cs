namespace Kurir.Connectors;

/// <summary>The last look before writing: the rows that may have to be changed, with their formulas and formats, and whether the cells below the table are free.</summary>
sealed class SheetLook(SheetsClient client, SheetPlace place, BookTab tab, SheetReading reading)
{
    // How far below the table something is still taken for a part of it.
    const int Below = 1_000;

    readonly DeliveryPlan plan = reading.Plan;
    readonly SheetFormat?[] last = new SheetFormat?[reading.Plan.Columns.Positions.Count];
    readonly Dictionary<(int Row, int Position), SheetFormat> formats = [];
    HashSet<int> wanted = [];
    bool isTaken, isWide;

    /// <summary>The row for the first new one, from 0.</summary>
    public int FirstNew { get; private set; }

    /// <summary>There is something in the columns that were to be new.</summary>
    public bool IsRightEndTaken => isWide;

    /// <summary>The number format of a new row's cell: as in the last row, so that people's formats go on; null: none is needed.</summary>
    public SheetFormat? FormatOf(int column) => SheetCells.FormatOf(plan.Delivery.Columns[column].Type) is { } own
        ? last[column] is { IsMoment: true } theirs ? theirs : own
        : last[column];

    /// <summary>The format that a changed cell needs with its new value; null: it keeps the one it has.</summary>
    public SheetFormat? FormatOf(int row, int column, Cell cell) =>
        SheetCells.IsMoment(cell.Type) && !(formats.TryGetValue((row, plan.Columns.Positions[column]), out SheetFormat? format) && format.IsMoment) ? SheetCells.FormatOf(cell.Type) : null;

    /// <exception cref="Fault">A row that was to be changed is another one by now.</exception>
    public async Task Look(CancellationToken ct)
    {
        FirstNew = (reading.IsEmpty ? 0 : reading.LastRow) + 1;
        wanted = [.. plan.Wanted.Select(place => (int)place - 1)];
        foreach (List<GridRange> call in SheetSpans.Calls(Ranges(), detailed: true)) await client.Cells(place, call, Take, ct);
        if (plan.LooksAgain) throw SheetsFaults.Moved(place.Name, "rows that were to be changed are gone");
        if (isTaken) await FindBottom(ct);
    }

    IEnumerable<GridRange> Ranges()
    {
        if (reading.IsEmpty && tab.Rows == 0) return [];
        (int left, int right) = Columns();
        bool writes = wanted.Count > 0 || plan.NewCount > 0;
        List<GridRange> ranges = SheetSpans.Over(tab.Id, (writes && !reading.IsEmpty ? wanted.Append(reading.HeadingRow) : wanted).Order(), (left, right));
        if (plan.NewCount > 0 && !reading.IsEmpty && reading.LastRow > reading.HeadingRow && !wanted.Contains(reading.LastRow))
            ranges.Add(new GridRange(tab.Id, reading.LastRow, reading.LastRow + 1, left, right));
        if (plan.NewCount > 0 && FirstNew < tab.Rows) ranges.Add(new GridRange(tab.Id, FirstNew, (int)Math.Min(tab.Rows, FirstNew + plan.NewCount + Below), left, right));
        if (!reading.IsEmpty && plan.Columns.Added.Count > 0 && RightEnd < tab.Columns)
            ranges.Add(new GridRange(tab.Id, 0, tab.Rows, RightEnd, Math.Min(tab.Columns, RightEnd + plan.Columns.Added.Count)));
        return ranges.Where(range => range.Right > range.Left);
    }

    int RightEnd => plan.Columns.Positions[plan.Columns.Added[0]];

    (int Left, int Right) Columns() => (plan.Columns.Positions.Min(), Math.Min(tab.Columns, plan.Columns.Positions.Max() + 1));

    void Take(int row, int left, List<GridCell> cells)
    {
        if (!reading.IsEmpty && plan.Columns.Added.Count > 0 && left == RightEnd)
        {
            isWide |= cells.Exists(IsTaken);
            return;
        }

        if (row >= FirstNew)
        {
            for (int i = 0; i < cells.Count; i++) isTaken |= reading.ColumnAt(left + i) >= 0 && IsTaken(cells[i]);
            return;
        }

        if (row == reading.HeadingRow && !reading.HasHeadings(left, [.. cells.Select(cell => cell.Value)])) throw SheetsFaults.Moved(place.Name, "its columns were moved");
        if (row == reading.LastRow && row > reading.HeadingRow) TakeLast(left, cells);
        if (!wanted.Contains(row)) return;
        TakeFormats(row, left, cells);
        Cell[] typed = reading.Typed(left, [.. cells.Select(cell => cell.Value)]);
        if (!plan.Look(row + 1, typed, position => position >= left && position - left < cells.Count && cells[position - left].IsFormula))
            throw SheetsFaults.Moved(place.Name, $"another row stands at row {row + 1} than a moment ago");
    }

    void TakeLast(int left, List<GridCell> cells)
    {
        for (int i = 0; i < cells.Count; i++)
            if (reading.ColumnAt(left + i) is >= 0 and var column) last[column] ??= cells[i].Format;
    }

    void TakeFormats(int row, int left, List<GridCell> cells)
    {
        for (int i = 0; i < cells.Count; i++)
            if (cells[i].Format is { } format && reading.ColumnAt(left + i) >= 0) formats[(row, left + i)] = format;
    }

    static bool IsTaken(GridCell cell) => cell.IsFormula || !cell.Value.IsEmpty;

    // A person has something below the table in the report's columns, sums perhaps: new rows stand below that.
    async Task FindBottom(CancellationToken ct)
    {
        (int left, int right) = Columns();
        int bottom = FirstNew;
        foreach (List<GridRange> call in SheetSpans.Calls([new GridRange(tab.Id, FirstNew, tab.Rows, left, right)], detailed: true))
            await client.Cells(place, call, (row, from, cells) =>
            {
                for (int i = 0; i < cells.Count; i++)
                    if (reading.ColumnAt(from + i) >= 0 && IsTaken(cells[i])) bottom = Math.Max(bottom, row);
            }, ct);
        FirstNew = bottom + 1;
    }
}
