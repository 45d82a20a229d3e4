using CsCheck;
using Kurir.Connectors;

namespace Kurir.Tests;

using static TestRows;

/// <summary>What is kept of a table, and what is not.</summary>
public sealed class LedgerRecordTests : IAsyncDisposable
{
    readonly LedgerHome home = new();

    public ValueTask DisposeAsync() => home.DisposeAsync();

    [Fact]
    public async Task A_held_table_keeps_its_quarantine_and_none_of_its_rows()
    {
        await home.Record(Days(1, 1), false, Row("A", "1"));
        (ChangeSet changes, Verdict verdict) = await home.Ledger.Record(
            home.Recording(Days(1, 1), false, "1123-1800"), [Row("B", "1"), Bad("C", "?")], Hold, default);

        Assert.True(verdict.Held);
        Assert.Equal((1, 1), (changes.Added, changes.Vanished));
        Assert.Equal(["A=1"], await home.Rows());
        Assert.Single(await home.Ledger.Quarantine(Export, "1123-1800", 10, default));
        Assert.Equal((1, 1), ((await home.State()).Rows, (await home.State()).Versions));
        Assert.Equal(1, (await home.Record(Days(1, 1), false, Row("A", "1"))).Changes.Expected);
    }

    [Fact]
    public async Task A_first_table_that_is_held_leaves_no_contract()
    {
        await home.Ledger.Record(home.Recording(Days(1, 1), false), [Row("B", "1")], Hold, default);

        Assert.Null(await home.Ledger.FindContract(Export, default));
    }

    [Theory]
    [InlineData(3, false, 3)]
    [InlineData(3, true, 0)] // there were rows on one of them
    [InlineData(1, false, 1)]
    public async Task It_is_known_how_often_a_weekday_was_empty_before(int weeks, bool busy, int quiet)
    {
        for (int week = 1; week <= weeks; week++)
        {
            // The day before has rows, the day itself none.
            DateOnly day = Day(1).AddDays(-7 * week);
            await home.Record(new Window(day.AddDays(-1), day), false, Row([$"K{week}", "1"]) with { Day = busy && week == 2 ? day : day.AddDays(-1) });
            await home.Ledger.Close(Export, new Window(day.AddDays(-1), day), "1101-0800", Outcome.Proven, default);
        }

        Assert.Equal(quiet, (await home.Record(Days(1, 1), false)).Changes.QuietBefore);
    }

    [Fact]
    public async Task A_dry_run_reports_and_keeps_nothing()
    {
        (ChangeSet first, _) = await home.Record(home.Recording(Days(1, 1), false) with { DryRun = true }, Row("A", "1"), Bad("B", "?"));

        Assert.Equal((1, 1), (first.Added, first.Quarantined));
        Assert.Empty(await ((ILedger)home.Ledger).Exports(null, default));

        await home.Record(Days(1, 1), false, Row("A", "1"));
        (ChangeSet second, _) = await home.Record(home.Recording(Days(1, 1), false) with { DryRun = true }, Row("A", "2"));

        Assert.Equal([new ColumnChange("Value", "1", "2")], Assert.Single(second.Listed).Columns);
        Assert.Equal(["A=1"], await home.Rows());
    }

    [Fact]
    public async Task A_table_that_breaks_off_leaves_nothing()
    {
        IEnumerable<CheckedRow> Broken()
        {
            yield return Row("A", "1");
            throw new Fault(Stage.Read, FaultName.FileTruncated, FaultKind.Retry, "file", "it breaks off", "fetch it again");
        }

        Fault fault = await Assert.ThrowsAsync<Fault>(() => home.Ledger.Record(home.Recording(Days(1, 1), false), Broken(), Accept, default));

        Assert.Equal(FaultName.FileTruncated, fault.Name);
        Assert.Empty(await ((ILedger)home.Ledger).Exports(null, default));
    }

    [Fact]
    public async Task A_readers_own_failure_is_not_blamed_on_the_ledger()
    {
        IEnumerable<CheckedRow> Broken() => Enumerable.Range(0, 3).Select<int, CheckedRow>(_ => throw new InvalidDataException("a broken archive"));

        await Assert.ThrowsAsync<InvalidDataException>(() => home.Ledger.Record(home.Recording(Days(1, 1), false), Broken(), Accept, default));
    }

    [Fact]
    public async Task A_recording_can_be_cancelled()
    {
        using var stop = new CancellationTokenSource();
        IEnumerable<CheckedRow> Endless()
        {
            for (int i = 0; ; i++)
            {
                if (i == 1_000) stop.Cancel();
                yield return Row($"{i}", "1");
            }
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => home.Ledger.Record(home.Recording(Days(1, 1), false), Endless(), Accept, stop.Token));
    }

