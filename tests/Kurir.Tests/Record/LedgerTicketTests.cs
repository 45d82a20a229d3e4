using Kurir.Connectors;

namespace Kurir.Tests;

/// <summary>Exports ordered in panels' queues, and authenticators' codes, as later runs and other processes find them.</summary>
public sealed class LedgerTicketTests : IAsyncDisposable
{
    static readonly Window Days = new(new DateOnly(2026, 11, 22), new DateOnly(2026, 11, 23));
    readonly LedgerHome home = new();

    public ValueTask DisposeAsync() => home.DisposeAsync();

    static Ticket Ordered => new() { Window = Days, For = "/report", OrderedAt = new DateTimeOffset(2026, 11, 23, 1, 0, 0, TimeSpan.Zero), Place = "/ekspor", Known = ["23/11/2026 07:00:00"], Job = "7" };

    [Fact]
    public async Task A_ticket_is_found_by_another_process_for_its_days_alone()
    {
        await home.Ledger.KeepTicket(home.Export, Ordered, default);
        SqliteLedger other = home.Another();
        Assert.Equivalent(Ordered, (await other.FindTicket(home.Export, Days, default)).Own);
        Assert.Null((await other.FindTicket(home.Export, new Window(Days.From, Days.From), default)).Own);
        Assert.Null((await other.FindTicket(new ExportId("other", home.Export.Name), Days, default)).Own);
        await other.ForgetTicket(home.Export, Days, default);
        Assert.Null((await home.Ledger.FindTicket(home.Export, Days, default)).Own);
    }

    [Fact]
    public async Task Closing_a_window_ends_what_was_collected_and_keeps_what_is_still_made()
    {
        await home.Ledger.KeepTicket(home.Export, Ordered, default);
        await home.Ledger.Close(home.Export, Days, "1123-0800", Outcome.Failed, default);
        Assert.NotNull((await home.Ledger.FindTicket(home.Export, Days, default)).Own);
        await home.Ledger.KeepTicket(home.Export, Ordered with { Collected = true }, default);
        await home.Ledger.Close(home.Export, Days, "1123-0900", Outcome.Proven, default);
        Assert.Null((await home.Ledger.FindTicket(home.Export, Days, default)).Own);
        var later = new Window(Days.To, Days.To.AddDays(1));
        Assert.Equal("/ekspor", (await home.Another().FindTicket(home.Export, later, default)).Former?.Place);
        await home.Ledger.KeepTicket(home.Export, Ordered with { Window = later, Place = "/unduhan", Collected = true }, default);
        await home.Ledger.Close(home.Export, later, "1123-1000", Outcome.Proven, default);
        Assert.Equal("/unduhan", (await home.Ledger.FindTicket(home.Export, Days, default)).Former?.Place);
    }

    [Fact]
    public async Task A_code_is_taken_once_by_all_processes()
    {
        SqliteLedger other = home.Another();
        Assert.True(await home.Ledger.TakeCode("panel budi", 100, default));
        Assert.False(await other.TakeCode("panel budi", 100, default));
        Assert.False(await other.TakeCode("panel budi", 99, default));
        Assert.True(await other.TakeCode("panel sari", 100, default));
        Assert.True(await other.TakeCode("panel budi", 101, default));
        Assert.True(await other.TakeCode("panel budi", 5000, default)); // by a clock that was wrong
        Assert.True(await other.TakeCode("panel budi", 102, default));
    }
}
