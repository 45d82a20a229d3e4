namespace Kurir;

/// <summary>The durable memory: contracts, row versions, windows, runs, quarantine, deliveries, notices.</summary>
/// <remarks>Safe for several processes at once. Each method is one transaction: done, or as if it had never been called.</remarks>
public interface ILedger : ISignInMemory, IRouteMemory, IMatchMemory, ITicketMemory, IChatMemory, IAsyncDisposable
{
    /// <summary>The contract of an export's last accepted table; null before the first.</summary>
    Task<Contract?> FindContract(ExportId export, CancellationToken ct);

    /// <summary>Records one table: stages its rows, compares them with what is known, lets <paramref name="conclude"/> decide with the counts in hand,
    /// and keeps either all of it or (held) its quarantined rows alone or (dry run) nothing.</summary>
    /// <param name="recording">What the table is.</param>
    /// <param name="rows">Enumerated once. Memory does not grow with their number.</param>
    /// <param name="conclude">Called once after the last row, inside the transaction.</param>
    Task<(ChangeSet Changes, Verdict Verdict)> Record(
        Recording recording, IEnumerable<CheckedRow> rows, Func<ChangeSet, Verdict> conclude, CancellationToken ct);

    /// <summary>What lies beyond a destination's cursor; the delivery's <see cref="Delivery.Changes"/> read from the ledger while it is open.</summary>
    /// <param name="export">The export.</param>
    /// <param name="destination">The destination's <see cref="IDestination.Id"/>.</param>
    /// <param name="fromStart">True: as if the cursor stood before the first row (rebuilt, or lost); <see cref="RowChange.Before"/> is then null throughout.</param>
    /// <param name="ct">Stops it.</param>
    Task<Pending> Pending(ExportId export, string destination, bool fromStart, CancellationToken ct);

    /// <summary>Stores the receipt and moves the cursor to <paramref name="upTo"/>; never backwards, and only under a valid lease.</summary>
    Task Delivered(ExportId export, string destination, long upTo, Receipt receipt, Lease lease, CancellationToken ct);

    /// <summary>Takes all rows reported missing for gone, as a person says: destinations are told with the next delivery.</summary>
    /// <returns>How many they were.</returns>
    Task<long> Withdraw(ExportId export, string runId, DateOnly day, CancellationToken ct);

    /// <summary>Stores how a window ended.</summary>
    Task Close(ExportId export, Window window, string runId, Outcome outcome, CancellationToken ct);

    /// <summary>Reads the whole ledger over and gives what is damaged, at most ten sentences; none where it is whole.</summary>
    /// <exception cref="Fault">It cannot even be opened.</exception>
    Task<IReadOnlyList<string>> Inspect(CancellationToken ct);

    /// <summary>Takes the right to record and deliver one export, for at most <paramref name="time"/>; null while another process holds it.</summary>
    Task<Lease?> Acquire(string name, TimeSpan time, CancellationToken ct);

    Task Release(Lease lease, CancellationToken ct);

    /// <summary>Begins a run and gives it its id. Runs that a killed process left open are closed as interrupted once their lease is over.</summary>
    Task<Run> StartRun(string pipeline, string mode, bool dryRun, TimeZoneInfo zone, CancellationToken ct);

    /// <summary>Stores the run as it is now: after each export, and at its end.</summary>
    Task SaveRun(Run run, CancellationToken ct);

    Task<IReadOnlyList<Run>> Runs(string? pipeline, int most, CancellationToken ct);

    Task<Run?> FindRun(string id, string? pipeline, CancellationToken ct);

    /// <summary>The last closed outcome of an export before <paramref name="runId"/>; null where there is none. Notices are made from the change.</summary>
    Task<Outcome?> LastOutcome(ExportId export, string runId, CancellationToken ct);

    Task<IReadOnlyList<ExportState>> Exports(string? pipeline, CancellationToken ct);

    /// <summary>Every closing of a window that touches <paramref name="days"/>, for <see cref="Coverage"/>.</summary>
    Task<Closings> Closings(ExportId export, Window days, CancellationToken ct);

    /// <summary>What was counted of the days between these, oldest first.</summary>
    /// <param name="export">The export.</param>
    /// <param name="span">Of how many days each count is: 1, or a window's length where rows have no day.</param>
    /// <param name="days">Which.</param>
    /// <param name="ct">Stops it.</param>
    Task<IReadOnlyList<CountedDay>> Counted(ExportId export, int span, Window days, CancellationToken ct);