    [Fact]
    public async Task A_new_column_is_empty_in_older_rows_and_changes_none_of_them()
    {
        await home.Record(Days(1, 1), false, Row("A", "1"), Row("B", "1"));
        Recording wider = home.Recording(Days(1, 1), false) with { Contract = Contract(false, "Note") };
        CheckedRow noted = Row(["B", "1", "late"]);
        (ChangeSet changes, _) = await home.Record(wider, Row("A", "1") with { Cells = [Cell.OfText("A"), Cell.OfText("1"), Cell.Empty] }, noted);

        Assert.Equal((1, 1), (changes.Unchanged, changes.Changed));
        Assert.Equal([new ColumnChange("Note", "", "late")], Assert.Single(changes.Listed).Columns);
        Pending pending = await home.Pending("sheet");
        Assert.Equal(["Key", "Value", "Note"], pending.Delivery.Columns.Select(column => column.Heading));
        Assert.Equal([["A", "1", ""], ["B", "1", "late"]], pending.Delivery.Changes.Select(change => change.After.Select(cell => cell.Text)));
    }

    [Fact]
    public async Task The_running_number_is_no_change()
    {
        Contract contract = new()
        {
            Columns = [new() { Heading = "No", IsCounter = true }, new() { Heading = "Key" }, new() { Heading = "Value" }],
            Key = new KeyContract(["Key"], false),
        };
        CheckedRow Numbered(string no, string key, string value) => Row(key, value) with { Cells = [Cell.OfText(no), Cell.OfText(key), Cell.OfText(value)] };
        await home.Record(home.Recording(Days(1, 1), false) with { Contract = contract }, Numbered("1", "A", "x"));
        (ChangeSet changes, _) = await home.Record(home.Recording(Days(1, 1), false) with { Contract = contract }, Numbered("2", "A", "y"));

        Assert.Equal(["Value"], Assert.Single(changes.Listed).Columns.Select(column => column.Heading));
    }

    [Fact]
    public async Task The_contract_comes_back_as_it_was_accepted()
    {
        Contract contract = new()
        {
            Columns = [new() { Heading = "Total", Type = CellType.Number, NumberStyle = NumberStyle.CommaDecimal, Format = "\"Rp\" #,##0", Allowed = ["1", "2"] }],
            Key = new KeyContract(["Total"], true),
            Dates = ["Tanggal"],
            MaxRows = 5,
        };
        await home.Record(home.Recording(Days(1, 1), true) with { Contract = contract }, Row(["1"]));

        Assert.Equivalent(contract, await home.Ledger.FindContract(Export, default), strict: true);
    }

    static readonly Gen<Cell> Cells =
        from text in Gen.OneOf(Gen.String[Gen.Char['\0', '\uD7FF'], 0, 60], Gen.Const("Rp 85.000"), Gen.Const(new string('é', 4_000)))
        from value in Gen.OneOf(Gen.Const((string?)null), Gen.String[Gen.Char['0', '9'], 1, 20])
        from type in Gen.Int[1, 7]
        from format in Gen.OneOf(Gen.Const((string?)null), Gen.Int[0, 2_000].Select(n => (string?)$"0.{n}"))
        from empty in Gen.Int[0, 3]
        select empty == 0 ? Cell.Empty : Cell.Typed(text, (CellType)type, value ?? text, format);

    [Fact]
    public void Cells_come_back_as_they_went_in() => Cells.Array[0, 20].Array[1, 4].Sample(rows =>
    {
        var writer = new CellWriter();
        byte[][] kept = [.. rows.Select(row => writer.Write(row).ToArray())];
        for (int i = 0; i < rows.Length; i++) Assert.Equal(rows[i], CellReader.Read(kept[i], writer.Formats, rows[i].Length));
    });

    [Fact]
    public void More_formats_than_the_list_holds_are_kept_with_their_cells()
    {
        var writer = new CellWriter();
        Cell[] cells = [.. Enumerable.Range(0, CellWriter.MaxFormats + 50).Select(n => Cell.Typed("1", CellType.Number, "1", $"0.{n}"))];

        Assert.Equal(cells, CellReader.Read(writer.Write(cells), writer.Formats, 0));
        Assert.Equal(CellWriter.MaxFormats, writer.Formats.Count);
    }

    [Fact]
    public void Damaged_cells_are_told_as_such() => Gen.Byte.Array[0, 40].Sample(bytes =>
    {
        try
        {
            Assert.True(CellReader.Read(bytes, ["0.00"], 3).Length >= 3);
        }
        catch (LedgerDamage damaged)
        {
            Assert.Contains("cells", damaged.Message, StringComparison.Ordinal);
        }
    });
}
