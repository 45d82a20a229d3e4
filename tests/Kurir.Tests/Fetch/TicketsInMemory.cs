namespace Kurir.Tests.Fetch;

/// <summary>Ordered exports, in memory.</summary>
sealed class TicketsInMemory : ITicketMemory
{
    readonly System.Collections.Concurrent.ConcurrentDictionary<(ExportId, Window), Ticket> kept = [];

    public IReadOnlyCollection<Ticket> All => [.. kept.Values];

    /// <summary>The last one that was forgotten after its file was fetched.</summary>
    public Ticket? Former { get; set; }

    public Task<(Ticket? Own, Ticket? Former)> FindTicket(ExportId export, Window window, CancellationToken ct) => Task.FromResult((kept.GetValueOrDefault((export, window)), Former));

    public Task KeepTicket(ExportId export, Ticket ticket, CancellationToken ct)
    {
        kept[(export, ticket.Window)] = ticket;
        return Task.CompletedTask;
    }

    public Task ForgetTicket(ExportId export, Window window, CancellationToken ct)
    {
        kept.TryRemove((export, window), out _);
        return Task.CompletedTask;
    }
}