    /// <summary>Keeps what was counted; a day counted before stays as it was, unless it was told of as unlikely.</summary>
    Task Count(ExportId export, string runId, int span, IReadOnlyList<CountedDay> days, CancellationToken ct);

    /// <summary>When the rows of these days were there, where a run asked for them while they were new; in their order.</summary>
    Task<IReadOnlyList<Arrival>> Arrivals(ExportId export, Window days, CancellationToken ct);

    /// <summary>People were told that a day's rows are late.</summary>
    Task ToldLate(ExportId export, DateOnly day, CancellationToken ct);

    /// <summary>A person says that what was told of is right.</summary>
    /// <returns>How many days they were.</returns>
    Task<long> AcceptCounts(ExportId export, CancellationToken ct);

    /// <summary>How long after their day rows still changed or appeared. Learned with each recording; asking for it looks at no row.</summary>
    Task<Lateness> Lateness(ExportId export, CancellationToken ct);

    /// <summary>Which of these days were ever recorded, and when they were last asked for, in their order.</summary>
    Task<IReadOnlyList<LookedDay>> Looked(ExportId export, Window days, CancellationToken ct);

    /// <summary>All versions of the rows with exactly this key, where the key is one column; found by an index, however long the history is.</summary>
    Task<IReadOnlyList<RowHistory>> Row(ExportId export, string key, CancellationToken ct);

    /// <summary>The export's table as it was at a moment; null where there was none yet.</summary>
    Task<Table?> TableAt(ExportId export, DateTimeOffset at, CancellationToken ct);

    /// <summary>What one run changed, row by row: new and changed rows in the table's order, then those that vanished. Read from the ledger while it is enumerated.</summary>
    IEnumerable<Change> Changes(ExportId export, string runId);

    /// <summary>All versions of the rows whose key's texts contain <paramref name="key"/>, oldest first, at most <paramref name="most"/> rows.</summary>
    Task<IReadOnlyList<RowHistory>> History(ExportId export, string key, int most, CancellationToken ct);

    /// <summary>The documents of an export that were read, oldest first: those of one run, or those whose window touches the days.</summary>
    Task<IReadOnlyList<KeptTable>> Tables(ExportId export, string? runId, Window? days, CancellationToken ct);

    Task<IReadOnlyList<Violation>> Quarantine(ExportId export, string? runId, int most, CancellationToken ct);

    /// <summary>Stores a notice as <em>sending</em> and gives its number.</summary>
    Task<long> StoreNotice(Notice notice, CancellationToken ct);

    /// <summary>Whether people were told of something over a channel since then.</summary>
    Task<bool> WasSent(NoticeEvent about, string pipeline, string channel, DateTimeOffset since, CancellationToken ct);

    /// <param name="notice">Its number.</param>
    /// <param name="problem">Null: sent. Else why not.</param>
    /// <param name="ct">Stops it.</param>
    Task NoticeSent(long notice, string? problem, CancellationToken ct);
}

/// <summary>One table on its way into the ledger.</summary>
public sealed record Recording
{
    public required ExportId Export { get; init; }

    public required string RunId { get; init; }

    public required Window Window { get; init; }

    /// <summary>The document's SHA-256.</summary>
    public required string Document { get; init; }

    public DateTimeOffset FetchedAt { get; init; }

    /// <summary>What was said about it when it came; see <see cref="Kurir.Document"/>.</summary>
    public long? Announced { get; init; }

    public string? NoDataText { get; init; }

    public string? FileName { get; init; }

    public string? MediaType { get; init; }

    /// <summary>The day in the pipeline's zone on which it came: rows that are gone are gone since then.</summary>
    public DateOnly Day { get; init; }

    /// <summary>Minutes from the beginning of the window's last day until it came; null: that was long after.</summary>
    public int? Minutes { get; init; }

    /// <summary>Kept as the export's contract when the table is accepted.</summary>
    public required Contract Contract { get; init; }

    /// <summary>Where the contract's columns stand in the document (<see cref="Column.SourceIndex"/>); -1 or beyond the end: not known.</summary>
    public IReadOnlyList<int> Sources { get; init; } = [];

    /// <summary>Compare and report, keep nothing.</summary>
    public bool DryRun { get; init; }

    /// <value>So many changes of each kind are listed; more where a person is shown what would differ.</value>
    public int Listed { get; init; } = ChangeSet.MaxListed;
}

