namespace Kurir.Tests;

using static TestRows;

/// <summary>Which row is which: one rule, one test.</summary>
public sealed class LedgerRowTests : IAsyncDisposable
{
    readonly LedgerHome home = new();

    public ValueTask DisposeAsync() => home.DisposeAsync();

    [Fact]
    public async Task A_row_is_found_by_its_very_key_with_document_and_destinations()
    {
        await home.Record(Days(1, 2), false, Hashed("A", "1"), Hashed("AB", "1"));
        await home.Record(Days(1, 2), false, Hashed("A", "2"), Hashed("AB", "1"));

        RowHistory found = Assert.Single(await home.Ledger.Row(home.Export, " A ", default));

        Assert.Equal(["1", "2"], found.Versions.Select(version => version.Cells[1].Value.Text));
        Assert.Equal((new string('a', 64), 0), (found.Versions[1].Document, found.Versions[1].Delivered!.Count));
        Assert.Empty(await home.Ledger.Row(home.Export, "B", default));
        Assert.Equal([(ChangeKind.Added, "A"), (ChangeKind.Added, "AB"), (ChangeKind.Changed, "A")], home.Ledger.Changes(home.Export, "1123-0800").Select(change => (change.Kind, change.Key)));

        await home.Record(Days(1, 2), false, Hashed("A", "2"));
        Assert.Equal((ChangeKind.Vanished, "AB"), home.Ledger.Changes(home.Export, "1123-0800").Select(change => (change.Kind, change.Key)).Last());
    }

    static CheckedRow Hashed(string key, string value)
    {
        CheckedRow row = Row(key, value);
        (byte[] keyHash, byte[] content) = new RowHasher(Contract(false)).Hash(row.Cells);
        return row with { KeyHash = keyHash, ContentHash = content };
    }

    [Fact]
    public async Task A_table_is_shown_as_it_was()
    {
        DateTimeOffset before = home.Time.GetUtcNow().AddDays(-1);
        await home.Record(Days(1, 2), false, Row("A", "1"), Row("B", "1"));
        DateTimeOffset then = home.Time.GetUtcNow();
        home.Time.Advance(TimeSpan.FromDays(1));
        await home.Record(Days(1, 2), false, Row("A", "2"), Row("B", "1"), Row("C", "1"));

        Assert.Null(await home.Ledger.TableAt(home.Export, before, default));
        Assert.Equal(["A1", "B1"], (await home.Ledger.TableAt(home.Export, then, default))!.Rows.Select(row => row[0].Text + row[1].Text));
        Assert.Equal(["A2", "B1", "C1"], (await home.Ledger.TableAt(home.Export, home.Time.GetUtcNow(), default))!.Rows.Select(row => row[0].Text + row[1].Text));
    }

    [Fact]
    public async Task A_changed_row_is_listed_with_its_columns_before_and_after()
    {
        await home.Record(Days(1, 2), false, Row("A", "PENDING"), Row("B", "PENDING"));
        (ChangeSet changes, _) = await home.Record(Days(1, 2), false, Row("A", "TERIMA"), Row("B", "PENDING"), Row("C", "PENDING"));

        Assert.Equal((1, 1, 1, 2), (changes.Added, changes.Changed, changes.Unchanged, changes.Expected));
        Assert.Equal(["A", "C"], changes.Listed.Select(change => change.Key));
        Assert.Equal([new ColumnChange("Value", "PENDING", "TERIMA")], changes.Listed[0].Columns);
        Assert.Equal(["A=TERIMA", "B=PENDING", "C=PENDING"], await home.Rows());
    }

    [Fact]
    public async Task Two_identical_payments_in_one_table_are_two_rows()
    {
        (ChangeSet changes, _) = await home.Record(Days(1, 1), true, Row("P", "85000"), Row("P", "85000"));

        Assert.Equal((2, 0), (changes.Added, changes.Repeated));
        Assert.Equal(["P=85000", "P#2=85000"], await home.Rows());
    }

    [Fact]
    public async Task An_identical_payment_in_a_later_window_is_a_new_row()
    {
        await home.Record(Days(1, 1), true, Row("P", "85000"));
        (ChangeSet changes, _) = await home.Record(Days(2, 2), true, Row("P", "85000"));

        Assert.Equal((1, 0), (changes.Added, changes.Vanished));
        Assert.Equal(["P=85000", "P#2=85000"], await home.Rows());
    }

