namespace Kurir.Connectors;

/// <summary>Reads what stands in a tab, the heading first, and notices its rows in a plan; of the rows only the columns that tell them apart.</summary>
/// <remarks>Where the marks on the columns say beforehand where the key stands, heading and key come in one call.</remarks>
sealed class SheetReading(SheetsClient client, SheetPlace place, Book book, BookTab tab, Delivery delivery)
{
    public const int MaxRowsAboveTable = 50;

    // With more than one run of columns the first ones are held until the last one comes.
    const long MostHeldCells = 300_000;

    // Beyond this a delivery concerns so many of the rows that reading all of them is cheaper than reading each again.
    const int ManyChanges = 5_000;

    readonly Dictionary<string, int> marked = SheetTarget.MarkedColumns(tab);
    readonly List<(int Row, List<Cell> Cells)> head = [];
    int[] columnAt = [];

    public required bool RestoresRemoved { get; init; }

    /// <summary>Where new columns go at the earliest.</summary>
    public required int RightEnd { get; init; }

    /// <summary>The tab holds nothing.</summary>
    public bool IsEmpty { get; private set; }

    public DeliveryPlan Plan { get; private set; } = null!;

    public SheetCells Cells { get; private set; } = new(delivery.Columns, book.Locale);

    /// <summary>As they stand, by position.</summary>
    public IReadOnlyList<string> Headings { get; private set; } = [];

    /// <summary>From 0; 0 where there is none yet.</summary>
    public int HeadingRow { get; private set; }

    /// <summary>The last row with a key, from 0; the heading's where there is none.</summary>
    public int LastRow { get; private set; }

    bool KeysOnly => !delivery.Key.Duplicates && delivery.Count <= Math.Max(ManyChanges, tab.Rows / 20);

    public async Task Read(CancellationToken ct)
    {
        IReadOnlyList<(int Left, int Right)> runs = SheetSpans.Runs(Guess());
        bool inOne = runs.Count == 1 && tab.Rows > 1 && (long)tab.Rows * (runs[0].Right - runs[0].Left) <= SheetSpans.MostCells;
        var key = new GridRange(tab.Id, 1, tab.Rows, inOne ? runs[0].Left : 0, inOne ? runs[0].Right : 0);
        var first = new FirstCall(this, key);
        await client.Values(place, inOne ? [Head, key] : [Head], first.Row, ct);
        first.End();
        if (IsEmpty || first.HasRows) return;
        await ReadRows(Needed(), ct);
    }

    GridRange Head => new(tab.Id, 0, Math.Min(MaxRowsAboveTable, tab.Rows), 0, tab.Columns);

    /// <summary>Where a value stands among the delivery's columns, by position; -1: it is none of ours.</summary>
    public int ColumnAt(int position) => position < columnAt.Length ? columnAt[position] : -1;

    // Positions of the columns to be read, as the marks have them; none where they do not tell.
    IReadOnlyList<int> Guess()
    {
        HashSet<string> key = [.. delivery.Key.Columns.Select(Kurir.Headings.Fold)];
        string[] needed = [.. delivery.Columns.Where(column => !column.IsCounter).Select(column => Kurir.Headings.Fold(column.Heading)).Where(heading => !KeysOnly || key.Contains(heading))];
        return needed.All(marked.ContainsKey) ? [.. needed.Select(heading => marked[heading]).Where(position => position < tab.Columns)] : [];
    }

    int[] Needed() => [.. Enumerable.Range(0, delivery.Columns.Count)
        .Where(i => (KeysOnly ? Plan.Columns.Key.Contains(i) : !delivery.Columns[i].IsCounter) && Plan.Columns.Positions[i] < tab.Columns && !Plan.Columns.Added.Contains(i))
        .Select(i => Plan.Columns.Positions[i])];

    void TakeHead(bool hasMore)
    {
        IsEmpty = head.Count == 0 && !hasMore;
        if (IsEmpty) return;
        string[][] texts = new string[MaxRowsAboveTable][];
        Array.Fill(texts, []);
        foreach ((int row, List<Cell> cells) in head) texts[row] = [.. cells.Select(cell => cell.Text)];
        int heading = ColumnPlan.FindHeadings(delivery, texts);
        Headings = heading < 0 ? [] : texts[heading];
        int rightEnd = Math.Max(RightEnd, head.Select(row => row.Cells.Count).DefaultIfEmpty().Max());
        // Without a single heading the marks are no help: the heading's row may have been deleted, and the first row would be taken for it.
        ColumnPlan columns = ColumnPlan.Match(delivery, Headings, rightEnd, place.Name, heading < 0 ? null : marked);
        HeadingRow = LastRow = heading;
        SetPlan(columns);
        foreach ((int row, List<Cell> cells) in head.Where(row => row.Row > heading))
            for (int i = 0; i < delivery.Columns.Count; i++)
                if (columns.Positions[i] < cells.Count) Cells.Learn(i, cells[columns.Positions[i]]);
    }

