using System.Globalization;
using CsCheck;
using static Kurir.Tests.DestinationText;
using static Kurir.Tests.Sales;

namespace Kurir.Tests;

/// <summary>The rules that every destination keeps. One set of tests for all of them.</summary>
public abstract class DestinationRules : IDisposable
{
    const int Histories = 25;

    readonly string home = Directory.CreateTempSubdirectory("kurir-deliver-").FullName;
    readonly Lazy<IStanding> standing;
    int histories;

    protected DestinationRules() => standing = new Lazy<IStanding>(() => Make(home));

    private protected IStanding Standing => standing.Value;

    private protected abstract IStanding Make(string home);

    public void Dispose()
    {
        Directory.Delete(home, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_new_destination_gets_headings_and_rows_in_order()
    {
        Courier courier = Courier();
        courier.Report(Budi(), Sari());
        Assert.False(await Standing.Open().Exists(default));

        Receipt receipt = await courier.Deliver(Standing.Open());

        Assert.Equal((2, 0, 0, 0), Counts(receipt));
        Assert.True(receipt.Verified);
        Assert.True(await Standing.Open().Exists(default));
        AssertStands([Heads, Shown(Budi()), Shown(Sari())]);
    }

    [Fact]
    public async Task The_same_delivery_twice_changes_nothing()
    {
        Courier courier = Courier();
        courier.Report(Budi(), Sari());
        await courier.Deliver(Standing.Open(), killed: true);
        byte[] once = Standing.Bytes();

        Receipt again = await courier.Deliver(Standing.Open());

        Assert.Equal((0, 0, 2, 0), Counts(again));
        Assert.Equal(once, Standing.Bytes());
    }

    [Fact]
    public async Task A_changed_row_is_changed_where_it_stands()
    {
        Courier courier = await Delivered(Budi(), Sari(), Dewi());
        courier.Report(Sari("TERIMA"));

        Receipt receipt = await courier.Deliver(Standing.Open());

        Assert.Equal((0, 1, 0, 0), Counts(receipt));
        AssertStands([Heads, Shown(Budi()), Shown(Sari("TERIMA")), Shown(Dewi())]);
    }

    [Fact]
    public async Task Only_columns_that_changed_are_written_so_that_edits_stay()
    {
        Courier courier = await Delivered(Budi(), Sari());
        Edit(rows => rows[1][1] = "Budi S.");
        courier.Report(Budi("TOLAK"));

        await courier.Deliver(Standing.Open());

        AssertStands([Heads, [.. Shown(Budi("TOLAK")).Select((value, i) => i == 1 ? "Budi S." : value)], Shown(Sari())]);
    }

    [Fact]
    public async Task A_cell_that_became_empty_is_emptied()
    {
        Courier courier = await Delivered(Budi(), Sari());
        courier.Report(Row("00017233", "", "85000", "2026-11-21", "PENDING"));

        await courier.Deliver(Standing.Open());

        Assert.Null(Load()[1][1]);
        Assert.Equal(2, Load().Count - 1);
    }

    [Fact]
    public async Task People_may_move_columns_add_their_own_and_sort()
    {
        Courier courier = await Delivered(Budi(), Sari());
        Edit(rows =>
        {
            Move(rows, 4, 0);
            for (int r = 0; r < rows.Count; r++) rows[r].Insert(2, r == 0 ? "Notes" : $"note {r}");
            rows.Reverse(1, 2);
        });
        courier.Report(Budi("TERIMA"), Dewi());

        Receipt receipt = await courier.Deliver(Standing.Open());

        Assert.Equal((1, 1, 0, 0), Counts(receipt));
        AssertStands([
            ["Status", "Order ID", "Notes", "Customer", "Amount", "Day"],
            Moved(Sari(), "note 2"), Moved(Budi("TERIMA"), "note 1"), Moved(Dewi(), null)]);

        object?[] Moved(Cell[] row, string? note)
        {
            object?[] shown = Shown(row);
            return [shown[4], shown[0], note, shown[1], shown[2], shown[3]];
        }
    }

    [Fact]
    public async Task A_heading_is_found_in_spite_of_case_and_spaces()
    {
        Courier courier = await Delivered(Budi());
        Edit(rows => rows[0][4] = " STATUS ");
        courier.Report(Budi("TERIMA"));

        Receipt receipt = await courier.Deliver(Standing.Open());

        Assert.Empty(receipt.NewColumns);
        Assert.Equal("TERIMA", Load()[1][4]);
    }

    [Fact]
    public async Task A_row_that_a_person_removed_stays_removed_and_is_reported()
    {
        Courier courier = await Delivered(Budi(), Sari());
        Edit(rows => rows.RemoveAt(1));
        courier.Report(Budi("TERIMA"), Sari("TERIMA"));

        Receipt receipt = await courier.Deliver(Standing.Open());

        Assert.Equal((0, 1, 0, 1), Counts(receipt));
        AssertStands([Heads, Shown(Sari("TERIMA"))]);
    }

    [Fact]
    public async Task Rows_that_stood_there_before_are_taken_over_by_key()
    {
        Standing.Save([[.. Heads], ["00017233", "Budi", 85000.0, Moment("2026-11-21"), "PENDING"], ["00017234", "SARI", 1.0, Moment("2026-11-22"), "TERIMA"]]);
        Courier courier = Courier();
        courier.Report(Budi(), Sari(), Dewi());

        Receipt receipt = await courier.Deliver(Standing.Open());

        Assert.Equal((1, 1, 1, 0), Counts(receipt));
        Assert.Contains(receipt.Remarks, remark => remark.StartsWith("2 rows already stood there", StringComparison.Ordinal));
        AssertStands([Heads, Shown(Budi()), Shown(Sari()), Shown(Dewi())]);
    }

    [Fact]
    public async Task Ids_that_a_program_made_floats_are_found_and_put_right()
    {
        Standing.Save([[.. Heads], ["2600097217585.0", "Budi", 85000.0, Moment("2026-11-21"), "PENDING"]]);
        Courier courier = Courier();
        courier.Report(Row("2600097217585", "Budi", "85000", "2026-11-21", "PENDING"));

        Receipt receipt = await courier.Deliver(Standing.Open());

        Assert.Equal((0, 1, 0, 0), Counts(receipt));
        Assert.Equal("2600097217585", Load()[1][0]);
        Assert.Contains(receipt.Remarks, remark => remark.Contains("lost zeros or digits", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Numbers_and_dates_kept_as_text_are_the_same()
    {
        Standing.Save([[.. Heads], ["00017233", "Budi", "85000", "2026-11-21", "PENDING"]]);
        Courier courier = Courier();
        courier.Report(Budi());

        Receipt receipt = await courier.Deliver(Standing.Open());

        Assert.Equal((0, 0, 1, 0), Counts(receipt));
    }

    [Fact]
    public async Task Of_a_row_that_a_person_copied_the_first_is_kept_up_to_date()
    {
        Courier courier = await Delivered(Budi(), Sari());
        Edit(rows => rows.Add([.. rows[1]]));
        courier.Report(Budi("TERIMA"));

        Receipt receipt = await courier.Deliver(Standing.Open());

        Assert.Contains(receipt.Remarks, remark => remark.Contains("00017233", StringComparison.Ordinal));
        AssertStands([Heads, Shown(Budi("TERIMA")), Shown(Sari()), Shown(Budi())]);
    }

    [Fact]
    public async Task Equal_rows_are_told_apart_by_their_count()
    {
        Courier courier = Counting();
        courier.Report(Budi(), Budi());
        await courier.Deliver(Standing.Open());
        courier.Report(Budi(), Budi(), Budi(), Sari());

        Receipt receipt = await courier.Deliver(Standing.Open());

        Assert.Equal((2, 0, 0, 0), Counts(receipt));
        AssertStands([Heads, Shown(Budi()), Shown(Budi()), Shown(Budi()), Shown(Sari())]);
        Assert.Equal((0, 0, 4, 0), Counts(await Standing.Open().Deliver(courier.Pending(fromStart: true), default)));
    }

    [Fact]
    public async Task An_equal_row_that_is_new_comes_though_a_person_removed_the_first()
    {
        Courier courier = Counting();
        courier.Report(Budi(), Budi());
        await courier.Deliver(Standing.Open());
        Edit(rows => rows.RemoveAt(1));
        courier.Report(Budi(), Budi(), Budi());

        Assert.Equal((1, 0, 0, 0), Counts(await courier.Deliver(Standing.Open())));
        Assert.Equal(3, Load().Count);
    }

    [Fact]
    public async Task Of_rows_with_one_key_the_one_with_the_known_content_is_meant_though_they_were_sorted()
    {
        Courier courier = CountingButStatus();
        courier.Report(Budi("TERIMA"), Budi());
        await courier.Deliver(Standing.Open());
        Edit(rows => rows.Reverse(1, 2));
        courier.Report(Budi("TERIMA"), Budi("TOLAK"));

        Assert.Equal((0, 1, 0, 0), Counts(await courier.Deliver(Standing.Open())));
        AssertStands([Heads, Shown(Budi("TOLAK")), Shown(Budi("TERIMA"))]);
    }

    [Fact]
    public async Task A_new_column_is_added_at_the_right_end()
    {
        Courier courier = await Delivered(Budi(), Sari());
        Edit(rows =>
        {
            for (int r = 0; r < rows.Count; r++) rows[r].Add(r == 0 ? "Notes" : "kept");
        });
        courier.Widen(new ColumnContract { Heading = "Branch" });
        courier.Report([.. Sari(), Text("Bandung")], [.. Dewi(), Text("Bogor")]);

        Receipt receipt = await courier.Deliver(Standing.Open());

        Assert.Equal(["Branch"], receipt.NewColumns);
        Assert.Equal((1, 1, 0, 0), Counts(receipt));
        AssertStands([
            [.. Heads, "Notes", "Branch"], [.. Shown(Budi()), "kept", null], [.. Shown(Sari()), "kept", "Bandung"], [.. Shown(Dewi()), null, "Bogor"]]);
    }

    [Fact]
    public async Task Text_is_never_evaluated()
    {
        string[] texts = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "=cmd|'/c calc'!A1", "'=1+1", "1-2", "TRUE", "3E10", "N/A", "#N/A", "1.0", "00.50"];
        Courier courier = Courier();
        courier.Report([.. texts.Select((text, i) => Row($"K{i}", text, "1", "2026-11-23", text))]);

        Receipt receipt = await courier.Deliver(Standing.Open());

        Assert.Empty(receipt.Mismatches);
        Assert.Equal(texts, Load().Skip(1).Select(row => row[1]));
        Assert.Equal(texts, Load().Skip(1).Select(row => row[4]));
    }

    [Fact]
    public async Task Cells_arrive_as_they_were_and_come_back_the_same()
    {
        ColumnContract[] columns =
        [
            Id, new() { Heading = "Text" }, new() { Heading = "Number", Type = CellType.Number }, new() { Heading = "Date", Type = CellType.Date },
            new() { Heading = "Moment", Type = CellType.DateTime }, new() { Heading = "Yes", Type = CellType.Boolean },
        ];
        Cell[][] rows =
        [
            [Text("00017233"), Text(" two  spaces "), Number("0.1"), Date("2025-09-23"), DateTime("2025-09-23T18:39:00"), Bool("true")],
            [Text("12345678901234567"), Text("line\nbreak \"quoted\", comma; semicolon"), Number("12345678901234567"), Date("1899-01-01"), DateTime("2025-09-23T00:00:00"), Bool("false")],
            [Text("3E10"), Text("emoji 🧾 and _x0041_ and \u0001"), Number("-1234567.891"), Text("N/A"), Text("soon"), Text("maybe")],
            [Text("0"), Text("<a href=\"x\">&amp;</a>]]>"), Text("00012"), Date("9999-12-31"), DateTime("1999-12-31T23:59:59"), Cell.Empty],
            [Text("-0"), Text("Ürümqi 乌鲁木齐 "), Number("99999999999999900000"), Cell.Empty, Cell.Empty, Cell.Empty],
        ];
        var courier = new Courier(columns, new KeyContract([Id.Heading], false));
        courier.Report(rows);

        Receipt receipt = await courier.Deliver(Standing.Open());

        Assert.Empty(receipt.Mismatches);
        AssertStands([[.. columns.Select(column => column.Heading)], .. rows.Select(row => row.Select((cell, i) => Standing.Shown(cell, columns[i])).ToArray())]);
        Assert.Equal((0, 0, 5, 0), Counts(await Standing.Open().Deliver(courier.Pending(fromStart: true), default)));

        static Cell Bool(string value) => Cell.Typed(value, CellType.Boolean, value);
    }

    [Fact]
    public async Task Very_long_text_is_kept_or_cut_and_said()
    {
        string text = string.Concat(Enumerable.Repeat("panjang 🧾 ", 4000));
        Courier courier = Courier();
        courier.Report(Row("1", text, "1", "2026-11-23", "PENDING"));

        Receipt receipt = await courier.Deliver(Standing.Open());

        object? shown = Standing.Shown(Text(text), Customer);
        Assert.Equal(shown, Load()[1][1]);
        Assert.Equal(shown is not string kept || kept.Length < text.Length, receipt.Remarks.Any(remark => remark.Contains("cut", StringComparison.Ordinal)));
        Assert.Equal((0, 0, 1, 0), Counts(await Standing.Open().Deliver(courier.Pending(fromStart: true), default)));
    }

    [Fact]
    public async Task A_running_number_is_neither_compared_nor_part_of_a_key()
    {
        ColumnContract no = new() { Heading = "No", Type = CellType.Number, IsCounter = true };
        var courier = new Courier([no, .. Columns], new KeyContract(Heads, Duplicates: true));
        courier.Report([Number("1"), .. Budi()], [Number("2"), .. Sari()]);
        await courier.Deliver(Standing.Open());
        Edit(rows => rows[1][0] = 9.0);

        Receipt receipt = await Standing.Open().Deliver(courier.Pending(fromStart: true), default);

        Assert.Equal((0, 0, 2, 0), Counts(receipt));
    }

    [Fact]
    public async Task A_dry_run_says_what_would_be_done_and_writes_nothing()
    {
        Courier courier = Courier();
        courier.Report(Budi(), Sari());
        Receipt first = await Standing.Open().Deliver(courier.Pending(dryRun: true), default);
        Assert.Equal((2, 0, 0, 0), Counts(first));
        Assert.False(await Standing.Open().Exists(default));
        Assert.Empty(Directory.GetFileSystemEntries(home));

        await courier.Deliver(Standing.Open());
        byte[] before = Standing.Bytes();
        courier.Report(Budi("TERIMA"), Dewi());
        Receipt second = await Standing.Open().Deliver(courier.Pending(dryRun: true), default);

        Assert.Equal((1, 1, 0, 0), Counts(second));
        Assert.Equal(before, Standing.Bytes());
    }

    [Fact]
    public virtual async Task What_reads_back_wrong_is_listed_and_the_old_state_stays()
    {
        Courier courier = await Delivered(Budi(), Sari());
        byte[] before = Standing.Bytes();
        courier.Report(Dewi());

        Receipt receipt = await courier.Deliver(Standing.Open(Standing.Corrupting()));

        Assert.False(receipt.Verified);
        Assert.All(receipt.Mismatches, mismatch => Assert.NotEqual(mismatch.Expected, mismatch.Found));
        Assert.Equal(before, Standing.Bytes());
        Assert.Equal((1, 0, 0, 0), Counts(await courier.Deliver(Standing.Open())));
    }

    [Fact]
    public virtual async Task A_fault_at_any_step_loses_and_doubles_nothing()
    {
        bool failed = true;
        for (int step = 1; failed; step++)
        {
            Standing.Save([[.. Heads]]);
            Courier courier = await Delivered(Budi(), Sari());
            List<List<object?>> before = Load();
            courier.Report(Budi("TERIMA"), Dewi());
            var steps = new FailingSteps(step);
            try
            {
                await courier.Deliver(Standing.Open(steps));
            }
            catch (Fault fault)
            {
                Assert.Equal((Stage.Deliver, FaultName.DiskFull, FaultKind.Ask), (fault.Stage, fault.Name, fault.Kind));
                Assert.Equal(before, Load());
            }

            failed = steps.Failed;
            await courier.Deliver(Standing.Open());
            AssertStands([Heads, Shown(Budi("TERIMA")), Shown(Sari()), Shown(Dewi())]);
            Assert.True(step < 200, "The steps do not end.");
            Assert.True(failed || step > 4, "No step was disturbed.");
        }
    }

    [Fact]
    public async Task A_kill_before_the_cursor_moves_costs_a_repetition()
    {
        Courier courier = await Delivered(Budi(), Sari());
        courier.Report(Budi("TERIMA"), Dewi());
        await courier.Deliver(Standing.Open(), killed: true);

        Assert.Equal((0, 0, 2, 0), Counts(await courier.Deliver(Standing.Open())));
        AssertStands([Heads, Shown(Budi("TERIMA")), Shown(Sari()), Shown(Dewi())]);
    }

    [Fact]
    public async Task A_renamed_key_stops_the_delivery_before_anything_is_written()
    {
        Courier courier = await Delivered(Budi());
        Edit(rows => rows[0][0] = "Number of order");
        byte[] before = Standing.Bytes();
        courier.Report(Budi("TERIMA"), Sari());

        Fault fault = await Assert.ThrowsAsync<Fault>(() => courier.Deliver(Standing.Open()));

        Assert.Equal(FaultName.DestinationChanged, fault.Name);
        Assert.Contains("'Order ID'", fault.Cause, StringComparison.Ordinal);
        Assert.Contains("Number of order", fault.Cause, StringComparison.Ordinal);
        Assert.Equal(before, Standing.Bytes());
    }

    [Fact]
    public async Task What_vanished_while_it_was_delivered_to_is_not_begun_anew_with_half_of_its_rows()
    {
        Courier courier = Courier();
        courier.Report(Budi());
        await courier.Deliver(Standing.Open());
        courier.Report(Budi("TERIMA"), Sari());
        Delivery pending = courier.Pending();
        Standing.Save([]);

        Fault fault = await Assert.ThrowsAsync<Fault>(() => Standing.Open().Deliver(pending, default));

        Assert.Equal((FaultName.DestinationChanged, FaultKind.Retry), (fault.Name, fault.Kind));
        await courier.Deliver(Standing.Open());
        AssertStands([Heads, Shown(Budi("TERIMA")), Shown(Sari())]);
    }

    [Fact]
    public async Task Deliveries_side_by_side_lose_nothing()
    {
        List<Courier> couriers = [.. Enumerable.Range(0, 6).Select(_ => Courier())];
        for (int i = 0; i < couriers.Count; i++) couriers[i].Report([.. Enumerable.Range(0, 5).Select(n => Row($"{i}-{n}", "Budi", "1", "2026-11-23", "PENDING"))]);

        await Task.WhenAll(couriers.Select(courier => Task.Run(() => courier.Deliver(Standing.Open()))));

        Assert.Equal(30, Load().Skip(1).Select(row => row[0]).Distinct().Count());
        Assert.Equal(31, Load().Count);
    }

    [Fact]
    public async Task Without_changes_nothing_is_touched()
    {
        Courier courier = await Delivered(Budi());
        byte[] before = Standing.Bytes();

        Assert.Equal((0, 0, 0, 0), Counts(await courier.Deliver(Standing.Open())));
        Assert.Equal(before, Standing.Bytes());
    }

    [Fact]
    public async Task A_row_that_the_report_lost_is_removed_where_that_is_asked_for_and_comes_back_with_the_report()
    {
        var courier = new Courier(Columns, new KeyContract([Id.Heading], Duplicates: false)) { Vanished = "remove" };
        courier.Report(Budi(), Sari(), Dewi());
        await courier.Deliver(Standing.Open());
        Edit(rows => rows.Reverse(1, 3));
        courier.Lose(Sari());
        courier.Report(Budi("TERIMA"));

        Receipt removed = await courier.Deliver(Standing.Open(), killed: true);
        Receipt again = await courier.Deliver(Standing.Open());

        Assert.Equal((1, (0, 1, 0, 0), true), (removed.Removed, Counts(removed), removed.Verified));
        Assert.Equal((0, (0, 0, 2, 0)), (again.Removed, Counts(again)));
        AssertHolds([Heads, Shown(Dewi()), Shown(Budi("TERIMA"))]);
        courier.Report(Sari("TOLAK"));
        Receipt back = await courier.Deliver(Standing.Open());
        Assert.Equal((1, 0, 0, 0), Counts(back));
        Assert.Empty(back.Mismatches);
        AssertHolds([Heads, Shown(Dewi()), Shown(Budi("TERIMA")), Shown(Sari("TOLAK"))]);
    }

    [Fact]
    public async Task A_row_that_the_report_lost_is_marked_where_that_is_asked_for()
    {
        var courier = new Courier(Columns, new KeyContract([Id.Heading], Duplicates: false)) { Vanished = "mark" };
        courier.Report(Budi(), Sari());
        await courier.Deliver(Standing.Open());
        Edit(rows => rows[0].Add("Notes"));
        courier.Lose(Sari());

        Receipt receipt = await courier.Deliver(Standing.Open());

        Assert.Equal(["Gone from report"], receipt.NewColumns);
        Assert.Equal(((0, 1, 0, 0), true), (Counts(receipt), receipt.Verified));
        object? day = Standing.Shown(Date("2026-11-24"), new ColumnContract { Heading = "Gone from report", Type = CellType.Date });
        AssertHolds([[.. Heads, "Notes", "Gone from report"], Shown(Budi()), [.. Shown(Sari()), null, day]]);
        courier.Report(Sari());
        Assert.Equal((0, 1, 0, 0), Counts(await courier.Deliver(Standing.Open())));
        AssertHolds([[.. Heads, "Notes", "Gone from report"], Shown(Budi()), Shown(Sari())]);
    }

    [Fact]
    public Task Any_history_of_reports_and_clumsy_people_ends_as_a_plain_model_does() =>
        Event.Histories.SampleAsync(events => Replay(events, Courier(), counting: false), iter: Histories, threads: 1);

    [Fact]
    public Task Any_history_of_equal_rows_ends_as_a_plain_model_does() =>
        Event.Histories.SampleAsync(events => Replay(events, Counting(), counting: true), iter: Histories, threads: 1);

    async Task Replay(Event[] events, Courier courier, bool counting)
    {
        IStanding fresh = Make(Directory.CreateDirectory(Path.Combine(home, $"history-{Interlocked.Increment(ref histories)}")).FullName);
        var model = new Model(fresh);
        foreach (Event happened in events)
        {
            if (happened.What >= 7) await Deliver(happened, fresh, model, courier, counting);
            else if (model.Rows.Count > 0)
            {
                happened.Edit(model);
                fresh.Save(model.Rows);
            }

            Assert.Equal(Trimmed([.. model.Rows.Select(row => row.ToList())]).Select(Said), Trimmed(fresh.Load()).Select(Said));
        }
    }

    static async Task Deliver(Event happened, IStanding fresh, Model model, Courier courier, bool counting)
    {
        courier.Report(happened.Report(counting));
        Delivery pending = courier.Pending(fromStart: model.Rows.Count == 0);
        if (pending.Count > 0) model.Apply(pending);
        Receipt receipt = await courier.Deliver(fresh.Open(), killed: happened.What == 7);
        Assert.Empty(receipt.Mismatches);
        Assert.Equal(pending.Count, receipt.Added + receipt.Changed + receipt.Unchanged + receipt.RemovedByPeople);
    }

    private protected async Task<Courier> Delivered(params Cell[][] rows)
    {
        Courier courier = Courier();
        courier.Report(rows);
        await courier.Deliver(Standing.Open());
        return courier;
    }

    private protected void Edit(Action<List<List<object?>>> edit)
    {
        List<List<object?>> rows = Load();
        edit(rows);
        Standing.Save(rows);
    }

    private protected object?[] Shown(Cell[] row) => [.. row.Select((cell, i) => Standing.Shown(cell, Columns[i]))];

    private protected List<List<object?>> Load() => Trimmed(Standing.Load());

    private protected void AssertStands(IEnumerable<object?[]> expected) =>
        Assert.Equal(Trimmed([.. expected.Select(row => row.ToList())]).Select(Said), Load().Select(Said));

    /// <summary>But for empty rows between.</summary>
    void AssertHolds(IEnumerable<object?[]> expected) =>
        Assert.Equal(Trimmed([.. expected.Select(row => row.ToList())]).Select(Said), Trimmed([.. Load().Where(row => row.Exists(cell => cell is not null))]).Select(Said));

    internal static (long Added, long Changed, long Unchanged, long Removed) Counts(Receipt receipt) =>
        (receipt.Added, receipt.Changed, receipt.Unchanged, receipt.RemovedByPeople);

    static DateTime Moment(string day) => System.DateTime.Parse(day, CultureInfo.InvariantCulture);

    static void Move(List<List<object?>> rows, int from, int to)
    {
        foreach (List<object?> row in rows)
        {
            while (row.Count <= from) row.Add(null);
            object? moved = row[from];
            row.RemoveAt(from);
            row.Insert(to, moved);
        }
    }
}
