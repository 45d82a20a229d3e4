using System.Globalization;

namespace Kurir.Connectors;

/// <summary>Writes what a plan decided, in as few atomic calls as hold it: the grid first, then what stands there, then new rows at their places.</summary>
sealed class SheetWriting(SheetsClient client, SheetPlace place, Book book, BookTab tab, SheetTarget target, SheetReading reading, SheetLook look)
{
    const long MostCells = 10_000_000;
    const int MostColumns = 18_278;

    // What a cell costs around its text.
    const int CellOverhead = 48;

    readonly DeliveryPlan plan = reading.Plan;

    /// <summary>How many texts were cut to what a cell holds.</summary>
    public long CutCells { get; private set; }

    /// <summary>A call was begun: if it fails, what it was to write may stand there.</summary>
    public bool Began { get; private set; }

    int Columns => plan.Columns.Positions.Max() + 1;

    long Rows => look.FirstNew + plan.NewCount;

    /// <exception cref="Fault">The workbook or tab would have more cells than Google allows; nothing was written.</exception>
    public void RefuseIfFull()
    {
        long rows = Math.Max(tab.Rows, Rows), columns = Math.Max(tab.Columns, Columns);
        long cells = book.Cells - ((long)tab.Rows * tab.Columns) + (rows * columns);
        if (columns <= MostColumns && (cells <= MostCells || rows * columns <= (long)tab.Rows * tab.Columns)) return;
        throw new Fault(
            Stage.Deliver, FaultName.DestinationFull, FaultKind.Stop, place.Name,
            string.Create(CultureInfo.InvariantCulture, $"The spreadsheet '{book.Title}' would have {cells:N0} cells and the tab {tab.Title} {columns:N0} columns; Google allows {MostCells:N0} and {MostColumns:N0}, empty cells counted."),
            "Delete empty rows, columns and tabs that nobody uses, or name a new spreadsheet; nothing was written.");
    }

    public async Task Write(CancellationToken ct)
    {
        var batch = new SheetBatch();
        try
        {
            Prepare(batch);
            foreach (RowWrite write in plan.Writes.Values.OrderBy(write => write.Place))
            {
                Change(batch, write);
                if (batch.IsFull) batch = await Send(batch, ct);
            }

            batch = await Append(batch, ct);
            if (!batch.IsEmpty) batch = await Send(batch, ct);
        }
        finally
        {
            batch.Dispose();
        }
    }

    async Task<SheetBatch> Send(SheetBatch batch, CancellationToken ct)
    {
        using (batch)
        {
            ReadOnlyMemory<byte> body = batch.Close();
            Began = true;
            await client.Change(place, body, ct);
        }

        return new SheetBatch();
    }

    void Prepare(SheetBatch batch)
    {
        if (tab.Rows == 0) batch.AddTab(tab.Id, tab.Title, Math.Max(2, Rows), Columns);
        else
        {
            if (Rows > tab.Rows) batch.Grow(tab.Id, rows: true, Rows - tab.Rows);
            if (Columns > tab.Columns) batch.Grow(tab.Id, rows: false, Columns - tab.Columns);
        }

        Mark(batch);
        Cell[] headings = [.. plan.Columns.Added.Select(i => Cell.OfText(plan.Delivery.Columns[i].Heading))];
        foreach ((int from, int to) in Neighbours([.. plan.Columns.Added.Select(i => plan.Columns.Positions[i])]))
            batch.Cells(tab.Id, reading.HeadingRow, plan.Columns.Positions[plan.Columns.Added[from]], [new ArraySegment<Cell>(headings, from, to - from)]);
        Format(batch);
    }

    void Mark(SheetBatch batch)
    {
        foreach (Mark other in tab.Marks.Where(mark => mark.Key == SheetTarget.TabKey && mark.Value != target.MarkOf(tab.Id) && IsOfACopy(mark))) batch.RemoveMark(other.Id);
        if (!target.IsMarked(tab)) batch.AddMark(tab.Id, null, SheetTarget.TabKey, target.MarkOf(tab.Id));
        for (int i = 0; i < plan.Delivery.Columns.Count; i++)
        {
            string heading = plan.Delivery.Columns[i].Heading;
            int position = plan.Columns.Positions[i];
            bool isMarked = false;
            foreach ((int at, IReadOnlyList<Mark> marks) in tab.ColumnMarks)
                foreach (Mark mark in marks.Where(mark => mark.Key == SheetTarget.ColumnKey && Headings.Same(mark.Value, heading)))
                    if (at == position) isMarked = true;
                    else batch.RemoveMark(mark.Id);
            if (!isMarked) batch.AddMark(tab.Id, position, SheetTarget.ColumnKey, heading);
        }
    }

