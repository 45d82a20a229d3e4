namespace Kurir.Tests;

/// <summary>A ledger and its cursor in miniature: what was reported, and what was handed over of it.</summary>
sealed class Courier(IReadOnlyList<ColumnContract> columns, KeyContract key)
{
    readonly List<Entry> entries = [];
    IReadOnlyList<ColumnContract> columns = columns;

    public IReadOnlyList<ColumnContract> Columns => columns;

    public KeyContract Key => key;

    sealed class Entry
    {
        public required string Key { get; init; }

        public required int Occurrence { get; init; }

        public required Cell[] Now { get; set; }

        public Cell[]? Delivered { get; set; }

        public DateOnly? Gone { get; set; }

        public DateOnly? DeliveredGone { get; set; }

        public bool IsDue => Delivered is null || Gone != DeliveredGone || !Enumerable.Range(0, Now.Length).All(i => Now[i].Means(i < Delivered.Length ? Delivered[i] : default));
    }

    /// <summary>One table arrives.</summary>
    public void Report(params Cell[][] rows)
    {
        Dictionary<string, int> seen = [];
        foreach (Cell[] row in rows)
        {
            string rowKey = KeyOf(row);
            int occurrence = seen[rowKey] = seen.GetValueOrDefault(rowKey) + 1;
            if (!key.Duplicates) occurrence = 1;
            if (entries.Find(entry => entry.Key == rowKey && entry.Occurrence == occurrence) is { } known) (known.Now, known.Gone) = (row, null);
            else entries.Add(new Entry { Key = rowKey, Occurrence = occurrence, Now = row });
        }
    }

    /// <summary>What becomes of rows that are gone; as <c>vanished:</c>.</summary>
    public string Vanished { get; init; } = "keep";

    /// <summary>The report no longer holds these rows.</summary>
    public void Lose(params Cell[][] rows)
    {
        foreach (Cell[] row in rows) entries.Single(entry => entry.Key == KeyOf(row)).Gone = new DateOnly(2026, 11, 24);
    }

    /// <summary>The report has more columns from now on.</summary>
    public void Widen(params ColumnContract[] more) => columns = [.. columns, .. more];

    public string KeyOf(Cell[] row) =>
        string.Join('\u001F', Enumerable.Range(0, columns.Count).Where(i => key.Columns.Contains(columns[i].Heading)).Select(i => i < row.Length ? row[i].Value : ""));

    public Delivery Pending(bool fromStart = false, bool dryRun = false)
    {
        List<RowChange> changes = [.. entries.Where(entry => fromStart || entry.IsDue)
            .Select(entry => new RowChange { Occurrence = entry.Occurrence, After = Wide(entry.Now), Before = fromStart ? null : entry.Delivered, Gone = entry.Gone, GoneBefore = fromStart ? null : entry.DeliveredGone })];
        var delivery = new Delivery
        {
            Export = new ExportId("shop", "sales"), Columns = columns, Key = key, Count = changes.Count, Changes = changes, DryRun = dryRun,
            AnyGone = entries.Exists(entry => entry.Gone is not null || entry.DeliveredGone is not null),
        };
        var settings = new ExportConfig { Vanished = new VanishedConfig { Then = Vanished } };
        return Withdrawal.Of(delivery, new Export { Pipeline = "shop", Name = "sales", Settings = settings, Destinations = [] });
    }

    /// <summary>Delivers as the pipeline does: rebuilt where nothing stands, and the cursor moves once it is verified.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="killed">True: the process ends before the cursor moves.</param>
    public async Task<Receipt> Deliver(IDestination destination, bool killed = false)
    {
        bool fromStart = !await destination.Exists(default);
        Receipt receipt = await destination.Deliver(Pending(fromStart), default);
        if (receipt.Verified && !killed)
            foreach (Entry entry in entries) (entry.Delivered, entry.DeliveredGone) = (entry.Now, entry.Gone);
        return receipt;
    }

    Cell[] Wide(Cell[] row) => [.. row, .. Enumerable.Repeat(Cell.Empty, columns.Count - row.Length)];
}