    [Fact]
    public async Task Overlapping_windows_do_not_double_a_payment()
    {
        await home.Record(Days(1, 2), true, Row("P", "85000"));
        (ChangeSet changes, _) = await home.Record(Days(2, 3), true, Row("P", "85000"));

        Assert.Equal((0, 1), (changes.Added, changes.Unchanged));
        Assert.Equal(["P=85000"], await home.Rows());
    }

    /// <summary>Seen in days 1 to 2 and in 2 to 3, it lies on day 2: a window of day 3 alone cannot mean it.</summary>
    [Fact]
    public async Task Each_window_narrows_the_days_in_which_a_row_may_lie()
    {
        await home.Record(Days(1, 2), true, Row("P", "85000"));
        await home.Record(Days(2, 3), true, Row("P", "85000"));
        (ChangeSet later, _) = await home.Record(Days(3, 3), true, Row("P", "85000"));
        (ChangeSet same, _) = await home.Record(Days(2, 2), true, Row("P", "85000"));

        Assert.Equal((1, 0, 0), (later.Added, later.Unchanged, later.Expected));
        Assert.Equal((0, 1, 1), (same.Added, same.Unchanged, same.Expected));
    }

    [Fact]
    public async Task A_rows_own_day_tells_more_than_the_window()
    {
        await home.Record(Days(1, 7), true, Row("P", "85000", day: 2));
        (ChangeSet other, _) = await home.Record(Days(3, 7), true, Row("P", "85000", day: 5));
        (ChangeSet both, _) = await home.Record(Days(1, 7), true, Row("P", "85000", day: 5), Row("P", "85000", day: 2));

        Assert.Equal((1, 0), (other.Added, other.Vanished));
        Assert.Equal((0, 2, 2), (both.Added, both.Unchanged, both.Expected));
    }

    [Fact]
    public async Task Of_several_payments_with_one_key_those_with_the_same_content_are_the_same()
    {
        await home.Record(Days(1, 1), true, Row("P", "A"), Row("P", "B"), Row("P", "C"));
        (ChangeSet changes, _) = await home.Record(Days(1, 1), true, Row("P", "C"), Row("P", "D"), Row("P", "A"));

        Assert.Equal((0, 1, 2, 0), (changes.Added, changes.Changed, changes.Unchanged, changes.Vanished));
        Assert.Equal([new ColumnChange("Value", "B", "D")], Assert.Single(changes.Listed).Columns);
    }

    [Fact]
    public async Task Of_changed_payments_with_one_key_those_of_the_same_day_are_the_same()
    {
        await home.Record(Days(1, 7), true, Row("P", "monday", day: 2), Row("P", "tuesday", day: 3));
        (ChangeSet changes, _) = await home.Record(Days(1, 7), true, Row("P", "tuesday, paid", day: 3), Row("P", "monday, paid", day: 2));

        Assert.Equal(
            [new ColumnChange("Value", "tuesday", "tuesday, paid"), new ColumnChange("Value", "monday", "monday, paid")],
            changes.Listed.Select(change => change.Columns.Single()));
    }

    [Fact]
    public async Task A_payment_that_must_be_in_the_window_comes_before_one_that_only_may_be()
    {
        await home.Record(Days(1, 9), true, Row("P", "A"));
        await home.Record(Days(4, 4), true, Row("P", "A"), Row("P", "B"));
        await home.Record(Days(1, 9), true, Row("P", "A"), Row("P", "B"), Row("P", "C"));
        (ChangeSet changes, _) = await home.Record(Days(4, 4), true, Row("P", "X"), Row("P", "Y"));

        // The third may lie anywhere from day 1 to 9, so nothing says that it should be here.
        Assert.Equal((0, 2, 0, 2), (changes.Added, changes.Changed, changes.Vanished, changes.Expected));
        Assert.Contains("P#3=C", await home.Rows());
    }

    [Fact]
    public async Task A_vanished_row_is_reported_once_and_kept()
    {
        await home.Record(Days(1, 2), false, Row("A", "1"), Row("B", "1"));
        (ChangeSet gone, _) = await home.Record(Days(1, 2), false, Row("A", "1"));
        (ChangeSet again, _) = await home.Record(Days(1, 2), false, Row("A", "1"));

        Assert.Equal((1, 2), (gone.Vanished, gone.Expected));
        Assert.Equal(new Change(ChangeKind.Vanished, "B", []) with { Columns = gone.Listed[0].Columns }, Assert.Single(gone.Listed));
        Assert.Equal((0, 1), (again.Vanished, again.Expected));
        Assert.Equal(["A=1", "B=1"], await home.Rows());
    }