    // A mark with another tab's id came with a copy that a person made of that tab.
    bool IsOfACopy(Mark mark) => !mark.Value.EndsWith(" " + tab.Id.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    void Format(SheetBatch batch)
    {
        if (plan.NewCount == 0) return;
        for (int i = 0; i < plan.Delivery.Columns.Count; i++)
        {
            if (look.FormatOf(i) is not { } format) continue;
            int position = plan.Columns.Positions[i];
            batch.Format(new GridRange(tab.Id, look.FirstNew, (int)Rows, position, position + 1), format);
        }
    }

    void Change(SheetBatch batch, RowWrite write)
    {
        int row = (int)write.Place - 1;
        int[] order = [.. Enumerable.Range(0, write.Columns.Length).OrderBy(i => plan.Columns.Positions[write.Columns[i]])];
        int[] positions = [.. order.Select(i => plan.Columns.Positions[write.Columns[i]])];
        Cell[] cells = [.. order.Select(i => write.Cells[i])];
        SheetFormat?[] formats = [.. order.Select(i => look.FormatOf(row, write.Columns[i], write.Cells[i]))];
        foreach ((int from, int to) in Neighbours(positions, i => formats[i] == formats[i - 1]))
            batch.Cells(tab.Id, row, positions[from], [new ArraySegment<Cell>(cells, from, to - from)], formats[from]);
        CutCells += cells.Count(SheetCells.IsCut);
    }

    async Task<SheetBatch> Append(SheetBatch batch, CancellationToken ct)
    {
        int[] order = [.. Enumerable.Range(0, plan.Delivery.Columns.Count).OrderBy(i => plan.Columns.Positions[i])];
        (int From, int To)[] runs = [.. Neighbours([.. order.Select(i => plan.Columns.Positions[i])])];
        List<Cell[]> rows = [];
        int row = look.FirstNew;
        long size = batch.Size, cells = 0;
        foreach (Cell[] next in plan.NewRows)
        {
            ct.ThrowIfCancellationRequested();
            Cell[] ordered = [.. order.Select(i => next[i])];
            long its = SizeOf(ordered);
            if (size + its > SheetBatch.MaxBytes || cells + ordered.Length > SheetBatch.MaxCells)
            {
                Put(batch, row, runs, order, rows);
                row += rows.Count;
                rows.Clear();
                if (!batch.IsEmpty) batch = await Send(batch, ct);
                (size, cells) = (0, 0);
            }

            rows.Add(ordered);
            (size, cells) = (size + its, cells + ordered.Length);
            CutCells += ordered.Count(SheetCells.IsCut);
        }

        Put(batch, row, runs, order, rows);
        return batch;
    }

    void Put(SheetBatch batch, int row, (int From, int To)[] runs, int[] order, List<Cell[]> rows)
    {
        if (rows.Count == 0) return;
        foreach ((int from, int to) in runs)
            batch.Cells(tab.Id, row, plan.Columns.Positions[order[from]], rows.Select(cells => new ArraySegment<Cell>(cells, from, to - from)));
    }

    static long SizeOf(Cell[] cells)
    {
        long size = 0;
        foreach (Cell cell in cells) size += CellOverhead + (cell.Type == CellType.Text ? SheetBatch.SizeOf(cell.Text) : 24);
        return size;
    }

    // Runs of positions that follow each other, as indices.
    static IEnumerable<(int From, int To)> Neighbours(int[] positions, Func<int, bool>? alike = null)
    {
        for (int from = 0, to; from < positions.Length; from = to)
        {
            for (to = from + 1; to < positions.Length && positions[to] == positions[to - 1] + 1 && (alike is null || alike(to)); to++) { }
            yield return (from, to);
        }
    }
}