/// <summary>A document that was read once, and what it was asked for.</summary>
/// <param name="Document">Its SHA-256.</param>
/// <param name="Held">Nothing of it was recorded.</param>
public sealed record KeptTable(
    string RunId, Window Window, string Document, DateTimeOffset FetchedAt, long? Announced, string? NoDataText, string? FileName, string? MediaType, bool Held)
{
    /// <summary>The days of the document, where only <see cref="Window"/> of it counts; null: they are the same.</summary>
    public Window? Of { get; init; }

    /// <summary>Of several runs what counts: of each day its newest document, oldest first. Documents without days in their rows say all or nothing: the newest alone.</summary>
    /// <param name="tables">Oldest first.</param>
    /// <param name="from">Earlier days are left as they are.</param>
    /// <param name="isDated">Whether rows have days.</param>
    public static IReadOnlyList<KeptTable> Newest(IReadOnlyList<KeptTable> tables, DateOnly from, bool isDated)
    {
        if (!isDated) return [.. tables.TakeLast(1)];
        // A replay notes a document under the days that counted then.
        ILookup<string, Window> asked = tables.ToLookup(table => table.Document, table => table.Window);
        var taken = new HashSet<DateOnly>();
        var counting = new List<KeptTable>();
        foreach (KeptTable table in tables.Reverse())
        {
            Window? span = null;
            for (DateOnly day = table.Window.To; day >= table.Window.From; day = day.AddDays(-1))
            {
                if (day >= from && taken.Add(day)) span = new Window(day, span?.To ?? day);
                else if (span is { } whole) (span, _) = (null, Count(whole));
            }

            if (span is { } last) Count(last);
            bool Count(Window days)
            {
                Window whole = asked[table.Document].Where(window => window.Contains(table.Window)).MaxBy(window => window.Days);
                counting.Add(table with { Window = days, Of = days == whole ? null : whole });
                return true;
            }
        }

        return [.. counting.OrderBy(table => table.Window.From)];
    }

    /// <summary>Of one run what counts: of each window its last document, and of a window that was asked for in parts the parts alone.</summary>
    public static IReadOnlyList<KeptTable> Counting(IEnumerable<KeptTable> tables)
    {
        var latest = tables.GroupBy(table => table.Window).Select(same => same.Last()).ToList();
        return [.. latest.Where(table => !table.Held || !latest.Exists(part => part != table && table.Window.Contains(part.Window)))];
    }
}

/// <summary>What a destination has not been handed yet.</summary>
/// <param name="Delivery">With its changes; <c>Count</c> 0: up to date.</param>
/// <param name="UpTo">Where the cursor stands once it is delivered.</param>
/// <param name="FirstTime">The destination was never delivered to, or is rebuilt.</param>
public sealed record Pending(Delivery Delivery, long UpTo, bool FirstTime);

/// <summary>The right to write for a while. A later holder has a higher <paramref name="Fence"/>, and what an earlier one still tries is refused.</summary>
public sealed record Lease(string Name, long Fence, DateTimeOffset Until);

/// <summary>What the ledger knows of an export, for <c>kurir list</c> and <c>kurir show</c>.</summary>
public sealed record ExportState(ExportId Id, long Rows, long Versions, Outcome? LastOutcome, DateTimeOffset? LastClosed, IReadOnlyList<CursorState> Destinations);

/// <param name="Behind">Row versions not yet delivered.</param>
public sealed record CursorState(string Destination, long Behind, DateTimeOffset? LastDelivered);

public sealed record WindowState(Window Window, Outcome Outcome, string RunId, DateTimeOffset ClosedAt);

/// <summary>One row through time.</summary>
public sealed record RowHistory(string Key, int Occurrence, IReadOnlyList<RowVersion> Versions);

/// <param name="Cells">By heading, in the contract's order.</param>
/// <param name="Gone">The day since which the report no longer holds the row; null: it holds it.</param>
/// <param name="Document">The SHA-256 of the document that brought it.</param>
/// <param name="Delivered">The destinations that have it, or a later one.</param>
/// <param name="Origins">Where each of the cells came from; empty: only the row's place was kept.</param>
public sealed record RowVersion(
    string RunId, DateTimeOffset At, string Origin, IReadOnlyList<KeyValuePair<string, Cell>> Cells, DateOnly? Gone = null, string? Document = null, IReadOnlyList<string>? Delivered = null,
    IReadOnlyList<string>? Origins = null);
