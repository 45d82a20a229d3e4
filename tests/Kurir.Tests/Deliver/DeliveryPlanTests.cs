using static Kurir.Tests.Sales;

namespace Kurir.Tests;

public sealed class DeliveryPlanTests
{
    [Fact]
    public void Of_equal_keys_a_removed_row_is_the_one_whose_content_is_missing()
    {
        // Delivered: TERIMA and PENDING. The first was removed by a person; the second is now TOLAK.
        DeliveryPlan plan = Plan([Budi()], Change(Budi("TOLAK"), before: Budi(), occurrence: 2));

        Assert.Equal("TOLAK", Assert.Single(plan.Writes).Value.Cells.Single().Text);
    }

    [Fact]
    public void A_change_whose_row_is_gone_is_not_written_to_another_of_its_key()
    {
        DeliveryPlan plan = Plan([Budi("TERIMA")], Change(Budi("TOLAK"), before: Budi(), occurrence: 2));

        Assert.Empty(plan.Writes);
        Assert.Equal(1, plan.Receipt("there", [], []).RemovedByPeople);
    }

    [Fact]
    public void Rows_taken_over_are_paired_by_content_before_order()
    {
        DeliveryPlan plan = Plan([Budi("TERIMA"), Budi()], Change(Budi(), occurrence: 1), Change(Budi("TERIMA"), occurrence: 2));

        Assert.Empty(plan.Writes);
        Assert.Equal(2, plan.Receipt("there", [], []).Unchanged);
    }

    [Fact]
    public void A_formula_is_left_and_reported()
    {
        DeliveryPlan plan = Planned([Budi()], [Change(Budi("TOLAK"), before: Budi())]);
        plan.Look(2, Budi(), position => position == 4);

        Assert.Empty(plan.Writes);
        Assert.Contains("1 cell holds a formula and was left as it is", plan.Receipt("there", [], []).Remarks);
    }

    [Fact]
    public void White_space_in_a_key_does_not_matter_as_in_the_ledger()
    {
        DeliveryPlan plan = Plan([Row("A  1 ", "Budi", "1", "2026-11-23", "PENDING")], Change(Row("A 1", "Budi", "1", "2026-11-23", "TOLAK"), before: Row("A  1 ", "Budi", "1", "2026-11-23", "PENDING")));

        Assert.Equal(1, plan.Receipt("there", [], []).Changed);
    }

    [Fact]
    public void A_number_among_text_ids_is_a_damaged_id_only_where_the_report_has_no_numbers_there()
    {
        Cell[] damaged = [Number("17233"), .. Budi()[1..]];
        Assert.Equal(1, Plan([damaged], Change(Budi())).Receipt("there", [], []).Changed);

        Cell[] number = [Number("5"), .. Sari()[1..]];
        Receipt mixed = Plan([damaged], Change(Budi()), Change(number)).Receipt("there", [], []);
        Assert.Equal((2, 0), (mixed.Added, mixed.Changed));
    }

    [Fact]
    public void Of_two_ids_that_lose_the_same_zeros_none_is_guessed()
    {
        Cell[] damaged = [Number("17233"), .. Budi()[1..]];
        Receipt receipt = Plan([damaged], Change(Budi()), Change([Text("017233"), .. Budi()[1..]])).Receipt("there", [], []);

        Assert.Equal((2, 0), (receipt.Added, receipt.Changed));
    }

    [Fact]
    public void A_key_that_the_whole_row_has_got_lately_is_a_new_column()
    {
        ColumnContract branch = new() { Heading = "Branch" };
        Delivery delivery = Of([.. Columns, branch], new KeyContract([.. Heads, "Branch"], true), Change([.. Budi("TOLAK"), default], before: Budi()), Change([.. Sari(), Text("Bogor")]));

        ColumnPlan plan = ColumnPlan.Match(delivery, Heads, 5, "there");

        Assert.Equal([5], plan.Added);
        Assert.Equal(5, plan.Positions[5]);
    }

    [Fact]
    public void The_heading_is_the_row_with_the_most_of_the_reports_headings()
    {
        Delivery delivery = Of(Columns, new KeyContract([Id.Heading], false));

        Assert.Equal(2, ColumnPlan.FindHeadings(delivery, [["Sales of November"], ["Status", ""], ["Notes", "order id", "AMOUNT", "Status"], ["Status", "Day"]]));
        Assert.Equal(-1, ColumnPlan.FindHeadings(delivery, [["a", "b"], []]));
    }

    static DeliveryPlan Plan(Cell[][] standing, params RowChange[] changes)
    {
        DeliveryPlan plan = Planned(standing, changes);
        for (int i = 0; i < standing.Length; i++) plan.Look(i + 2, standing[i]);
        return plan;
    }

    static DeliveryPlan Planned(Cell[][] standing, RowChange[] changes)
    {
        bool counts = changes.Any(change => change.Occurrence > 1);
        Delivery delivery = Of(Columns, new KeyContract(counts ? Heads[..4] : [Id.Heading], counts), changes);
        var plan = new DeliveryPlan(delivery, ColumnPlan.Match(delivery, Heads, 5, "there"), (cell, _) => cell);
        for (int i = 0; i < standing.Length; i++) plan.Stands(i + 2, standing[i]);
        plan.Decide(default);
        return plan;
    }

    static Delivery Of(IReadOnlyList<ColumnContract> columns, KeyContract key, params RowChange[] changes) =>
        new() { Export = new ExportId("shop", "sales"), Columns = columns, Key = key, Count = changes.Length, Changes = changes };

    static RowChange Change(Cell[] after, Cell[]? before = null, int occurrence = 1) => new() { After = after, Before = before, Occurrence = occurrence };
}
