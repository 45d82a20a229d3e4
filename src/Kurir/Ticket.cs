namespace Kurir;

/// <summary>An export that the panel makes in the background, from the moment before it is ordered until its window is closed.</summary>
/// <remarks>While there is one for an export and a window, nothing is ordered again: the file is looked for.</remarks>
public sealed record Ticket
{
    public required Window Window { get; init; }

    /// <summary>What the export was set to do when it was ordered: other settings, another order.</summary>
    public required string For { get; init; }

    public required DateTimeOffset OrderedAt { get; init; }

    /// <summary>Where the panel lists its exports: path and query, on the site.</summary>
    public required string Place { get; init; }

    /// <summary>Whether only a browser shows what is listed there.</summary>
    public bool InBrowser { get; init; }

    /// <summary>By what the entries are told apart that were listed before the order; one text for each, also where two are equal.</summary>
    public IReadOnlyList<string> Known { get; init; } = [];

    /// <summary>Whether the panel said, or its list shows, that the order came through. False after a crash at that very moment.</summary>
    public bool Accepted { get; init; }

    /// <summary>What the panel said to the order.</summary>
    public string? Said { get; init; }

    /// <summary>The job's number or name, where the panel's reply held one.</summary>
    public string? Job { get; init; }

    /// <summary>By what the job's own entry is told apart, once it was seen.</summary>
    public string? Mark { get; init; }

    /// <summary>Whether its file was fetched. It may have been lost again before it was recorded.</summary>
    public bool Collected { get; init; }
}

/// <summary>Remembers ordered exports.</summary>
public interface ITicketMemory
{
    /// <returns>The order of these days; null: nothing was ordered, or its file is recorded. And the last one of the export whose file was, which tells where the panel lists it.</returns>
    Task<(Ticket? Own, Ticket? Former)> FindTicket(ExportId export, Window window, CancellationToken ct);

    /// <summary>Durable when it returns. A collected ticket is forgotten when a window of its export is closed.</summary>
    Task KeepTicket(ExportId export, Ticket ticket, CancellationToken ct);

    Task ForgetTicket(ExportId export, Window window, CancellationToken ct);
}
