namespace Kurir.Tests.Fetch;

/// <summary>Ordered exports, in memory.</summary>
sealed class TicketsInMemory : ITicketMemory
{
    readonly System.Collections.Concurrent.ConcurrentDictionary<(ExportId, Window), Ticket> kept = [];

    public IReadOnlyCollection<Ticket> All => [.. kept.Values];

    public Task<Ticket?> FindTicket(ExportId export, Window window, CancellationToken ct) => Task.FromResult(kept.GetValueOrDefault((export, window)));

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
