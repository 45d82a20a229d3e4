namespace Kurir.Tests;

using static TestRows;

/// <summary>Cursors, leases and what lies between.</summary>
public sealed class LedgerDeliveryTests : IAsyncDisposable
{
    readonly LedgerHome home = new();

    public ValueTask DisposeAsync() => home.DisposeAsync();

    async Task<Lease> Lease() => (await home.Ledger.Acquire("backend/transaksi", TimeSpan.FromMinutes(5), default))!;

    Task Delivered(long upTo, Lease lease, params Mismatch[] mismatches) => home.Ledger.Delivered(
        Export, "sheet", upTo, new Receipt { Destination = "sheet", Mismatches = mismatches }, lease, default);

    [Fact]
    public async Task Rows_that_are_gone_and_come_back_are_handed_over_as_that()
    {
        await home.Record(Days(1, 1), false, Row("A", "1"), Row("B", "1"));
        await Deliver();
        await Lose(Row("A", "1"));

        RowChange gone = Assert.Single((await home.Pending("x")).Delivery.Changes);

        Assert.Equal(("B=1", Day(2), null), (LedgerHome.Text(gone), gone.Gone, gone.GoneBefore));
        Assert.Equal("1", gone.Before![1].Text);
        Assert.True((await home.Pending("x")).Delivery.AnyGone);
        await Deliver();
        await home.Record(Days(1, 1), false, Row("A", "1"), Row("B", "1"));
        RowChange back = Assert.Single((await home.Pending("x")).Delivery.Changes);
        Assert.Equal(("B=1", null, Day(2)), (LedgerHome.Text(back), back.Gone, back.GoneBefore));
        Assert.Equal(["A=1", "B=1"], await home.Rows());
        RowHistory history = Assert.Single(await home.Ledger.History(home.Export, "B", 10, default));
        Assert.Equal([null, Day(2), null], history.Versions.Select(version => version.Gone));
        Assert.All(history.Versions, version => Assert.Equal("1", version.Cells[1].Value.Text));
        await Deliver();
        Assert.Empty((await home.Pending("x")).Delivery.Changes);
    }

    [Fact]
    public async Task A_person_may_say_that_all_that_is_missing_is_gone()
    {
        await home.Record(Days(1, 1), false, Row("A", "1"), Row("B", "1"));
        await Deliver();
        await home.Record(Days(1, 1), false, Row("A", "1"));
        Assert.Empty((await home.Pending("x")).Delivery.Changes);

        Assert.Equal(1, await home.Ledger.Withdraw(home.Export, "accept", Day(3), default));

        Assert.Equal(Day(3), Assert.Single((await home.Pending("x")).Delivery.Changes).Gone);
        Assert.Equal(0, await home.Ledger.Withdraw(home.Export, "accept", Day(4), default));
    }

    Task Lose(params CheckedRow[] left) => home.Ledger.Record(
        home.Recording(Days(1, 1), false) with { Day = Day(2) }, left, changes => Accept(changes) with { Withdrawn = changes.Vanished }, default);

    async Task Deliver()
    {
        Lease lease = (await home.Ledger.Acquire(home.Export.ToString(), TimeSpan.FromMinutes(1), default))!;
        await home.Ledger.Delivered(home.Export, "x", (await home.Pending("x")).UpTo, new Receipt { Destination = "x" }, lease, default);
    }

    [Fact]
    public async Task A_destination_is_handed_each_changed_row_once_with_what_it_holds()
    {
        Lease lease = await Lease();
        await home.Record(Days(1, 1), false, Row("A", "1"), Row("B", "1"), Row("C", "1"));
        await Delivered((await home.Pending("sheet")).UpTo, lease);
        await home.Record(Days(1, 1), false, Row("A", "1"), Row("B", "2"), Row("D", "1"), Row("C", "1"));
        await home.Record(Days(1, 1), false, Row("D", "1"), Row("C", "1"), Row("B", "3"), Row("A", "1"));

        Pending pending = await home.Pending("sheet");

        Assert.False(pending.FirstTime);
        Assert.Equal(2, pending.Delivery.Count);
        Assert.Equal(["B=3", "D=1"], pending.Delivery.Changes.Select(LedgerHome.Text));
        Assert.Equal(["1", null], pending.Delivery.Changes.Select(change => change.Before?[1].Text));
    }

    [Fact]
    public async Task A_lost_destination_is_handed_every_row_without_a_before()
    {
        await home.Record(Days(1, 1), false, Row("B", "1"), Row("A", "1"));
        await Delivered((await home.Pending("sheet")).UpTo, await Lease());
        await home.Record(Days(1, 1), false, Row("A", "2"));

        Pending pending = await home.Pending("sheet", fromStart: true);

        Assert.True(pending.FirstTime);
        Assert.Equal(2, pending.Delivery.Count);
        Assert.Equal(["B=1", "A=2"], pending.Delivery.Changes.Select(LedgerHome.Text));
        Assert.All(pending.Delivery.Changes, change => Assert.Null(change.Before));
    }