    [Fact]
    public async Task A_row_that_comes_back_can_vanish_again()
    {
        await home.Record(Days(1, 2), false, Row("A", "1"), Row("B", "1"));
        await home.Record(Days(1, 2), false, Row("A", "1"));
        (ChangeSet back, _) = await home.Record(Days(1, 2), false, Row("A", "1"), Row("B", "1"));
        (ChangeSet gone, _) = await home.Record(Days(1, 2), false, Row("A", "1"));

        Assert.Equal((0, 2), (back.Added, back.Unchanged));
        Assert.Equal(1, gone.Vanished);
    }

    [Fact]
    public async Task A_row_outside_the_window_does_not_vanish()
    {
        await home.Record(Days(1, 7), false, Row("A", "1", day: 2), Row("B", "1", day: 6), Row("C", "1"));
        (ChangeSet changes, _) = await home.Record(Days(5, 7), false, Row("B", "1", day: 6));

        Assert.Equal((0, 1), (changes.Vanished, changes.Expected));
    }

    [Fact]
    public async Task One_of_two_identical_payments_can_vanish()
    {
        await home.Record(Days(1, 1), true, Row("P", "1"), Row("P", "1"));
        (ChangeSet changes, _) = await home.Record(Days(1, 1), true, Row("P", "1"));

        Assert.Equal((1, 1), (changes.Unchanged, changes.Vanished));
    }

    [Fact]
    public async Task A_quarantined_row_is_kept_as_such_and_did_not_vanish()
    {
        await home.Record(Days(1, 1), false, Row("A", "1"), Row("B", "1"));
        (ChangeSet changes, Verdict verdict) = await home.Record(Days(1, 1), false, Row("A", "1"), Bad("B", "?"));

        Assert.Equal((1, 1, 0), (changes.Unchanged, changes.Quarantined, changes.Vanished));
        Assert.Equal(1, verdict.Quarantined);
        Assert.Equal(["A=1", "B=1"], await home.Rows());
        Violation kept = Assert.Single(await home.Ledger.Quarantine(Export, null, 10, default));
        Assert.Equal(Bad("B", "?").Violations![0], kept);
    }

    [Fact]
    public async Task A_second_row_of_a_unique_key_is_repeated_or_quarantined()
    {
        (ChangeSet changes, Verdict verdict) = await home.Record(
            Days(1, 1), false, Row("A", "1", origin: "sheet 1, row 2"), Row("A", "1"), Row("A", "2", origin: "sheet 1, row 4"));

        Assert.Equal((1, 1, 1), (changes.Added, changes.Repeated, changes.Quarantined));
        Violation violation = Assert.Single(verdict.Violations);
        Assert.Equal(("key-not-unique", "sheet 1, row 4", "A"), (violation.Rule, violation.Origin, violation.Text));
        Assert.Contains("sheet 1, row 2", violation.Expected, StringComparison.Ordinal);
        Assert.Equal([violation], await home.Ledger.Quarantine(Export, "1123-0800", 10, default));
        Assert.Equal(["A=1"], await home.Rows());
    }

    [Fact]
    public async Task A_unique_key_is_the_same_row_in_any_window()
    {
        await home.Record(Days(1, 1), false, Row("A", "1"));
        (ChangeSet changes, _) = await home.Record(Days(9, 9), false, Row("A", "1"));
        (ChangeSet gone, _) = await home.Record(Days(9, 9), false);

        Assert.Equal((0, 1, 0), (changes.Added, changes.Unchanged, changes.Expected));
        Assert.Equal(1, gone.Vanished);
    }

    [Fact]
    public async Task A_day_outside_the_window_does_not_double_the_row()
    {
        await home.Record(Days(1, 1), true, Row("P", "1", day: 5));
        (ChangeSet changes, _) = await home.Record(Days(1, 1), true, Row("P", "1", day: 5));

        Assert.Equal((0, 1), (changes.Added, changes.Unchanged));
    }

    [Fact]
    public async Task Many_identical_rows_of_one_key_are_matched_without_growing_slower()
    {
        CheckedRow[] rows = [.. Enumerable.Repeat(Row("P", "1"), 20_000)];
        await home.Record(Days(1, 1), true, rows);
        (ChangeSet changes, _) = await home.Record(Days(1, 1), true, [.. rows, Row("P", "1")]);

        Assert.Equal((1, 20_000), (changes.Added, changes.Unchanged));
    }
}