    /// <summary>The tab is new or empty.</summary>
    public void SetNew()
    {
        IsEmpty = true;
        SetPlan(ColumnPlan.New(delivery));
    }

    void SetPlan(ColumnPlan columns)
    {
        Plan = new DeliveryPlan(delivery, columns, SheetCells.Fit) { KeysOnly = KeysOnly, RestoresRemoved = RestoresRemoved };
        columnAt = new int[columns.Positions.Max() + 1];
        Array.Fill(columnAt, -1);
        for (int i = 0; i < columns.Positions.Count; i++) columnAt[columns.Positions[i]] = i;
    }

    /// <summary>Whether the report's columns still have the headings by which they were found.</summary>
    public bool HasHeadings(int left, IReadOnlyList<Cell> cells)
    {
        for (int i = 0; i < Plan.Columns.Positions.Count; i++)
        {
            int position = Plan.Columns.Positions[i];
            if (Plan.Columns.Added.Contains(i)) continue;
            Cell now = position >= left && position - left < cells.Count ? cells[position - left] : default;
            if (now.Type != CellType.Error && now.Text != (position < Headings.Count ? Headings[position] : "")) return false;
        }

        return true;
    }

    /// <summary>A row's cells by position, each as its column's cells are.</summary>
    public Cell[] Typed(int left, List<Cell> cells)
    {
        var typed = new Cell[columnAt.Length];
        for (int i = 0; i < cells.Count && left + i < typed.Length; i++)
            if (columnAt[left + i] is >= 0 and var column) typed[left + i] = Cells.Typed(cells[i], column);
        return typed;
    }

    void Stands(int row, ReadOnlySpan<Cell> cells)
    {
        if (row > HeadingRow && Plan.Stands(row + 1, cells)) LastRow = row;
    }

    async Task ReadRows(int[] needed, CancellationToken ct)
    {
        IReadOnlyList<(int Left, int Right)> runs = SheetSpans.Runs(needed);
        int width = runs.Sum(run => run.Right - run.Left), step = (int)((runs.Count == 1 ? SheetSpans.MostCells : MostHeldCells) / Math.Max(1, width));
        for (int top = HeadingRow + 1; top < tab.Rows && runs.Count > 0; top += step)
        {
            int bottom = Math.Min(tab.Rows, top + step);
            GridRange[] ranges = [.. runs.Select(run => new GridRange(tab.Id, top, bottom, run.Left, run.Right))];
            if (ranges.Length == 1) await client.Values(place, ranges, (_, row, cells) => Stands(row, Typed(ranges[0].Left, cells)), ct);
            else await ReadTogether(ranges, ct);
        }
    }

    async Task ReadTogether(GridRange[] ranges, CancellationToken ct)
    {
        var held = new SortedDictionary<int, Cell[]>();
        await client.Values(place, ranges, (first, row, cells) =>
        {
            Cell[] typed = Typed(first.Column, cells);
            if (!held.TryGetValue(row, out Cell[]? known)) held[row] = typed;
            else
                for (int i = 0; i < typed.Length; i++)
                    if (!typed[i].IsEmpty) known[i] = typed[i];
        }, ct);
        foreach ((int row, Cell[] cells) in held) Stands(row, cells);
    }

    /// <summary>The call that brings the heading, and the key's columns where they were guessed.</summary>
    sealed class FirstCall(SheetReading reading, GridRange key)
    {
        readonly List<(int Row, List<Cell> Cells)> early = [];
        bool headTaken, fits;

        /// <summary>The guess was right: all rows were noticed.</summary>
        public bool HasRows => fits;

        public void Row((int Row, int Column) first, int row, List<Cell> cells)
        {
            if (first == (0, 0))
            {
                if (headTaken || row >= MaxRowsAboveTable) throw new InvalidDataException("its ranges are mixed up");
                if (cells.Exists(cell => !cell.IsEmpty)) reading.head.Add((row, [.. cells]));
            }
            else if (!headTaken && reading.head.Count == 0)
            {
                early.Add((row, [.. cells]));
            }
            else
            {
                TakeHead();
                if (fits) reading.Stands(row, reading.Typed(key.Left, cells));
            }
        }

        public void End()
        {
            TakeHead();
            if (fits)
                foreach ((int row, List<Cell> cells) in early) reading.Stands(row, reading.Typed(key.Left, cells));
        }

        void TakeHead()
        {
            if (headTaken) return;
            headTaken = true;
            reading.TakeHead(early.Count > 0);
            fits = key.Right > key.Left && !reading.IsEmpty && reading.Needed().All(position => position >= key.Left && position < key.Right);
        }
    }
}