    [Fact]
    public async Task What_is_recorded_during_a_delivery_is_not_part_of_it()
    {
        await home.Record(Days(1, 1), false, Row("A", "1"));
        Pending pending = await home.Pending("sheet");
        await home.Record(Days(1, 1), false, Row("A", "2"), Row("B", "1"));

        Assert.Equal(["A=1"], pending.Delivery.Changes.Select(LedgerHome.Text));
        await Delivered(pending.UpTo, await Lease());
        Assert.Equal(["A=2", "B=1"], (await home.Pending("sheet")).Delivery.Changes.Select(LedgerHome.Text));
    }

    [Fact]
    public async Task An_export_that_was_never_recorded_has_nothing_to_deliver()
    {
        Pending pending = await home.Pending("sheet");

        Assert.Equal((0, 0, true), (pending.Delivery.Count, pending.UpTo, pending.FirstTime));
        Assert.Empty(pending.Delivery.Changes);
    }

    [Fact]
    public async Task The_cursor_never_moves_backwards()
    {
        Lease lease = await Lease();
        await home.Record(Days(1, 1), false, Row("A", "1"));
        long first = (await home.Pending("sheet")).UpTo;
        await home.Record(Days(1, 1), false, Row("A", "2"));
        await Delivered((await home.Pending("sheet")).UpTo, lease);
        await Delivered(first, lease);

        Assert.Equal(0, (await home.Pending("sheet")).Delivery.Count);
    }

    [Fact]
    public async Task The_cursor_stays_where_reading_back_differed()
    {
        await home.Record(Days(1, 1), false, Row("A", "1"));
        await Delivered((await home.Pending("sheet")).UpTo, await Lease(), new Mismatch("transaksi!B2", "1", ""));

        Assert.Equal(1, (await home.Pending("sheet")).Delivery.Count);
    }

    [Fact]
    public async Task A_destination_behind_is_counted_in_versions()
    {
        await home.Record(Days(1, 1), false, Row("A", "1"), Row("B", "1"));
        await Delivered((await home.Pending("sheet")).UpTo, await Lease());
        await home.Record(Days(1, 1), false, Row("A", "2"), Row("B", "1"));
        await home.Record(Days(1, 1), false, Row("A", "3"), Row("B", "1"), Row("C", "1"));

        ExportState state = await home.State();

        Assert.Equal((3, 5), (state.Rows, state.Versions));
        Assert.Equal(new CursorState("sheet", 3, home.Time.GetUtcNow()), Assert.Single(state.Destinations));
    }

    [Fact]
    public async Task A_lease_is_held_by_one_ledger_at_a_time()
    {
        Lease lease = await Lease();

        Assert.Null(await home.Another().Acquire(lease.Name, TimeSpan.FromMinutes(5), default));
        await home.Ledger.Release(lease, default);
        Lease? next = await home.Another().Acquire(lease.Name, TimeSpan.FromMinutes(5), default);
        Assert.True(next!.Fence > lease.Fence);
    }

    [Fact]
    public async Task Asking_again_extends_a_lease()
    {
        Lease lease = await Lease();
        home.Time.Advance(TimeSpan.FromMinutes(4));
        Lease longer = await Lease();
        home.Time.Advance(TimeSpan.FromMinutes(4));

        Assert.Equal(lease.Fence, longer.Fence);
        Assert.Null(await home.Another().Acquire(lease.Name, TimeSpan.FromMinutes(5), default));
    }

    [Fact]
    public async Task The_lease_of_a_killed_process_runs_out_and_its_late_delivery_is_refused()
    {
        await home.Record(Days(1, 1), false, Row("A", "1"));
        Lease lease = await Lease();
        home.Time.Advance(TimeSpan.FromMinutes(6));
        Assert.NotNull(await home.Another().Acquire(lease.Name, TimeSpan.FromMinutes(5), default));

        Fault fault = await Assert.ThrowsAsync<Fault>(() => Delivered(1, lease));

        Assert.Equal((FaultName.BusyElsewhere, FaultKind.Retry), (fault.Name, fault.Kind));
        Assert.Equal(1, (await home.Pending("sheet")).Delivery.Count);
    }

    [Fact]
    public async Task A_lease_that_ran_out_is_refused_even_if_nobody_took_it()
    {
        Lease lease = await Lease();
        home.Time.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal(FaultName.BusyElsewhere, (await Assert.ThrowsAsync<Fault>(() => Delivered(1, lease))).Name);
    }

    [Fact]
    public async Task Releasing_a_lease_that_another_holds_by_now_does_nothing()
    {
        Lease lease = await Lease();
        home.Time.Advance(TimeSpan.FromMinutes(6));
        await home.Another().Acquire(lease.Name, TimeSpan.FromMinutes(5), default);
        await home.Ledger.Release(lease, default);

        Assert.Null(await home.Another().Acquire(lease.Name, TimeSpan.FromMinutes(5), default));
    }
}
