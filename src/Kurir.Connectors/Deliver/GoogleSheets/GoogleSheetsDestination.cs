using System.Collections.Concurrent;

namespace Kurir.Connectors;

/// <summary>A tab of a Google spreadsheet that people use too.</summary>
/// <remarks>
/// Values are typed and never evaluated; people's formulas, formats, columns, filters, protections and order stay. New rows stand below the last row that
/// holds anything in the report's columns and take its number formats. Rows and columns are found as they stand now; a tab that was renamed or moved is found by
/// a mark that people do not see. One call applies wholly or not at all; a reply that was lost is followed by a new plan from what stands there.
/// </remarks>
public sealed class GoogleSheetsDestination : IDestination
{
    const int MostReads = 3;

    static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    // Two deliveries of this process into one spreadsheet would not see each other's rows.
    static readonly ConcurrentDictionary<string, SemaphoreSlim> Gates = new();

    readonly Func<SheetsClient> open;
    readonly TimeProvider time;
    readonly SheetPlace place;
    readonly SheetTarget target;
    readonly bool restoresRemoved;
    (Book Book, long At)? seen;

    public GoogleSheetsDestination(GoogleSheetsOptions options, DestinationContext context)
        : this(options, context, () => SheetsAccess.For(context.Secrets, context.Time))
    {
    }

    internal GoogleSheetsDestination(GoogleSheetsOptions options, DestinationContext context, Func<SheetsClient> open)
    {
        (this.open, time, restoresRemoved) = (open, context.Time, options.RestoreDeleted);
        SpreadsheetAddress address = SpreadsheetAddress.Parse(options.Sheet);
        string? title = string.IsNullOrWhiteSpace(options.Tab) ? null : options.Tab.Trim();
        target = new SheetTarget(context.Export, title, title is null ? address.Tab : null);
        Id = $"{Kind}:{address.Id}{(title is not null ? $"#{title}" : target.Tab is { } tab ? $"#gid={tab}" : "")}";
        Description = $"sheet {address.Id}, {(title is not null ? $"tab {title}" : target.Tab is { } id ? $"tab gid={id}" : "first tab")}";
        place = new SheetPlace(address.Id, Description);
    }

    public string Kind => "sheet";

    public string Id { get; }

    public string Description { get; }

    public async Task<bool> Exists(CancellationToken ct)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await Stands(open(), ct);
            }
            catch (Fault fault) when (attempt < MostReads && fault is { Kind: FaultKind.Retry, Name: FaultName.DownloadCut or FaultName.ReplyMalformed })
            {
                await Task.Delay(TimeSpan.FromSeconds(attempt), time, ct);
            }
        }
    }

    async Task<bool> Stands(SheetsClient client, CancellationToken ct)
    {
        Book book = await client.Book(place, ct);
        seen = (book, time.GetTimestamp());
        if (target.Find(book, place.Name) is not { } tab) return false;
        return target.IsMarked(tab) || await HasCells(client, tab, ct);
    }

    public async Task<string> Probe(CancellationToken ct)
    {
        SheetRights rights = await Prove(ct);
        return rights.Tab is null ? "the tab is not there yet and will be made" : $"the tab is there, with {rights.Headings.Count} headings";
    }

    public async Task<Receipt> Deliver(Delivery delivery, CancellationToken ct)
    {
        SemaphoreSlim gate = Gates.GetOrAdd(place.Id, _ => new SemaphoreSlim(1, 1));
        await gate.WaitAsync(ct);
        try
        {
            return await new SheetDelivery(open(), place, target, delivery, restoresRemoved, time).Run(Seen(), ct);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Proves that the tab can be read and written, and changes nothing: the write asks to delete a mark that nobody has.</summary>
    /// <exception cref="Fault">It cannot be read, or the key is refused; <see cref="FaultName.NotShared"/> also where it can be read but not written.</exception>
    public async Task<SheetRights> Prove(CancellationToken ct)
    {
        SheetsClient client = open();
        Book book = await client.Book(place, ct);
        BookTab? tab = target.Find(book, place.Name);
        List<string> headings = [];
        if (tab is not null)
            await client.Values(place, [Top(tab)], (_, _, cells) => headings = headings.Count(text => text.Length > 0) >= cells.Count(cell => !cell.IsEmpty) ? headings : [.. cells.Select(cell => cell.Text)], ct);
        using var batch = new SheetBatch();
        batch.RemoveMarks(SheetTarget.NobodysKey);
        try
        {
            await client.Change(place, batch.Close(), ct);
        }
        catch (Fault fault) when (fault is { Name: FaultName.DestinationDenied, Kind: FaultKind.Stop })
        {
            // Google looked for the mark and found none: whoever may not write is refused before that.
        }

        return new SheetRights(client.Account, book.Title, tab?.Title, [.. headings.Where(text => text.Length > 0)]);
    }

    static GridRange Top(BookTab tab) => new(tab.Id, 0, Math.Min(SheetReading.MaxRowsAboveTable, tab.Rows), 0, tab.Columns);

    // What Exists saw is used once, and only while it is fresh.
    Book? Seen()
    {
        Book? book = seen is { } last && time.GetElapsedTime(last.At) < Fresh ? last.Book : null;
        seen = null;
        return book;
    }

    async Task<bool> HasCells(SheetsClient client, BookTab tab, CancellationToken ct)
    {
        bool any = false;
        await client.Values(place, [Top(tab)], (_, _, cells) => any |= cells.Exists(cell => !cell.IsEmpty), ct);
        return any;
    }
}
